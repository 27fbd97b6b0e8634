"""What random documents are held to finds what is wrong: each proof, on a file broken on purpose."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from publisher import pdf
from publisher.model import Alignment, Book, Figure, FloatPlace, Table
from publisher.store import Store
from publisher.theme import Theme
from tests.fuzz.proofs import faults
from tests.support.damage import BrokenFile
from tests.support.printed_editions import Edition
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, words

PROSE = "Kervan sabah yola çıktı, bozkırı geçti ve akşam oldu. "


def floating_book() -> Book:
    """Give notes on every page, a figure at the top of one, and a table alone on another, turned."""
    rows = tuple(row(f"Yıl {year}", f"{year - 1000}") for year in (2016, 2017, 2018))
    columns = (Alignment.START, Alignment.END)
    turned = Table(columns, row("Ne", "Kaç"), rows, place(91), words("Yolun sayıları"), "tbl-yol", FloatPlace.TURNED)
    figures = [
        Figure("images/route.svg", "", place(90 + 5 * n), words(says), f"fig-{n}", FloatPlace.TOP)
        for n, says in enumerate(["Yolun çizimi", "Yolun sonu"])
    ]
    prose = [paragraph(PROSE * 6, note(f"Açıklama {line}.", line=line), " Son söz.") for line in range(10, 40)]
    return book_of(section_of(*prose[:9], figures[0], *prose[9:15], turned, *prose[15:22], figures[1], *prose[22:]))


@pytest.fixture(scope="module")
def floating(theme: Theme, store: Store) -> Edition:
    book = floating_book()
    printed = pdf.render(book, theme, store=store)
    return Edition("floating", book, printed, theme.geometry)


def broken(edition: Edition, *damages: dict[str, Any]) -> set[str]:
    """Give the kinds of fault that are found in a file with some damages."""
    file = BrokenFile(edition.printed.data, edition.beside)
    for damage in damages:
        file.do(damage)
    return kinds(edition, file.data())


def kinds(edition: Edition, data: bytes) -> set[str]:
    found = Edition("broken", edition.book, replace(edition.printed, data=data), edition.geometry)
    return {fault.split(":")[0] for fault in faults(found)}


def test_nothing_is_wrong_with_the_whole_file(floating: Edition, edition_of: Callable[[str], Edition]) -> None:
    assert list(faults(floating)) == []
    assert list(faults(edition_of("margin"))) == []


def page_of(edition: Edition, text: str) -> int:
    return edition.pages.page_with(text).number


def page_of_table(edition: Edition) -> int:
    return edition.pages.destinations["tbl-yol"][0]


def test_a_turned_table_and_a_figure_have_left_their_places(floating: Edition) -> None:
    assert all(line.glyphs[0].turned for line in floating.pages[page_of_table(floating)].body)
    figure = floating.pages[page_of(floating, "Yolun çizimi")]
    assert figure.body[0].text.startswith("Şekil 1")


@pytest.mark.parametrize(
    ("do", "says", "arguments", "expected"),
    [
        ("remove", "Açıklama 12.", {}, {"lost notes", "not at its number"}),
        ("remove", "Şekil 1. Yolun çizimi", {}, {"lost words"}),
        ("shift", "Açıklama 12.", {"down": -60.0}, {"lost words", "not at its number"}),
        ("shift", "Açıklama 12.", {"right": 20.0}, {"not at its number"}),
        ("shift", "Açıklama 12.", {"right": 300.0}, {"not at its number", "overfull"}),
        ("shift", "Şekil 1. Yolun çizimi", {"down": 40.0}, {"overlapping"}),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_a_broken_file_is_found(
    floating: Edition, do: str, says: str, arguments: dict[str, float], expected: set[str]
) -> None:
    damage = {"do": do, "page": page_of(floating, says), "lines": [says], **arguments}
    assert broken(floating, damage) >= expected


@pytest.mark.parametrize("shown", range(8))
def test_a_word_lost_in_a_turned_table_is_found(floating: Edition, shown: int) -> None:
    assert "lost words" in broken(floating, {"do": "thin", "page": page_of_table(floating), "shown": shown})


@pytest.mark.parametrize(
    ("says", "doubled", "moved"),
    [
        ("Açıklama 12.", "lost notes", "not at its number"),
        ("Şekil 1. Yolun çizimi", "lost words", "disordered floats"),
    ],
    ids=["note", "caption"],
)
def test_what_is_printed_twice_or_elsewhere_is_found(floating: Edition, says: str, doubled: str, moved: str) -> None:
    page = page_of(floating, says)
    assert doubled in broken(floating, {"do": "double", "page": page, "lines": [says], "to": page + 2})
    assert moved in broken(floating, {"do": "move", "page": page, "lines": [says], "to": page + 2})


@pytest.mark.parametrize("name", ["floating", "margin"])
def test_a_note_that_stands_a_page_late_with_its_link_is_found(
    floating: Edition, edition_of: Callable[[str], Edition], name: str
) -> None:
    edition = floating if name == "floating" else edition_of(name)
    page = next(page for page in edition.pages if page.note_numbers)
    target = page.note_numbers[-1].target
    with pikepdf.open(io.BytesIO(edition.printed.data)) as file:
        leaving, taking = file.pages[page.number - 1].obj, file.pages[page.number].obj
        index = next(n for n, link in enumerate(leaving.Annots) if str(link.get("/Dest", "")) == target)
        if "/Annots" not in taking:
            taking.Annots = pikepdf.Array()
        taking.Annots.append(leaving.Annots[index])
        del leaving.Annots[index]
        saved = io.BytesIO()
        file.save(saved)
    assert {"displaced", "not at its number"} <= kinds(edition, saved.getvalue())


def test_figures_in_the_wrong_order_are_found(floating: Edition) -> None:
    later = floating.pages.destinations["fig-1"][0]
    assert broken(floating, {"do": "move_place", "name": "fig-0", "to": later + 1}) == {"disordered floats"}


@pytest.mark.parametrize(
    ("text", "right", "expected"),
    [("2. Alıntıdaki not.", 100.0, "overfull"), ("İkinci paragrafı.", 250.0, "overfull")],
    ids=["beyond its column", "text among notes"],
)
def test_a_line_that_leaves_its_column_is_found(
    edition_of: Callable[[str], Edition], text: str, right: float, expected: str
) -> None:
    edition = edition_of("margin")
    damage = {"do": "shift", "page": page_of(edition, text), "lines": [text], "right": right}
    assert expected in broken(edition, damage)
