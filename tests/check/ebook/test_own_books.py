"""Books of every kind that the program makes have no fault; what is told of strange ones is so."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from publisher import epub
from publisher.check.ebook import examine_ebook
from publisher.model import Book, EpubOptions, NoteNumbering, Role
from publisher.store import Store
from publisher.theme import Theme
from tests.epub.test_nasty import nasty_book
from tests.support.stock_book import book_of, note, paragraph, section_of, stock_book


@pytest.fixture
def found(theme: Theme, store: Store) -> Callable[[Book], list[str]]:
    return lambda book: [
        str(item).partition("\n")[0] for item in examine_ebook(epub.render(book, theme, store=store).data)
    ]


def test_a_book_with_every_element(found: Callable[[Book], list[str]]) -> None:
    assert found(replace(stock_book(), epub_options=EpubOptions(soft_hyphens=True))) == []


def test_notes_that_are_numbered_by_section(found: Callable[[Book], list[str]]) -> None:
    book = stock_book()
    options = replace(book.print_options, note_numbering=NoteNumbering.SECTION)
    assert found(replace(book, print_options=options)) == []


def test_every_role(found: Callable[[Book], list[str]]) -> None:
    sections = [section_of(paragraph("Söz.", note(f"{role}.")), title=f"Başlık: {role}", role=role) for role in Role]
    assert found(book_of(*sections)) == []


def test_letters_that_no_font_has_are_all_that_is_told_of_nasty_texts(found: Callable[[Book], list[str]]) -> None:
    lines = found(nasty_book())
    assert lines
    assert all("warning[font-lacks-letters]: no font of the book has ا (U+0627)" in line for line in lines)


def test_turkish_text_that_is_said_to_be_russian_is_told(found: Callable[[Book], list[str]]) -> None:
    book = stock_book()
    lines = found(replace(book, metadata=replace(book.metadata, language="ru")))
    assert [line.partition("error")[2] for line in lines] == [
        "[language-wrong]: the document says that it is “ru”, which is not written in its letters"
    ]
