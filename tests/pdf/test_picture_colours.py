"""Pictures of every kind come to the press in its inks, in the colours that they had."""

import base64
import io
from dataclasses import dataclass, replace
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
from publisher.pdf.rasters import plain, shown_in
from publisher.printers.conditions import STANDARD, find_profile
from publisher.source import Position
from publisher.store import Store
from publisher.theme import Face, Theme
from tests.support.press_profile import PATH, needs_profile
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, paragraph, place, section_of

AT = Position("a.md", 1)
GREEN = (100, 140, 105)
PROFILE = find_profile(STANDARD)
assert PROFILE
INKS = PROFILE.read_bytes()
RGB = Picture.new("RGB", (8, 8), GREEN)


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


def test_only_pictures_that_pages_show_are_turned(store: Store) -> None:
    pictures = {name: of_inks() for name in ("in-text", "logo", "cover of the e-book")}
    book = book_of(section_of(paragraph("Bir."), Figure("in-text", "alt", place(3))))
    metadata = replace(book.metadata, logo="logo")
    options = replace(book.epub_options, cover="cover of the e-book")
    shown = shown_in(replace(book, images=pictures, metadata=metadata, epub_options=options), store)
    assert sorted(shown) == ["in-text", "logo"]
    assert all(shown[name] is not pictures[name] for name in shown)


def without_marker(data: bytes) -> bytes:
    """Take out the mark of Photoshop's JPEGs, so that a file's numbers are amounts of ink."""
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4], "big") :]


def turned_on_its_side(data: bytes) -> bytes:
    """Say in a file that it is to be turned by a quarter."""
    with Picture.open(io.BytesIO(data)) as picture:
        told = picture.getexif()
        told[0x0112] = 6
        saved = io.BytesIO()
        picture.save(saved, "JPEG", exif=told, quality=95)
    return saved.getvalue()


def of_inks(amounts: tuple[int, int, int, int] = (90, 200, 20, 40), **options: object) -> Image:
    return raster(Picture.new("CMYK", (16, 8), amounts), "JPEG", quality=95, **options)


@dataclass(frozen=True)
class Found:
    """A picture as a file holds it: its space, how it is packed, its bytes, its size, and the inks of a pixel."""

    space: str
    filter: str
    data: bytes
    size_px: tuple[int, int]
    amounts: tuple[int, ...]


def printed(press: SmallPress, purpose: Purpose, **shown: Image) -> list[Found]:
    """Print pictures, and give them as the file holds them."""
    figures = [Figure(name, name, place(3 + at)) for at, name in enumerate(shown)]
    book = replace(book_of(section_of(paragraph("Bir."), *figures)), images=shown)
    data = pdf.render(book, press.theme(), store=press.store, purpose=purpose).data
    with pikepdf.open(io.BytesIO(data)) as file:
        things = [thing for thing in file.objects if isinstance(thing, pikepdf.Stream)]
        found = sorted((each for each in things if each.get("/Subtype") == "/Image"), key=lambda each: each.objgen)
        assert len(found) == len(shown)
        return [
            Found(
                str(each.ColorSpace),
                str(each.Filter),
                each.read_raw_bytes(),
                (int(each.Width), int(each.Height)),
                _amounts(each),
            )
            for each in found
        ]


def _amounts(picture: pikepdf.Stream) -> tuple[int, ...]:
    image = pikepdf.PdfImage(picture).as_pil_image()
    value = image.getpixel((3, 3))
    if image.mode != "CMYK" or not isinstance(value, tuple):
        return ()
    # As a press reads them: Pillow turns the numbers of every JPEG, the file says whether they are to be turned.
    is_turned = image.format != "JPEG" or ("/Decode" in picture and float(picture.Decode[0]) == 1)
    return value if is_turned else tuple(255 - ink for ink in value)


@pytest.mark.parametrize("profile", [None, INKS, INKS[:24] + bytes(12) + INKS[36:]], ids=["none", "own", "copied"])
def test_inks_of_this_press_are_printed_as_they_are(press: SmallPress, profile: bytes | None) -> None:
    image = of_inks(icc_profile=profile)
    (picture,) = printed(press, Purpose.PRESS, p=image)
    assert picture.data == image.data
    assert (picture.space, picture.filter) == ("/DeviceCMYK", "/DCTDecode")
    assert picture.amounts == pytest.approx((90, 200, 20, 40), abs=3)


def test_inks_are_read_as_their_file_holds_them(press: SmallPress, store: Store) -> None:
    """Photoshop's files hold them the other way round; what is turned on its side is turned upright."""
    plain_file = replace(of_inks(), data=without_marker(of_inks((165, 55, 235, 215)).data))
    (picture,) = printed(press, Purpose.PRESS, p=plain_file)
    assert picture.data == plain_file.data
    assert picture.amounts == pytest.approx((90, 200, 20, 40), abs=3)
    assert shown(plain_file, store) == pytest.approx(shown(of_inks(), store), abs=4)
    turned = replace(of_inks(), data=turned_on_its_side(of_inks().data), width_px=8.0, height_px=16.0)
    (picture,) = printed(press, Purpose.PRESS, p=turned)
    assert picture.size_px == (8, 16)
    assert picture.amounts == pytest.approx((90, 200, 20, 40), abs=3)


@needs_profile
def test_inks_of_another_press_become_those_of_this_one(press: SmallPress) -> None:
    other = PATH.read_bytes()
    deep, black = (250, 240, 240, 250), (0, 0, 0, 180)
    first, second, third = printed(
        press,
        Purpose.PRESS,
        a=of_inks(icc_profile=other),
        b=of_inks(deep, icc_profile=other),
        c=of_inks(black, icc_profile=other),
    )
    assert {first.space, second.space, third.space} == {"/DeviceCMYK"}
    direct = ImageCms.profileToProfile(
        Picture.new("CMYK", (8, 8), (90, 200, 20, 40)),
        ImageCms.ImageCmsProfile(io.BytesIO(other)),
        ImageCms.ImageCmsProfile(io.BytesIO(INKS)),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert direct
    inks = direct.getpixel((2, 2))
    assert first.amounts == pytest.approx(inks, abs=4)
    assert first.amounts != pytest.approx((90, 200, 20, 40), abs=4)
    assert sum(second.amounts) <= 3 * 255
    assert third.amounts == pytest.approx(black, abs=3)


@pytest.mark.parametrize("purpose", [Purpose.SCREEN, Purpose.ARCHIVE])
def test_screens_get_no_inks(press: SmallPress, purpose: Purpose) -> None:
    found = printed(press, purpose, a=of_inks(), b=of_inks((0, 0, 0, 180)))
    assert [picture.space for picture in found] == ["/DeviceRGB", "/DeviceGray"]


@pytest.mark.parametrize(
    ("purpose", "space"),
    [(Purpose.PRESS, "/DeviceCMYK"), (Purpose.SCREEN, "/DeviceRGB"), (Purpose.ARCHIVE, "/DeviceRGB")],
)
@pytest.mark.parametrize("mode", ["CMYK", "RGB"])
def test_pictures_in_drawings_are_printed_in_the_right_colours(
    press: SmallPress, purpose: Purpose, space: str, mode: str
) -> None:
    held = of_inks() if mode == "CMYK" else raster(RGB, "JPEG")
    data = base64.b64encode(held.data).decode()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="60" height="30">'
        f'<image x:href="data:image/jpeg;base64,{data}" width="60" height="30"/></svg>'
    )
    drawing, found = images.check("a.svg", svg.encode(), AT)
    assert drawing
    assert [item.code for item in found] == (["image-colours-unsaid"] if mode == "CMYK" else [])
    (picture,) = printed(press, purpose, a=drawing)
    assert picture.space == space


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
