"""What PDFium draws as text on a page, in the order in which it does."""

import ctypes
import math
from collections.abc import Callable
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


def runs_of(drawn: Any, index: int) -> tuple[Box, list[Run]]:
    """Give the trimmed box of a page (from 0) and its text, also what lies off the paper."""
    trim, runs, hidden = _runs_of(drawn, index)
    if hidden:
        _enlarge(drawn, index)
        _, runs, _ = _runs_of(drawn, index)
    return trim, runs


def _runs_of(drawn: Any, index: int) -> tuple[Box, list[Run], bool]:
    """Give a page's trimmed size, its runs, and whether there are more that lie off the paper."""
    page = raw.FPDF_LoadPage(drawn.raw, index)
    text = raw.FPDFText_LoadPage(page)
    try:
        trim = _box(page, raw.FPDFPage_GetTrimBox, raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox)
        reader = _Runs(text, trim)
        return trim, reader.of_page(page), reader.hidden
    finally:
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)


def _enlarge(drawn: Any, index: int) -> None:
    """Make the paper larger: PDFium says nothing of the words that lie off it."""
    page = raw.FPDF_LoadPage(drawn.raw, index)
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


class _Runs:
    """Reads the text objects of one page, those in its forms too."""

    def __init__(self, text: Any, trim: Box) -> None:
        self._text = text
        self._left = trim[0]
        self._top = trim[3]
        self.hidden = False
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._size = ctypes.c_float()
        self._matrix = raw.FS_MATRIX()
        self._buffer = ctypes.create_string_buffer(2 * _LONGEST_RUN)
        self._characters = ctypes.cast(self._buffer, ctypes.POINTER(ctypes.c_ushort))
        self._found: list[Run] = []

    def of_page(self, page: Any) -> list[Run]:
        self._read(lambda n: raw.FPDFPage_GetObject(page, n), raw.FPDFPage_CountObjects(page), (), self._found)
        return self._found

    def _read(self, item: Callable[[int], Any], count: int, outer: tuple[Matrix, ...], found: list[Run]) -> None:
        for index in range(count):
            drawn = item(index)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                run = self._run(drawn, outer)
                if run is not None:
                    found.append(run)
            elif kind == raw.FPDF_PAGEOBJ_FORM and len(outer) < _DEEPEST:
                self._read_form(drawn, outer, found)

    def _read_form(self, form: Any, outer: tuple[Matrix, ...], found: list[Run]) -> None:
        raw.FPDFPageObj_GetMatrix(form, self._matrix)
        matrix = self._matrix
        inner = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
        self._read(
            lambda n: raw.FPDFFormObj_GetObject(form, n), raw.FPDFFormObj_CountObjects(form), (inner, *outer), found
        )

    def _run(self, drawn: Any, outer: tuple[Matrix, ...]) -> Run | None:
        length = raw.FPDFTextObj_GetText(drawn, self._text, self._characters, _LONGEST_RUN)
        # The length is that of the bytes, with two for the end.
        text = ctypes.string_at(self._buffer, min(length, 2 * _LONGEST_RUN) - 2).decode("utf-16-le", "replace")
        if not text:
            # Spaces alone give no text either, and have no height.
            raw.FPDFPageObj_GetBounds(drawn, *self._sides)
            self.hidden = self.hidden or self._sides[3].value > self._sides[1].value
            return None
        if text.isspace():
            return None
        raw.FPDFPageObj_GetBounds(drawn, *self._sides)
        left, bottom, right, top = (side.value for side in self._sides)
        raw.FPDFPageObj_GetMatrix(drawn, self._matrix)
        raw.FPDFTextObj_GetFontSize(drawn, self._size)
        m = self._matrix
        matrix = (m.a, m.b, m.c, m.d, m.e, m.f)
        for form in outer:
            a, b, c, d, e, f = form
            corners = [(a * h + c * v + e, b * h + d * v + f) for h in (left, right) for v in (bottom, top)]
            (left, right), (bottom, top) = (sorted(side)[:: len(side) - 1] for side in zip(*corners, strict=True))
            matrix = _inside(matrix, form)
        a, b, c, d, e, f = matrix
        placed = Run(
            text,
            left - self._left,
            right - self._left,
            self._top - top,
            self._top - bottom,
            self._top - f,
            self._size.value * abs(d),
            len(outer),
        )
        return placed if a > 0 and abs(b) < _LEVEL * a else _turned(placed, matrix, self._size.value)


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
