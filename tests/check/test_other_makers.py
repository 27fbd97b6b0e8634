"""Faults of footnotes that another program set are found in its file."""

from collections import Counter
from dataclasses import replace

import pytest

from publisher import check
from publisher.model import Alignment, Block, Book, FloatRule, Table, Text
from publisher.theme import Theme
from tests.support.plain_weasyprint import print_plainly
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of


def words(name: str, count: int) -> str:
    """Give words that stand nowhere else."""
    return " ".join(f"{name}{number}" for number in range(count))


def book_with(*notes: int) -> Book:
    """Give a book whose notes have so many words, one in the middle of each paragraph."""
    blocks = [
        paragraph(
            words(f"before{index}x", 90) + ".", note(words(f"note{index}x", size)), " " + words(f"after{index}x", 60)
        )
        for index, size in enumerate(notes)
    ]
    return book_of(section_of(*blocks, title="Chapter"), language="en")


def codes(book: Book, theme: Theme, data: bytes) -> Counter[str]:
    found = check.check_print(check.examine(data, book, theme))
    # Somebody else's book may end on a recto.
    return Counter(item.code for item in found if item.code != "page-count-wrong")


def test_short_notes_stand_where_they_should(theme: Theme) -> None:
    book = book_with(6, 5, 4)
    assert codes(book, theme, print_plainly(book)) == {}


def test_late_notes_are_found(theme: Theme) -> None:
    book = book_with(30, 30, 120, 30, 150, 30, 30, 110)
    found = codes(book, theme, print_plainly(book))
    assert found["note-displaced"] >= 1
    assert set(found) <= {"note-displaced", "note-disordered"}


def test_a_note_that_runs_off_the_page_is_found(theme: Theme) -> None:
    book = book_with(6, 900, 6)
    found = codes(book, theme, print_plainly(book))
    assert found["text-outside-trim"] >= 1
    assert found["word-lost"] == found["word-unknown"] == 0


def test_numbers_of_its_own_are_no_fault(theme: Theme) -> None:
    book = book_with(6, 5)
    data = print_plainly(book)
    source = check.examine(data, book, theme).source
    assert source
    assert [[call.label for call in trace.calls] for trace in source.traces.notes] == [["1"], ["2"]]


@pytest.mark.parametrize("size", [60, 400])
def test_what_is_missing_of_a_note_is_told_in_words(theme: Theme, size: int) -> None:
    book = book_with(6, 5)
    longer = book_with(6, size)
    found = check.check_print(check.examine(print_plainly(book), longer, theme))
    lost = next(item for item in found if item.code == "word-lost")
    assert "note1x5 note1x6" in lost.message


def book_with_table(at: int) -> Book:
    """Give a book of five pages with a table before the paragraph of an index."""
    table = Table(
        (Alignment.START, Alignment.END),
        row("Year", "Trade"),
        tuple(row(f"Year {year}", f"{year}") for year in range(2016, 2026)),
        place(20),
        caption=(Text("Trade by years"),),
        identifier="tbl-trade",
    )
    blocks: list[Block] = [paragraph(words(f"text{index}x", 120)) for index in range(16)]
    blocks.insert(at, table)
    book = book_of(section_of(*blocks, title="Chapter"), language="en")
    return replace(book, print_options=replace(book.print_options, floats=FloatRule.CAPTIONED))


@pytest.mark.parametrize(
    ("printed_at", "found"), [(6, set()), (7, set()), (12, set()), (1, {"float-displaced"}), (16, set())]
)
def test_a_table_may_stand_later_than_it_is_written_and_not_earlier(
    theme: Theme, printed_at: int, found: set[str]
) -> None:
    data = print_plainly(book_with_table(printed_at))
    assert set(codes(book_with_table(6), theme, data)) == found


def test_a_table_that_may_not_leave_its_place_is_found_elsewhere(theme: Theme) -> None:
    data = print_plainly(book_with_table(9))
    book = book_with_table(6)
    book = replace(book, print_options=replace(book.print_options, floats=FloatRule.NONE))
    assert {"word-lost"} <= set(codes(book, theme, data))
