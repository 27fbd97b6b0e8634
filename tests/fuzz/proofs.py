"""What must hold of every printed document, read from the finished file alone."""

from collections.abc import Iterator, Sequence

from publisher.check import check_print, examine
from publisher.model import Figure, Table
from publisher.pdf.geometry import Layout
from publisher.theme import Theme
from publisher.transform.floating import floating
from publisher.walk import notes_of
from tests.support.expected_text import dense
from tests.support.printed_editions import Edition, displaced_notes, lost_notes, lost_words, outside_trim
from tests.support.printed_pages import Glyph, Line, Page

# Baselines nearer than this, one above the other, print over each other: the tightest lines stand 11 pt apart.
_TOO_NEAR_PT = 7.0
# What hangs below the baseline of text.
_DESCENT_PT = 2.0
# Italics lean over a line's end, and a glyph's ink over its advance.
_LEANING_PT = 2.0
# How much of a sign that ends a line may stand beyond the measure; letters may not.
_HANGING = 0.6
_HANGING_SIGNS = frozenset("-‐.,:;–—”’“‘»›")
# A place that is asked for may be too small.
_NO_FAULTS = {"float-too-tall"}


def faults(edition: Edition) -> Iterator[str]:
    """Give what is wrong with an edition whose notes stand on the page that calls them, numbered beforehand."""
    yield from (f"told: {found}" for found in edition.printed.found if found.code not in _NO_FAULTS)
    yield from (f"lost words: {fault}" for fault in lost_words(edition))
    yield from (f"lost notes: {fault}" for fault in lost_notes(edition))
    yield from (f"displaced: {fault}" for fault in displaced_notes(edition))
    yield from (f"disordered: {fault}" for fault in disordered_notes(edition))
    yield from (f"not at its number: {fault}" for fault in parted_numbers(edition))
    yield from (f"disordered floats: {fault}" for fault in disordered_floats(edition))
    yield from (f"call at a line's start: {fault}" for fault in parted_calls(edition))
    yield from (f"outside: {fault}" for fault in outside_trim(edition))
    yield from (f"overfull: {fault}" for fault in overfull_lines(edition))
    yield from (f"overlapping: {fault}" for fault in overlaps(edition))


def audit_findings(edition: Edition, theme: Theme) -> Iterator[str]:
    """Give what the program's own audit finds in an edition, wherever its notes stand."""
    yield from (f"audit: {found}" for found in check_print(examine(edition.printed.data, edition.book, theme)))


def disordered_notes(edition: Edition) -> Iterator[str]:
    """Compare the notes that begin, page by page and from the top down, with the order of their calls."""
    for section in edition.book.sections:
        begun = [
            link.target.removeprefix("call-")
            for page in edition.pages_of(section)
            for link in sorted(page.note_numbers, key=lambda link: link.box[1])
        ]
        expected = [edition.expected.numbering.note_ids[note] for note in notes_of(section)]
        if begun != expected:
            at = next((n for n, pair in enumerate(zip(begun, expected, strict=False)) if pair[0] != pair[1]), -1)
            yield f"{section.file}: {len(begun)} notes begin, {len(expected)} are called; first apart at {at}"


def parted_numbers(edition: Edition) -> Iterator[str]:
    """Find notes whose number is not printed where their link back to the call is."""
    numbering = edition.expected.numbering
    labels = {numbering.note_ids[note]: label for note, label in numbering.notes.items()}
    for page in edition.pages:
        for link in page.note_numbers:
            label = labels[link.target.removeprefix("call-")]
            if label not in page.inside(link.box):
                yield f"page {page.number}: note {label}, where “{page.inside(link.box)}” stands"


def disordered_floats(edition: Edition) -> Iterator[str]:
    """Find floats with a caption outside their section, before those of lower numbers, or not where links lead."""
    places = edition.pages.destinations
    for section in edition.book.sections:
        own = [page.number for page in edition.pages_of(section)]
        floats = [block for block in floating(section, edition.book.print_options) if block.caption]
        for kind in Figure, Table:
            before = own[0]
            for name in (block.identifier or "" for block in floats if isinstance(block, kind)):
                page, *_ = places[name]
                if not before <= page <= own[-1]:
                    yield f"{section.file}: {name} stands on page {page}, not on pages {before}–{own[-1]}"
                before = page
                label = dense(edition.expected.numbering.labels[name])
                if label not in "".join(line.dense for line in edition.pages[page].body_as_drawn):
                    yield f"{section.file}: {name} is not on page {page}, where links to it lead"


def parted_calls(edition: Edition) -> Iterator[str]:
    """Find calls that do not stand right behind what they belong to."""
    for page in edition.pages:
        for call in page.calls:
            left, top, right, bottom = call.box
            marks = [n for n, glyph in enumerate(page.glyphs) if _inside(glyph, call.box)]
            before = page.glyphs[marks[0] - 1] if marks and marks[0] else None
            if before is None or not (left - 8 < before.right < right and top - 4 < before.baseline < bottom + 8):
                yield f"page {page.number}: {call.target}"


def _inside(glyph: Glyph, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    middle = glyph.baseline - 0.3 * glyph.size
    return left <= (glyph.left + glyph.right) / 2 <= right and top <= middle <= bottom


def overfull_lines(edition: Edition) -> Iterator[str]:
    """Find lines that are wider than the measure of the text, or that of the notes."""
    shape = edition.beside or Layout(edition.pages.geometry)
    for page in _text_pages(edition):
        recto = page.number % 2 == 1
        sides = ((page.body, shape.text_sides_pt(recto=recto)), (page.notes, shape.note_sides_pt(recto=recto)))
        for lines, (_, right) in sides:
            for line in lines:
                beyond = line.right - right - _hanging(line.glyphs[-1])
                if beyond > _LEANING_PT:
                    yield f"page {page.number}: “{line.text}” by {beyond:.1f} pt"


def _hanging(glyph: Glyph) -> float:
    return _HANGING * (glyph.right - glyph.left) if glyph.text in _HANGING_SIGNS else 0.0


def _text_pages(edition: Edition) -> Iterator[Page]:
    return (page for section in edition.book.sections for page in edition.pages_of(section))


def overlaps(edition: Edition) -> Iterator[str]:
    """Find lines that print over others, and body text that reaches into the room of notes."""
    for page in _text_pages(edition):
        if page.note_rule and page.body and page.body[-1].baseline + _DESCENT_PT > page.note_rule.top:
            yield f"page {page.number}: “{page.body[-1].text}” touches the rule above notes"
        for lines in (page.body, page.notes):
            yield from _overlapping_lines(page, [line for line in lines if not line.glyphs[0].turned])


def _overlapping_lines(page: Page, lines: Sequence[Line]) -> Iterator[str]:
    for number, line in enumerate(lines):
        for other in lines[number + 1 :]:
            if other.baseline - line.baseline > _TOO_NEAR_PT:
                break
            if any(a.left < b.right - 0.2 and b.left < a.right - 0.2 for a in line.glyphs for b in other.glyphs):
                yield f"page {page.number}: “{line.text}” and “{other.text}”"
