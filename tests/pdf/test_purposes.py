"""One layout for every purpose: the same words at the same places, in the colours and with the claims of each."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Picture

from publisher import pdf
from publisher.errors import LayoutError
from publisher.model import ArchiveStandard, Figure, Image, Purpose
from publisher.pdf.standards.colours import Inks
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, paragraph, place, section_of

Make = Callable[[Purpose | None], bytes]


@pytest.fixture
def make(edition_of: Callable[[str], Edition], theme: Theme, store: Store) -> Make:
    book = edition_of("stock").book
    return cache(lambda purpose: pdf.render(book, theme, store=store, purpose=purpose).data)


@pytest.mark.parametrize("purpose", [Purpose.ARCHIVE, Purpose.SCREEN, Purpose.PRESS])
def test_words_stand_where_they_stand_in_every_other(make: Make, purpose: Purpose) -> None:
    assert list(_words(make(purpose))) == list(_words(make(None)))


@pytest.mark.parametrize("purpose", [Purpose.ARCHIVE, Purpose.PRESS])
def test_the_same_book_gives_the_same_bytes(stock: Edition, theme: Theme, store: Store, purpose: Purpose) -> None:
    first, second = (pdf.render(stock.book, theme, store=store, purpose=purpose).data for _ in range(2))
    assert first == second


def test_an_archive_names_both_standards_and_describes_the_one_that_it_does_not_know(make: Make) -> None:
    with pikepdf.open(io.BytesIO(make(Purpose.ARCHIVE))) as file:
        metadata = file.Root.Metadata.read_bytes().decode()
        (intent,) = file.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
    for said in ("<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "pdfaSchema:namespaceURI"):
        assert said in metadata


@pytest.fixture(scope="module")
def newest(edition_of: Callable[[str], Edition], theme: Theme, store: Store) -> pikepdf.Pdf:
    """The newest archive edition, in PDF 2.0."""
    book = edition_of("stock").book
    book = replace(book, print_options=replace(book.print_options, archive=ArchiveStandard.A4))
    return pikepdf.open(io.BytesIO(pdf.render(book, theme, store=store, purpose=Purpose.ARCHIVE).data))


def test_the_newest_archive_is_pdf_2_and_says_all_of_itself_in_its_metadata(newest: pikepdf.Pdf) -> None:
    assert newest.pdf_version == "2.0"
    assert "/Info" not in newest.trailer
    metadata = newest.Root.Metadata.read_bytes().decode()
    for said in ("pdfaid:part>4<", "pdfaid:rev>2020<", "pdfuaid:part>2<", "pdfuaid:rev>2024<", "xmp:ModifyDate"):
        assert said in metadata
    assert "pdfaid:conformance" not in metadata
    assert "pdfaExtension" not in metadata


def test_links_of_the_newest_archive_lead_to_elements(newest: pikepdf.Pdf) -> None:
    places = dict(pikepdf.NameTree(newest.Root.Names.Dests).items())
    linked = {str(link.Dest) for page in newest.pages for link in page.obj.get("/Annots", []) if "/Dest" in link}
    assert len(linked) > 20
    for name in linked:
        page, element = places[name].D[0], places[name].SD[0]
        assert page.Type == "/Page"
        assert element.Type == "/StructElem"
    kinds = {str(places[name].SD[0].S) for name in linked}
    assert {"/FENote", "/Reference", "/Sect", "/H2"} <= kinds


def test_notes_of_the_newest_archive_and_their_calls_name_each_other(newest: pikepdf.Pdf) -> None:
    elements = [thing for thing in newest.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
    notes = [element for element in elements if element.S == "/FENote"]
    assert len(notes) == 10
    for note in notes:
        assert note.NS.NS == "http://iso.org/pdf2/ssn"
        assert note.A.O == "/FENote"
        assert note.A.NoteType == "/Footnote"
        assert [call.S for call in note.Ref] == ["/Reference"] * len(note.Ref)
        assert all(note.objgen in [other.objgen for other in call.Ref] for call in note.Ref)


def test_no_picture_of_an_archive_is_smoothed(make: Make) -> None:
    with pikepdf.open(io.BytesIO(make(Purpose.ARCHIVE))) as file:
        pictures = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert pictures
        assert not [picture for picture in pictures if "/Interpolate" in picture]


def test_the_press_gets_inks_alone_and_nothing_to_click(make: Make) -> None:
    with pikepdf.open(io.BytesIO(make(Purpose.PRESS))) as file:
        assert not [operator for operator in _colour_operators(file) if operator in ("rg", "RG")]
        assert not [thing for thing in file.objects if _names_screen_colours(thing)]
        assert not [page for page in file.pages if "/Annots" in page.obj]
        metadata = file.Root.Metadata.read_bytes().decode()
        assert [str(intent.S) for intent in file.Root.OutputIntents] == ["/GTS_PDFX", "/GTS_PDFA1"]
        assert file.docinfo["/Trapped"] == "/False"
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4<" in metadata


def test_black_and_grey_are_black_ink_a_themes_colour_is_what_it_says() -> None:
    inks = Inks({(18 / 255, 40 / 255, 76 / 255): (1, 0.72, 0.18, 0.42)}, None)
    assert inks.of((0, 0, 0)) == (0, 0, 0, 1)
    assert inks.of((0.533333, 0.533333, 0.533333)) == (0, 0, 0, 0.4667)
    assert inks.of((43 / 255, 48 / 255, 54 / 255)) == (0, 0, 0, 0.8105)
    assert inks.of((0.070588, 0.156863, 0.298039)) == (1, 0.72, 0.18, 0.42)
    assert not inks.missing


def test_a_colour_without_a_profile_is_an_error_that_says_the_way_out(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.pdf.standards.pressroom.find_profile", lambda _: None)
    data = io.BytesIO()
    Picture.new("RGB", (4, 4), (200, 30, 30)).save(data, "PNG")
    image = Image("red.png", "image/png", data.getvalue(), 4, 4)
    blocks = (paragraph("Bir."), Figure("red.png", "Kırmızı", place(3)))
    book = replace(book_of(section_of(*blocks)), images={"red.png": image})
    with pytest.raises(LayoutError) as told:
        pdf.render(book, press.theme(), store=press.store, purpose=Purpose.PRESS)
    (found,) = told.value.found
    assert found.code == "profile-missing"
    assert "FOGRA39" in found.message


def test_a_book_in_black_needs_no_profile(press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.pdf.standards.pressroom.find_profile", lambda _: None)
    book = book_of(section_of(paragraph("Bir.")))
    data = pdf.render(book, press.theme(), store=press.store, purpose=Purpose.PRESS).data
    with pikepdf.open(io.BytesIO(data)) as file:
        (intent,) = file.Root.OutputIntents
        assert intent.OutputConditionIdentifier == "FOGRA39"
        assert "/DestOutputProfile" not in intent


def test_no_page_has_a_stream_of_nothing(make: Make) -> None:
    with pikepdf.open(io.BytesIO(make(None))) as file:
        for page in file.pages:
            contents = page.obj.Contents
            for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
                assert stream.read_bytes()


def _words(data: bytes) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(text.count_rects()):
            box = text.get_rect(index)
            yield number, text.get_text_bounded(*box), tuple(round(value * 10) for value in box)
    document.close()


def _colour_operators(file: pikepdf.Pdf) -> Iterator[str]:
    for page in file.pages:
        yield from (str(instruction.operator) for instruction in pikepdf.parse_content_stream(page))
    for thing in file.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
            yield from (str(instruction.operator) for instruction in pikepdf.parse_content_stream(thing))


def _names_screen_colours(thing: pikepdf.Object) -> bool:
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return False
    group = thing.get("/Group", pikepdf.Dictionary())
    return "/DeviceRGB" in (str(thing.get("/ColorSpace")), str(group.get("/CS")))
