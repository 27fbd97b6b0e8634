"""A finished PDF as PDFium and qpdf see it: what stands where on each page, where links lead, how pages are called.

Lengths are points from the trimmed page's top left corner, downwards, whatever the bleed.
"""

import ctypes
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import pikepdf
import pypdfium2
from pypdfium2 import raw

from publisher.pdf.audit.letters import dense

# A form inside a form inside … : nobody draws text deeper.
_DEEPEST = 8
_LONGEST_RUN = 1 << 14
# Wider than any space between words, narrower than the space between columns of a table.
_WIDEST_GAP_PT = 60.0
# PDF 1.7 lets pages be no larger (14,400 units).
_FAR_OFF_PT = 7200.0
# A string of four-digit glyph numbers with the number 0 in it: the glyph of fonts for “I have none”.
_MISSING_GLYPH = re.compile(rb"<(?:[0-9a-fA-F]{4})*?0000(?:[0-9a-fA-F]{4})*>")


Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, from the medium's lower left corner."""


class UnreadableError(Exception):
    """Bytes that are no PDF, or one that is broken or locked."""


class Run(NamedTuple):
    """Characters drawn in one go. `drawn_in` says how many forms deep they stand in the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    drawn_in: int


class Line(NamedTuple):
    """Runs that follow each other on one baseline, in the order in which they are drawn.

    `baseline` is the lowest, that of the words themselves where others are raised.
    """

    runs: tuple[Run, ...]
    dense: str
    baseline: float

    @property
    def text(self) -> str:
        """The words, as far as a file tells words apart."""
        return "".join(run.text for run in self.runs).replace("\x02", "-").replace("\ufffe", "-").strip()

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(run.left for run in self.runs)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(run.right for run in self.runs)

    @property
    def top(self) -> float:
        """The top of its highest character."""
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        """The foot of its deepest character."""
        return max(run.bottom for run in self.runs)


@dataclass(frozen=True, slots=True)
class LinkRead:
    """A link inside the file: the name of its target, and the page (from 1) that it leads to; `None` if to none."""

    name: str
    leads_to: int | None


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page. `number` counts from 1; sizes are those of the trimmed page."""

    number: int
    label: str
    width: float
    height: float
    lines: tuple[Line, ...]
    links: tuple[LinkRead, ...]
    lacks_glyphs: bool


@dataclass(frozen=True, slots=True)
class PdfRead:
    """A whole file. `destinations` gives the page of each name that links can lead to."""

    pages: tuple[PageRead, ...]
    destinations: Mapping[str, int]


def read(data: bytes) -> PdfRead:
    """Read a finished PDF.

    Raises:
        UnreadableError: It cannot be opened.
    """
    try:
        structure = pikepdf.open(io.BytesIO(data))
        drawn = pypdfium2.PdfDocument(data)
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as problem:
        raise UnreadableError(str(problem)) from problem
    with structure:
        numbers = {page.objgen: number for number, page in enumerate(structure.Root.Pages.Kids, 1)}
        if len(numbers) != len(structure.pages):
            numbers = {page.obj.objgen: number for number, page in enumerate(structure.pages, 1)}
        destinations = dict(_destinations(structure, numbers))
        labels = _labels(structure)
        try:
            pages = tuple(
                _page(drawn, page.obj, number, labels[number - 1], destinations, numbers)
                for number, page in enumerate(structure.pages, 1)
            )
        finally:
            drawn.close()
    return PdfRead(pages, destinations)


# --- structure -------------------------------------------------------------------------------------------------


def _destinations(pdf: pikepdf.Pdf, numbers: Mapping[tuple[int, int], int]) -> Iterator[tuple[str, int]]:
    names = pdf.Root.get("/Names")
    if names is not None and "/Dests" in names:
        for name, target in pikepdf.NameTree(names.Dests).items():
            page = _page_of(target, numbers)
            if page is not None:
                yield str(name), page


def _page_of(target: Any, numbers: Mapping[tuple[int, int], int]) -> int | None:
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if isinstance(target, pikepdf.Array) and len(target) and isinstance(target[0], pikepdf.Dictionary):
        return numbers.get(target[0].objgen)
    return None


def _labels(pdf: pikepdf.Pdf) -> list[str]:
    labels: list[Any] = [page.label for page in pdf.pages]
    return [str(label) for label in labels]


def _links(
    page: pikepdf.Object, destinations: Mapping[str, int], numbers: Mapping[tuple[int, int], int]
) -> Iterator[LinkRead]:
    for annotation in page.get("/Annots", pikepdf.Array()):
        target = annotation.get("/Dest")
        if target is None:
            action = annotation.get("/A")
            if action is None or action.get("/S") != pikepdf.Name.GoTo:
                continue
            target = action.get("/D")
        if isinstance(target, pikepdf.String | pikepdf.Name):
            name = str(target)
            yield LinkRead(name, destinations.get(name))
        else:
            yield LinkRead("", _page_of(target, numbers))


def _lacks_glyphs(page: pikepdf.Object) -> bool:
    contents = page.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
    # Most pages have no glyph 0 anywhere in their bytes: only then does the slower search run.
    return any(b"0000" in data and _MISSING_GLYPH.search(data) for data in (bytes(s.read_bytes()) for s in streams))


# --- what is drawn ---------------------------------------------------------------------------------------------


def _page(
    drawn: Any,
    source: pikepdf.Object,
    number: int,
    label: str,
    destinations: Mapping[str, int],
    numbers: Mapping[tuple[int, int], int],
) -> PageRead:
    trim, runs, hidden = _runs_of(drawn, number - 1)
    if hidden:
        _enlarge(drawn, number - 1)
        _, runs, _ = _runs_of(drawn, number - 1)
    left, bottom, right, top = trim
    return PageRead(
        number=number,
        label=label,
        width=right - left,
        height=top - bottom,
        lines=tuple(_lines(runs)),
        links=tuple(_links(source, destinations, numbers)) if "/Annots" in source else (),
        lacks_glyphs=_lacks_glyphs(source),
    )


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

    def _read(
        self, item: Callable[[int], Any], count: int, outer: tuple[tuple[float, ...], ...], found: list[Run]
    ) -> None:
        for index in range(count):
            drawn = item(index)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                run = self._run(drawn, outer)
                if run is not None:
                    found.append(run)
            elif kind == raw.FPDF_PAGEOBJ_FORM and len(outer) < _DEEPEST:
                self._read_form(drawn, outer, found)

    def _read_form(self, form: Any, outer: tuple[tuple[float, ...], ...], found: list[Run]) -> None:
        raw.FPDFPageObj_GetMatrix(form, self._matrix)
        matrix = self._matrix
        inner = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
        self._read(
            lambda n: raw.FPDFFormObj_GetObject(form, n), raw.FPDFFormObj_CountObjects(form), (inner, *outer), found
        )

    def _run(self, drawn: Any, outer: tuple[tuple[float, ...], ...]) -> Run | None:
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
        baseline = self._matrix.f
        scale = abs(self._matrix.d) or abs(self._matrix.b)
        if outer:
            x = self._matrix.e
            for a, b, c, d, e, f in outer:
                corners = [(a * h + c * v + e, b * h + d * v + f) for h in (left, right) for v in (bottom, top)]
                (left, right), (bottom, top) = (sorted(side)[:: len(side) - 1] for side in zip(*corners, strict=True))
                x, baseline = a * x + c * baseline + e, b * x + d * baseline + f
                scale *= abs(d) or abs(b)
        return Run(
            text,
            left - self._left,
            right - self._left,
            self._top - top,
            self._top - bottom,
            self._top - baseline,
            self._size.value * scale,
            len(outer),
        )


def _lines(runs: list[Run]) -> Iterator[Line]:
    line: list[Run] = []
    for run in runs:
        if line and not _goes_on(line[-1], run):
            yield _line(line)
            line = []
        line.append(run)
    if line:
        yield _line(line)


def _line(runs: list[Run]) -> Line:
    return Line(tuple(runs), dense("".join([run.text for run in runs])), max([run.baseline for run in runs]))


def _goes_on(before: Run, run: Run) -> bool:
    raised = abs(before.baseline - run.baseline) < 0.5 * max(before.size, run.size)
    return (
        raised
        and run.left > before.left - 0.5
        and run.left - before.right < _WIDEST_GAP_PT
        and before.drawn_in == run.drawn_in
    )
