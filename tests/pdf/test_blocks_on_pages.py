"""Every block cut by small pages: its parts stand in order, whole, and where they belong."""

import itertools
import re

import pytest
from PIL import Image as Picture

from publisher.errors import LayoutError
from publisher.model import (
    Alignment,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Epigraph,
    Figure,
    Heading,
    Inline,
    ItemList,
    KeptTogether,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from tests.support.printed_editions import Edition, outside_trim
from tests.support.printed_pages import Page
from tests.support.small_press import GEOMETRY, LINES, SmallPress
from tests.support.stock_book import note, paragraph, place, row, stanza, words

AT = place(3)
TOP = GEOMETRY.margin_top_mm * 72 / 25.4
BOTTOM = TOP + LINES * GEOMETRY.leading_pt
RED, BLUE = (255, 0, 0), (0, 0, 255)


def prose(count: int, start: int = 0) -> str:
    """Give words that are all different, so that a lost or doubled one is noticed."""
    return " ".join(f"kelime{number}" for number in range(start, start + count))


def item(*blocks: Paragraph | ItemList) -> ListItem:
    return ListItem(blocks, AT)


# --- text ----------------------------------------------------------------------------------------------------------


def test_a_word_wider_than_the_page_is_broken_and_stays_on_it(press: SmallPress) -> None:
    for block in (paragraph("önce " + "x" * 200), Heading(2, (Text("W" * 120),), AT)):
        edition = press.edition(block, paragraph("son"))
        assert list(outside_trim(edition)) == []


def test_a_paragraph_leaves_two_lines_on_each_page(press: SmallPress) -> None:
    for before in range(4, 9):
        blocks = [paragraph(f"satır{number}") for number in range(before)]
        pages = press.pages(*blocks, paragraph(prose(40)), paragraph("son"))
        for page in pages[:-1]:
            long = [line for line in page.body if "kelime" in line.text]
            assert len(long) != 1, before
        rest = [line for line in pages[1].body if "kelime" in line.text]
        assert len(rest) >= 2, before


def test_lines_stand_on_the_grid(press: SmallPress) -> None:
    pages = press.pages(Heading(2, words("Başlık"), AT), *[paragraph(prose(30, 30 * number)) for number in range(6)])
    first = pages[1].body[0].baseline
    for page in pages[1:]:
        for line in page.body:
            assert (line.baseline - first) % GEOMETRY.leading_pt == pytest.approx(0, abs=0.1)


def test_a_heading_stands_with_lines_of_what_follows(press: SmallPress) -> None:
    for before in range(6, 12):
        blocks = [paragraph(f"satır{number}") for number in range(before)]
        pages = press.pages(*blocks, Heading(2, words("Ara başlık"), AT), paragraph(prose(30)))
        page = next(page for page in pages if any(line.text == "Ara başlık" for line in page.body))
        after = page.body[[line.text for line in page.body].index("Ara başlık") + 1 :]
        assert len(after) >= 2, before


def test_blocks_kept_together_stand_on_one_page(press: SmallPress) -> None:
    for before in range(3, 9):
        blocks = [paragraph(f"satır{number}") for number in range(before)]
        kept = KeptTogether(tuple(paragraph(f"bağlı{number}") for number in range(5)), AT)
        pages = press.pages(*blocks, kept)
        assert sum(any("bağlı" in line.text for line in page.body) for page in pages) == 1, before


def test_a_thematic_break_stands_with_the_text_after_it(press: SmallPress) -> None:
    for before in range(5, 12):
        blocks = [paragraph(f"satır{number}") for number in range(before)]
        pages = press.pages(*blocks, ThematicBreak(AT), paragraph("ardından"), paragraph("sonra"))
        page = next(page for page in pages if any(line.dense == "***" for line in page.body))
        assert page.body[-1].dense != "***", before


def test_code_is_cut_between_its_lines(press: SmallPress) -> None:
    code = "\n".join(f"  satir_{number} = {number}" for number in range(30))
    pages = press.pages(paragraph("Önce."), CodeBlock(code, AT), paragraph("Sonra."))
    assert len(pages) >= 3
    shown = [line.dense for page in pages for line in page.body if "satir" in line.dense]
    assert shown == [f"satir_{number}={number}" for number in range(30)]


def test_verse_is_cut_between_its_lines(press: SmallPress) -> None:
    stanzas = tuple(stanza(*(words(f"dize {number} {line}") for line in range(4))) for number in range(6))
    pages = press.pages(Verse(stanzas, AT))
    assert len(pages) >= 3


# --- lists ---------------------------------------------------------------------------------------------------------


def test_a_nested_list_is_cut_and_keeps_its_markers(press: SmallPress) -> None:
    inner = [ItemList(tuple(item(paragraph(f"iç{n}x{m}")) for m in range(4)), AT, start=1) for n in range(6)]
    outer = ItemList(tuple(item(paragraph(f"dış{n}"), inner[n]) for n in range(6)), AT)
    pages = press.pages(outer)
    assert len(pages) >= 3
    shown = [line.text for page in pages for line in page.body[(page is pages[0]) :]]
    expected = [text for n in range(6) for text in (f"–dış{n}", *(f"{m + 1}.iç{n}x{m}" for m in range(4)))]
    assert [text.replace(" ", "") for text in shown] == expected


def test_an_item_cut_by_a_page_has_its_marker_once(press: SmallPress) -> None:
    listed = ItemList((item(paragraph(prose(60))), item(paragraph(prose(60, 60)))), AT, start=7)
    pages = press.pages(listed)
    assert len(pages) >= 3
    markers = [match[0] for page in pages for line in page.body if (match := re.match(r"\d+\.", line.text))]
    assert markers == ["7.", "8."]


def test_definitions_stand_under_their_terms(press: SmallPress) -> None:
    entries = tuple(
        Definition(words(f"Terim{n}"), ((paragraph(prose(12, 12 * n)),), (paragraph(f"anlam{n}"),)), AT)
        for n in range(6)
    )
    pages = press.pages(DefinitionList(entries, AT))
    assert len(pages) >= 2
    for page in pages:
        assert not page.body[-1].text.startswith("Terim")


# --- what has edges ------------------------------------------------------------------------------------------------


def test_a_background_goes_on_over_pages_and_no_further(press: SmallPress) -> None:
    css = "blockquote { background: #ff0000; border-left: 4pt solid #0000ff; padding: 6pt; margin: 14pt 0 }"
    quotation = Quotation((paragraph(prose(60)), paragraph(prose(60, 60))), AT)
    edition = press.edition(paragraph("Önce."), quotation, paragraph("Sonra."), css=css)
    pages = edition.pages_of(edition.book.sections[0])
    assert len(pages) >= 4
    for page in pages:
        quoted = [line for line in page.body if line.text not in {"BÖLÜM", "Önce.", "Sonra."}]
        red, blue = (_rows_of(colour, edition, page) for colour in (RED, BLUE))
        if not quoted:
            assert red is None
            continue
        assert red is not None
        assert blue == pytest.approx(red, abs=1)
        first, last = page is pages[0], "Sonra" in page.body[-1].text
        top = quoted[0].baseline - 9.75 - (6 if first else 0)
        bottom = quoted[-1].baseline + 3.5 + (6 if last else 0)
        assert red[0] == pytest.approx(top if first else TOP, abs=2.5)
        assert red[1] == pytest.approx(bottom, abs=2.5)
        assert red[1] <= BOTTOM + 0.5


def test_edges_of_a_cut_box_stand_at_its_ends_only(press: SmallPress) -> None:
    css = "blockquote { border: 3pt solid #0000ff; padding: 5pt; margin: 14pt 0 }"
    edition = press.edition(paragraph("Önce."), Quotation((paragraph(prose(140)),), AT), css=css)
    pages = [page for page in edition.pages_of(edition.book.sections[0]) if "kelime" in page.text]
    assert len(pages) >= 3
    beams = [_blue_beams(edition, page) for page in pages]
    assert beams == [1, *[0] * (len(pages) - 2), 1]


def test_a_figure_stands_whole_with_its_caption(press: SmallPress) -> None:
    for before in range(2, 8):
        blocks = [paragraph(f"satır{number}") for number in range(before)]
        figure = Figure("images/route.svg", "Yol", AT, words("Yolun çizimi"))
        edition = press.edition(*blocks, figure, paragraph("sonra"))
        pages = edition.pages_of(edition.book.sections[0])
        (page,) = [page for page in pages if any("Yolun çizimi" in line.text for line in page.body)]
        rows = _rows_of((0x12, 0x28, 0x4C), edition, page, right=160)
        caption = page.line_with("Yolun çizimi").baseline
        assert rows is not None
        assert TOP - 1 <= rows[0] < caption < BOTTOM + 1, before


# --- tables --------------------------------------------------------------------------------------------------------


def table(rows: int, *, head: str | tuple[Inline, ...] = "Yıl", caption: tuple[Inline, ...] | None = None) -> Table:
    body = tuple(row(f"{2000 + number}", f"değer{number}") for number in range(rows))
    return Table((Alignment.START, Alignment.END), row(head, "Miktar"), body, AT, caption)


def test_a_cut_table_repeats_its_head(press: SmallPress) -> None:
    pages = press.pages(paragraph("Önce."), table(30), paragraph("Sonra."))
    with_rows = [page for page in pages if "değer" in page.text]
    assert len(with_rows) >= 3
    for page in with_rows:
        texts = [line.text for line in page.body]
        assert texts.count("Yıl Miktar") == 1
        assert "değer" in texts[texts.index("Yıl Miktar") + 1]


def test_a_note_in_a_repeated_head_is_set_once(press: SmallPress) -> None:
    head = (Text("Yıl"), note("Başlığın notu."))
    pages = press.pages(table(30, head=head))
    assert len(pages) >= 3
    assert sum("Başlığın notu." in page.text for page in pages) == 1
    assert len(pages[0].calls) == 1
    assert not any(page.calls for page in pages[1:])


def test_a_caption_stands_with_its_table(press: SmallPress) -> None:
    for before in range(4, 10):
        blocks = [paragraph(f"satır{number}") for number in range(before)]
        pages = press.pages(*blocks, table(6, caption=words("Ticaret")))
        page = next(page for page in pages if "Ticaret" in page.text)
        assert "değer0" in page.text, before


def test_a_row_taller_than_the_page_is_refused(press: SmallPress) -> None:
    tall = Table((Alignment.START,), row("Baş"), (row(prose(400)),), AT)
    with pytest.raises(LayoutError) as problem:
        press.edition(tall)
    (found,) = problem.value.found
    assert found.code == "block-too-tall"
    assert "Bölüm" in found.message
    assert found.hint


# --- notes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(Heading(2, (Text("Başlık"), note("Not.")), AT), id="heading"),
        pytest.param(ItemList((item(paragraph("madde", note("Not."))),), AT), id="list"),
        pytest.param(
            Quotation((paragraph("alıntı", note("Not.")),), AT, (Text("Biri"), note("İkinci."))), id="quotation"
        ),
        pytest.param(Epigraph((paragraph("söz", note("Not.")),), AT, (Text("Biri"), note("İkinci."))), id="epigraph"),
        pytest.param(Verse((stanza((Text("dize"), note("Not.")), words("dize")),), AT), id="verse"),
        pytest.param(
            DefinitionList(
                (Definition((Text("terim"), note("Not.")), ((paragraph("anlam", note("İkinci.")),),), AT),), AT
            ),
            id="definition",
        ),
        pytest.param(
            Table(
                (Alignment.START,),
                (Cell((Text("baş"), note("Baştaki.")), AT),),
                ((Cell((Text("hücre"), note("Hücredeki.")), AT),),),
                AT,
                (Text("Tablo"), note("Üstteki.")),
            ),
            id="table",
        ),
        pytest.param(Figure("images/stamp.png", "kare", AT, (Text("Şekil"), note("Alttaki."))), id="figure"),
        pytest.param(KeptTogether((paragraph("bağlı", note("Not.")),), AT), id="kept"),
        pytest.param(paragraph(Strong((Text("güçlü"), note("Not.")))), id="strong"),
    ],
)
def test_a_note_may_be_called_anywhere(press: SmallPress, block: Paragraph) -> None:
    for before in (0, 5, 9):
        blocks = [paragraph(f"satır{number}") for number in range(before)]
        pages = press.pages(*blocks, block, paragraph("sonra"), paragraph("en son"))
        assert any(page.note_numbers for page in pages)


def test_calls_side_by_side_are_parted_by_a_comma(press: SmallPress) -> None:
    (page, *_) = press.pages(paragraph("söz", note("Bir."), note("İki."), " ve", note("Üç.")))
    assert "söz1,2 ve3" in page.text


def test_several_notes_in_one_line_stand_on_its_page(press: SmallPress) -> None:
    inlines = [part for number in range(5) for part in (f"s{number}", note(f"Notun sözü {number}."), " ")]
    for before in range(8):
        blocks = [paragraph(f"satır{number}") for number in range(before)]
        press.pages(*blocks, paragraph(*inlines))


def test_a_very_long_note_goes_on_over_pages_under_a_long_rule(press: SmallPress) -> None:
    pages = press.pages(paragraph("Söz.", Note((paragraph(prose(1500)),), AT)), *[paragraph(prose(8))] * 20)
    with_notes = [page for page in pages if page.notes]
    assert len(with_notes) >= 10
    measure = (80 - 20) * 72 / 25.4
    widths = [page.note_rule.width for page in with_notes if page.note_rule]
    assert widths == pytest.approx([measure / 3, *[measure] * (len(with_notes) - 1)], abs=0.1)


def test_long_notes_of_one_page_continue_one_after_the_other(press: SmallPress) -> None:
    long = [Note((paragraph(prose(60, 1000 * number)),), AT) for number in range(3)]
    press.pages(paragraph("Bir.", long[0], " iki.", long[1], " üç.", long[2]), *[paragraph(prose(8))] * 20)


def test_a_note_of_blocks_is_cut_between_them(press: SmallPress) -> None:
    blocks = (
        paragraph("Önce."),
        ItemList(tuple(item(paragraph(f"madde{number}")) for number in range(12)), AT),
        Quotation((paragraph(prose(30)),), AT),
    )
    pages = press.pages(paragraph("Söz.", Note(blocks, AT)))
    assert len(pages) >= 2


def test_a_note_that_finds_no_room_is_named(press: SmallPress) -> None:
    inlines = [note(f"Not {number}.", line=number) for number in range(1, 30)]
    with pytest.raises(LayoutError) as problem:
        press.edition(paragraph("Söz.", *inlines))
    (found,) = problem.value.found
    assert found.code == "note-unplaceable"
    assert re.search(r"note \d+ ", found.message)
    assert found.at is not None
    assert found.hint


def test_note_texts_keep_two_lines_where_they_can(press: SmallPress) -> None:
    pages = press.pages(
        *[paragraph(prose(20, 20 * n), Note((paragraph(prose(30, 5000 + 30 * n)),), AT)) for n in range(5)]
    )
    for before, page in itertools.pairwise(pages):
        continued = page.note_rule is not None and page.note_rule.width > 100
        if continued:
            assert len(before.notes) >= 2


# --- pictures of pages ---------------------------------------------------------------------------------------------


def _pixels(edition: Edition, page: Page) -> Picture.Image:
    return edition.pages.picture(page.number, scale=4)


def _rows_of(
    colour: tuple[int, int, int], edition: Edition, page: Page, right: float = 200.0
) -> tuple[float, float] | None:
    """Give top and bottom of what is painted in a colour, in points."""
    picture = _pixels(edition, page)
    mask = [
        y
        for y in range(picture.height)
        if any(_near(picture.getpixel((x, y)), colour) for x in range(0, min(picture.width, int(right * 4)), 3))
        and TOP - 20 < y / 4 < BOTTOM + 20
    ]
    return (mask[0] / 4, (mask[-1] + 1) / 4) if mask else None


def _blue_beams(edition: Edition, page: Page) -> int:
    """Count lines across the page."""
    picture = _pixels(edition, page)
    full = [
        sum(_near(picture.getpixel((x, y)), BLUE) for x in range(0, picture.width, 4)) > 0.5 * picture.width / 4
        for y in range(picture.height)
    ]
    return sum(here and not before for before, here in itertools.pairwise(full))


def _near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 24 for one, other in zip(pixel, colour, strict=True))
