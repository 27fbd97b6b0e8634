"""Fonts of a bound book: each face once, with just what its pages show of it."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools import ttLib
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from publisher import fonts
from publisher.fonts import Font
from publisher.model import Emphasis, Strong
from publisher.pdf.embedding import embed
from publisher.pdf.engine import TypeCase, Typesetter, draw_pages
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition
from tests.support.small_press import SmallPress
from tests.support.stock_book import paragraph, words

PAGE = "@page { size: 100pt 40pt; margin: 2pt }"


@pytest.fixture(scope="module")
def serif(theme: Theme, store: Store) -> Font:
    return next(font for font in fonts.load(theme, "print", store) if font.face.family == "Book Serif")


@pytest.fixture
def bound(serif: Font) -> Callable[..., pikepdf.Pdf]:
    """Give a file of units drawn apart, each a few words."""

    def bind(*texts: str, font: Font = serif) -> pikepdf.Pdf:
        typesetter = Typesetter(TypeCase([font], 'html { font: 10pt/12pt "Book Serif" }'), {})
        book = pikepdf.new()
        for text in texts:
            html = f"<html><head><title></title></head><body><p>{text}</p></body></html>"
            drawn = draw_pages(typesetter.lay_out(html, PAGE)).data
            with pikepdf.open(io.BytesIO(drawn)) as unit:
                book.pages.extend(unit.pages)
        embed(book, [font])
        return book

    return bind


def files(pdf: pikepdf.Pdf) -> dict[str, set[bytes]]:
    """Give the font files by the name that fonts have, without the tag of a subset."""
    found: dict[str, set[bytes]] = {}
    for font in composite(pdf):
        described = font.DescendantFonts[0].FontDescriptor
        assert font.BaseFont == font.DescendantFonts[0].BaseFont == described.FontName
        tag, name = str(font.BaseFont)[1:].split("+")
        file = next(described[key] for key in ("/FontFile2", "/FontFile3") if key in described).read_bytes()
        assert tag == "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(file).digest()[:6])
        found.setdefault(name, set()).add(file)
    return found


def composite(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    yield from (
        item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"
    )


def saved(book: pikepdf.Pdf) -> bytes:
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def reopened(book: pikepdf.Pdf) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(saved(book)))


def read(book: pikepdf.Pdf) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(saved(book))]


def shown(font: pikepdf.Object) -> set[int]:
    """Give the glyphs that a font says the width of."""
    glyphs: set[int] = set()
    widths = list(font.DescendantFonts[0].W)
    for first, run in zip(widths[::2], widths[1::2], strict=True):
        glyphs |= set(range(int(first), int(first) + len(run)))
    return glyphs


def test_a_face_is_in_the_book_once(edition: Edition) -> None:
    found = files(edition.pages.pdf)
    assert found
    assert {name: len(all_files) for name, all_files in found.items()} == dict.fromkeys(found, 1)
    streams = [item for item in edition.pages.pdf.objects if isinstance(item, pikepdf.Stream) and "/Length1" in item]
    assert len(streams) == len(found)


def test_widths_are_those_of_the_font_in_the_file(edition: Edition) -> None:
    for font in composite(edition.pages.pdf):
        with ttLib.TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())) as inside:
            em, names = inside["head"].unitsPerEm, inside.getGlyphOrder()
            widths = list(font.DescendantFonts[0].W)
            for first, run in zip(widths[::2], widths[1::2], strict=True):
                for glyph, width in enumerate(run, int(first)):
                    assert abs(inside["hmtx"][names[glyph]][0] * 1000 / em - float(width)) <= 1


def test_no_glyph_is_in_the_file_that_no_page_shows(edition: Edition) -> None:
    wanted: dict[str, set[int]] = {}
    for font in composite(edition.pages.pdf):
        wanted.setdefault(str(font.BaseFont), set()).update(shown(font))
    for font in composite(edition.pages.pdf):
        with ttLib.TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())) as inside:
            order, glyf = inside.getGlyphOrder(), inside["glyf"]
            drawn = {number for number, name in enumerate(order) if glyf[name].numberOfContours}
            parts = {order.index(part) for n in drawn for part in glyf[order[n]].getComponentNames(glyf)}
            assert drawn - parts <= wanted[str(font.BaseFont)] | {0}


def test_units_share_glyphs_and_keep_their_text(bound: Callable[..., pikepdf.Pdf]) -> None:
    book = bound("abc", "bcd ç", "Q")
    pdf = reopened(book)
    (only,) = composite(pdf)
    assert len(shown(only)) == len("abcdç Q")
    assert [text.strip() for text in read(book)] == ["abc", "bcd ç", "Q"]


def test_a_glyph_that_reads_differently_in_two_units_reads_so_in_the_book(bound: Callable[..., pikepdf.Pdf]) -> None:
    # The same empty glyph is a space in one unit, and one that no line ends at in another.
    book = bound("a b", "a\u00a0b", "b a")
    pdf = reopened(book)
    assert len({bytes(font.ToUnicode.read_bytes()) for font in composite(pdf)}) == 2
    assert [len(each) for each in files(pdf).values()] == [1]
    assert [text.strip() for text in read(book)] == ["a b", "a\u00a0b", "b a"]


def test_a_font_with_cubic_outlines_is_embedded_as_such(serif: Font, bound: Callable[..., pikepdf.Pdf]) -> None:
    cubic = replace(serif, data=with_cubic_outlines(serif.data, "abcdç "))
    pdf = reopened(bound("abc", "bcd ç", font=cubic))
    (font,) = composite(pdf)
    inner = font.DescendantFonts[0]
    assert inner.Subtype == "/CIDFontType0"
    assert inner.FontDescriptor.FontFile3.Subtype == "/OpenType"
    with ttLib.TTFont(io.BytesIO(inner.FontDescriptor.FontFile3.read_bytes())) as inside:
        assert "CFF " in inside
    drawn = ink(pdf)
    assert drawn == pytest.approx(ink(bound("abc", "bcd ç")), rel=0.02)
    assert min(drawn) > 100


def ink(book: pikepdf.Pdf) -> list[float]:
    """Give how much of each page is black, in pixels at 144 dpi."""
    pages = pypdfium2.PdfDocument(saved(book))
    return [sum(255 - value for value in page.render(scale=2).to_pil().convert("L").tobytes()) / 255 for page in pages]


def with_cubic_outlines(data: bytes, characters: str) -> bytes:
    """Give a font of a few letters whose outlines are of the other kind (CFF)."""
    with ttLib.TTFont(io.BytesIO(data)) as source:
        names = source.getBestCmap()
        order = [".notdef", *dict.fromkeys(names[ord(character)] for character in characters)]
        made = FontBuilder(source["head"].unitsPerEm, isTTF=False)
        made.setupGlyphOrder(order)
        made.setupCharacterMap({ord(character): names[ord(character)] for character in characters})
        outlines, drawn = source.getGlyphSet(), {}
        for name in order:
            pen = T2CharStringPen(outlines[name].width, outlines)
            outlines[name].draw(pen)
            drawn[name] = pen.getCharString()
        made.setupCFF("Book-Serif", {}, drawn, {})
        made.setupHorizontalMetrics({name: source["hmtx"][name] for name in order})
        made.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
        made.setupNameTable({"familyName": "Book Serif", "styleName": "Regular"})
        made.setupOS2(sTypoAscender=source["hhea"].ascent, sTypoDescender=source["hhea"].descent)
        made.setupPost()
        result = io.BytesIO()
        made.save(result)
    return result.getvalue()


def test_a_word_with_the_same_letters_changes_no_font(press: SmallPress, tmp_path: Path, store: Store) -> None:
    one = press.edition(paragraph("listen to me ", Strong(words("now"))), language="en")
    other = SmallPress(tmp_path / "other", store).edition(
        paragraph("silent to me ", Strong(words("own"))), language="en"
    )
    assert one.printed.data != other.printed.data
    assert files(one.pages.pdf) == files(other.pages.pdf)
    third = SmallPress(tmp_path / "third", store).edition(
        paragraph("silent to me ", Emphasis(words("own"))), language="en"
    )
    assert files(third.pages.pdf).keys() - files(one.pages.pdf).keys() == {"Book-Serif-Italic"}


def test_a_face_packed_for_the_web_is_unpacked(serif: Font) -> None:
    packed = io.BytesIO()
    with ttLib.TTFont(io.BytesIO(serif.data), recalcTimestamp=False) as font:
        font.flavor = "woff"
        font.save(packed)
    assert packed.getvalue().startswith(b"wOFF")
    assert tables(fonts._unpacked(packed.getvalue())) == tables(serif.data)
    assert fonts._unpacked(serif.data) is serif.data


def tables(data: bytes) -> dict[str, int]:
    with ttLib.TTFont(io.BytesIO(data)) as font:
        assert font.flavor is None
        return {name: len(font.getTableData(name)) for name in font.keys() if name != "GlyphOrder"}  # noqa: SIM118
