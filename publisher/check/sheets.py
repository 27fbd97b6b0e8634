"""Rules on what stands where on a sheet, whatever it says."""

from collections.abc import Iterator

from publisher.check.printed import PrintEdition, Source, finding, print_rule
from publisher.check.reaching import Reach
from publisher.errors import Diagnostic
from publisher.model import Block, Heading, PageWish, Paragraph
from publisher.pdf.audit import Line, PageRead
from publisher.walk import blocks_in

_REPORT = "this is a fault of the program that made the file; if it was publish, please report it"
# A letter's ink may reach a little further than its width says.
_OVERHANG_PT = 0.5
_OVERHANG = 0.35


@print_rule("text-outside-trim", needs_book=False)
def text_outside_trim(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find text that the guillotine cuts off, or that lies off the paper."""
    for page, reach in zip(edition.file.pages, edition.reaches, strict=True):
        if reach is None or not _is_outside(reach, page):
            continue
        outside = [line for line in page.lines if _is_outside(line, page)]
        if outside:
            message = f"page {page.number}: outside the trimmed page: “{outside[0].text}”{_and_more(len(outside))}"
            hint = "shorten what stands there, or give the page more room"
            yield finding("text-outside-trim", message, edition.place(page.number, outside[0]), hint)


def _is_outside(line: Line | Reach, page: PageRead) -> bool:
    return (
        line.left < -_OVERHANG_PT
        or line.right > page.width + _OVERHANG_PT
        or line.top < -_OVERHANG_PT
        or line.bottom > page.height + _OVERHANG_PT
    )


@print_rule("line-too-wide")
def line_too_wide(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find lines that are wider than the measure."""
    if not edition.source or not edition.source.layout:
        return
    layout = edition.source.layout
    for page, lines in edition.placed.items():
        recto = edition.is_recto(page)
        text, notes = layout.text_sides_pt(recto=recto), layout.note_sides_pt(recto=recto)
        reach = edition.reaches[page - 1]
        if reach and not any(_is_wider(reach, reach.size, *sides) for sides in (text, notes)):
            continue
        wide = [
            placed
            for placed in lines
            if _is_wider(placed.line, _size(placed.line), *(text if placed.note is None else notes))
        ]
        if wide:
            where = "text area" if wide[0].note is None or not layout.margin_notes else "column of notes"
            message = f"page {page}: wider than the {where}: “{wide[0].line.text}”{_and_more(len(wide))}"
            hint = "let it break: shorten code or URLs, or give a table fewer or narrower columns"
            yield finding("line-too-wide", message, wide[0].at, hint)


def _size(line: Line) -> float:
    return max(run.size for run in line.runs)


def _is_wider(line: Line | Reach, size: float, left: float, right: float) -> bool:
    slack = _OVERHANG * size
    return line.left < left - slack or line.right > right + slack


def _and_more(count: int) -> str:
    return f", and {count - 1} lines more" if count > 1 else ""


@print_rule("line-outside-area")
def line_outside_area(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find lines above or below the text area, where nothing but furniture stands."""
    if not edition.source or not edition.source.layout:
        return
    layout = edition.source.layout
    top, bottom = layout.top_pt, layout.top_pt + layout.area.height_pt
    longer = _longer_pages(edition.source)
    for page, lines in edition.placed.items():
        lowest = bottom + _OVERHANG_PT + (layout.area.leading_pt if page in longer else 0.0)
        outside = [placed for placed in lines if not _is_between(placed.line, top, lowest)]
        if outside and not _is_outside(outside[0].line, edition.file.pages[page - 1]):
            message = f"page {page}: above or below the text area: “{outside[0].line.text}”{_and_more(len(outside))}"
            yield finding("line-outside-area", message, outside[0].at, _REPORT)


def _is_between(line: Line, top: float, lowest: float) -> bool:
    # What is turned has no baseline across the page.
    return (line.top > top - _OVERHANG_PT if line.turned else line.baseline > top) and line.baseline < lowest


def _longer_pages(source: Source) -> frozenset[int]:
    """Give the pages that may be a line longer: those of sections in which the editor asks for it."""
    sections, starts = source.book.sections, source.traces.section_pages
    asking = [index for index in starts if any(map(_asks, blocks_in(sections[index].blocks)))]
    ends = {index: min((start for start in starts.values() if start > starts[index]), default=None) for index in asking}
    last = max((placed.page for placed in source.traces.placed), default=0)
    return frozenset(page for index in asking for page in range(starts[index], ends[index] or last + 1))


def _asks(block: Block) -> bool:
    return isinstance(block, Paragraph | Heading) and PageWish.SPREAD_LONG in block.wishes


@print_rule("glyph-missing-in-pdf", needs_book=False)
def glyph_missing(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find pages that print the box which stands for a character that a font lacks."""
    for page in edition.file.pages:
        unknown = next((line for line in page.lines if "\ufffd" in line.dense), None)
        if page.lacks_glyphs or unknown:
            near = f" in “{unknown.text}”" if unknown else ""
            message = f"page {page.number}: a character is printed as an empty box{near}"
            hint = "give the theme a font that has it, or write another character"
            yield finding("glyph-missing-in-pdf", message, edition.place(page.number, unknown), hint)
