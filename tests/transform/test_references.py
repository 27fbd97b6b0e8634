"""Links inside the book lead somewhere, wherever they stand."""

from dataclasses import replace

import pytest

from publisher.errors import Diagnostic
from publisher.model import (
    Block,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    Note,
    NoteNumbering,
    Quotation,
    Reference,
    Table,
)
from publisher.transform.numbering import number
from publisher.transform.references import find_broken
from tests.support.stock_book import book_of, paragraph, place, row, section_of, stock_book, words

AT, THERE = place(3), place(40)


def broken(*blocks: Block) -> list[Diagnostic]:
    book = book_of(section_of(*blocks))
    return find_broken(book, number(book, NoteNumbering.BOOK))


def link(target: str) -> Link:
    return Link(words("oraya"), f"#{target}", THERE)


def test_the_stock_book_s_links_are_whole() -> None:
    book = stock_book()
    assert find_broken(book, number(book, NoteNumbering.BOOK)) == []


@pytest.mark.parametrize(
    "block",
    [
        paragraph(link("yok")),
        paragraph(Reference("yok", THERE)),
        paragraph(Emphasis((link("yok"),))),
        paragraph("söz", Note((paragraph(link("yok")),), AT)),
        Quotation((paragraph("söz"),), AT, (link("yok"),)),
        Table((), row((link("yok"),)), (), AT),
        Heading(2, (link("yok"),), AT),
        Figure("images/route.svg", "x", AT, (Reference("yok", THERE),)),
    ],
)
def test_a_link_to_nowhere_is_found(block: Block) -> None:
    (found,) = broken(block)
    assert (found.code, found.at) == ("link-broken", THERE)
    assert "yok" in found.message


def test_the_nearest_id_is_named() -> None:
    (found,) = broken(Heading(2, words("Yollar"), AT, "yollar"), paragraph(link("yolar")))
    assert found.hint == "nearest: #yollar"


def test_a_link_out_of_the_book_is_not_looked_up() -> None:
    outside: Inline = Link(words("site"), "https://example.org/#yok", AT)
    assert broken(paragraph(outside)) == []


def test_an_empty_link_to_what_has_no_words_is_found() -> None:
    bare = Figure("images/route.svg", "x", AT, None, "sekil")
    (found,) = broken(bare, paragraph(Reference("sekil", THERE)))
    assert (found.code, found.at) == ("reference-wordless", THERE)
    assert broken(bare, paragraph(link("sekil"))) == []


@pytest.mark.parametrize("named", ["yok", "obur"])
def test_a_picture_is_described_in_its_own_section(named: str) -> None:
    figure = Figure("images/route.svg", "x", AT, details=named)
    elsewhere = replace(section_of(paragraph("söz"), title="Öbür", file="02.md"), identifier="obur")
    book = book_of(section_of(figure), elsewhere)
    (found,) = find_broken(book, number(book, NoteNumbering.BOOK))
    assert (found.code, found.at) == ("details-elsewhere", AT)


def test_a_picture_that_is_described_beside_it_has_no_fault() -> None:
    assert broken(replace(paragraph("söz"), identifier="uzun"), Figure("r.svg", "x", AT, details="uzun")) == []
