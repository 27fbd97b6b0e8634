"""What is kept of an e-book from one build to the next changes none of its bytes, whoever wrote to the store."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.epub.repack import repack
from publisher.store import Store

ENTRIES = {
    "mimetype": b"application/epub+zip",
    "META-INF/container.xml": b"<container/>",
    "EPUB/content.opf": b"<package/>",
    "EPUB/text/kapı.xhtml": "Kapının önünde bir kedi. ".encode() * 1000,
    "EPUB/images/dots.png": bytes(range(256)) * 100,
    "EPUB/empty.css": b"",
}


def as_zipfile_writes() -> bytes:
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w") as archive:
        for name in (*list(ENTRIES)[:3], *sorted(list(ENTRIES)[3:])):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, ENTRIES[name], compresslevel=9)
    return container.getvalue()


def entries_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("??/*") if path.is_file())


def test_files_that_were_compressed_before_make_the_archive_that_zipfile_makes(tmp_path: Path) -> None:
    first, second = (repack(ENTRIES, Store(tmp_path)) for _ in range(2))
    assert first == second == as_zipfile_writes()
    # Short files are compressed anew each time.
    assert len(entries_of(tmp_path)) == 2


@pytest.mark.parametrize("forge", [lambda data: data + b"more", lambda data: data[:-9], lambda _: b"no such thing"])
def test_what_a_stranger_compressed_otherwise_is_compressed_anew(
    tmp_path: Path, forge: Callable[[bytes], bytes]
) -> None:
    store = Store(tmp_path)
    whole = repack(ENTRIES, store)
    for path in entries_of(tmp_path):
        store.put(path.name, forge(path.read_bytes()[32:]))
    assert repack(ENTRIES, store) == whole
    assert zipfile.ZipFile(io.BytesIO(whole)).testzip() is None
