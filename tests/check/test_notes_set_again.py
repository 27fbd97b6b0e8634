"""Where numbers run by page, each further page that calls a note has it whole."""

from dataclasses import replace

import pytest

from publisher import check, pdf
from publisher.model import Book, NoteNumbering, NoteReference
from publisher.store import Store
from publisher.theme import Theme
from tests.support.damage import BrokenFile
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, section_of

TEXT = [f"Yine {word} sözü" for word in ("birinci", "ikinci", "üçüncü")]


@pytest.fixture
def book() -> Book:
    """Give a book whose first and last pages call one note of three lines."""
    blocks = [
        paragraph("Önce söz", note(*TEXT, name="yine"), "."),
        *(paragraph(f"Paragraf {n} ", "söz " * 40) for n in range(8)),
        paragraph("Sonra söz", NoteReference("yine", place(99)), "."),
    ]
    made = book_of(section_of(*blocks))
    return replace(made, print_options=replace(made.print_options, note_numbering=NoteNumbering.PAGE))


def found_without(book: Book, theme: Theme, store: Store, *lines: str) -> list[str]:
    printed = pdf.render(book, theme, store=store)
    pages = check.examine(printed.data).file.pages
    page = max(page.number for page in pages if any(TEXT[1] in line.text for line in page.lines))
    file = BrokenFile(printed.data)
    file.remove(page, list(lines))
    found = check.check_print(check.examine(file.data(), book, theme))
    return [f"{item.code}: {item.message.replace(str(page), 'N')}" for item in found]


def test_one_that_is_not_set_again_is_found(book: Book, press: SmallPress, store: Store) -> None:
    found = found_without(book, press.theme(), store, *TEXT)
    assert "note-displaced: note 1: called again on page N, and not set there" in found


@pytest.mark.parametrize("line", TEXT[1:])
def test_words_that_are_lost_when_it_is_set_again_are_found(
    book: Book, press: SmallPress, store: Store, line: str
) -> None:
    found = found_without(book, press.theme(), store, line)
    assert found == [f"word-lost: page N: words of a note are missing: “{line}”"]
