"""A section whose figures and tables may leave their place, some referred to before and some after it."""

from dataclasses import replace

from publisher.model import Alignment, Block, Book, Figure, FloatRule, Reference, Table
from tests.support.stock_book import book_of, paragraph, place, row, section_of, words

FILE = "01-bolum.md"


def floating_book() -> Book:
    """Give a book of three pages and more, with two figures and two tables."""
    return book_of(
        section_of(
            *_text("Bir", 9),
            paragraph(
                "Bkz. ", Reference("fig-yol", place(20, FILE)), " ve ", Reference("tbl-yol", place(20, FILE)), "."
            ),
            *_text("İki", 3),
            _figure("Yolun çizimi", "fig-yol", 30),
            *_text("Üç", 6),
            _table("Yolun sayıları", "tbl-yol", 40),
            *_text("Dört", 9),
            _figure("Yolun damgası", "fig-damga", 50),
            _table("Damganın sayıları", "tbl-damga", 60),
            *_text("Beş", 12),
            paragraph("Damga için bkz. ", Reference("fig-damga", place(70, FILE), page=True), "."),
        )
    )


def with_floats_in_place(book: Book) -> Book:
    """Give a book none of whose figures and tables leaves its place."""
    return replace(book, print_options=replace(book.print_options, floats=FloatRule.NONE))


def _text(name: str, paragraphs: int) -> tuple[Block, ...]:
    return tuple(
        paragraph(*(f"{name} {number}. paragrafın {word}. sözü " for word in range(12)), line=number)
        for number in range(paragraphs)
    )


def _figure(caption: str, identifier: str, line: int) -> Figure:
    return Figure("images/route.svg", "Bir yol", place(line, FILE), words(caption), identifier)


def _table(caption: str, identifier: str, line: int) -> Table:
    rows = tuple(row(f"{caption.split()[0]} {year}", f"{year - 1000}") for year in (2016, 2017, 2018))
    columns = (Alignment.START, Alignment.END)
    return Table(columns, row("Yıl", "İhracat"), rows, place(line, FILE), words(caption), identifier)
