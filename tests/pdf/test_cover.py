"""The cover for the press: its sheet, its spine, its bar code."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publisher import pdf
from publisher.config.isbn import thirteen_digits
from publisher.model import Book, CoverOptions, Mark, PressOptions, PrintOptions
from publisher.pdf import Cover
from publisher.pdf.cover import spine_width
from publisher.store import Store
from publisher.theme import Theme
from tests.support.stock_book import book_of, paragraph, section_of

MM = 72 / 25.4
ISBN = "978-3-16-148410-0"
SPINE_MM = 12.0
# The digits of the right half (ISO/IEC 15420); those of the left have the same bars turned round, or dark for light.
RIGHT = ("1110010", "1100110", "1101100", "1000010", "1011100", "1001110", "1010000", "1000100", "1001000", "1110100")
FIRST = ("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL")


@pytest.fixture
def book() -> Book:
    told = PrintOptions(isbn=ISBN, press=PressOptions(marks=(Mark.CROP, Mark.FOLD)))
    described = book_of(section_of(paragraph("Bir.")))
    return replace(
        described,
        print_options=told,
        cover_options=CoverOptions(spine_mm=SPINE_MM, text=("Arka kapak yazısı.",)),
    )


@pytest.fixture
def cover(book: Book, theme: Theme, store: Store) -> Cover:
    return pdf.render_cover(book, theme, 160, store=store)


def test_back_spine_and_front_lie_on_one_sheet(cover: Cover) -> None:
    with pikepdf.open(io.BytesIO(cover.data)) as file:
        (page,) = file.pages
        trim = [float(side) / MM for side in page.TrimBox]
        bleed = [float(side) / MM for side in page.BleedBox]
        assert trim == pytest.approx([10, 10, 10 + 2 * 165 + SPINE_MM, 250], abs=0.002)
        assert bleed == pytest.approx([7, 7, 13 + 2 * 165 + SPINE_MM, 253], abs=0.002)
        assert file.docinfo["/GTS_PDFXVersion"] == "PDF/X-4"
        assert "/Annots" not in page
    places = {word: left / MM for word, left in _words(cover.data)}
    assert places["yazısı."] < 10 + 165
    assert max(places.values()) > 10 + 165 + SPINE_MM


def test_the_ground_fills_the_bleed_and_nothing_beyond(cover: Cover) -> None:
    picture = _rendered(cover.data, 4)
    assert picture.getpixel((4 * 8, 4 * 100)) != (255, 255, 255)
    assert picture.getpixel((4 * 5, 4 * 100)) == (255, 255, 255)


def test_the_bars_say_the_isbn(cover: Cover) -> None:
    assert _decoded(_rendered(cover.data, 24)) == ISBN.replace("-", "")


def test_bars_are_black_ink_alone(cover: Cover) -> None:
    with pikepdf.open(io.BytesIO(cover.data)) as file:
        operators = list(_operators(file))
    inks = [tuple(float(value) for value in operands) for operands, operator in operators if operator == "k"]
    assert (0, 0, 0, 1) in inks
    dark = {ink for ink in inks if ink[3] > 0.8}
    assert dark == {(0, 0, 0, 1)}
    assert not [operator for _, operator in operators if operator in ("rg", "RG")]


def test_the_spine_is_as_wide_as_the_pages_are_thick(book: Book, theme: Theme, store: Store) -> None:
    assert spine_width(320, CoverOptions(paper_gsm=90, paper_bulk=1.3)) == pytest.approx(18.7)
    assert spine_width(320, CoverOptions(spine_mm=20, paper_gsm=90, paper_bulk=1.3)) == 20
    unsaid = pdf.render_cover(replace(book, cover_options=CoverOptions()), theme, 320, store=store)
    assert (unsaid.spine_mm, [found.code for found in unsaid.found]) == (16, ["cover-paper-unsaid"])


def test_without_an_isbn_there_are_no_bars(book: Book, theme: Theme, store: Store) -> None:
    without = replace(book, print_options=replace(book.print_options, isbn=None))
    data = pdf.render_cover(without, theme, 160, store=store).data
    assert not [word for word, _ in _words(data) if "ISBN" in word]
    assert _decoded(_rendered(data, 24)) is None


@pytest.mark.parametrize(("isbn", "digits"), [(ISBN, "9783161484100"), ("0-306-40615-2", "9780306406157")])
def test_an_isbn_of_ten_digits_has_thirteen_too(isbn: str, digits: str) -> None:
    assert thirteen_digits(isbn) == digits


def test_the_same_cover_has_the_same_bytes(cover: Cover, book: Book, theme: Theme, store: Store) -> None:
    assert pdf.render_cover(book, theme, 160, store=store).data == cover.data


def _rendered(data: bytes, pixels_per_mm: int) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    picture: Image.Image = document[0].render(scale=pixels_per_mm / MM).to_pil().convert("RGB")
    document.close()
    return picture


def _words(data: bytes) -> Iterator[tuple[str, float]]:
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage()
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        for word in text.get_text_bounded(left, bottom, right, top).split():
            yield word, left
    document.close()


def _operators(file: pikepdf.Pdf) -> Iterator[tuple[list[pikepdf.Object], str]]:
    streams: list[pikepdf.Object | pikepdf.Page] = list(file.pages)
    streams += [
        thing for thing in file.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
    ]
    for stream in streams:
        for instruction in pikepdf.parse_content_stream(stream):
            yield list(instruction.operands), str(instruction.operator)


def _decoded(picture: Image.Image) -> str | None:
    """Read an EAN-13 from a picture of 24 pixels a millimetre, wherever in the lower half of the back it stands."""
    module = 0.33 * 24
    grey = picture.convert("L")
    for y in range(grey.height * 3 // 4, grey.height, 40):
        row = grey.crop((0, y, grey.width // 2, y + 1)).tobytes()
        for start in (x for x in range(24, len(row) - int(module * 95)) if row[x] < 64 < 192 < row[x - 1]):
            bits = "".join("1" if row[int(start + (place + 0.5) * module)] < 128 else "0" for place in range(95))
            if (digits := _digits(bits)) is not None:
                return digits
    return None


def _digits(bits: str) -> str | None:
    if (bits[:3], bits[45:50], bits[92:]) != ("101", "01010", "101"):
        return None
    left, kinds = "", ""
    dark = {pattern.translate(str.maketrans("01", "10")): str(digit) for digit, pattern in enumerate(RIGHT)}
    turned = {pattern[::-1]: str(digit) for digit, pattern in enumerate(RIGHT)}
    for at in range(3, 45, 7):
        pattern = bits[at : at + 7]
        kinds += "L" if pattern in dark else "G"
        left += dark.get(pattern) or turned.get(pattern, "?")
    right = "".join(
        str(RIGHT.index(bits[at : at + 7])) if bits[at : at + 7] in RIGHT else "?" for at in range(50, 92, 7)
    )
    return f"{FIRST.index(kinds)}{left}{right}" if kinds in FIRST and "?" not in left + right else None
