"""One archive for one content: the same bytes on every machine and at any time."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from publisher.store import Store

_FIRST = ("mimetype", "META-INF/container.xml", "EPUB/content.opf")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_LEVEL = 9
# What is shorter is compressed sooner than it is found in a store.
_WORTH_KEEPING = 4_000


def repack(entries: Mapping[str, bytes], store: Store) -> bytes:
    """Give an EPUB archive of entries by name: `mimetype` first and stored, what describes the rest next.

    Args:
        entries: What each file holds.
        store: Keeps long files as they are compressed.

    Source: EPUB 3.3, 4.2 (OCF ZIP container).
    """
    rest = sorted(name for name in entries if name not in _FIRST)
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w") as archive:
        for name in (*_FIRST, *rest):
            info, data = _info(name), entries[name]
            if len(data) < _WORTH_KEEPING or info.compress_type == zipfile.ZIP_STORED:
                archive.writestr(info, data, compresslevel=_LEVEL)
            else:
                _add(archive, info, data, _deflated(data, store))
    return container.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system = _UNIX
    info.external_attr = _READABLE
    info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    return info


def _add(archive: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes, deflated: bytes) -> None:
    """Add a file that is compressed already, as `writestr` would have, which cannot do so."""
    assert archive.fp
    info.CRC = zlib.crc32(data)
    info.file_size, info.compress_size = len(data), len(deflated)
    info.header_offset = archive.fp.tell()
    archive.fp.write(info.FileHeader(zip64=False))
    archive.fp.write(deflated)
    archive.start_dir = archive.fp.tell()
    archive.filelist.append(info)
    archive.NameToInfo[info.filename] = info


def _deflated(data: bytes, store: Store) -> bytes:
    key = Store.key("deflated", zlib.ZLIB_RUNTIME_VERSION, str(_LEVEL), data)
    kept = store.get(key)
    if kept is not None and _means(kept, data):
        return kept
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = deflater.compress(data) + deflater.flush()
    store.put(key, deflated)
    return deflated


def _means(deflated: bytes, data: bytes) -> bool:
    """Say whether these bytes are compressed ones, whoever put them into the store, and nothing behind them."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(deflated, len(data) + 1) == data and inflater.eof and not inflater.unused_data
    except zlib.error:
        return False
