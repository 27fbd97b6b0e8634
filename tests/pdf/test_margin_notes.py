"""Notes beside the text, read from the finished file: on which side, how high, whole, and linked both ways."""

from dataclasses import replace
from itertools import pairwise

import pytest

from publisher import pdf
from publisher.errors import ConfigError, LayoutError
from publisher.model import (
    Alignment,
    Block,
    Book,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Note,
    NoteMarks,
    NoteNumbering,
    NotePlace,
    NoteReference,
    PrintOptions,
    Quotation,
    Table,
    Text,
    Verse,
    VerseLine,
)
from publisher.pdf.geometry import Layout, layout
from publisher.pdf.render import explain_page
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition, displaced_notes, lost_notes, lost_words, outside_trim
from tests.support.printed_pages import Line, Link, Page
from tests.support.small_press import GEOMETRY, SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, stock_book, words

MARGIN = PrintOptions(notes=NotePlace.MARGIN)
PROSE = "Kervan sabah yola çıktı, bozkırı geçti ve akşam oldu. "
# A descender of one line and an ascender of the next never touch at this distance.
LEAST_LEADING_PT = 9.9


def margin_book(*blocks: Block, options: PrintOptions = MARGIN) -> Book:
    return replace(book_of(section_of(*blocks)), print_options=options)


def filler(count: int) -> list[Block]:
    return [paragraph(PROSE * 3) for _ in range(count)]


def proved(edition: Edition) -> Edition:
    """Prove that all is there and nothing is where it should not be."""
    assert edition.printed.found == ()
    assert list(lost_words(edition)) == []
    assert list(lost_notes(edition)) == []
    assert list(displaced_notes(edition)) == []
    assert list(outside_trim(edition)) == []
    shape = layout(edition.geometry or pytest.fail("no geometry"), edition.book.print_options)
    for page in edition.pages:
        _prove_column(page, shape)
    return edition


def _prove_column(page: Page, shape: Layout) -> None:
    recto = page.number % 2 == 1
    (left, right), text = shape.note_sides_pt(recto=recto), shape.left_pt(recto=recto)
    for line in page.notes:
        assert left - 1 < line.left and line.right < right + 1
        assert shape.top_pt < line.baseline < shape.top_pt + shape.area.height_pt
    for line in page.body:
        assert text - 12 < line.left and line.right < text + shape.measure_pt + 2
    for line, below in pairwise(page.notes):
        assert below.baseline - line.baseline >= LEAST_LEADING_PT


def numbers(page: Page) -> list[tuple[str, Line]]:
    """Give the notes that begin on a page from the top down, each with its first line."""
    links = sorted(page.note_numbers, key=lambda link: link.box[1])
    return [(link.target.removeprefix("call-").partition(".")[0], _line_of(page.notes, link)) for link in links]


def calling(page: Page, name: str) -> Line:
    """Give the line that calls a note."""
    return _line_of(page.body, next(link for link in page.calls if link.target.partition(".")[0] == name))


def _line_of(lines: tuple[Line, ...], link: Link) -> Line:
    left, top, right, bottom = link.box
    return next(
        line
        for line in lines
        if any(left - 1 < g.left and g.right < right + 1 and top < g.baseline < bottom + 1 for g in line.glyphs)
    )


def level(page: Page) -> list[bool]:
    """Say of each note that begins on a page whether it is level with the line of its call."""
    return [abs(line.baseline - calling(page, name).baseline) < 0.05 for name, line in numbers(page)]


# --- where notes stand -----------------------------------------------------------------------------------------------


def test_notes_stand_right_of_the_text_on_rectos_and_left_of_it_on_versos(press: SmallPress) -> None:
    blocks = [block for n in range(8) for block in (paragraph(PROSE * 2, note("Not.", line=n + 5)), *filler(1))]
    edition = proved(press.book(margin_book(*blocks)))
    pages = [page for page in edition.pages if page.notes]
    assert {page.number % 2 for page in pages} == {0, 1}
    for page in pages:
        middle = (page.body[0].left + page.body[0].right) / 2
        assert all((line.left > middle) == (page.number % 2 == 1) for line in page.notes)
        assert level(page) == [True] * len(page.note_numbers)
        assert page.note_rule is None


def test_a_call_anywhere_has_its_note_level_with_its_line(press: SmallPress) -> None:
    at = place(9)
    listed = ListItem((paragraph("Madde", note("Maddeden.", line=12)),), at)
    table = Table(
        (Alignment.START, Alignment.START),
        row("a", (Text("b"), note("Baştan.", line=13))),
        (row("Üç satır alan uzun bir hücre, burada", (Text("Kısa"), note("Hücreden.", line=14))),),
        at,
        (Text("Yazı"), note("Yazıdan.", line=15)),
        "t",
    )
    figure = Figure("images/stamp.png", "", at, (Text("Şekil"), note("Şekilden.", line=16)), "s")
    book = margin_book(
        *filler(1),
        Heading(2, (Text("Ara başlık"), note("Başlıktan.", line=10)), at),
        Quotation((paragraph("Alıntı.", note("Alıntıdan.", line=11)),), at),
        *filler(1),
        ItemList((listed, ListItem((paragraph("Öbürü."),), at)), at),
        *filler(1),
        table,
        *filler(1),
        figure,
    )
    edition = proved(press.book(book))
    assert sum(len(page.note_numbers) for page in edition.pages) == 7
    for page in edition.pages:
        assert level(page) == [True] * len(page.note_numbers)


def test_a_call_in_the_title_has_its_note_beside_it(theme: Theme, store: Store) -> None:
    section = replace(section_of(paragraph("Söz.")), title=(*words("Başlık"), note("Başlığın notu.", line=1)))
    book = replace(book_of(section), print_options=MARGIN)
    edition = proved(Edition("title", book, pdf.render(book, theme, store=store), theme.geometry))
    page = edition.pages.page_with("Söz.")
    assert level(page) == [True]


def test_many_notes_of_one_paragraph_stand_below_each_other_in_order(press: SmallPress) -> None:
    calls = [part for n in range(6) for part in ("Söz", note(f"Not {n}.", line=20 + n), " ")]
    edition = proved(press.book(margin_book(paragraph(*calls), *filler(1))))
    page = edition.pages.page_with("Not 0.")
    assert [line.text for _, line in numbers(page)] == [f"{n + 1}. Not {n}." for n in range(6)]
    assert level(page)[0]


def test_notes_at_the_foot_of_a_page_move_up_as_far_as_they_must(press: SmallPress) -> None:
    long = note("Bu not üç satırdan uzundur ve sayfanın ayağına sığmaz, bu yüzden yukarı çıkar.", line=30)
    # Twelve lines a page: the call stands in the last of the first.
    book = margin_book(paragraph(PROSE * 5, long, PROSE * 5))
    edition = proved(press.book(book))
    page = next(page for page in edition.pages if page.note_numbers)
    if level(page) == [True]:
        pytest.fail("the call stands too high for this test")
    shape = layout(GEOMETRY, MARGIN)
    assert shape.top_pt + shape.area.height_pt - page.notes[-1].baseline < 4


# --- what does not fit in its column ---------------------------------------------------------------------------------


def test_a_long_note_goes_on_at_the_head_of_the_next_column(press: SmallPress) -> None:
    text = " ".join(f"söz{n}" for n in range(120))
    edition = proved(press.book(margin_book(paragraph(PROSE, note(text, line=5)), *filler(8))))
    pages = [page for page in edition.pages if page.notes]
    assert len(pages) > 2
    assert [page.number - pages[0].number for page in pages] == list(range(len(pages)))
    assert all(page.body for page in pages)
    for page in pages[1:]:
        assert page.notes[0].baseline == pytest.approx(page.body[0].baseline, abs=0.05)
        assert not page.note_numbers


def test_a_short_note_is_whole_beside_a_long_one_that_goes_on(press: SmallPress) -> None:
    text = " ".join(f"söz{n}" for n in range(90))
    book = margin_book(paragraph(PROSE, note(text, line=5), PROSE, note("Kısa bir not.", line=6)), *filler(8))
    edition = proved(press.book(book))
    placed = edition.printed.placed_notes
    assert placed[0].ends_on > placed[0].begins_on
    assert placed[1].ends_on == placed[1].begins_on == placed[0].begins_on


def test_a_page_that_calls_more_notes_than_its_margin_can_begin_ends_earlier(press: SmallPress) -> None:
    calls = [part for n in range(30) for part in ("Söz", note(f"Not {n}, iki satır sürer.", line=20 + n), " ")]
    edition = proved(press.book(margin_book(paragraph(*calls))))
    assert len([page for page in edition.pages if page.notes]) > 2
    assert sum(len(page.note_numbers) for page in edition.pages) == 30


def test_more_notes_in_one_line_than_a_column_can_begin_are_refused_by_name(press: SmallPress) -> None:
    head = tuple(part for n in range(20) for part in (Text("a"), note("Not.", line=20 + n)))
    table = Table((Alignment.START,), row("Baş"), (row(head),), place(7))
    with pytest.raises(LayoutError) as refused:
        press.book(margin_book(table))
    (found,) = refused.value.found
    assert (found.code, found.at and found.at.line) == ("note-unplaceable", 20)


def test_notes_take_no_height_from_the_text(press: SmallPress) -> None:
    blocks = [paragraph(PROSE * 4, note("Kısa not.", line=n + 5)) for n in range(6)]
    bare = [replace(block, inlines=(block.inlines[0], Text("1"))) for block in blocks]
    pages = [
        [[line.baseline for line in page.body] for page in press.book(margin_book(*made)).pages]
        for made in (blocks, bare)
    ]
    assert pages[0] == pages[1]


def test_verse_of_a_note_is_indented_by_half_as_much(press: SmallPress) -> None:
    verse = Verse(((VerseLine(words("Dize."), 0), VerseLine(words("İki."), 4), VerseLine(words("On."), 12)),), place(6))
    edition = proved(press.book(margin_book(paragraph(PROSE, Note((verse,), place(5)), PROSE))))
    page = next(page for page in edition.pages if page.notes)
    second, third = page.notes[-2:]
    assert [line.text for line in (second, third)] == ["İki.", "On."]
    # Four steps of half an em of 8 points, and what the letters differ by.
    assert third.left - second.left == pytest.approx(16.0, abs=1.0)


# --- numbers and further calls ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("marks", NoteMarks)
def test_numbers_begin_again_on_each_page(press: SmallPress, marks: NoteMarks) -> None:
    options = replace(MARGIN, note_numbering=NoteNumbering.PAGE, note_marks=marks)
    blocks = [paragraph(PROSE * 3, note("Not.", line=n + 5)) for n in range(9)]
    edition = press.book(margin_book(*blocks, options=options))
    first = {"numbers": "1.", "symbols": "*"}[marks]
    pages = [page for page in edition.pages if page.note_numbers]
    assert len(pages) > 2
    for page in pages:
        assert page.notes[0].text.startswith(first)
        _prove_column(page, layout(GEOMETRY, options))


def test_a_note_called_again_stands_once_and_leads_to_its_first_call(press: SmallPress) -> None:
    again = NoteReference("bir", place(40))
    book = margin_book(paragraph("Söz.", note("Not.", line=5, name="bir")), *filler(6), paragraph("Yine.", again))
    edition = press.book(book)
    targets = [link.target for page in edition.pages for link in page.calls]
    assert len(targets) == 2 and len(set(targets)) == 1
    begins = edition.pages.destinations[targets[0]][0]
    assert [page.number for page in edition.pages if page.notes] == [begins]
    (back,) = edition.pages[begins].note_numbers
    assert edition.pages.destinations[back.target][0] == begins


def test_a_note_called_again_on_another_page_stands_there_once_more(press: SmallPress) -> None:
    options = replace(MARGIN, note_numbering=NoteNumbering.PAGE)
    again = NoteReference("bir", place(40))
    book = margin_book(
        paragraph("Söz.", note("Not.", line=5, name="bir")), *filler(6), paragraph("Yine.", again), options=options
    )
    assert [line.text for page in press.book(book).pages for line in page.notes] == ["1. Not.", "1. Not."]


# --- themes and pages ------------------------------------------------------------------------------------------------


def test_a_theme_without_a_place_for_them_refuses(theme: Theme, store: Store) -> None:
    bare = replace(theme, geometry=replace(theme.geometry, margin_notes=None))
    with pytest.raises(ConfigError) as refused:
        pdf.render(margin_book(paragraph("Söz.")), bare, store=store)
    assert [found.code for found in refused.value.found] == ["theme-without-margin-notes"]


def test_a_wider_page_has_wider_notes_and_text(theme: Theme, store: Store) -> None:
    options = replace(MARGIN, trim_mm=(210.0, 297.0))
    small, large = layout(theme.geometry, MARGIN), layout(theme.geometry, options)
    for length in ("measure_mm", "note_measure_mm"):
        assert getattr(large, length) == pytest.approx(getattr(small, length) * 210 / 165)
    book = margin_book(paragraph(PROSE * 3, note("Not.", line=5)), options=options)
    edition = proved(Edition("large", book, pdf.render(book, theme, store=store), theme.geometry))
    assert level(edition.pages.page_with("Kervan")) == [True]


def test_a_page_too_narrow_for_notes_beside_text_is_refused(theme: Theme) -> None:
    with pytest.raises(ConfigError) as refused:
        layout(theme.geometry, replace(MARGIN, trim_mm=(95.0, 150.0)))
    assert [found.code for found in refused.value.found] == ["trim-too-small"]


def test_folio_and_running_head_stand_at_the_outer_edge_of_the_notes(theme: Theme, store: Store) -> None:
    book = margin_book(*filler(40))
    edition = proved(Edition("head", book, pdf.render(book, theme, store=store), theme.geometry))
    shape = layout(theme.geometry, MARGIN)
    for page in edition.pages:
        if page.head and page.folio:
            recto = page.number % 2 == 1
            outer = [glyph for glyph in page.glyphs if not shape.top_pt < glyph.baseline < shape.top_pt + 490]
            edge = shape.note_sides_pt(recto=recto)[recto]
            found = max(g.right for g in outer) if recto else min(g.left for g in outer)
            assert found == pytest.approx(edge, abs=1.5)


def test_the_stock_book_is_whole_with_its_notes_beside_the_text(theme: Theme, store: Store) -> None:
    book = replace(stock_book(), print_options=MARGIN)
    edition = proved(Edition("stock", book, pdf.render(book, theme, store=store), theme.geometry))
    assert edition.printed.notes == sum(len(page.note_numbers) for page in edition.pages) > 5


def test_the_same_book_makes_the_same_bytes(press: SmallPress) -> None:
    book = margin_book(*filler(2), paragraph("Söz.", note("Not.", line=5)))
    assert press.book(book).printed.data == press.book(book).printed.data


def test_a_page_that_ends_earlier_for_its_notes_is_explained(press: SmallPress, store: Store) -> None:
    calls = [part for n in range(30) for part in ("Söz", note(f"Not {n}, iki satır sürer.", line=20 + n), " ")]
    book = margin_book(paragraph(*calls))
    first = next(page.number for page in press.book(book).pages if page.notes)
    told = explain_page(book, press.theme(), first, store=store)
    assert any("no room for the notes called there" in line for line in told)


def test_a_note_with_a_table_code_and_a_list_stays_in_its_column(theme: Theme, store: Store) -> None:
    at = place(50)
    table = Table((Alignment.START, Alignment.END), row("Yıl", "İhracat"), (row("2016", "1.062.117"),), at)
    items = ItemList((ListItem((paragraph("birinci madde"),), at), ListItem((paragraph("ikinci"),), at)), at, start=1)
    full = Note((paragraph("Not. https://example.org/bir/cok/uzun/adres/burada/durur.html"), items, table), at)
    book = margin_book(paragraph(PROSE, full), *filler(2))
    proved(Edition("full", book, pdf.render(book, theme, store=store), theme.geometry))
