"""The finished file: its boxes, its sections and blanks, what its pages carry, and what leads where."""

import datetime
import re
from collections.abc import Iterator

import pytest

from publisher.model import Heading
from publisher.walk import notes_of, plain_text
from tests.support.expected_text import capitals, dense
from tests.support.printed_editions import Edition
from tests.support.printed_pages import Link, OutlineEntry, Page

MM = 72 / 25.4


def test_every_page_has_exact_boxes(edition: Edition) -> None:
    bleed, width, height = 3 * MM, 165 * MM, 240 * MM
    for page in edition.pages:
        whole = pytest.approx((0, 0, width + 2 * bleed, height + 2 * bleed), abs=0.001)
        assert page.boxes.media == whole
        assert page.boxes.bleed == whole
        assert page.boxes.trim == pytest.approx((bleed, bleed, bleed + width, bleed + height), abs=0.001)


def test_no_page_is_turned_or_has_a_box_of_its_own_kind(edition: Edition) -> None:
    for page in edition.pages.pdf.pages:
        assert "/ArtBox" not in page.obj
        assert int(page.obj.get("/Rotate", 0)) == 0
        assert page.obj.CropBox == page.obj.MediaBox


def test_the_page_count_is_even_and_told(edition: Edition) -> None:
    assert len(edition.pages) % 2 == 0
    assert edition.printed.pages == len(edition.pages) == len(edition.printed.page_map)


def test_sections_begin_on_rectos(edition: Edition) -> None:
    for section in edition.book.sections:
        first = edition.pages_of(section)[0]
        assert first.number % 2 == 1, section.file
        title = dense(capitals(plain_text(section.title), section.language or edition.book.metadata.language))
        assert dense(first.text).startswith(title), section.file


def test_a_page_before_a_section_is_bare_if_the_section_before_it_ends_on_a_recto(edition: Edition) -> None:
    """Bare: nothing is painted on it."""
    bare = {page.number for page in edition.pages if page.bare}
    ends = {edition.pages_of(section)[-1].number for section in edition.book.sections}
    contents = next(page.number for page in reversed(_contents(edition)) if not page.bare)
    assert bare - {2} == {end + 1 for end in {*ends, contents} if end % 2}
    assert 2 in bare


def test_half_title_title_page_and_imprint_stand_in_their_places(edition: Edition) -> None:
    title = dense(edition.book.metadata.title)
    half, title_page, imprint = (edition.pages[number] for number in (1, 3, 4))
    assert dense(half.text) == title
    assert title in dense(title_page.text)
    assert title in dense(imprint.text)
    for person in edition.book.metadata.authors:
        assert person.name in title_page.text
    for page in (half, title_page, imprint):
        assert (page.head, page.folio) == (None, None)


def test_every_other_page_shows_its_folio_and_its_head(edition: Edition) -> None:
    metadata = edition.book.metadata
    verso = f"{metadata.series} | {metadata.title}" if metadata.series else metadata.title
    for section in edition.book.sections:
        first, *others = edition.pages_of(section)
        assert (first.head, first.folio) == (None, str(first.number)), section.file
        recto = section.short_title or plain_text(section.title)
        for page in others:
            assert page.folio == str(page.number)
            assert page.head
            assert dense(recto if page.number % 2 else verso).startswith(dense(page.head).rstrip("…"))


def test_folios_and_heads_stand_at_the_outer_edge(edition: Edition) -> None:
    geometry = edition.pages.geometry
    for page in _numbered(edition):
        recto = page.number % 2 == 1
        inner, outer = geometry.margin_inner_mm * MM, geometry.margin_outer_mm * MM
        left, right = (inner, geometry.trim_mm[0] * MM - outer) if recto else (outer, geometry.trim_mm[0] * MM - inner)
        for baseline_mm in (geometry.folio_baseline_mm, geometry.head_baseline_mm):
            line = [glyph for glyph in page.glyphs if abs(glyph.baseline - baseline_mm * MM) < 0.02]
            if not line and baseline_mm == geometry.head_baseline_mm:
                assert page.head is None
                continue
            edge = max(glyph.right for glyph in line) - right if recto else min(glyph.left for glyph in line) - left
            assert abs(edge) < 1.5, (page.number, baseline_mm)


def test_furniture_is_marked_as_artifact(stock: Edition) -> None:
    page = next(page for page in stock.pages if page.head)
    content = stock.pages.pdf.pages[page.number - 1]
    stream = b"".join(part.read_bytes() for part in content.obj.Contents)
    assert stream.count(b"/Subtype /Header>> BDC") == 1
    assert stream.count(b"/Subtype /Footer>> BDC") == 1


# They stand a little beyond the edges, so that these look straight.
HANG_LEFT = "“‘«‹"
HANG_RIGHT = "-.,:;–—”’»›"


def test_text_stands_inside_the_type_area(edition: Edition) -> None:
    geometry = edition.pages.geometry
    for page in _numbered(edition):
        left = (geometry.margin_inner_mm if page.number % 2 else geometry.margin_outer_mm) * MM
        right = left + (geometry.trim_mm[0] - geometry.margin_inner_mm - geometry.margin_outer_mm) * MM
        bottom = geometry.margin_top_mm * MM + geometry.lines * geometry.leading_pt
        for line in (*page.body, *page.notes):
            assert line.left > left - (2.5 if line.text[0] in HANG_LEFT else 1), (page.number, line.text)
            assert line.right < right + (2.5 if line.text[-1] in HANG_RIGHT else 1.5), (page.number, line.text)
            assert line.baseline < bottom, (page.number, line.text)


def test_notes_stand_at_the_foot(edition: Edition) -> None:
    """The last note's last line stands on the last line of the type area, under a rule of one third or the whole."""
    geometry = edition.pages.geometry
    measure = (geometry.trim_mm[0] - geometry.margin_inner_mm - geometry.margin_outer_mm) * MM
    foot = geometry.margin_top_mm * MM + geometry.lines * geometry.leading_pt
    for page in _numbered(edition):
        numbers = {link.box[1] for link in page.note_numbers}
        assert bool(page.notes) == bool(page.note_rule)
        if page.note_rule:
            assert foot - 11 < page.notes[-1].baseline < foot
            begins = any(abs(page.notes[0].baseline - top) < 11 for top in numbers)
            assert page.note_rule.width == pytest.approx(measure / 3 if begins else measure, abs=0.1)
            assert not page.body or page.body[-1].baseline < page.note_rule.top


# --- contents, outline, links ------------------------------------------------------------------------------------


def test_the_contents_print_the_pages_of_the_headings(edition: Edition) -> None:
    printed = [
        (dense(match[1]), int(match[2]))
        for page in _contents(edition)
        for line in page.body
        if (match := re.fullmatch(r"(.*?)[ .]*\.[ .]*(\d+)", line.text))
    ]
    assert printed == [(dense(words), page.number) for words, page in _headings(edition, levels=(1, 2))]


def test_dots_of_the_contents_end_alike(edition: Edition) -> None:
    lines = [line for page in _contents(edition) for line in page.body if ". ." in line.text]
    ends = [next(glyph for glyph in reversed(line.glyphs) if glyph.text == ".").right for line in lines]
    assert len({len(line.text.rsplit(" ", 1)[1]) for line in lines}) > 1, "folios of one length prove nothing"
    assert max(ends) - min(ends) < 0.2


def test_the_contents_link_to_the_headings(edition: Edition) -> None:
    targets = [link.target for page in _contents(edition) for link in page.links]
    wanted = [identifier for identifier, _ in _identified(edition, levels=(1, 2))]
    assert list(dict.fromkeys(targets)) == wanted


def test_the_outline_leads_to_every_heading(edition: Edition) -> None:
    first, *sections = edition.pages.outline
    assert first.page == edition.pages.destinations["contents"][0]
    entries = [entry for section in sections for entry in _flat(section)]
    assert [(dense(entry.words), entry.page) for entry in entries] == [
        (dense(words), page.number) for words, page in _headings(edition, levels=range(1, 7))
    ]
    for entry in entries:
        # A reader arrives at the heading, at most a section's opening space above it.
        near = [line for line in edition.pages[entry.page].body if entry.top - 1 < line.baseline < entry.top + 180]
        shown = "".join(line.dense for line in near)
        begins = {dense(words)[:12] for words in (entry.words, capitals(entry.words, "tr"), entry.words.upper())}
        assert any(words in shown for words in begins), (entry.words, shown)


def test_no_destination_leads_beside_the_page(edition: Edition) -> None:
    geometry = edition.pages.geometry
    for name, (page, left, top) in edition.pages.destinations.items():
        assert 1 <= page <= len(edition.pages), name
        assert -0.01 <= left <= geometry.trim_mm[0] * MM, name
        assert -0.01 <= top <= geometry.trim_mm[1] * MM, name


def test_every_link_has_an_area_to_hit(edition: Edition) -> None:
    for page in edition.pages:
        for link in page.links:
            left, top, right, bottom = link.box
            assert right - left > 1, (page.number, link)
            assert bottom - top > 4, (page.number, link)


def test_links_inside_the_book_lead_somewhere_and_others_only_out(edition: Edition) -> None:
    for page in edition.pages:
        for link in page.links:
            if link.inside:
                assert link.target in edition.pages.destinations, link
            else:
                assert re.match("https?:|mailto:", link.target), link


# --- notes -------------------------------------------------------------------------------------------------------


def test_there_are_as_many_notes_as_in_the_manuscript(edition: Edition) -> None:
    wanted = [note for section in edition.book.sections for note in notes_of(section)]
    assert edition.printed.notes == len(wanted)
    assert [placed.note for placed in edition.printed.placed_notes] == wanted
    assert sum(len(page.note_numbers) for page in edition.pages) == len(wanted)
    assert len({link.target for page in edition.pages for link in page.calls}) == len(wanted)


def test_notes_are_numbered_in_the_order_of_their_calls(edition: Edition) -> None:
    calls = [page.inside(call.box).strip(",") for page in edition.pages for call in _from_the_top(page)]
    numbers = [
        page.inside(link.box).rstrip(".")
        for page in edition.pages
        for link in sorted(page.note_numbers, key=lambda link: link.box[1])
    ]
    assert calls == numbers == [str(number) for number in range(1, edition.printed.notes + 1)]


def test_call_and_note_link_to_each_other(edition: Edition) -> None:
    for page in edition.pages:
        for call in page.calls:
            back = next(link for link in page.note_numbers if link.target == f"call-{call.target}")
            assert back.box[1] == pytest.approx(edition.pages.destinations[call.target][2], abs=2)
            there, left, _ = edition.pages.destinations[back.target]
            assert there == page.number
            assert left == pytest.approx(call.box[0], abs=0.1)


def test_what_the_edition_tells_of_its_notes_is_true(edition: Edition) -> None:
    begins = {page.inside(link.box).rstrip("."): page.number for page in edition.pages for link in page.note_numbers}
    assert {placed.label: placed.begins_on for placed in edition.printed.placed_notes} == begins
    assert all(placed.called_on == placed.begins_on <= placed.ends_on for placed in edition.printed.placed_notes)


def test_what_the_edition_tells_of_its_pages_is_true(edition: Edition) -> None:
    for page, told in zip(edition.pages, edition.printed.page_map, strict=True):
        assert told.folio == page.number
        assert (told.head is None) == (page.head is None)
        assert told.shows_folio == (page.folio is not None)
        assert bool(told.notes) == bool(page.notes)


# --- fonts, labels, metadata -------------------------------------------------------------------------------------


def test_every_font_is_embedded_and_a_subset(edition: Edition) -> None:
    assert edition.pages.fonts
    for name, font in edition.pages.fonts.items():
        assert re.match(r"/[A-Z]{6}\+Book-(Serif|Sans|Mono)", name), name
        for inner in font.get("/DescendantFonts", [font]):
            described = inner.FontDescriptor
            data = next(described[key] for key in ("/FontFile2", "/FontFile3", "/FontFile") if key in described)
            assert 0 < len(data.read_bytes()) < 120_000, name
        assert "/ToUnicode" in font or font.Subtype != "/Type0", name


def test_page_labels_are_the_folios(edition: Edition) -> None:
    assert [page.label for page in edition.pages] == [str(number) for number in range(1, len(edition.pages) + 1)]


def test_document_information_and_xmp_agree(edition: Edition) -> None:
    metadata, pdf = edition.book.metadata, edition.pages.pdf
    day = datetime.datetime.combine(metadata.date, datetime.time()).strftime("%Y%m%d")
    with pdf.open_metadata() as xmp:
        assert str(pdf.docinfo["/Title"]) == xmp["dc:title"] == metadata.title
        assert str(pdf.docinfo["/Producer"]) == xmp["pdf:Producer"]
        assert str(pdf.docinfo["/CreationDate"]) == f"D:{day}000000Z"
        assert re.sub("[-:T]", "", str(xmp["xmp:CreateDate"])) == f"{day}000000Z"
        assert re.sub("[-:T]", "", str(xmp["xmp:ModifyDate"])) == f"{day}000000Z"
        assert xmp["dc:language"] == {metadata.language}
    assert str(pdf.Root.Lang) == metadata.language
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_authors_and_isbn_are_in_the_metadata(stock: Edition) -> None:
    with stock.pages.pdf.open_metadata() as xmp:
        assert xmp["dc:creator"] == ["Ayşe Yılmaz"]
        assert xmp["dc:identifier"] == "urn:isbn:978-605-00000-0-5"
    assert str(stock.pages.pdf.docinfo["/Author"]) == "Ayşe Yılmaz"


# --- reading the edition -----------------------------------------------------------------------------------------


def _numbered(edition: Edition) -> list[Page]:
    return [page for page in edition.pages if page.folio]


def _contents(edition: Edition) -> list[Page]:
    first = edition.pages.destinations["contents"][0]
    last = edition.pages_of(edition.book.sections[0])[0].number
    return [edition.pages[number] for number in range(first, last)]


def _identified(edition: Edition, levels: tuple[int, ...] | range) -> Iterator[tuple[str, str]]:
    for section in edition.book.sections:
        yield section.identifier or "", plain_text(section.title)
        for block in section.blocks:
            if isinstance(block, Heading) and block.level in levels:
                yield block.identifier or "", plain_text(block.inlines)


def _headings(edition: Edition, levels: tuple[int, ...] | range) -> list[tuple[str, Page]]:
    """Give the words of each heading and the page on which its words really stand."""
    found = []
    for section in edition.book.sections:
        pages = iter(edition.pages_of(section))
        page = next(pages)
        found.append((plain_text(section.title), page))
        for block in section.blocks:
            if isinstance(block, Heading) and block.level in levels:
                words = plain_text(block.inlines)
                while not _stands_on(words, page):
                    page = next(pages)
                found.append((words, page))
    return found


def _stands_on(words: str, page: Page) -> bool:
    """Say whether a page has a line in the headings' face that begins a heading."""
    return any(dense(words).startswith(re.sub(r"\d+$", "", line.dense)) and len(line.dense) > 2 for line in page.body)


def _flat(entry: OutlineEntry) -> Iterator[OutlineEntry]:
    yield entry
    for child in entry.children:
        yield from _flat(child)


def _from_the_top(page: Page) -> list[Link]:
    return sorted(page.calls, key=lambda call: (round(call.box[3]), call.box[0]))
