"""Units laid for a purpose before the book is bound, and kept: the book is the one that a clean build gives."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image as Picture

from publisher import pdf
from publisher.errors import LayoutError
from publisher.model import Book, Figure, Image, PressOptions, PrintOptions, Purpose
from publisher.pdf import binding, keeping, laying
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.laying import Layer
from publisher.store import Store
from publisher.theme import Theme
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, section_of

PURPOSES = [None, Purpose.PRESS, Purpose.ARCHIVE, Purpose.SCREEN]


def two(word: str) -> Book:
    sections = (
        section_of(paragraph("Bir.", note(f"Not {word}."), word), title=title, file=f"0{number}-bolum.md")
        for number, title in enumerate(("Kapı", "Bahçe"), 1)
    )
    return book_of(*sections)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Note what is laid, and not taken out of the store."""
    found: list[bytes] = []
    lay = Layer._made

    def noted(self: Layer, data: bytes) -> tuple[bytes, int]:
        found.append(data)
        return lay(self, data)

    monkeypatch.setattr(Layer, "_made", noted)
    return found


@pytest.mark.parametrize("purpose", PURPOSES)
def test_what_was_laid_is_kept_and_gives_the_same_book(
    press: SmallPress, tmp_path: Path, made: list[bytes], purpose: Purpose | None
) -> None:
    theme, units = press.theme(), Store(tmp_path / "units")
    first = pdf.render(two("bir"), theme, store=press.store, units=units, purpose=purpose).data
    count = len(made)
    assert count == 4
    assert pdf.render(two("bir"), theme, store=press.store, units=units, purpose=purpose).data == first
    assert len(made) == count
    assert pdf.render(two("bir"), theme, store=press.store, purpose=purpose).data == first


def test_each_purpose_has_sheets_of_its_own(press: SmallPress, tmp_path: Path) -> None:
    theme, units = press.theme(), Store(tmp_path / "units")
    kept = [pdf.render(two("bir"), theme, store=press.store, units=units, purpose=each).data for each in PURPOSES]
    assert kept == [pdf.render(two("bir"), theme, store=press.store, purpose=each).data for each in PURPOSES]


def test_other_inks_lay_anew(press: SmallPress, tmp_path: Path, made: list[bytes]) -> None:
    theme, units = press.theme("section > h1 { color: #12284C }"), Store(tmp_path / "units")

    def printed(theme: Theme, spot: str | None = None) -> bytes:
        book = replace(two("bir"), print_options=PrintOptions(press=PressOptions(spot=spot)))
        data = pdf.render(book, theme, store=press.store, units=units, purpose=Purpose.PRESS).data
        assert data == pdf.render(book, theme, store=press.store, purpose=Purpose.PRESS).data
        return data

    (colour,) = [colour for colour in theme.inks if theme.accent is not None][:1]
    other = replace(theme, inks={**theme.inks, colour: (0.5, 0.0, 0.0, 0.0)})
    assert len({printed(theme), printed(other), printed(theme, "Gold"), printed(theme, "Silver")}) == 4


def test_sections_are_laid_before_the_contents_are_set(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch, made: list[bytes]
) -> None:
    laid: list[int] = []
    folios = binding.folios

    def counting(units: Sequence[DrawnPages]) -> tuple[int, ...]:
        laid.append(len(made))
        return folios(units)

    monkeypatch.setattr(binding, "folios", counting)
    pdf.render(two("bir"), press.theme(), store=press.store, purpose=Purpose.PRESS)
    assert laid[:2] == [0, 2]


def test_a_picture_that_cannot_be_printed_is_told_each_time(
    press: SmallPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[bytes]
) -> None:
    monkeypatch.setattr("publisher.pdf.standards.pressroom.find_profile", lambda _: None)
    data = io.BytesIO()
    Picture.new("RGB", (4, 4), (200, 30, 30)).save(data, "PNG")
    image = Image("red.png", "image/png", data.getvalue(), 4, 4)
    book = replace(book_of(section_of(Figure("red.png", "Kırmızı", place(3)))), images={"red.png": image})
    told = []
    for _ in range(2):
        with pytest.raises(LayoutError) as problem:
            pdf.render(book, press.theme(), store=press.store, units=Store(tmp_path), purpose=Purpose.PRESS)
        told.append(problem.value.found)
    assert told[0] == told[1]
    assert [found.code for found in told[0]] == ["profile-missing"]
    assert "1 pictures" in told[0][0].message


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_link_that_leads_nowhere_is_our_mistake(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch, purpose: Purpose | None
) -> None:
    monkeypatch.setattr(laying, "_join_links", lambda _: ["nowhere"])
    with pytest.raises(AssertionError, match="“nowhere”"):
        pdf.render(two("bir"), press.theme(), store=press.store, purpose=purpose)


def test_what_was_laid_and_is_damaged_is_laid_again(press: SmallPress, tmp_path: Path, made: list[bytes]) -> None:
    folder, theme = tmp_path / "units", press.theme()

    def printed() -> bytes:
        return pdf.render(two("bir"), theme, store=press.store, units=Store(folder), purpose=Purpose.PRESS).data

    first, count = printed(), len(made)
    for path in folder.glob("*/*"):
        data = path.read_bytes()
        path.write_bytes(data[:-40] + bytes(40))
    assert printed() == first
    assert len(made) == 2 * count


def test_a_book_for_the_press_reads_no_tags(press: SmallPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    units, theme = Store(tmp_path / "units"), press.theme()
    first = pdf.render(two("bir"), theme, store=press.store, units=units, purpose=Purpose.PRESS).data

    def read(_: object) -> NoReturn:
        raise AssertionError("read")

    monkeypatch.setattr(keeping, "_read_element", read)
    assert pdf.render(two("bir"), theme, store=press.store, units=units, purpose=Purpose.PRESS).data == first
    with pytest.raises(AssertionError, match="read"):
        pdf.render(two("bir"), theme, store=press.store, units=units, purpose=Purpose.ARCHIVE)
