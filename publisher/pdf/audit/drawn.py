"""What PDFium draws on a page, in the order in which it does."""

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pypdfium2 import raw

from publisher.pdf.audit.lines import Run

# A form inside a form inside … : nobody draws text deeper.
_DEEPEST = 8
_LONGEST_RUN = 1 << 14
# What is turned by less than a degree is level.
_LEVEL = 0.01
# PDF 1.7 lets pages be no larger (14,400 units).
_FAR_OFF_PT = 7200.0

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, from the medium's lower left corner."""


Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""How lengths inside are to be turned, scaled and moved, as PDF writes it."""


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page.

    Args:
        trim: Its trimmed box.
        runs: Its text, also what lies off the paper.
        pictures: The top and the bottom of each picture and line.
        hidden: Whether there is text off the paper that nobody reads yet.
        enlarged: Whether such text was found, and is read now.
        objects: Of each of its objects whether it is a form, and how many runs and pictures there were before it.
    """

    trim: Box
    runs: list[Run] = field(default_factory=list)
    pictures: list[tuple[float, float]] = field(default_factory=list)
    hidden: bool = False
    enlarged: bool = False
    objects: list[tuple[bool, int, int]] = field(default_factory=list)


def read_drawn(document: Any, index: int) -> Drawn:
    """Give what is drawn on a page (from 0)."""
    drawn = _read_drawn(document, index)
    if drawn.hidden:
        trim = drawn.trim
        _enlarge(document, index)
        drawn = _read_drawn(document, index)
        drawn.trim = trim
        drawn.enlarged = True
    return drawn


def _read_drawn(document: Any, index: int) -> Drawn:
    page = raw.FPDF_LoadPage(document.raw, index)
    text = raw.FPDFText_LoadPage(page)
    try:
        drawn = Drawn(_box(page, raw.FPDFPage_GetTrimBox, raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox))
        _Reader(text, drawn).read(page)
        return drawn
    finally:
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)


def _enlarge(document: Any, index: int) -> None:
    """Make the paper larger: PDFium says nothing of the words that lie off it."""
    page = raw.FPDF_LoadPage(document.raw, index)
    trim = _box(page, raw.FPDFPage_GetTrimBox, raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox)
    raw.FPDFPage_SetTrimBox(page, *trim)
    for change in (raw.FPDFPage_SetMediaBox, raw.FPDFPage_SetCropBox):
        change(page, -_FAR_OFF_PT, -_FAR_OFF_PT, _FAR_OFF_PT, _FAR_OFF_PT)
    raw.FPDF_ClosePage(page)


def _box(page: Any, *boxes: Callable[..., int]) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    for box in boxes:
        if box(page, *sides):
            break
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


class _Reader:
    """Reads the objects of one page, those in its forms too."""

    def __init__(self, text: Any, drawn: Drawn) -> None:
        self._text = text
        self._drawn = drawn
        self._left = drawn.trim[0]
        self._top = drawn.trim[3]
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._size = ctypes.c_float()
        self._matrix = raw.FS_MATRIX()
        self._buffer = ctypes.create_string_buffer(2 * _LONGEST_RUN)
        self._characters = ctypes.cast(self._buffer, ctypes.POINTER(ctypes.c_ushort))

    def read(self, page: Any) -> None:
        self._read(lambda n: raw.FPDFPage_GetObject(page, n), raw.FPDFPage_CountObjects(page), ())

    def _read(self, item: Callable[[int], Any], count: int, outer: tuple[Matrix, ...]) -> None:
        for index in range(count):
            drawn = item(index)
            kind = raw.FPDFPageObj_GetType(drawn)
            if not outer:
                before = len(self._drawn.runs), len(self._drawn.pictures)
                self._drawn.objects.append((kind == raw.FPDF_PAGEOBJ_FORM, *before))
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._read_text(drawn, outer)
            elif kind != raw.FPDF_PAGEOBJ_FORM:
                _, bottom, _, top = self._bounds(drawn, outer)
                self._drawn.pictures.append((self._top - top, self._top - bottom))
            elif len(outer) < _DEEPEST:
                self._read_form(drawn, outer)

    def _read_form(self, form: Any, outer: tuple[Matrix, ...]) -> None:
        inner = self._matrix_of(form)
        self._read(lambda n: raw.FPDFFormObj_GetObject(form, n), raw.FPDFFormObj_CountObjects(form), (inner, *outer))

    def _read_text(self, drawn: Any, outer: tuple[Matrix, ...]) -> None:
        length = raw.FPDFTextObj_GetText(drawn, self._text, self._characters, _LONGEST_RUN)
        # The length is that of the bytes, with two for the end.
        text = ctypes.string_at(self._buffer, min(length, 2 * _LONGEST_RUN) - 2).decode("utf-16-le", "replace")
        if not text:
            # Spaces alone give no text either, and have no height.
            _, bottom, _, top = self._bounds(drawn, outer)
            self._drawn.hidden = self._drawn.hidden or top > bottom
        elif not text.isspace():
            self._drawn.runs.append(self._run(drawn, text, outer))

    def _run(self, drawn: Any, text: str, outer: tuple[Matrix, ...]) -> Run:
        left, bottom, right, top = self._bounds(drawn, outer)
        matrix = self._matrix_of(drawn)
        for form in outer:
            matrix = _inside(matrix, form)
        raw.FPDFTextObj_GetFontSize(drawn, self._size)
        a, b, _, d, _, baseline = matrix
        run = Run(
            text,
            left - self._left,
            right - self._left,
            self._top - top,
            self._top - bottom,
            self._top - baseline,
            self._size.value * abs(d),
            len(outer),
        )
        return run if a > 0 and abs(b) < _LEVEL * a else _turned(run, matrix, self._size.value)

    def _matrix_of(self, drawn: Any) -> Matrix:
        raw.FPDFPageObj_GetMatrix(drawn, self._matrix)
        matrix = self._matrix
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _bounds(self, drawn: Any, outer: tuple[Matrix, ...]) -> Box:
        raw.FPDFPageObj_GetBounds(drawn, *self._sides)
        left, bottom, right, top = (side.value for side in self._sides)
        for a, b, c, d, e, f in outer:
            corners = [(a * h + c * v + e, b * h + d * v + f) for h in (left, right) for v in (bottom, top)]
            (left, right), (bottom, top) = (sorted(side)[:: len(side) - 1] for side in zip(*corners, strict=True))
        return left, bottom, right, top


def _inside(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _turned(run: Run, matrix: Matrix, size: float) -> Run:
    a, b, _, _, x, y = matrix
    scale = math.hypot(a, b) or 1.0
    cosine, sine = a / scale, b / scale
    return run._replace(
        baseline=run.bottom,
        size=size * scale,
        turn=round(math.degrees(math.atan2(b, a))) % 360,
        along=x * cosine + y * sine,
        across=y * cosine - x * sine,
    )
