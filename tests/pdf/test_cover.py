"""The cover for the press: its sheet, its spine, its bar code."""

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publisher import check, pdf
from publisher.config.isbn import thirteen_digits
from publisher.model import Book, CoverOptions, Mark, Person, PressOptions, PrintOptions
from publisher.model import Image as Picture
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


LONG = "Türk Dünyasında Jeokültürel ve Jeoekonomik Etkileşimin Uzun Tarihi Üzerine Karşılaştırmalı Bir İnceleme"
RUSSIAN = "Достопримечательности и государственность: взаимопроникновение культур Центральной Азии"
KAZAKH = "Қазақстанның геоэкономикалық жағдайы және халықаралық ынтымақтастық мәселелері"
AUTHORS = tuple(Person(f"Yazar Soyadıuzun{number}") for number in range(12))


@pytest.mark.parametrize(
    ("language", "title", "subtitle", "authors"),
    [
        ("tr", "Kapı", "Bir deneme", AUTHORS[:1]),
        ("tr", LONG, LONG, AUTHORS),
        ("tr", f"{LONG}: Orta Asya’dan Anadolu’ya Yollar", LONG, AUTHORS[:4]),
        ("tr", "Çekoslovakyalılaştıramadıklarımızdanmışsınızcasına", LONG.replace(" ", "")[:60], AUTHORS[:1]),
        ("ru", RUSSIAN, RUSSIAN, AUTHORS[:2]),
        ("kk", KAZAKH, KAZAKH, AUTHORS[:2]),
    ],
)
def test_no_words_lie_on_others_or_beyond_their_part(
    book: Book, theme: Theme, store: Store, language: str, title: str, subtitle: str, authors: tuple[Person, ...]
) -> None:
    metadata = replace(
        book.metadata, language=language, title=title, subtitle=subtitle, authors=authors, publisher="ANKASAM"
    )
    text = (f"{LONG}. " * 4,) * 4
    long = replace(book, metadata=metadata, cover_options=CoverOptions(spine_mm=SPINE_MM, text=text))
    made = pdf.render_cover(long, theme, 160, store=store)
    assert made.found == ()
    boxes = _character_boxes(made.data)
    assert len(boxes) > 500
    front, back = [box for box in boxes if box[0] > 10 + 165 + SPINE_MM], [box for box in boxes if box[2] < 175]
    assert max(box[2] for box in front) < 10 + 330 + SPINE_MM - 16.5
    assert max(box[2] for box in back) < 175 - 16.5
    spine = [box for box in boxes if box[0] > 175 and box[2] < 175 + SPINE_MM]
    assert len(spine) == len("".join((title + "ANKASAM").split()))
    assert min(box[1] for box in spine) > 10 + 16.5
    assert [pair for pair in combinations(boxes, 2) if _overlap(*pair)] == []


@pytest.mark.parametrize(
    ("metadata", "text", "says"),
    [
        ({"subtitle": f"{LONG} " * 30}, (), "on the front"),
        ({}, (f"{LONG} " * 40,), "on the back"),
        ({"title": f"{LONG} " * 4}, (), "on the spine"),
    ],
)
def test_what_has_no_room_at_all_is_an_error(
    book: Book, theme: Theme, store: Store, metadata: dict[str, Any], text: tuple[str, ...], says: str
) -> None:
    told = replace(book.metadata, publisher="ANKASAM", **metadata)
    long = replace(book, metadata=told, cover_options=CoverOptions(spine_mm=SPINE_MM, text=text))
    found = pdf.render_cover(long, theme, 160, store=store).found
    assert any(says in item.message for item in found)
    assert {(item.code, str(item.severity)) for item in found} == {("cover-overfull", "error")}


def test_a_thin_spine_has_no_words_and_says_why(book: Book, theme: Theme, store: Store) -> None:
    thin = replace(book, cover_options=CoverOptions(spine_mm=4.5))
    made = pdf.render_cover(thin, theme, 60, store=store)
    (found,) = made.found
    assert (found.code, str(found.severity)) == ("cover-spine-bare", "warning")
    assert "it is 4.5 mm wide" in found.message
    boxes = _character_boxes(made.data)
    assert not [box for box in boxes if box[0] > 175 and box[2] < 179.5]


def test_the_logo_stands_on_white(book: Book, theme: Theme, store: Store) -> None:
    saved = io.BytesIO()
    Image.new("CMYK", (600, 300), (0, 200, 200, 0)).save(saved, "JPEG")
    logo = Picture("logo.jpg", "image/jpeg", saved.getvalue(), 600.0, 300.0)
    with_logo = replace(book, images={"logo.jpg": logo}, metadata=replace(book.metadata, logo="logo.jpg"))
    made = pdf.render_cover(with_logo, theme, 160, store=store)
    assert made.found == ()
    with pikepdf.open(io.BytesIO(made.data)) as file:
        pictures = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert [str(picture.ColorSpace) for picture in pictures] == ["/DeviceCMYK"]
    picture = _rendered(made.data, 4)
    left = picture.crop((4 * 27, 4 * 200, 4 * 60, 4 * 235))
    colours = {colour for count, colour in left.getcolors(1 << 20) or [] if count > 100}
    assert (255, 255, 255) in colours
    assert any(isinstance(colour, tuple) and colour[0] > 150 and colour[1] < 120 for colour in colours)


def test_bars_have_white_on_both_sides(cover: Cover) -> None:
    """Eleven modules before them and seven behind, at least (ISO/IEC 15420)."""
    scale = 24
    picture = _rendered(cover.data, scale).convert("L")
    row = picture.crop((0, scale * 222, picture.width // 2, scale * 222 + 1)).tobytes()
    dark = [x for x, level in enumerate(row) if level < 64]
    white = [x for x, level in enumerate(row) if level > 192]
    bars = [x for x in dark if white[0] < x < white[-1]]
    assert bars[0] - white[0] >= 11 * 0.33 * scale - 1
    assert white[-1] - bars[-1] >= 7 * 0.33 * scale - 1


def test_a_cover_is_held_against_its_own_words(cover: Cover, book: Book, theme: Theme) -> None:
    read = check.examine(cover.data).file
    assert check.is_cover(read, book, theme)
    assert list(check.check_cover(read, book)) == []
    changed = replace(book, metadata=replace(book.metadata, title="Başka Ad"))
    assert [item.code for item in check.check_cover(read, changed)] == ["cover-word-lost"]


def _character_boxes(data: bytes) -> list[tuple[float, float, float, float]]:
    """Give where each character leaves ink: left, top, right and bottom in millimetres from the sheet's top left."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    height, text = page.get_height(), page.get_textpage()
    boxes = []
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        if text.get_text_range(index, 1).strip() and right > left:
            boxes.append((left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
    document.close()
    return boxes


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Say whether ink of one character lies on another's by a millimetre both ways; large ones are kerned by less."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


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
