"""Numbers of notes, tables and figures, and what empty links say."""

from dataclasses import replace

import pytest

from publisher.model import Book, Figure, Heading, NoteNumbering, NoteReference, Reference, Table
from publisher.transform.numbering import Numbering, number
from publisher.walk import notes_of
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, stock_book, words

AT = place(3)


def two_sections() -> Book:
    first = section_of(paragraph("a", note("bir", line=1), note("iki", line=2)), title="İlk")
    second = section_of(paragraph("b", note("üç", line=3)), title="Son")
    return book_of(first, second)


def labels_of(book: Book, numbering: Numbering) -> list[list[str]]:
    return [[numbering.notes[note] for note in notes_of(section)] for section in book.sections]


@pytest.mark.parametrize(
    ("numbering", "labels"), [(NoteNumbering.BOOK, [["1", "2"], ["3"]]), (NoteNumbering.SECTION, [["1", "2"], ["1"]])]
)
def test_notes_count_through_the_book_or_each_section(numbering: NoteNumbering, labels: list[list[str]]) -> None:
    assert labels_of(two_sections(), number(two_sections(), numbering)) == labels


def test_notes_of_a_title_come_first_and_those_of_a_caption_before_its_cells() -> None:
    book = stock_book()
    labels = labels_of(book, number(book, NoteNumbering.BOOK))
    assert [label for section in labels for label in section] == [str(n) for n in range(1, 11)]


def test_note_ids_come_from_names_or_words_and_never_from_numbers() -> None:
    book = book_of(section_of(paragraph("a", note("bir", line=1, name="Kaynak 1"), note("iki", line=2)), title="İlk"))
    more = book_of(
        section_of(
            paragraph("yeni", note("sıfır", line=1)),
            paragraph("a", note("bir", line=2, name="Kaynak 1"), note("iki", line=3)),
            title="İlk",
        )
    )
    ids = list(number(book, NoteNumbering.BOOK).note_ids.values())
    assert ids[0] == "note-ilk-kaynak-1"
    assert list(number(more, NoteNumbering.BOOK).note_ids.values())[1:] == ids


def test_equal_notes_get_ids_that_differ() -> None:
    book = book_of(section_of(paragraph("a", note("aynı", line=1), note("aynı", line=2))))
    ids = list(number(book, NoteNumbering.BOOK).note_ids.values())
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("language", "label"),
    [("tr", "Tablo\u00a01"), ("en", "Table\u00a01"), ("ru", "Таблица\u00a01"), ("kk", "1-\u2060кесте")],
)
def test_labels_are_in_the_book_s_language(language: str, label: str) -> None:
    table = Table((), row(), (), AT, words("Ticaret"), "tbl")
    assert number(book_of(section_of(table), language=language), NoteNumbering.BOOK).labels["tbl"] == label


@pytest.mark.parametrize(
    ("section", "label"),
    [("en", "Table\u00a01"), ("tr", "Tablo\u00a01"), ("de", "Tablo\u00a01"), (None, "Tablo\u00a01")],
)
def test_a_section_in_another_language_has_its_own_labels(section: str | None, label: str) -> None:
    foreign = replace(section_of(Table((), row(), (), AT, words("Trade"), "tbl")), language=section)
    assert number(book_of(foreign), NoteNumbering.BOOK).labels["tbl"] == label


def test_tables_and_figures_count_apart_and_only_with_a_caption() -> None:
    blocks = (
        Table((), row(), (), AT, words("Bir"), "t1"),
        Figure("images/route.svg", "x", AT, words("Bir"), "f1"),
        Figure("images/route.svg", "x", AT, None, "bare"),
        Table((), row(), (), AT, words("İki"), "t2"),
        Figure("images/route.svg", "x", AT, words("İki"), "f2"),
    )
    labels = number(book_of(section_of(*blocks)), NoteNumbering.BOOK).labels
    assert labels == {"t1": "Tablo\u00a01", "f1": "Şekil\u00a01", "t2": "Tablo\u00a02", "f2": "Şekil\u00a02"}


def test_an_empty_link_says_a_label_or_a_heading() -> None:
    table = Table((), row(), (), AT, words("Bir"), "t1")
    references = number(
        book_of(section_of(table, Heading(2, words("Yollar"), AT, "yollar"), title="İlk")), NoteNumbering.BOOK
    ).references
    assert references["t1"] == "Tablo\u00a01"
    assert references["yollar"] == "Yollar"
    assert references["ilk"] == "İlk"


def test_every_id_knows_its_section() -> None:
    second = replace(section_of(paragraph("x", Reference("yol", AT)), title="Son"), identifier="son")
    book = book_of(section_of(Heading(2, words("Yol"), AT, "yol"), title="İlk"), second)
    homes = number(book, NoteNumbering.BOOK).homes
    assert (homes["yol"], homes["ilk"], homes["son"]) == ("ilk", "ilk", "son")


def test_a_further_call_belongs_to_the_note_of_its_own_section() -> None:
    again = NoteReference("x", place(7)), NoteReference("x", place(8))
    first = section_of(paragraph("a", note("bir", line=1, name="x")), title="İlk", file="01.md")
    second = section_of(paragraph("b", note("iki", line=2, name="x"), *again), title="Son", file="02.md")
    numbering = number(book_of(first, second), NoteNumbering.BOOK)
    assert [numbering.notes[numbering.note_of(call)] for call in again] == ["2", "2"]
    assert [numbering.repeats[call].count for call in again] == [2, 3]


def test_a_page_may_be_asked_for_of_a_place_without_words() -> None:
    bare = replace(paragraph("a"), identifier="there")
    numbering = number(book_of(section_of(bare, title="Yol")), NoteNumbering.BOOK)
    assert numbering.words_of(Reference("there", AT, page=True)) == "Yol"
