"""Rules on text and lines: fonts, black ink, how thin, how near to an edge."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary

from publisher.check.preflight.marks import Mark, MarkKind
from publisher.check.preflight.pressfile import PressFile, by_message, error, printer_rule, warning
from publisher.check.preflight.spaces import INKS
from publisher.errors import Diagnostic
from publisher.pdf.audit import Line, PageRead
from publisher.pdf.geometry import MM_PER_PT, points
from publisher.source import Position

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
# From so much black on, text is black to the eye.
_BLACK = 0.85
# Colours whose three screen values lie so near to each other, and so low, are grey or black to the eye.
_GREY_SPREAD, _GREY_BRIGHTEST = 0.15, 0.6
_TRACE = 0.005
_SLACK_PT = 0.25


@printer_rule("font-not-embedded", needs_book=False)
def font_not_embedded(file: PressFile) -> Iterator[Diagnostic]:
    """Find text in fonts that the file does not hold."""
    known: dict[tuple[int, int], bool] = {}
    found = []
    for mark in file.drawn.marks:
        if mark.kind is MarkKind.TEXT and mark.font is not None:
            key = mark.font.objgen
            if key == (0, 0) or key not in known:
                known[key] = _is_embedded(mark.font)
            if not known[key]:
                found.append((f"the font {str(mark.font.get('/BaseFont', '/?'))[1:]} is not in the file", mark.page))
    for message, pages in by_message(found):
        yield error("font-not-embedded", f"{pages}: {message}", "embed every font, the fourteen of PDF readers too")


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    descendants = font.get("/DescendantFonts")
    inner = descendants[0] if isinstance(descendants, Array) and len(descendants) else font
    descriptor = inner.get("/FontDescriptor") if isinstance(inner, Dictionary) else None
    return isinstance(descriptor, Dictionary) and any(name in descriptor for name in _FILES)


@printer_rule("black-text-mixed", needs_book=False)
def black_text_mixed(file: PressFile) -> Iterator[Diagnostic]:
    """Find black or grey text that is printed with several inks, whose edges will show them."""
    found = [
        (f"{'black' if inks['Black'] >= _BLACK else 'grey'} text is made of {_percent(inks)}", mark.page)
        for mark in file.marks(MarkKind.TEXT)
        if (inks := _process(mark)) is not None and _is_mixed_black(inks)
    ]
    for message, pages in by_message(found):
        yield error("black-text-mixed", f"{pages}: {message}", "print it with black ink alone: K, or K in percent")


def _process(mark: Mark) -> Mapping[str, float] | None:
    """Give all four inks of the press; `None` if the colour does not say, or has another ink."""
    inks = mark.colour.inks() if mark.colour else None
    if inks is None or any(name not in INKS for name in inks):
        return None
    return dict.fromkeys(INKS, 0.0) | dict(inks)


def _is_mixed_black(inks: Mapping[str, float]) -> bool:
    coloured = [inks[name] for name in INKS[:3]]
    if max(coloured) <= _TRACE:
        return False
    if inks["Black"] >= _BLACK:
        return True
    seen = [(1 - ink) * (1 - inks["Black"]) for ink in coloured]
    return min(coloured) > _TRACE and max(seen) - min(seen) <= _GREY_SPREAD and max(seen) <= _GREY_BRIGHTEST


def _percent(inks: Mapping[str, float]) -> str:
    return ", ".join(f"{name[0] if name != 'Black' else 'K'} {inks[name]:.0%}" for name in INKS)


@printer_rule("line-too-thin", needs_book=False)
def line_too_thin(file: PressFile) -> Iterator[Diagnostic]:
    """Find lines that are thinner than a press prints them safely."""
    printer = file.printer
    thin = [
        (mark.thickness_pt, mark.page)
        for mark in file.marks(MarkKind.FILL, MarkKind.STROKE)
        if mark.thickness_pt is not None and mark.thickness_pt < printer.line_pt - 0.001
    ]
    hint = f"draw lines of {printer.line_pt:g} pt or more"
    for tell, bound in ((error, 0.0), (warning, printer.least_line_pt)):
        chosen = [
            (f"a line is {width:.2f} pt thin", page)
            for width, page in thin
            if (width < printer.least_line_pt) == (bound == 0.0)
        ]
        yield from (tell("line-too-thin", f"{pages}: {message}", hint) for message, pages in by_message(chosen))


@printer_rule("text-near-trim", needs_book=False)
def text_near_trim(file: PressFile) -> Iterator[Diagnostic]:
    """Find text nearer to the trim than a guillotine is sure of."""
    safe_mm = file.printer.safe_mm
    found = [
        ((f"text stands less than {safe_mm:g} mm from the trim", _place(file, page.number, near)), page.number)
        for page in file.read.pages
        if (near := [line for line in page.lines if _is_near(line, page, safe_mm)])
    ]
    for (message, at), pages in by_message(found):
        yield error("text-near-trim", f"{pages}: {message}", "give the page wider margins, or ask the printer", at)


def _is_near(line: Line, page: PageRead, safe_mm: float) -> bool:
    return _is_on(line, page) and _distance(line, page) < points(safe_mm) - _SLACK_PT


def _place(file: PressFile, page: int, lines: Sequence[Line]) -> Position | None:
    """Give the place in the manuscript of the first of some lines that has one; furniture has none."""
    if file.edition is None:
        return None
    return next((at for line in lines if (at := file.edition.place(page, line))), None)


def _is_on(line: Line, page: PageRead) -> bool:
    return line.right > 0 and line.left < page.width and line.bottom > 0 and line.top < page.height


def _distance(line: Line, page: PageRead) -> float:
    return min(line.left, line.top, page.width - line.right, page.height - line.bottom)


@printer_rule("text-near-spine", needs_book=False)
def text_near_spine(file: PressFile) -> Iterator[Diagnostic]:
    """Find text nearer to the spine than a book of so many pages can be opened."""
    count = 0 if file.is_sheet else len(file.boxes)
    wanted_mm = next((width for pages, width in sorted(file.printer.gutters) if 0 < count <= pages), 0.0)
    nearest = {
        page.number: min(line.left if page.number % 2 else page.width - line.right for line in lines)
        for page in file.read.pages
        if (lines := [line for line in page.lines if _is_on(line, page)])
    }
    near = [page for page, distance in nearest.items() if distance < points(wanted_mm) - _SLACK_PT]
    if near:
        least = min(nearest[page] for page in near) * MM_PER_PT
        message = f"text stands {least:.1f} mm from the spine; {count} pages need {wanted_mm:g} mm"
        told = ((message, page) for page in near)
        for what, pages in by_message(told):
            yield error("text-near-spine", f"{pages}: {what}", "give the theme a wider inner margin")
