"""Pages whose notes stand beside the text: which lines are in the column of notes, though level with lines of text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from publisher.pdf.audit.lines import Line, line_of
from publisher.pdf.audit.reading import PageRead, PdfRead


@dataclass(frozen=True, slots=True)
class Parting:
    """Where text and the notes beside it part, from the page's left edge: on right pages and on left ones.

    `top` and `bottom` are the heights between which both stand.
    """

    recto: float
    verso: float
    top: float
    bottom: float


def with_columns(file: PdfRead, parting: Parting) -> PdfRead:
    """Give a file whose lines say whether they stand beside the text; what is level is one line no longer."""
    return replace(file, pages=tuple(_with_columns(page, parting) for page in file.pages))


def _with_columns(page: PageRead, parting: Parting) -> PageRead:
    recto = _is_recto(page, parting)
    edge = parting.recto if recto else parting.verso
    parts = (part for line in page.lines for part in _parted(line, edge))
    return replace(page, lines=tuple(line._replace(beside=_is_beside(line, edge, recto=recto)) for line in parts))


def _is_beside(line: Line, edge: float, *, recto: bool) -> bool:
    # A list's number may reach over the edge.
    return not line.turned and (line.left > edge if recto else line.right < edge)


def _is_recto(page: PageRead, parting: Parting) -> bool:
    """Say on which side notes stand: text crosses the other side's gap, whatever number a page has come to."""
    lines = [line for line in page.lines if parting.top < line.baseline < parting.bottom]
    recto, verso = (sum(line.left < edge < line.right for line in lines) for edge in (parting.recto, parting.verso))
    return recto < verso if recto != verso else page.number % 2 == 1


def _parted(line: Line, edge: float) -> Iterator[Line]:
    """Cut a line where nothing is drawn around the gap between text and notes."""
    start = 0
    for index in range(1, len(line.runs)):
        if line.runs[index - 1].right <= edge <= line.runs[index].left:
            yield line_of(line.runs[start:index])
            start = index
    yield line_of(line.runs[start:]) if start else line
