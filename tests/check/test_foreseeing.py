"""What is told of a book before its pages are there is what is told of it with them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from publisher import check, pdf
from publisher.model import NotePlace
from publisher.theme import Theme
from tests.support.printed_editions import Edition
from tests.support.small_press import SmallPress


@pytest.mark.parametrize("name", ["stock", "floating", "report"])
def test_what_is_foreseen_is_what_is_found(name: str, book: Callable[[str], Edition], theme: Theme) -> None:
    edition = book(name)
    without = check.examine(edition.printed.data, edition.book, theme).source
    foreseen = check.foresee(edition.book)
    with_it = check.examine(edition.printed.data, edition.book, theme, foreseen=foreseen).source
    assert with_it and without
    assert (foreseen.expected is None) is bool(without.traces.page_references)
    assert with_it.expected == without.expected
    assert with_it.traces == without.traces


@pytest.mark.parametrize("notes", [NotePlace.SECTION, NotePlace.END])
def test_nothing_is_foreseen_that_pages_decide(notes: NotePlace, stock: Edition, press: SmallPress) -> None:
    placed = replace(stock.book, print_options=replace(stock.book.print_options, notes=notes))
    assert check.foresee(placed).expected is None
    printed = pdf.render(placed, press.theme(), store=press.store)
    check.require_whole(printed.data, placed, press.theme(), foreseen=check.foresee(placed))


def test_what_was_foreseen_of_another_book_is_not_believed(stock: Edition, theme: Theme) -> None:
    other = replace(stock.book, sections=stock.book.sections[:1])
    source = check.examine(stock.printed.data, stock.book, theme, foreseen=check.foresee(other)).source
    assert source
    assert len(source.expected.sections) == len(stock.book.sections)
