"""An explanation of a page names what stands at its end, in the manuscript and on the page."""

import re
from dataclasses import replace

import pytest

from publisher import pdf
from publisher.errors import LayoutError
from publisher.model import Figure, FloatPlace, PageWish, Paragraph
from publisher.store import Store
from tests.support.printed_editions import Edition
from tests.support.small_press import SmallPress
from tests.support.stock_book import note, paragraph, place, words


def text(count: int) -> list[Paragraph]:
    return [Paragraph(words(f"Satır {number}."), place(number + 3)) for number in range(count)]


def explained(press: SmallPress, store: Store, *blocks: Paragraph | Figure) -> tuple[Edition, list[tuple[str, ...]]]:
    """Print blocks, and explain each page of their section."""
    edition = press.edition(*blocks)
    theme = press.theme()
    pages = edition.pages_of(edition.book.sections[0])
    return edition, [pdf.explain_page(edition.book, theme, page.number, store=store) for page in pages]


def test_the_last_line_and_the_next_are_those_of_the_page_and_stand_where_it_says(
    press: SmallPress, store: Store
) -> None:
    edition, told = explained(press, store, *text(30))
    pages = edition.pages_of(edition.book.sections[0])
    for page, after, lines in zip(pages, pages[1:], told, strict=False):
        last, following = page.body[-1].text, after.body[0].text
        number = int(re.findall(r"\d+", last)[0])
        path = edition.book.sections[0].at.path
        assert lines[0] == f"page {page.number} ends with “{last}” ({path}:{number + 3})"
        assert lines[1] == f"next comes “{following}” ({path}:{number + 4})"
    assert told[-1][1] == "the section's text ends there"


def test_what_a_line_more_or_fewer_would_do_is_told(press: SmallPress, store: Store) -> None:
    edition, told = explained(press, store, *text(30))
    second = edition.pages_of(edition.book.sections[0])[1]
    fewer = next(line for line in told[1] if line.startswith("1 line fewer"))
    assert f"to “{second.body[-2].text}”: costs " in fewer
    assert "1 line more" in told[1][-3] and told[1][-3].endswith("impossible, no room")


def test_a_page_that_ends_by_hand_says_so(press: SmallPress, store: Store) -> None:
    blocks = text(9)
    blocks[3] = replace(blocks[3], wishes=(PageWish.NEW_RECTO,))
    blocks[5] = replace(blocks[5], wishes=(PageWish.SPREAD_SHORT,))
    edition = press.edition(*blocks)
    first = edition.pages_of(edition.book.sections[0])[0].number
    told = [pdf.explain_page(edition.book, press.theme(), first + page, store=store) for page in range(3)]
    assert told[0][2] == "which must begin a page"
    assert told[1] == (f"page {first + 1} holds no text: what follows asks for a recto",)
    assert told[2][1] == "it is run 1 line shorter than the others"


def test_a_note_that_goes_on_is_named(press: SmallPress, store: Store) -> None:
    long = " ".join(f"kelime{number}" for number in range(90))
    _, told = explained(press, store, Paragraph((*words("Çağrı"), note(long)), place(3)), *text(9))
    assert "notes that go on on the next page 30.0" in told[0][2] and "(going on: note 1)" in told[0][2]


def test_figures_and_tables_apart_from_the_text_are_named(press: SmallPress, store: Store) -> None:
    shown = [
        Figure("images/route.svg", "çizim", place(90 + number), words(f"Yol {number}"), f"fig-{number}", mark)
        for number, mark in enumerate([FloatPlace.TOP, FloatPlace.FULL_PAGE], 1)
    ]
    edition, told = explained(press, store, *text(14), *shown, *text(30)[14:])
    first = edition.pages_of(edition.book.sections[0])[0].number
    with_top = next(lines for lines in told if "Yol 1" in " ".join(lines[:2]))
    assert with_top[1] == "above its text stands “Şekil 1. Yol 1”"
    page = edition.pages.destinations["fig-2"][0]
    assert told[page - first] == (f"page {page} holds no text: it is taken by “Şekil 2. Yol 2”",)
    assert "without “Şekil 1. Yol 1”" in " ".join(with_top)
    assert "next comes “Satır 14.” (manuscript/01-bolum.md:17)" in " ".join(line for lines in told for line in lines)


def test_pages_without_a_section_and_pages_that_are_not(press: SmallPress, store: Store) -> None:
    edition = press.edition(paragraph("Söz."))
    assert pdf.explain_page(edition.book, press.theme(), 2, store=store) == (
        "page 2 belongs to no section: it is as long as it is",
    )
    with pytest.raises(LayoutError) as problem:
        pdf.explain_page(edition.book, press.theme(), 99, store=store)
    assert problem.value.found[0].code == "page-unknown"
