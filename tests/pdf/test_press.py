"""What a press asks for beside its colours: a profile, boxes, marks, signatures, an ink of its own."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publisher import pdf
from publisher.errors import ConfigError
from publisher.model import Book, Mark, PressCondition, PressOptions, PrintOptions, Profile, Purpose
from publisher.printers.conditions import STANDARD, find_profile
from publisher.store import Store
from publisher.theme import Theme
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, paragraph, section_of

MM = 72 / 25.4
PROFILE = find_profile(STANDARD)
Make = Callable[[PressOptions], pikepdf.Pdf]


@pytest.fixture
def make(press: SmallPress) -> Make:
    """Print a book of a few pages for the press."""

    def make(options: PressOptions) -> pikepdf.Pdf:
        return printed(book_of(section_of(paragraph("Bir."))), options, press.theme(), press.store)

    return make


def printed(book: Book, options: PressOptions, theme: Theme, store: Store) -> pikepdf.Pdf:
    book = replace(book, print_options=PrintOptions(press=options))
    data = pdf.render(book, theme, store=store, purpose=Purpose.PRESS).data
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize("slug_mm", [None, 12.5])
def test_marks_stand_in_a_slug_around_exact_boxes(make: Make, slug_mm: float | None) -> None:
    file = make(PressOptions(marks=(Mark.CROP,), slug_mm=slug_mm))
    slug = slug_mm or 3 + 7
    for page in file.pages:
        assert _box(page.MediaBox) == pytest.approx((0, 0, 80 + 2 * slug, 110 + 2 * slug), abs=0.002)
        assert _box(page.BleedBox) == pytest.approx((slug - 3, slug - 3, slug + 83, slug + 113), abs=0.002)
        assert _box(page.TrimBox) == pytest.approx((slug, slug, slug + 80, slug + 110), abs=0.002)


def test_marks_lie_along_the_trim_and_outside_the_bleed(make: Make) -> None:
    slug = 10
    picture = _rendered(make(PressOptions(marks=(Mark.CROP,))), 0)
    wide = picture.width
    dark = {(at % wide, at // wide) for at, level in enumerate(picture.tobytes()) if level < 128}
    assert dark
    inside = {(x, y) for x, y in dark if slug - 3 < x / 10 < slug + 83 and slug - 3 < y / 10 < slug + 113}
    uprights = {x for x, y in dark - inside if y / 10 < slug - 3}
    levels = {y for x, y in dark - inside if x / 10 < slug - 3}
    assert {round(x / 10) for x in uprights} == {slug, slug + 80}
    assert {round(y / 10) for y in levels} == {slug, slug + 110}
    assert max(y for x, y in dark - inside if y / 10 < slug - 3) / 10 < slug - 3.9


def test_words_keep_their_place_on_the_trimmed_page(make: Make) -> None:
    bare, marked = make(PressOptions()), make(PressOptions(marks=(Mark.CROP,)))
    shift = 7 * MM
    first, second = list(_words(bare)), list(_words(marked))
    assert len(first) > 5
    for (word, x, y), (same, moved_x, moved_y) in zip(first, second, strict=True):
        assert word == same
        assert (x + shift, y + shift) == pytest.approx((moved_x, moved_y), abs=0.01)


def test_marks_are_on_every_plate_and_there_are_none_unless_asked_for(make: Make) -> None:
    plain, marked = make(PressOptions(slug_mm=12)), make(PressOptions(marks=(Mark.CROP,)))
    assert not [thing for thing in plain.objects if _is_separation(thing)]
    (space,) = [thing for thing in marked.objects if _is_separation(thing)]
    assert space[1] == "/All"


@pytest.mark.parametrize(
    ("options", "told"),
    [(PressOptions(slug_mm=2), "bleed of 3 mm"), (PressOptions(slug_mm=9, marks=(Mark.CROP,)), "and 7 mm for marks")],
)
def test_a_slug_narrower_than_what_it_holds_is_an_error(make: Make, options: PressOptions, told: str) -> None:
    with pytest.raises(ConfigError) as problem:
        make(options)
    (found,) = problem.value.found
    assert found.code == "slug-too-narrow"
    assert told in found.message


@pytest.mark.parametrize("signature", [16, 32])
def test_pages_fill_whole_signatures(make: Make, signature: int) -> None:
    plain, folded = make(PressOptions()), make(PressOptions(signature=signature))
    assert len(folded.pages) == len(plain.pages) + -len(plain.pages) % signature
    assert len(folded.pages) > len(plain.pages)
    for page in list(folded.pages)[len(plain.pages) :]:
        assert page.Contents.read_bytes() == b"q Q\n"


def test_the_accent_may_have_an_ink_of_its_own(make: Make) -> None:
    file = make(PressOptions(spot="PANTONE 534 C"))
    (space,) = [thing for thing in file.objects if _is_separation(thing)]
    assert space[1] == "/PANTONE 534 C"
    assert [float(ink) for ink in space[3].C1] == pytest.approx([1, 0.72, 0.18, 0.42])
    drawn = b"".join(thing.read_bytes() for thing in file.objects if _draws(thing))
    assert b"/Accent cs 1 scn" in drawn
    assert b"1 0.72 0.18 0.42 k" not in drawn
    picture = _rendered(file, 2)
    assert picture.getextrema() != (255, 255)


def test_an_ink_of_its_own_needs_an_accent_to_print(press: SmallPress) -> None:
    theme = replace(press.theme(), accent=None)
    with pytest.raises(ConfigError) as problem:
        printed(book_of(section_of(paragraph("Bir."))), PressOptions(spot="Gold"), theme, press.store)
    assert [found.code for found in problem.value.found] == ["theme-without-accent"]


def test_a_profile_of_the_book_describes_its_own_condition(press: SmallPress) -> None:
    assert PROFILE
    book = replace(book_of(section_of(paragraph("Bir."))), press_profile=Profile("press/own.icc", PROFILE.read_bytes()))
    for condition, name in ((None, "Custom"), (PressCondition.FOGRA51, "FOGRA51")):
        file = printed(book, PressOptions(condition, "press/own.icc"), press.theme(), press.store)
        intent = file.Root.OutputIntents[0]
        assert intent.OutputConditionIdentifier == name
        assert intent.DestOutputProfile.read_bytes() == PROFILE.read_bytes()
        assert ("/RegistryName" in intent) == (condition is not None)


def _box(box: pikepdf.Object) -> tuple[float, ...]:
    return tuple(float(side) / MM for side in box)


def _is_separation(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Array) and len(thing) == 4 and thing[0] == "/Separation"


def _draws(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Type") != "/XRef" and "/Length1" not in thing


def _rendered(file: pikepdf.Pdf, index: int) -> Image.Image:
    """Draw a page, ten pixels a millimetre."""
    data = io.BytesIO()
    file.save(data)
    document = pypdfium2.PdfDocument(data.getvalue())
    picture: Image.Image = document[index].render(scale=10 / MM).to_pil().convert("L")
    document.close()
    return picture


def _words(file: pikepdf.Pdf) -> Iterator[tuple[str, float, float]]:
    data = io.BytesIO()
    file.save(data)
    document = pypdfium2.PdfDocument(data.getvalue())
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_rects()):
            box = text.get_rect(index)
            yield text.get_text_bounded(*box), box[0], box[1]
    document.close()
