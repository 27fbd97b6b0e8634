"""Marks outside the bleed that say where to cut and where to fold, in every ink, so that each plate has them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.pdf.geometry import MARK_ROOM_MM, PageBoxes, points

Line: TypeAlias = tuple[float, float, float, float]
"""From a point to another, in points."""

_GAP_MM = 1.0
_LENGTH_MM = MARK_ROOM_MM - 2.0
_WIDTH_PT = 0.25
_NAME = "/Registration"


def crop_lines(boxes: PageBoxes) -> Iterator[Line]:
    """Give two lines at each corner, along the edges of the trimmed page."""
    left, bottom, right, top = boxes.trim
    for x in (left, right):
        yield from _upright(boxes, x)
    for y in (bottom, top):
        for edge, away in ((boxes.bleed[0], -1), (boxes.bleed[2], 1)):
            yield edge + away * points(_GAP_MM), y, edge + away * points(_GAP_MM + _LENGTH_MM), y


def fold_lines(boxes: PageBoxes, places_pt: Iterable[float]) -> Iterator[Line]:
    """Give a line above and below the page at each place, counted from the left of the trimmed page."""
    for place in places_pt:
        yield from _upright(boxes, boxes.trim[0] + place)


def _upright(boxes: PageBoxes, x: float) -> Iterator[Line]:
    for edge, away in ((boxes.bleed[1], -1), (boxes.bleed[3], 1)):
        yield x, edge + away * points(_GAP_MM), x, edge + away * points(_GAP_MM + _LENGTH_MM)


def draw(book: pikepdf.Pdf, crop: Sequence[Line], fold: Sequence[Line] = ()) -> None:
    """Draw the same marks on every page; those for folding are dashed."""
    if not crop and not fold:
        return
    form = book.make_stream(
        _strokes(crop, fold).encode("ascii"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=book.pages[0].obj.MediaBox,
        Resources=Dictionary(ColorSpace=Dictionary({_NAME: _every_ink(book)})),
    )
    for page in book.pages:
        name = page.add_resource(form, Name.XObject, Name("/Marks"))
        page.contents_add(f"/Artifact BMC q {name} Do Q EMC\n".encode("ascii"))


def _strokes(crop: Sequence[Line], fold: Sequence[Line]) -> str:
    lines = [f"{_NAME} CS 1 SCN {_WIDTH_PT} w", *map(_stroke, crop)]
    return "\n".join([*lines, "[2 1.5] 0 d", *map(_stroke, fold)])


def _stroke(line: Line) -> str:
    return "{:.3f} {:.3f} m {:.3f} {:.3f} l S".format(*line)


def _every_ink(book: pikepdf.Pdf) -> pikepdf.Object:
    """Give the colour that is on every plate (ISO 32000-1, 8.6.6.4)."""
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * 4), C1=Array([1] * 4))
    return book.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, function]))
