"""The cover: a picture of the right size, whatever the title."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from publisher.epub import Ebook, cover
from publisher.errors import ConfigError
from publisher.model import Book
from publisher.store import Store
from publisher.theme import Theme
from tests.support.epub_file import EpubFile
from tests.support.stock_book import stamp, stock_book


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_the_cover_is_a_picture_in_the_themes_colours(stock: EpubFile) -> None:
    image = picture(stock.archive.read("EPUB/images/cover.png"))
    assert image.size == (1600, 2560)
    assert image.getpixel((0, 0)) == (0x12, 0x28, 0x4C)
    assert (255, 255, 255) in {color for _, color in image.getcolors(100_000) or []}


@pytest.mark.parametrize(
    "title",
    [
        "Yol",
        "Türkiye-Kazakistan İlişkilerinin Stratejik Boyutu",
        "Uzun " * 200,
        "Yazılmışçasınalaştırılamayanlar" * 3,
        "",
    ],
    ids=["short", "usual", "endless", "one word", "none"],
)
def test_a_title_keeps_off_the_edges(title: str, ankasam: Theme, store: Store) -> None:
    book = stock_book()
    named = replace(book, metadata=replace(book.metadata, title=title))
    image = picture(cover.draw(named, ankasam, store).picture)
    edges = (image.crop((0, 0, 160, 2560)), image.crop((1440, 0, 1600, 2560)), image.crop((0, 0, 1600, 200)))
    assert {color for edge in edges for _, color in edge.getcolors() or []} == {image.getpixel((0, 0))}


def test_lines_are_balanced() -> None:
    lines = cover.fit("aa bb cc dd ee ff gg", lambda text, size: len(text) * size, range(100, 10, -10), 2)
    assert lines.texts == ("aa bb cc dd", "ee ff gg")


def test_a_logo_has_its_place(make: Callable[[Book], Ebook]) -> None:
    book = stock_book()
    with_logo = replace(book, metadata=replace(book.metadata, logo=stamp().source))
    ebook = EpubFile(make(with_logo).data)
    assert ebook.page("title-page.xhtml").find("//h:img/@src") == ["images/stamp.png"]


def test_the_drawing_shows_what_the_picture_shows(ankasam: Theme, store: Store) -> None:
    book = stock_book()
    marked = replace(book, metadata=replace(book.metadata, logo=stamp().source))
    root = etree.fromstring(cover.draw(marked, ankasam, store).source)
    assert (root.get("width"), root.get("height")) == ("1600", "2560")
    said = [title.text for title in root.findall(".//{*}g/{*}title")]
    assert said == ["e-Rapor", "Bozkırın", "Yolları", "Küçük bir örnek kitap", "ANKASAM", "Ankara 2018", "Ayşe Yılmaz"]
    assert all((path.get("d") or "").startswith("M") for path in root.iter("{*}path"))
    assert len(root.findall("{*}image")) == 1
    assert {element.get("fill") for element in root.iter()} - {None} == {"#12284C", "#A9BCDA", "#FFFFFF"}
    assert not root.findall(".//{*}text")


def test_a_theme_without_a_cover_is_refused(ankasam: Theme, store: Store) -> None:
    with pytest.raises(ConfigError) as caught:
        cover.draw(stock_book(), replace(ankasam, options={}), store)
    assert caught.value.found[0].code == "theme-cover-missing"
