"""Preflight of whole files: ours, other printers', and bytes that nobody meant."""

import io
import random
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from publisher import pdf
from publisher.check import examine
from publisher.check.preflight import preflight
from publisher.check.preflight.painting import follow_pages
from publisher.errors import ConfigError
from publisher.model import Mark, PressOptions, PrintOptions, Purpose
from publisher.pdf.audit import UnreadableError
from publisher.printers import load_printer, printer_names
from publisher.store import Store
from publisher.theme import Theme
from tests.check.preflight.test_rules import fly, lines
from tests.support.press_damage import PressDamage
from tests.support.press_profile import needs_profile, with_profile
from tests.support.printed_editions import Edition
from tests.support.printed_pages import PROJECT
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, paragraph, section_of


@needs_profile
def test_our_press_edition_has_no_fault_but_its_coarse_pictures(stock: Edition, theme: Theme, store: Store) -> None:
    book = with_profile(stock.book)
    data = pdf.render(book, theme, store=store, purpose=Purpose.PRESS).data
    flight = preflight(data, examine(data, book, theme), None, None)
    assert flight
    assert flight.held_to == ("generic", "PDF/X-4")
    assert {item.code for item in flight.found} == {"picture-too-coarse"}


def test_an_edition_for_no_press_is_left_alone(stock: Edition) -> None:
    edition = examine(stock.printed.data)
    assert preflight(stock.printed.data, edition, None, None) is None
    asked = preflight(stock.printed.data, edition, "ingram", None)
    assert asked
    assert asked.held_to == ("ingram",)
    assert {"x-version-refused", "rgb-on-page"} <= {item.code for item in asked.found}


def test_a_printer_that_takes_rgb_has_nothing_against_it(stock: Edition) -> None:
    found = preflight(stock.printed.data, examine(stock.printed.data), "kdp", None)
    assert found
    assert "rgb-on-page" not in {item.code for item in found.found}


def test_ink_of_a_jpeg_is_what_the_press_prints(sound: bytes) -> None:
    """Photoshop's JPEGs hold their inks the other way round, and say so; others do not."""
    from PIL import Image

    saved = io.BytesIO()
    # Pillow writes as Photoshop does.
    Image.new("CMYK", (600, 600), (250, 250, 250, 250)).save(saved, "JPEG")
    for decode, faults in (("/Decode [1 0 1 0 1 0 1 0]", 1), ("", 0)):
        file = PressDamage(sound)
        more = f"/Filter /DCTDecode {decode}"
        file.draw_picture(3, "/DeviceCMYK", [600, 600], [50, 50, 72, 72], [0], more=more, data=saved.getvalue())
        assert len([line for line in lines(fly(file.data())) if "ink-too-heavy" in line]) == faults


def test_marks_in_the_slug_are_nobodys_ink(press: SmallPress) -> None:
    options = PressOptions(marks=tuple(Mark), signature=16, spot="PANTONE 295 C")
    book = book_of(section_of(paragraph("Bir.")))
    book = replace(book, print_options=PrintOptions(press=options, printer="turkish-press"))
    data = pdf.render(book, press.theme(), store=press.store, purpose=Purpose.PRESS).data
    flight = preflight(data, examine(data, book, press.theme()), None, None)
    assert flight
    assert (flight.held_to, lines(flight)) == (("turkish-press", "PDF/X-4"), [])


@pytest.mark.parametrize("name", printer_names())
def test_each_printer_has_its_sources_and_its_column_in_the_documentation(name: str) -> None:
    printer = load_printer(name, None)
    assert printer.says
    assert printer.sources
    assert f"| `{name}` |" in (PROJECT / "docs" / "print.md").read_text(encoding="utf-8")


def test_a_printer_of_ones_own_comes_first(tmp_path: Path) -> None:
    (tmp_path / "kdp.toml").write_text('bleed_mm = 4\ncolour = "black"\n', encoding="utf-8")
    assert load_printer("kdp", tmp_path).bleed_mm == 4
    assert load_printer("kdp", None).bleed_mm == 3.175


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("bleed = 3\n", "“bleed” is no key of it"),
        ("bleed_mm = -3\n", "“bleed_mm” is out of all bounds"),
        ('dpi = "300"\n', "“dpi” cannot be '300'"),
        ('colour = "red"\n', "'red' is not a valid ColourWish"),
        ("gutters = [3]\n", "“gutters” are pairs: [pages, millimetres]"),
        ("pdf_x = [4]\n", "“pdf_x” cannot be 4"),
        ("=\n", "Invalid statement (at line 1, column 1)"),
    ],
)
def test_a_broken_printer_is_an_error_that_says_where(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        load_printer("mine", tmp_path)
    (found,) = told.value.found
    assert (found.code, found.message) == ("printer-broken", f"mine.toml is no printer: {says}")


@pytest.mark.parametrize("name", ["nobody", "../generic", "book", "", "/etc/passwd"])
def test_an_unknown_printer_is_an_error_that_lists_the_known(tmp_path: Path, name: str) -> None:
    (tmp_path / "book.toml").write_text("format = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        load_printer(name, tmp_path)
    (found,) = told.value.found
    assert found.code == "printer-unknown"
    assert "known: generic, ingram, kdp, turkish-press" in (found.hint or "")


def test_what_draws_without_end_is_left(sound: bytes) -> None:
    with pikepdf.open(io.BytesIO(sound)) as file:
        drawn = follow_pages(file, most_steps=100)
        assert set(drawn.broken.values()) == {"the file draws more than a book can need"}


_KEPT = frozenset({"/Type", "/Kids", "/Count", "/Parent", "/Pages", "/Length", "/Filter", "/DecodeParms", "/Root"})
_STRANGE = ("true", "(a)", "/Name", "[]", "[1]", "[/A (b) true 4]", "<< >>", "<< /S 3 /CS [/Indexed] >>", "-1", "9999")


@pytest.mark.parametrize("seed", range(25))
def test_things_that_nobody_meant_are_no_crash(sound: bytes, seed: int) -> None:
    """Values of the file's objects exchanged for others: what is found is told, and nothing is raised."""
    chance = random.Random(seed)
    damage = PressDamage(sound)
    damage.draw_form(3, "q 1 0 0 rg Q", more="<< /Group << /S /Transparency /CS /DeviceRGB >> >>")
    damage.draw_picture(4, "/DeviceCMYK", [10, 10], [50, 50, 20, 20], [9, 9, 9, 9])
    damage.draw_gradient(5, "/DeviceCMYK", [[1, 0, 0, 0], [0, 0, 0, 1]])
    damage.draw_tiles(5, "1 0 0 0 k 0 0 3 3 re f", "100 100 50 50")
    damage.draw_letters_that_are_drawn(6, "0 0 500 500 re f")
    damage.annotate(6, "<< /Type /Annot /Subtype /Link /Rect [50 50 90 60] >>")
    with pikepdf.open(io.BytesIO(damage.data())) as file:
        places = [
            (thing, key)
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
            for key in thing.keys()  # noqa: SIM118  # it is no dict
            if key not in _KEPT
        ]
        for thing, key in chance.sample(places, 25):
            thing[key] = pikepdf.Object.parse(chance.choice(_STRANGE).encode())
        saved = io.BytesIO()
        file.save(saved, fix_metadata_version=False)
    try:
        edition = examine(saved.getvalue())
    except UnreadableError:
        pytest.skip("so broken that no reader opens it")
    assert preflight(saved.getvalue(), edition, "generic", None)
