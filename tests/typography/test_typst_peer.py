"""The peer: the same book as Typst sets it, read back from its file."""

import pypdfium2
import pytest

from bench import typst_peer
from publisher.check.typography import measure
from publisher.model import Book, InlineImage, Inlines
from publisher.pdf.audit.letters import dense
from publisher.store import Store
from publisher.theme import Theme
from publisher.walk import inlines_in, notes_of, plain_text, reading_order
from tests.support.stock_book import book_of, note, paragraph, section_of, stock_book

LONG = " ".join(f"word{number}x" for number in range(300))
TRICKY = 'Every sign is itself: # $ * _ ` <a> @b ~ [c] \\ // "d" -- ... = + - 1. #e(f)'


def print_of(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    text = " ".join(pdf[index].get_textpage().get_text_range() for index in range(len(pdf)))
    pdf.close()
    # Hyphens at line ends are the typesetter's; those of words are looked past on both sides.
    return dense(text).replace("-", "")


def words_of(book: Book) -> set[str]:
    runs: list[Inlines] = []
    for section in book.sections:
        runs += [section.title, *reading_order(section.blocks)]
        runs += [run for called in notes_of(section) for run in reading_order(called.blocks)]
    drawn = tuple(run for run in runs if not any(isinstance(inline, InlineImage) for inline in inlines_in(run)))
    return {dense(word).replace("-", "") for run in drawn for word in plain_text(run).split()}


@pytest.mark.parametrize("book", [stock_book(), book_of(section_of(paragraph(TRICKY, note(TRICKY)), title=TRICKY))])
def test_every_word_is_set_as_it_is_written(book: Book, theme: Theme, store: Store) -> None:
    printed = print_of(typst_peer.render(book, theme, store))
    words = words_of(book)
    assert len(words) > 10
    assert sorted(word for word in words if word not in printed) == []


def test_it_has_our_page_and_our_size(theme: Theme, store: Store) -> None:
    book = book_of(section_of(paragraph(LONG), paragraph(LONG)), language="en")
    figures = measure(typst_peer.render(book, theme, store))
    assert figures
    body = figures.body
    assert (body.look.size_pt, round(body.leading_pt, 3), round(body.measure_pt * 25.4 / 72, 1)) == (10.75, 14.0, 113.0)
    assert figures.sum("justified") > 40
