"""Rules on what stands where on a sheet, whatever it says."""

from collections.abc import Iterator

from publisher.check.printed import PrintEdition, finding, print_rule
from publisher.errors import Diagnostic
from publisher.pdf.audit import Line, PageRead

_REPORT = "this is a fault of the program that made the file; if it was publish, please report it"
# A letter's ink may reach a little further than its width says.
_OVERHANG_PT = 0.5
_OVERHANG = 0.35


@print_rule("text-outside-trim", needs_book=False)
def text_outside_trim(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find text that the guillotine cuts off, or that lies off the paper."""
    for page in edition.file.pages:
        outside = [line for line in page.lines if _is_outside(line, page)]
        if outside:
            more = f", and {len(outside) - 1} lines more" if len(outside) > 1 else ""
            message = f"page {page.number}: outside the trimmed page: “{outside[0].text}”{more}"
            hint = "shorten what stands there, or give the page more room"
            yield finding("text-outside-trim", message, edition.place(page.number, outside[0]), hint)


def _is_outside(line: Line, page: PageRead) -> bool:
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
        left = layout.left_pt(recto=page % 2 == 1)
        for placed in lines:
            slack = _OVERHANG * max(run.size for run in placed.line.runs)
            if placed.line.left < left - slack or placed.line.right > left + layout.measure_pt + slack:
                message = f"page {page}: wider than the text area: “{placed.line.text}”"
                hint = "let it break: shorten code or URLs, or give a table fewer or narrower columns"
                yield finding("line-too-wide", message, placed.at, hint)


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
