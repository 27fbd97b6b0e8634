"""Pictures of every kind come to the press in its inks, in the colours that they had."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools import ttLib
from PIL import Image as Picture
from PIL import ImageCms

from publisher import fonts, pdf
from publisher.errors import ConfigError
from publisher.manuscript import images
from publisher.model import Figure, Image, Purpose
from publisher.pdf.rasters import plain
from publisher.pdf.standards import STANDARD, find_profile
from publisher.source import Position
from publisher.store import Store
from publisher.theme import Face, Theme
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, paragraph, place, section_of

AT = Position("a.md", 1)
GREEN = (100, 140, 105)
PROFILE = find_profile(STANDARD)
assert PROFILE
INKS = PROFILE.read_bytes()


def raster(picture: Picture.Image, kind: str, **options: object) -> Image:
    data = io.BytesIO()
    picture.save(data, kind, **options)
    name = "p.jpg" if kind == "JPEG" else "p.png"
    found, _ = images.check(name, data.getvalue(), AT)
    assert found
    return found


def wide_gamut() -> bytes:
    """Give a profile whose red and green are swapped, so that nobody can take its numbers for a screen's."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    data = bytearray(made.tobytes())
    count = int.from_bytes(data[128:132], "big")
    tags = {bytes(data[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    data[red + 4 : red + 12], data[green + 4 : green + 12] = data[green + 4 : green + 12], data[red + 4 : red + 12]
    data[84:100] = bytes(16)
    return bytes(data).replace("sRGB".encode("utf-16-be"), "Swap".encode("utf-16-be"))


def shown(image: Image, store: Store) -> tuple[int, ...]:
    with Picture.open(io.BytesIO(plain({"p": image}, store)["p"].data)) as picture:
        assert "icc_profile" not in picture.info
        value = picture.convert("RGB").getpixel((2, 2))
    assert isinstance(value, tuple)
    return value


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_profile_says_what_numbers_mean(kind: str, store: Store) -> None:
    swapped = Picture.new("RGB", (8, 8), (GREEN[1], GREEN[0], GREEN[2]))
    assert shown(raster(swapped, kind, icc_profile=wide_gamut()), store) == pytest.approx(GREEN, abs=6)


def test_inks_become_the_colours_that_they_print(store: Store) -> None:
    screen = ImageCms.createProfile("sRGB")
    inks = ImageCms.profileToProfile(
        Picture.new("RGB", (8, 8), GREEN),
        screen,
        ImageCms.ImageCmsProfile(io.BytesIO(INKS)),
        outputMode="CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    assert inks
    for options in ({}, {"icc_profile": INKS}):
        assert shown(raster(inks, "JPEG", **options), store) == pytest.approx(GREEN, abs=6)
    black = Picture.merge("CMYK", [Picture.new("L", (8, 8), ink) for ink in (0, 0, 0, 200)])
    assert shown(raster(black, "JPEG"), store) == pytest.approx((55, 55, 55), abs=2)


def test_sixteen_bits_of_grey_are_no_black(store: Store) -> None:
    assert shown(raster(Picture.new("I;16", (8, 8), 30000), "PNG"), store) == (117, 117, 117)


def test_what_a_screen_shows_as_it_is_stays_as_it_is(store: Store) -> None:
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for options in ({}, {"icc_profile": usual}, {"icc_profile": b"no profile at all " * 10}):
        image = raster(Picture.new("RGB", (8, 8), GREEN), "PNG", **options)
        assert plain({"p": image}, store)["p"] is image


def test_a_font_that_forbids_embedding_is_refused(
    theme: Theme, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = next(face for face in theme.faces if not face.axes)
    with ttLib.TTFont(face.path) as font:
        font["OS/2"].fsType = 2
        font.save(tmp_path / "closed.ttf")
    closed = tmp_path / "closed.ttf"
    monkeypatch.setattr(Face, "path", property(lambda _: closed))
    with pytest.raises(ConfigError) as problem:
        fonts.load(replace(theme, faces=(face,)), "print", store)
    assert [found.code for found in problem.value.found] == ["font-not-embeddable"]


def test_gradients_alpha_and_every_kind_of_raster_are_inks_in_the_file(press: SmallPress) -> None:
    gradient = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><linearGradient id="a">'
        '<stop offset="0" stop-color="#f00"/><stop offset="0.4" stop-color="#0a0" stop-opacity="0.5"/>'
        '<stop offset="1" stop-color="#00f"/></linearGradient><rect width="60" height="20" fill="url(#a)"/></svg>'
    )
    seen = Picture.new("RGBA", (8, 8), (*GREEN, 120))
    rasters = {
        "alpha": raster(seen, "PNG"),
        "inks": raster(Picture.new("CMYK", (8, 8), (90, 10, 80, 5)), "JPEG"),
        "sixteen": raster(Picture.new("I;16", (8, 8), 30000), "PNG"),
        "palette": raster(Picture.new("RGB", (8, 8), GREEN).convert("P"), "PNG"),
    }
    drawing, _ = images.check("g.svg", gradient.encode(), AT)
    assert drawing
    shown = {**rasters, "drawing": drawing}
    figures = [Figure(name, name, place(3 + at)) for at, name in enumerate(shown)]
    book = replace(book_of(section_of(paragraph("Bir."), *figures)), images=shown)
    data = pdf.render(book, press.theme(), store=press.store, purpose=Purpose.PRESS).data
    with pikepdf.open(io.BytesIO(data)) as file:
        spaces = {str(thing["/ColorSpace"]) for thing in file.objects if _has_space(thing)}
        assert spaces <= {"/DeviceCMYK", "/DeviceGray"}
        assert len([thing for thing in file.objects if "/ShadingType" in _keys(thing)]) >= 1
    document = pypdfium2.PdfDocument(data)
    assert len(document) >= 8
    document.close()


def _keys(thing: pikepdf.Object) -> list[str]:
    return list(thing.keys()) if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) else []


def _has_space(thing: pikepdf.Object) -> bool:
    return "/ColorSpace" in _keys(thing) and isinstance(thing["/ColorSpace"], pikepdf.Name)
