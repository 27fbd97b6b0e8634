"""No spot of a press edition has more ink than paper and printer take."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture

from publisher import pdf
from publisher.manuscript import images
from publisher.model import Book, Figure, Image, Purpose
from publisher.pdf.standards.limit import within_limit
from publisher.source import Position
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, paragraph, place, section_of

AMOUNTS = st.lists(st.tuples(*[st.integers(0, 255)] * 4), min_size=1, max_size=80)


def totals(picture: Picture.Image) -> list[int]:
    data = picture.tobytes()
    return [sum(data[at : at + 4]) for at in range(0, len(data), 4)]


def inked(pixels: list[tuple[int, ...]]) -> Picture.Image:
    return Picture.frombytes("CMYK", (1, len(pixels)), bytes(ink for pixel in pixels for ink in pixel))


@given(AMOUNTS, st.sampled_from([100, 240, 280, 300]))
def test_every_spot_is_within_the_limit_and_as_near_to_it_as_it_was(
    pixels: list[tuple[int, ...]], most_ink: int
) -> None:
    limited = within_limit(inked(pixels), most_ink)
    most = most_ink * 255 / 100
    inks = zip(*[iter(limited.tobytes())] * 4, strict=True)
    for before, after, total in zip(pixels, inks, totals(limited), strict=True):
        assert total <= most
        if sum(before) <= most:
            assert after == before
        else:
            # Each of four amounts is cut off to whole numbers.
            assert total > most - 4
            assert after[3] >= before[3]
            assert all(new <= old for new, old in zip(after[:3], before[:3], strict=True))


def test_colours_give_way_in_the_same_proportion() -> None:
    cyan, magenta, yellow, black = within_limit(inked([(240, 120, 200, 250)]), 240).tobytes()
    assert (cyan / 2, yellow * 0.6) == pytest.approx((magenta, magenta), abs=1)
    assert black >= 250


def darkest() -> Image:
    """Every colour whose values are 60 or less, in steps of 4: the deepest shadows that a photograph can have."""
    steps = range(0, 64, 4)
    picture = Picture.new("RGB", (64, 64))
    picture.putdata([(red, green, blue) for red in steps for green in steps for blue in steps])
    data = io.BytesIO()
    picture.save(data, "PNG")
    found, _ = images.check("p.png", data.getvalue(), Position("a.md", 1))
    assert found
    return found


def shown(most_ink: float | None) -> Book:
    book = book_of(section_of(paragraph("Bir."), Figure("p", "p", place(3))))
    return replace(book, images={"p": darkest()}, most_ink=most_ink)


@pytest.mark.parametrize(("most_ink", "percent"), [(None, 300), (300, 300), (240, 240), (400, 300)])
def test_a_picture_of_the_darkest_colours_comes_out_within_the_limit(
    press: SmallPress, most_ink: float | None, percent: int
) -> None:
    data = pdf.render(shown(most_ink), press.theme(), store=press.store, purpose=Purpose.PRESS).data
    with pikepdf.open(io.BytesIO(data)) as file:
        (picture,) = filter(_is_picture_in_inks, file.objects)
        amounts = totals(pikepdf.PdfImage(picture).as_pil_image())
    assert (percent - 6) * 255 < max(amounts) * 100 <= percent * 255


def _is_picture_in_inks(thing: pikepdf.Object) -> TypeGuard[pikepdf.Stream]:
    is_picture = isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
    return is_picture and thing.get("/ColorSpace") == "/DeviceCMYK"


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_the_plates_of_a_rendered_page_hold_no_more(press: SmallPress, tmp_path: Path) -> None:
    data = pdf.render(shown(None), press.theme(), store=press.store, purpose=Purpose.PRESS).data
    (tmp_path / "a.pdf").write_bytes(data)
    command = [
        "gs",
        "-q",
        "-dSAFER",
        "-dBATCH",
        "-dNOPAUSE",
        "-sDEVICE=tiff32nc",
        "-r72",
        "-sOutputFile=p%d.tif",
        "a.pdf",
    ]
    subprocess.run([*command, "a.pdf"], cwd=tmp_path, check=True, timeout=60)
    heaviest = []
    for page in sorted(tmp_path.glob("*.tif")):
        with Picture.open(page) as plates:
            assert plates.mode == "CMYK"
            heaviest.append(max(totals(plates)))
    assert 2.9 * 255 < max(heaviest) <= 3 * 255
