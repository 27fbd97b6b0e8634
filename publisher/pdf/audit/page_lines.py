"""What the lines of a page are: text, or furniture around it; drawings and markers of lists are neither."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.matching import is_marker
from publisher.pdf.audit.reading import PageRead

_SAME_BASELINE_PT = 1.5
# No line of text has so many pieces, all of them so short, unless it is of a drawing.
_SURELY_DRAWN = 4


@dataclass(frozen=True, slots=True)
class TextArea:
    """The heights between which text stands; outside of them stands furniture.

    `notes_beside` says that notes have a column of their own, and lines tell whether they are in it.
    """

    top: float
    bottom: float
    notes_beside: bool = False


class Kind(enum.Enum):
    """What a line is: text, or around it, or a few signs that may be of a drawing."""

    TEXT = enum.auto()
    FURNITURE = enum.auto()
    PERHAPS_DRAWN = enum.auto()


@dataclass(frozen=True, slots=True)
class PageLines:
    """Tells the lines of pages apart.

    Args:
        area: Where text stands, if known.
        drawings: The words in the book's drawings, which are no text of it.
    """

    area: TextArea | None
    drawings: str

    def of(self, page: PageRead) -> Iterator[tuple[Line, Kind]]:
        """Give the lines of a page in the order in which they are drawn, those left out that are surely of drawings."""
        lowest = max((line.baseline for line in page.lines if self._is_level(line, page)), default=0.0)
        lines = [line for line in page.lines if not self._is_drawn(line, _SURELY_DRAWN)]
        kinds = [self._kind(line, page, lowest) for line in lines]
        text = [line for line, kind in zip(lines, kinds, strict=True) if kind is not Kind.FURNITURE]
        markers = set()
        # Markers are drawn when all text is.
        while text and is_marker(text[-1], text):
            markers.add(id(text.pop()))
        return ((line, kind) for line, kind in zip(lines, kinds, strict=True) if id(line) not in markers)

    def _kind(self, line: Line, page: PageRead, lowest: float) -> Kind:
        if self._is_furniture(line, page, lowest):
            return Kind.FURNITURE
        return Kind.PERHAPS_DRAWN if self._is_drawn(line, 1) else Kind.TEXT

    def _is_level(self, line: Line, page: PageRead) -> bool:
        return line.baseline < page.height and not line.turned

    def _is_furniture(self, line: Line, page: PageRead, lowest: float) -> bool:
        if self.area is None or line.turned:
            return False
        if 0 < line.baseline < self.area.top:
            return True
        # Where a page is a line longer, text may stand between the area and the folio.
        is_lowest = line.baseline >= lowest - _SAME_BASELINE_PT
        return is_lowest and self.area.bottom + 1 < line.baseline < page.height and line.dense.isdigit()

    def _is_drawn(self, line: Line, least: int) -> bool:
        """Say whether a line may be of a drawing: those are drawn character by character."""
        if line.dense and not self.drawings:
            return False
        return len(line.runs) >= least and all(len(run.text) <= 2 for run in line.runs) and line.dense in self.drawings
