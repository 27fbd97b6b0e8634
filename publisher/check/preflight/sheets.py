"""Rules on sheets: boxes, bleed, annotations, how many pages there are."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pikepdf import Array, Dictionary

from publisher.check.preflight.marks import Box, Mark, MarkKind, try_box
from publisher.check.preflight.pressfile import (
    Boxes,
    PressFile,
    by_message,
    error,
    printer_rule,
    standard_rule,
    told,
    touches,
    warning,
)
from publisher.errors import Diagnostic
from publisher.pdf.geometry import MM_PER_PT, points

_EXACT_PT = 0.01
# What ends so near to the trim is meant to reach it.
_AT_TRIM_PT = 0.3
_SIDES = ("left", "bottom", "right", "top")
_MARKS_OF_PRINTERS = ("/PrinterMark", "/TrapNet")


@standard_rule("page-boxes-wrong", needs_book=False)
def page_boxes_wrong(file: PressFile) -> Iterator[Diagnostic]:
    """Find pages that do not say where they are cut, or whose boxes do not lie within each other."""
    found = [
        (fault, boxes.page)
        for boxes, page in zip(file.boxes, file.pdf.pages, strict=True)
        for fault in _box_faults(boxes, has_art="/ArtBox" in page.obj)
    ]
    for message, pages in by_message(found):
        yield error("page-boxes-wrong", f"{pages}: {message}", "set [print] bleed_mm and trim_mm, and make it anew")


def _box_faults(boxes: Boxes, *, has_art: bool) -> Iterator[str]:
    if boxes.trim is None and not has_art:
        yield "no TrimBox says where the page is cut"
    if boxes.trim is not None and has_art:
        yield "there is an ArtBox beside the TrimBox"
    inner = [("TrimBox", boxes.trim), ("BleedBox", boxes.bleed), ("MediaBox", boxes.media)]
    nested = [(name, box) for name, box in inner if box is not None]
    for (name, box), (around, outer) in pairwise(nested):
        if not _holds(outer, box):
            yield f"the {name} reaches out of the {around}"
    if boxes.crop is not None and boxes.trim is not None and not _holds(boxes.crop, boxes.trim):
        yield "the CropBox cuts into the TrimBox"


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] + _EXACT_PT
        and outer[1] <= inner[1] + _EXACT_PT
        and outer[2] >= inner[2] - _EXACT_PT
        and outer[3] >= inner[3] - _EXACT_PT
    )


@printer_rule("trim-size-wrong", needs_book=False)
def trim_size_wrong(file: PressFile) -> Iterator[Diagnostic]:
    """Find pages whose trim size is not the book's, or that of most pages."""
    sizes = [(boxes.kept[2] - boxes.kept[0], boxes.kept[3] - boxes.kept[1]) for boxes in file.boxes]
    wanted = file.trim_pt or max(sizes, key=sizes.count, default=(0.0, 0.0))
    found = [
        (f"the trim size is {_mm(size)}, not {_mm(wanted)}", number)
        for number, size in enumerate(sizes, 1)
        if any(abs(a - b) > _EXACT_PT for a, b in zip(size, wanted, strict=True))
    ]
    for message, pages in by_message(found):
        yield error("trim-size-wrong", f"{pages}: {message}", "give every page the book's trim size")


def _mm(size: tuple[float, float]) -> str:
    return " × ".join(f"{side * MM_PER_PT:.2f}" for side in size) + " mm"


@printer_rule("bleed-missing", needs_book=False)
def bleed_missing(file: PressFile) -> Iterator[Diagnostic]:
    """Find what reaches the trim and not the bleed, and pages without the bleed that the printer wants."""
    wanted_mm = file.printer.bleed_mm
    wanted = points(wanted_mm)
    short = [
        (f"{mark.kind} reaches the trim and ends before {wanted_mm:g} mm of bleed ({side})", mark.page)
        for mark in file.marks(MarkKind.FILL, MarkKind.PICTURE, MarkKind.SHADING, MarkKind.STROKE)
        if not _is_white(mark)
        for side in _short_sides(mark.box, file.boxes[mark.page - 1], wanted, is_bound=not file.is_sheet)
    ]
    for message, pages in by_message(short):
        yield error("bleed-missing", f"{pages}: {message}", "let it reach into the bleed, or end well within the page")
    narrow = [boxes.page for boxes in file.boxes if _least_bleed(boxes) < wanted - _EXACT_PT]
    if narrow and not short:
        message = f"{told(narrow)}: there are less than {wanted_mm:g} mm of bleed"
        yield warning("bleed-missing", message, f"write bleed_mm = {wanted_mm:g} below [print] in book.toml")


def _short_sides(box: Box, boxes: Boxes, wanted: float, *, is_bound: bool) -> Iterator[str]:
    trim = boxes.kept
    if not touches(box, trim):
        return
    beyond = (trim[0] - box[0], trim[1] - box[1], box[2] - trim[2], box[3] - trim[3])
    # Bound pages are not cut at the spine.
    spine = "left" if boxes.page % 2 else "right"
    for side, reach in zip(_SIDES, beyond, strict=True):
        if not (is_bound and side == spine) and -_AT_TRIM_PT < reach < wanted - _AT_TRIM_PT:
            yield side


def _least_bleed(boxes: Boxes) -> float:
    outer, trim = boxes.printed, boxes.kept
    return min(trim[0] - outer[0], trim[1] - outer[1], outer[2] - trim[2], outer[3] - trim[3])


def _is_white(mark: Mark) -> bool:
    inks = mark.colour.inks() if mark.colour else None
    return inks is not None and not any(inks.values())


@standard_rule("annotation-on-page", needs_book=False)
def annotation_on_page(file: PressFile) -> Iterator[Diagnostic]:
    """Find links, comments and forms on what is printed."""
    found = [
        (f"{str(annotation.get('/Subtype', '/?'))[1:]} lies on what is printed", boxes.page)
        for boxes, page in zip(file.boxes, file.pdf.pages, strict=True)
        for annotation in _annotations(page)
        if touches(try_box(annotation.get("/Rect")) or boxes.printed, boxes.printed)
    ]
    for message, pages in by_message(found):
        yield error("annotation-on-page", f"{pages}: {message}", "take links and comments out of the press's file")


def _annotations(page: Any) -> Iterator[Any]:
    given = page.obj.get("/Annots")
    for annotation in given if isinstance(given, Array) else ():
        if isinstance(annotation, Dictionary) and annotation.get("/Subtype") not in _MARKS_OF_PRINTERS:
            yield annotation


@printer_rule("page-count-refused", needs_book=False)
def page_count_refused(file: PressFile) -> Iterator[Diagnostic]:
    """Find books that are too thin or too thick for the printer, or whose last sheet is not full."""
    printer, count = file.printer, len(file.boxes)
    if file.is_sheet:
        return
    if not printer.least_pages <= count <= printer.most_pages:
        message = f"{count} pages; {printer.name} binds {printer.least_pages} to {printer.most_pages}"
        yield error("page-count-refused", message, "choose another binding or printer, or two volumes")
    if blank := -count % printer.page_multiple:
        message = f"{count} pages are no multiple of {printer.page_multiple}: {blank} blank ones will be added"
        yield warning("page-count-refused", message, "add them where you want them, or let the printer add them")
