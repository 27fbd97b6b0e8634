"""Ghostscript separates our press editions: which ink is on which page, and how much of it."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageMath, ImageSequence

from publisher import pdf
from publisher.check.preflight.marks import Mark
from publisher.check.preflight.painting import follow_pages
from publisher.check.preflight.pictures import heaviest
from publisher.model import Purpose
from publisher.store import Store
from publisher.theme import Theme
from tests.support.press_profile import needs_profile, with_profile
from tests.support.stock_book import stock_book

# Of what the profile makes of the blackest black.
MOST_INK = 3.0


@pytest.fixture
def ghostscript() -> str:
    found = shutil.which("gs")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("Ghostscript is not here")
    return found or pytest.skip("Ghostscript is not here")


@pytest.fixture
def file(theme: Theme, store: Store, tmp_path: Path) -> Path:
    """The stock book for the press; its theme prints heads, rules and titles in four inks."""
    return printed(theme, store, tmp_path)


def printed(theme: Theme, store: Store, folder: Path) -> Path:
    file = folder / "press.pdf"
    file.write_bytes(pdf.render(with_profile(stock_book()), theme, store=store, purpose=Purpose.PRESS).data)
    return file


@needs_profile
def test_pages_of_text_alone_have_black_ink_alone(ghostscript: str, theme: Theme, store: Store, tmp_path: Path) -> None:
    black = replace(theme, inks=dict.fromkeys(theme.inks, (0.0, 0.0, 0.0, 0.9)))
    assert black.inks
    file = printed(black, store, tmp_path)
    with pikepdf.open(file) as made:
        pictured = {mark.page for mark in follow_pages(made).marks if mark.picture}
    coverage = inks(ghostscript, file)
    assert 0 < len(pictured) < len(coverage)
    assert sum(black > 0 for _, _, _, black in coverage) > len(coverage) / 2
    assert [page for page, (*coloured, _) in enumerate(coverage, 1) if any(coloured) and page not in pictured] == []


@needs_profile
def test_preflight_sees_colour_where_ghostscript_prints_it(ghostscript: str, file: Path) -> None:
    with pikepdf.open(file) as made:
        seen = {mark.page for mark in follow_pages(made).marks if mark.picture or is_coloured(mark)}
    coloured = {page for page, (*colours, _) in enumerate(inks(ghostscript, file), 1) if any(colours)}
    assert seen == coloured


@needs_profile
def test_no_place_has_more_ink_than_paper_takes(ghostscript: str, file: Path, tmp_path: Path) -> None:
    plates = tmp_path / "plates.tif"
    command = [ghostscript, "-q", "-sDEVICE=tiff32nc", "-r72", "-o", str(plates), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with Image.open(plates) as pages:
        darkest = [total_ink(page) for page in ImageSequence.Iterator(pages)]
    with pikepdf.open(file) as made:
        pictures = [mark.picture for mark in follow_pages(made).marks if mark.picture]
        told = max(map(heaviest, pictures))
    assert max(darkest) <= MOST_INK
    # Preflight reads the same from the pixels of the pictures.
    assert max(darkest) == pytest.approx(told, abs=0.05)


def is_coloured(mark: Mark) -> bool:
    inks = mark.colour.inks() if mark.colour else None
    return any(amount for name, amount in (inks or {}).items() if name != "Black")


def inks(ghostscript: str, file: Path) -> list[tuple[float, float, float, float]]:
    """Give how much of each page each ink covers."""
    command = [ghostscript, "-q", "-o", "-", "-sDEVICE=inkcov", "-r36", str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    rows = re.findall(r"^\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+CMYK OK$", done.stdout, re.MULTILINE)
    return [(float(cyan), float(magenta), float(yellow), float(black)) for cyan, magenta, yellow, black in rows]


def total_ink(page: Image.Image) -> float:
    assert page.mode == "CMYK"
    cyan, magenta, yellow, black = page.split()
    total = ImageMath.lambda_eval(
        lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"], c=cyan, m=magenta, y=yellow, k=black
    )
    return float(total.getextrema()[1]) / 255
