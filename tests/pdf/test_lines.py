"""Lines of paragraphs that are broken as a whole: how they look on finished pages, and that nothing is lost by it."""

import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import mean
from typing import Any

import pikepdf
import pytest

from publisher import fonts, pdf
from publisher.check.typography import measure
from publisher.model import Book, Emphasis, Inline, LineBreaking, Link, PrintOptions, Text
from publisher.pdf.audit.setting import SetLine, read_setting
from publisher.pdf.breaking import Manner
from publisher.pdf.engine import TypeCase, Typesetter, words
from publisher.pdf.engine.notebook import Notebook
from publisher.pdf.engine.setting import LaidOut
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, section_of

# Without letters that a font kerns with the spaces beside them.
SENTENCE = "Uzun süren müzakereler sonunda iki komşu ülke sınır kapılarının birlikte işletilmesini onayladı, "


@pytest.mark.parametrize("name", ["sample", "report"])
def test_spaces_do_not_gape_and_hyphens_do_not_pile_up(name: str, edition_of: Callable[[str], Edition]) -> None:
    figures = measure(edition_of(name).printed.data)
    assert figures is not None
    assert figures.sum("wide") <= 0.03 * figures.sum("justified")
    assert figures.sum("tight") <= 0.03 * figures.sum("justified")
    assert figures.sum("ladders") == 0
    assert figures.sum("runts") == 0
    assert figures.sum("hyphen_at_turn") == 0


def test_each_line_takes_what_fits_where_the_book_asks_for_that(theme: Theme, store: Store) -> None:
    text = paragraph(SENTENCE * 30)
    weighed, simple = (
        pdf.render(_with(book_of(section_of(text)), breaking), theme, store=store).data for breaking in LineBreaking
    )
    lines = [[line for line in _lines(data) if line.size == 10.75] for data in (weighed, simple)]
    assert _dense(lines[0]) == _dense(lines[1])
    gaps = [[mean(line.gaps) for line in own[:-1]] for own in lines]
    assert max(gaps[0]) - min(gaps[0]) < (max(gaps[1]) - min(gaps[1])) / 2
    assert len(_letter_widths(weighed)) > 3
    assert _letter_widths(simple) == {1.0}


def test_letters_are_hardly_wider_or_narrower(edition_of: Callable[[str], Edition]) -> None:
    widths = _letter_widths(edition_of("sample").printed.data)
    assert 1 - Manner().letters - 1e-6 <= min(widths) < 1 < max(widths) <= 1 + Manner().letters + 1e-6


def test_the_spaces_of_a_line_are_alike_whatever_stands_between_them(theme: Theme, store: Store) -> None:
    parts: list[tuple[str | Inline, ...]] = [
        (SENTENCE, Emphasis((Text("sonunda iki komşu"),)), note(f"Söz {n}."), " ") for n in range(15)
    ]
    text = paragraph(*itertools.chain(*parts))
    data = pdf.render(book_of(section_of(text)), theme, store=store).data
    full = [line for line in _lines(data) if line.size == 10.75 and len(line.gaps) > 4][:-1]
    assert len(full) > 15
    for line in full:
        # Slanted letters lean over the spaces beside them.
        assert max(line.gaps) - min(line.gaps) < 1.0, line


def test_full_lines_end_at_one_edge_but_for_what_hangs(theme: Theme, store: Store) -> None:
    data = pdf.render(book_of(section_of(paragraph(SENTENCE * 30))), theme, store=store).data
    full = [line for line in _lines(data) if line.size == 10.75][:-1]
    edge = 113 * 72 / 25.4
    for line in full[1:]:
        beyond = line.right - line.left - edge
        hangs = line.hyphenated or line.words[-1].text.endswith((",", "."))
        assert (0.8 < beyond < 2.2) if hangs else abs(beyond) < 0.4, line


def test_lines_end_where_their_last_letter_does(theme: Theme, store: Store) -> None:
    # Fonts kern these with spaces, and files round how wide glyphs are.
    sentence = "Yılmaz T ve V ile Avrupa’ya y ve f r “Aydın” Tuva’yı Van "
    data = pdf.render(book_of(section_of(paragraph(sentence * 40))), theme, store=store).data
    ends = [end for sign, end in list(_ends(data, 10.75))[:-1] if sign.isalpha()]
    assert len(ends) > 10
    assert max(ends) - min(ends) < 0.02


def _ends(data: bytes, size_pt: float) -> Iterator[tuple[str, float]]:
    """Give each line's last sign, and where what the file says of it ends, in points from where most lines begin."""
    with pikepdf.open(io.BytesIO(data)) as file:
        for page in file.pages:
            found = list(_drawn_lines(page, size_pt))
            begins = Counter(round(begin, 3) for begin, _, _ in found)
            yield from ((sign, end - begins.most_common(1)[0][0]) for _, end, sign in found)


def _drawn_lines(page: pikepdf.Page, size_pt: float) -> Iterator[tuple[float, float, str]]:
    """Give where each line of a size begins and ends, and its last sign; spaces and letters are widened in it."""
    fonts = {name: _widths_and_texts(font) for name, font in page.Resources.get("/Font", {}).items()}
    scale = begin = size = width = 0.0
    sign = ""
    widths: dict[int, float] = {}
    texts: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "Tm":
                sign, width = "", 0.0
                scale, *_, begin, _ = (float(number) for number in step.operands)
            case "Tf":
                widths, texts = fonts[str(step.operands[0])]
                size = float(step.operands[1])
            case "TJ" if abs(size * 0.75 - size_pt) < 0.01:
                parts = list(step.operands[0])
                shown = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                glyphs = [high << 8 | low for high, low in zip(shown[::2], shown[1::2], strict=True)]
                back = sum(float(part) for part in parts if not isinstance(part, pikepdf.String))
                width += (sum(widths[glyph] for glyph in glyphs) - back) / 1000 * size * scale
                sign = texts[glyphs[-1]]
            case "ET" if sign:
                yield begin * 0.75, (begin + width) * 0.75, sign


def _widths_and_texts(font: pikepdf.Object) -> tuple[dict[int, float], dict[int, str]]:
    runs = list(font.DescendantFonts[0].W)
    widths = {
        int(first) + place: float(width)
        for first, run in zip(runs[::2], runs[1::2], strict=True)
        for place, width in enumerate(run)
    }
    told = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>", font.ToUnicode.read_bytes())
    return widths, {int(glyph, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for glyph, said in told}


def test_what_is_held_together_stays_together(press: SmallPress) -> None:
    pages = press.pages(paragraph("Bkz. s.\u00a045 ve Cilt\u00a09 ile %\u00a042 kadarı, " * 20))
    lines = [line.text for page in pages for line in page.body]
    assert not [line for line in lines if re.search(r"(?:s\.|Cilt|%)$", line)]


def test_a_link_is_one_on_each_of_its_lines(press: SmallPress) -> None:
    address = "https://example.org/"
    link = Link((Text("uzun bir bağlantının sözleri iki satıra sığmaz, üçüncüye de geçer"),), address, place(3))
    page = press.pages(paragraph("Önce ", link, " sonra."))[0]
    links = [found for found in page.links if found.target == address]
    assert len(links) > 1
    said = "".join(page.inside(found.box) for found in sorted(links, key=lambda found: found.box[1]))
    assert said.replace("-", "") == "uzunbirbağlantınınsözleriikisatırasığmaz,üçüncüyedegeçer"


# --- what no page shows --------------------------------------------------------------------------------------------

WORDS = "Bir sözcük ardından <em>uzunca bir vurgu</em> ve <a href='#x'>bağlantı</a> ile sürüp giden cümleler, "

CSS = """
html { font: 10px/14px "Book Serif"; hyphenate-character: "-" }
body { margin: 0 }
p { margin: 0; text-align: justify; hyphens: auto; orphans: 1; widows: 1 }
"""
ENDLESS = "@page { size: 60mm 400mm; margin: 0 }"


@pytest.fixture(scope="module")
def typesetter(theme: Theme, store: Store) -> Typesetter:
    return Typesetter(TypeCase(fonts.load(theme, "print", store), CSS), {}, manner=Manner())


@pytest.fixture(scope="module")
def plain(theme: Theme, store: Store) -> Typesetter:
    return Typesetter(TypeCase(fonts.load(theme, "print", store), CSS), {})


def test_a_paragraph_goes_on_overleaf(typesetter: Typesetter) -> None:
    """Galleys are endless; leaves that WeasyPrint makes are not."""
    laid_out = typesetter.lay_out(
        f"<html lang='tr'><body><p>{WORDS * 12}</p></body></html>", "@page { size: 60mm 40mm; margin: 5mm }"
    )
    assert len(laid_out.pages) > 2
    assert _said(laid_out) == re.sub(r"<.*?>|\s", "", WORDS * 12)


@pytest.mark.parametrize(
    "inline",
    [
        "سلام على من اتبع الهدى",
        "这是一段没有空格的中文文字需要折行",
        "bö\u00adlü\u00adne\u00adbi\u00adlir",
        "\u202bters\u202c",
        "<br/>",
        "<img src='data:image/svg+xml,&lt;svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22/>'/>",
        "<span style='display: inline-block'>kutu</span>",
        "<span style='padding: 0 3px'>dolgu</span>",
        "<span style='position: relative'>kayık</span>",
        "x" * 90,
    ],
    ids=["to the left", "no spaces", "soft", "sign", "end", "picture", "box", "padding", "moved", "too long"],
)
def test_a_paragraph_that_is_not_plain_is_left_to_the_typesetter(
    inline: str, typesetter: Typesetter, plain: Typesetter
) -> None:
    html = f"<html lang='tr'><body><p>{WORDS * 2}{inline} {WORDS * 2}</p></body></html>"
    ours, theirs = (_texts(each.lay_out(html, ENDLESS)) for each in (typesetter, plain))
    assert ours == theirs
    without = html.replace(inline, "söz")
    assert _texts(typesetter.lay_out(without, ENDLESS)) != _texts(plain.lay_out(without, ENDLESS))


def test_text_beside_a_float_is_left_to_the_typesetter(typesetter: Typesetter) -> None:
    initial = "<span style='float: left; font-size: 28px; line-height: 28px'>B</span>"
    laid_out = typesetter.lay_out(f"<html lang='tr'><body><p>{initial}{WORDS * 6}</p></body></html>", ENDLESS)
    lefts = [line.position_x for line in _line_boxes(laid_out) if line.element_tag == "p"]
    assert lefts[0] > 5
    assert lefts[-1] == 0
    assert _said(laid_out) == re.sub(r"<.*?>|\s", "", initial + WORDS * 6)


def test_lines_are_as_high_as_the_typesetters(typesetter: Typesetter, plain: Typesetter) -> None:
    """Whoever breaks them: emphasis, raised letters and small ones do not move what stands below."""
    text = f"<p>{WORDS}<sup style='vertical-align: 3px; font-size: 6px; line-height: 1'>1</sup> {WORDS * 2}</p>"
    html = f"<html lang='tr'><body>{text * 3}</body></html>"
    ours, theirs = (
        {(line.height, line.baseline) for line in _line_boxes(each.lay_out(html, ENDLESS))}
        for each in (typesetter, plain)
    )
    assert ours == theirs


def test_words_are_as_wide_together_as_alone(theme: Theme, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spaced letters, small capitals, raised ones, addresses, hyphens and spaces that hold; the first words of all."""
    looks = [
        "letter-spacing: 2px",
        "font-variant-caps: small-caps",
        "font-variant-position: super",
        "font-style: italic",
    ]
    spans = "".join(f"<span style='{look}'>AV 1900–1905 fiil çekimi {WORDS[:19]} efendi-köle</span> " for look in looks)
    html = f"<html lang='tr'><body><p>{WORDS}{spans} https://​ornek.​org/​fi {WORDS}</p></body></html>"
    found = []
    for together in (1, 20):
        monkeypatch.setattr(words, "_TOGETHER", together)
        # The one before must not have measured any of these.
        fresh = Typesetter(TypeCase(fonts.load(theme, "print", store), CSS), {}, manner=Manner())
        fresh.begin(Notebook())
        fresh.lay_out(html, ENDLESS)
        found.append(fresh.noted)
    assert sum(map(len, found[0].words.values())) > 40
    assert found[0].words == found[1].words
    assert sum(map(len, found[0].shaped.values())) > 40
    assert found[0].shaped == found[1].shaped


def test_an_anchor_stands_where_it_stood_even_if_it_is_empty(typesetter: Typesetter) -> None:
    html = f"<html lang='tr'><body><p>{WORDS * 2}<span id='here'></span>{WORDS * 2}</p></body></html>"
    laid_out = typesetter.lay_out(html, ENDLESS)
    found = [
        line
        for line in _line_boxes(laid_out)
        if any(box.element is not None and box.element.get("id") == "here" for box in line.descendants())
    ]
    assert len(found) == 1


def _with(book: Book, breaking: LineBreaking) -> Book:
    return replace(book, print_options=PrintOptions(line_breaking=breaking))


def _lines(data: bytes) -> Iterator[SetLine]:
    return (line for page in read_setting(data) for line in page.lines)


def _dense(lines: list[SetLine]) -> str:
    words = [word.text for line in lines for word in line.words]
    return re.sub(r"[-\x02\ufffe]", "", "".join(words))


def _letter_widths(data: bytes) -> set[float]:
    """Give by what letters are widened: the first number of text matrices in the content streams."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return {
            round(float(step.operands[0]), 6)
            for page in file.pages
            for step in pikepdf.parse_content_stream(page)
            if str(step.operator) == "Tm"
        }


def _line_boxes(laid_out: LaidOut) -> list[Any]:
    from weasyprint.formatting_structure import boxes

    return [box for page in laid_out.pages for box in page.descendants() if type(box) is boxes.LineBox]


def _texts(laid_out: LaidOut) -> list[str]:
    from weasyprint.formatting_structure import boxes

    return [
        "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
        for line in _line_boxes(laid_out)
    ]


def _said(laid_out: LaidOut) -> str:
    """Give what a document's lines say, hyphens at their ends and spaces left out."""
    return re.sub(r"\s", "", "".join(text.removesuffix("-") for text in _texts(laid_out)))
