"""E-books that mean harm, or that are none, are said to be what they are, at once; nothing in them is a crash."""

import io
import random
import resource
import zipfile
from collections.abc import Callable, Iterator

import pytest

from publisher.check.ebook import examine_ebook
from publisher.check.ebook.against_book import check_ebook
from publisher.epub.reading import EbookRead, UnreadableError
from publisher.model import Book
from publisher.theme import Theme
from tests.support.ebook_damage import EbookDamage

SECTION = "EPUB/text/takdim.xhtml"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def packed(files: dict[str, bytes]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return saved.getvalue()


def codes(data: bytes) -> set[str]:
    return {found.code for found in examine_ebook(data)}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"no EPUB at all",
        packed({"mimetype": b"application/epub+zip"}),
        packed({"META-INF/container.xml": b"<container/>"}),
        packed({"META-INF/container.xml": CONTAINER.format("../../etc/passwd").encode()}),
        packed({"META-INF/container.xml": CONTAINER.format("a.opf").encode(), "a.opf": b"\x00\xff"}),
        packed({"META-INF/container.xml": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"}),
    ],
)
def test_what_is_no_ebook_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        examine_ebook(data)


def test_a_list_of_files_that_claims_to_be_huge_is_not_read(sound: bytes) -> None:
    at = sound.rfind(b"PK\x05\x06")
    with pytest.raises(UnreadableError, match="more files than any book"):
        EbookRead(sound[: at + 12] + b"\xff\xff\xff\x7f" + sound[at + 16 :])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_entities_are_not_resolved_whatever_their_encoding(sound: bytes, encoding: str) -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = (
        f'<!DOCTYPE html [<!ENTITY l0 "ha">{bomb}]><html xmlns="http://www.w3.org/1999/xhtml" lang="tr">'
        '<head><title>&l11;</title></head><body><p title="&l11;">&l11;</p></body></html>'
    )
    file = EbookDamage(sound)
    file.write(SECTION, text.encode(encoding))
    assert "document-refused" in codes(file.data())


@pytest.fixture
def little_memory() -> Iterator[None]:
    """Leave this process 1 GB more than it has."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123
        now = int(told.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + 1_000_000_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def bomb_of_documents(file: EbookDamage) -> None:
    add_documents(file, b"<p/>" * 1_100_000, count=2)


def test_all_files_together_are_bounded(sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.epub.archive._MOST_IN_ALL", 4_000_000)
    file = EbookDamage(sound)
    add_documents(file, b" " * 1_000_000, count=5)
    found = [item for item in examine_ebook(file.data()) if item.code == "document-refused"]
    assert [item.at.path for item in found if item.at] == ["EPUB/text/3.xhtml", "EPUB/text/4.xhtml"]


def add_documents(file: EbookDamage, inside: bytes, count: int) -> None:
    text = b'<html xmlns="http://www.w3.org/1999/xhtml" lang="tr"><body>' + inside + b"</body></html>"
    items = references = ""
    for number in range(count):
        file.write(f"EPUB/text/{number}.xhtml", text)
        items += f'<item id="b{number}" href="text/{number}.xhtml" media-type="application/xhtml+xml"/>'
        references += f'<itemref idref="b{number}"/>'
    file.replace("EPUB/content.opf", "</manifest>", f"{items}</manifest>")
    file.replace("EPUB/content.opf", "</spine>", f"{references}</spine>")


def deep_document(file: EbookDamage) -> None:
    text = b'<html xmlns="http://www.w3.org/1999/xhtml" lang="tr"><body>' + b"<div>" * 1_000_000
    file.write(SECTION, text + b"</div>" * 1_000_000 + b"</body></html>")


def many_faults(file: EbookDamage) -> None:
    images = '<p><img src="a.png"/><a role="doc-noteref">1</a></p>' * 10_000
    file.replace(SECTION, "</section>", f"{images}</section>")


def deep_and_long_document(file: EbookDamage) -> None:
    add_documents(file, (b"<div>" * 600 + b"<b/>" * 600 + b"</div>" * 600) * 20, count=1)


def headings_in_headings(file: EbookDamage) -> None:
    text = b"<h1>" * 400 + b"word " * 200_000 + b"</h1>" * 400 + b'<p><img src="a.png"/></p>'
    add_documents(file, text, count=1)


@pytest.mark.parametrize(
    "harm", [bomb_of_documents, deep_document, deep_and_long_document, headings_in_headings, many_faults]
)
def test_harm_is_bounded(sound: bytes, little_memory: None, harm: Callable[[EbookDamage], None]) -> None:
    file = EbookDamage(sound)
    harm(file)
    found = examine_ebook(file.data())
    assert {"document-refused", "document-unreadable", "alt-missing"} & {item.code for item in found}
    assert len(found) < 200


def test_files_with_bytes_changed_at_random_are_read_or_refused(sound: bytes, book: Book, theme: Theme) -> None:
    chance = random.Random(2026)
    texts = [name for name in zipfile.ZipFile(io.BytesIO(sound)).namelist() if name.endswith(("html", "opf", "css"))]
    read = 0
    for _ in range(16):
        file = EbookDamage(sound)
        name = chance.choice(texts)
        data = bytearray(file.read(name))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 30)] = chance.choice([b"", b"<", b'"', b"&", b"\xff", b"#x", b" id=''"])
        file.write(name, bytes(data))
        whole = bytearray(file.data())
        if chance.random() < 0.3:
            whole[chance.randrange(len(whole))] ^= 0xFF
        try:
            examine_ebook(bytes(whole))
            list(check_ebook(bytes(whole), book, theme))
            read += 1
        except UnreadableError:
            continue
    assert read > 8
