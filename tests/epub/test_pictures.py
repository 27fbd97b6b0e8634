"""Pictures in the e-book: small enough for screens, bare of what does not show, and the same every time."""

import base64
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Raster
from PIL import ImageCms, ImageFile
from PIL.PngImagePlugin import PngInfo

from publisher import screen_colours
from publisher.epub import Ebook
from publisher.epub.pictures import LONGEST_PX, for_screens
from publisher.errors import ManuscriptError
from publisher.model import Book, Figure, Image
from publisher.store import Store
from tests.support.epub_file import EpubFile
from tests.support.stock_book import book_of, paragraph, place, section_of

SECRET = b"41.0082N 28.9784E"
STORE = Store(None)
INKS = (Path(screen_colours.__file__).parent / "profiles" / "FOGRA39L_coated.icc").read_bytes()


def gradient(width: int, height: int, mode: str = "RGB") -> Raster.Image:
    picture = Raster.linear_gradient("L").resize((width, height))
    return picture if mode == "L" else Raster.merge("RGB", (picture, picture.rotate(180), picture)).convert(mode)


def saved(picture: Raster.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def image(data: bytes, name: str) -> Image:
    with Raster.open(io.BytesIO(data)) as picture:
        width, height = picture.size
    media_type = "image/png" if name.endswith("png") else "image/jpeg"
    return Image(name, media_type, data, width, height)


def exif(orientation: int) -> bytes:
    told = Raster.Exif()
    told[0x0112] = orientation
    told[0x010E] = SECRET.decode()
    return told.tobytes()


def other_inks() -> bytes:
    """Give a profile whose inks all print one grey: most of its table from inks to colours is overwritten."""
    changed = bytearray(INKS)
    count = int.from_bytes(INKS[128:132], "big")
    tags = {INKS[at : at + 4]: at for at in range(132, 132 + 12 * count, 12)}
    start, length = (int.from_bytes(INKS[tags[b"A2B1"] + at : tags[b"A2B1"] + at + 4], "big") for at in (4, 8))
    changed[start + length // 10 : start + length * 9 // 10] = b"\x80" * (length * 9 // 10 - length // 10)
    return bytes(changed)


def opened(data: bytes) -> Raster.Image:
    picture = Raster.open(io.BytesIO(data))
    picture.load()
    return picture


def shown(data: bytes, name: str) -> Raster.Image:
    made = for_screens(image(data, name), STORE)
    assert SECRET not in made
    picture = opened(made)
    assert not picture.getexif() and "icc_profile" not in picture.info
    return picture


def test_a_photo_of_forty_megapixels_becomes_sensible() -> None:
    photo = saved(gradient(7360, 5520), "JPEG", quality=95, exif=exif(1))
    made = for_screens(image(photo, "a.jpg"), STORE)
    assert opened(made).size == (LONGEST_PX, 1536)
    assert len(made) < len(photo) / 4
    assert SECRET not in made


def test_a_small_photo_keeps_every_pixel_and_nothing_else() -> None:
    photo = saved(gradient(300, 200), "JPEG", quality=90, exif=exif(1), comment=SECRET) + SECRET
    assert opened(photo).tobytes() == shown(photo, "a.jpg").tobytes()


def test_a_progressive_photo_is_whole() -> None:
    photo = saved(gradient(300, 200), "JPEG", progressive=True, exif=exif(1))
    assert opened(photo).tobytes() == shown(photo, "a.jpg").tobytes()


def test_a_photo_on_its_side_stands_upright() -> None:
    photo = saved(gradient(300, 200), "JPEG", exif=exif(6))
    assert shown(photo, "a.jpg").size == (200, 300)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "1"])
def test_a_small_png_keeps_every_pixel_and_nothing_else(mode: str) -> None:
    told = PngInfo()
    told.add_text("Comment", SECRET.decode())
    picture = gradient(90, 60).convert(mode)
    if mode == "RGBA":
        picture.putalpha(gradient(90, 60, "L"))
    data = saved(picture, "PNG", pnginfo=told, exif=exif(1))
    assert shown(data, "a.png").convert("RGBA").tobytes() == picture.convert("RGBA").tobytes()


def test_what_is_transparent_stays_so() -> None:
    picture = gradient(3000, 900).convert("RGBA")
    picture.putalpha(gradient(3000, 900, "L"))
    made = shown(saved(picture, "PNG"), "a.png")
    assert (made.mode, made.size) == ("RGBA", (LONGEST_PX, 614))
    assert made.getchannel("A").getextrema() != (255, 255)
    palette = Raster.new("P", (4000, 10), 0)
    palette.putpalette([255, 0, 0] * 256)
    assert shown(saved(palette, "PNG", transparency=0), "b.png").getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize("mode", ["CMYK", "I;16"])
def test_inks_and_deep_greys_become_colours_of_a_screen(mode: str) -> None:
    picture = gradient(60, 40).convert("CMYK") if mode == "CMYK" else Raster.new("I;16", (60, 40), 40_000)
    made = shown(saved(picture, "JPEG" if mode == "CMYK" else "PNG"), "a.jpg" if mode == "CMYK" else "a.png")
    assert made.mode == ("RGB" if mode == "CMYK" else "L")


def test_a_profile_of_a_screen_is_not_carried_along() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = gradient(60, 40)
    assert shown(saved(picture, "PNG", icc_profile=profile), "a.png").tobytes() == picture.tobytes()


def test_only_the_first_frame_of_what_moves_is_kept() -> None:
    frames = [Raster.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    moving = saved(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=100)
    assert b"acTL" in moving
    made = for_screens(image(moving, "a.png"), STORE)
    assert b"acTL" not in made and b"fdAT" not in made
    assert opened(made).getpixel((0, 0)) == (255, 0, 0)


def test_the_same_picture_gives_the_same_bytes_and_is_kept(tmp_path: Path) -> None:
    photo = image(saved(gradient(2500, 40), "JPEG"), "a.jpg")
    store = Store(tmp_path)
    first = for_screens(photo, store)
    assert first == for_screens(photo, STORE)
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert first in kept.read_bytes()


@pytest.mark.parametrize(("kind", "size"), [("JPEG", (3000, 90)), ("PNG", (3000, 90)), ("PNG", (300, 90))])
def test_a_picture_that_breaks_off_is_named(kind: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    # So it is in a process that has set pages.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    data = saved(gradient(*size), kind)
    with pytest.raises(ManuscriptError) as caught:
        for_screens(replace(image(data, f"a.{kind.lower()}"), data=data[: len(data) // 2]), STORE)
    assert caught.value.found[0].code == "image-broken"
    assert "a." in caught.value.found[0].message


SVG = b"""<?xml version="1.0"?>
<!-- 41.0082N 28.9784E -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://www.inkscape.org/namespaces/inkscape"
 xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" ink:version="1.3">
<title>Yol</title><metadata><place>41.0082N 28.9784E</place></metadata><ink:view id="v"><rect/></ink:view>
<!-- 41.0082N 28.9784E --><rect id="a" ink:label="x" width="3" height="3"/><use xlink:href="#a" x="4"/></svg>
"""


def drawing(data: bytes) -> bytes:
    return for_screens(Image("a.svg", "image/svg+xml", data, 9, 9), STORE)


def test_a_drawing_keeps_what_shows() -> None:
    made = drawing(SVG)
    assert SECRET not in made and b"inkscape" not in made and b"DOCTYPE" not in made and b" ink:" not in made
    assert b"<title>Yol</title>" in made
    assert b'<rect id="a" width="3" height="3"/><use xlink:href="#a" x="4"/>' in made
    assert drawing(made) == made


def test_a_photo_in_a_drawing_is_made_bare_like_any_other() -> None:
    photo = saved(gradient(300, 200).convert("CMYK"), "JPEG", exif=exif(6))
    held = base64.b64encode(photo).decode()
    data = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,{held}" width="6"/></svg>'
    made = base64.b64decode(drawing(data.encode()).partition(b"base64,")[2].partition(b'"')[0])
    assert SECRET not in made
    assert (opened(made).mode, opened(made).size) == ("RGB", (200, 300))


@pytest.mark.parametrize("ours", [True, False])
def test_inks_that_do_not_say_what_they_mean_are_those_of_the_press(ours: bool) -> None:
    inked = Raster.new("CMYK", (60, 40), (90, 200, 20, 40))
    photo = image(saved(inked, "JPEG", **({"icc_profile": INKS} if ours else {})), "a.jpg")
    usual, others = (for_screens(photo, STORE, inks=inks) for inks in (None, other_inks()))
    assert (usual == others) is ours


# --- in the book ---------------------------------------------------------------------------------------------


def book_with(cover: Image, *others: Image) -> Book:
    blocks = [Figure(each.source, "Resim", place(3)) for each in others]
    book = book_of(section_of(paragraph("Söz."), *blocks))
    options = replace(book.epub_options, cover=cover.source)
    return replace(book, epub_options=options, images={each.source: each for each in (cover, *others)})


def test_a_cover_of_the_author_takes_the_place_of_the_theme_s(
    make: Callable[[Book], Ebook], complaints: Callable[[bytes], list[str]]
) -> None:
    own = image(saved(gradient(2000, 3200), "JPEG", exif=exif(1)), "kapak.jpg")
    clash = image(saved(gradient(30, 20), "PNG"), "cover.png")
    ebook = EpubFile(make(book_with(own, clash)).data)
    (item,) = [item for item in ebook.manifest.values() if item.get("properties") == "cover-image"]
    assert (item.get("href"), item.get("media-type")) == ("images/cover.jpg", "image/jpeg")
    assert opened(ebook.archive.read("EPUB/images/cover.jpg")).size == (1600, 2560)
    assert ebook.page("cover.xhtml").find("//h:img/@src") == ["images/cover.jpg"]
    (other,) = ebook.spine[-1].find("//h:figure/h:img/@src")
    assert str(other).startswith("../images/cover-")
    assert complaints(ebook.data) == []


def test_pictures_are_named_by_their_whole_path(make: Callable[[Book], Ebook]) -> None:
    data = saved(gradient(30, 20), "PNG")
    pictures = [image(data, name) for name in ("images/map.png", "a/map.png", "Ülke/harita 1.png")]
    ebook = EpubFile(make(book_with(image(saved(gradient(1400, 1400), "PNG"), "kapak.png"), *pictures)).data)
    assert ebook.spine[-1].find("//h:figure/h:img/@src") == [
        "../images/map.png",
        "../images/a-map.png",
        "../images/ulke-harita-1.png",
    ]


def test_inks_that_lie_on_their_side_stand_upright() -> None:
    photo = saved(gradient(300, 200).convert("CMYK"), "JPEG", exif=exif(6))
    made = shown(photo, "a.jpg")
    assert (made.mode, made.size) == ("RGB", (200, 300))
