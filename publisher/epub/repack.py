"""One archive for one content: the same bytes on every machine and at any time."""

import io
import zipfile
from collections.abc import Mapping

_FIRST = ("mimetype", "META-INF/container.xml", "EPUB/content.opf")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16


def repack(entries: Mapping[str, bytes]) -> bytes:
    """Give an EPUB archive of entries by name: `mimetype` first and stored, what describes the rest next.

    Source: EPUB 3.3, 4.2 (OCF ZIP container).
    """
    rest = sorted(name for name in entries if name not in _FIRST)
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w") as archive:
        for name in (*_FIRST, *rest):
            archive.writestr(_info(name), entries[name], compresslevel=9)
    return container.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system = _UNIX
    info.external_attr = _READABLE
    info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    return info
