"""A fallback face is in an e-book only where the book shows a sign that the other faces lack."""

from collections.abc import Callable

from publisher.epub import Ebook
from publisher.model import Book
from tests.support.epub_file import EpubFile
from tests.support.stock_book import book_of, paragraph, section_of


def _fallback_files(text: str, make: Callable[[Book], Ebook]) -> list[str]:
    names = EpubFile(make(book_of(section_of(paragraph(text)))).data).archive.namelist()
    return [name for name in names if "symbols" in name]


def test_a_sign_that_text_fonts_lack_brings_its_face(make: Callable[[Book], Ebook]) -> None:
    assert _fallback_files("Dizeler arasında ⋮ işareti.", make) == ["EPUB/fonts/book-symbols-400-normal.ttf"]


def test_a_book_without_such_signs_carries_no_fallback_face(make: Callable[[Book], Ebook]) -> None:
    assert _fallback_files("Dizeler arasında nokta.", make) == []
