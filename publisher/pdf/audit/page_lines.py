"""What the lines of a page are: text, or furniture around it; drawings and markers of lists are neither."""

import enum
import math
from dataclasses import dataclass

from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.matching import is_marker
from publisher.pdf.audit.reading import PageRead

_SAME_BASELINE_PT = 1.5
# No line of text has so many pieces, all of them so short, unless it is of a drawing.
_SURELY_DRAWN = 4
_LONGEST_DRAWN = 2


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

    def of(self, page: PageRead) -> list[tuple[Line, Kind]]:
        """Give the lines of a page in the order in which they are drawn, those left out that are surely of drawings."""
        top, bottom = (self.area.top, self.area.bottom + 1) if self.area else (-math.inf, math.inf)
        lines = []
        for line in page.lines:
            # Nearly all of them: no furniture stands there, and what begins so is no drawing.
            if top <= line.baseline <= bottom and len(line.runs[0].text) > _LONGEST_DRAWN:
                lines.append((line, Kind.TEXT))
            elif not self._is_drawn(line, _SURELY_DRAWN):
                lines.append((line, self._kind(line, page)))
        text = [line for line, kind in lines if kind is not Kind.FURNITURE]
        markers = set()
        # Markers are drawn when all text is.
        while text and is_marker(text[-1], text):
            markers.add(id(text.pop()))
        return [(line, kind) for line, kind in lines if id(line) not in markers] if markers else lines

    def _kind(self, line: Line, page: PageRead) -> Kind:
        if self._is_furniture(line, page):
            return Kind.FURNITURE
        return Kind.PERHAPS_DRAWN if self._is_drawn(line, 1) else Kind.TEXT

    def _is_furniture(self, line: Line, page: PageRead) -> bool:
        if self.area is None or line.turned:
            return False
        if 0 < line.baseline < self.area.top:
            return True
        is_below = self.area.bottom + 1 < line.baseline < page.height and line.dense.isdigit()
        # Where a page is a line longer, text may stand between the area and the folio.
        return is_below and line.baseline >= _lowest(page) - _SAME_BASELINE_PT

    def _is_drawn(self, line: Line, least: int) -> bool:
        """Say whether a line may be of a drawing: those are drawn character by character."""
        if line.dense and not self.drawings:
            return False
        return (
            len(line.runs) >= least
            and all(len(run.text) <= _LONGEST_DRAWN for run in line.runs)
            and line.dense in self.drawings
        )


def _lowest(page: PageRead) -> float:
    """Give the baseline of the lowest level line on a page."""
    return max(
        [line.baseline for line in page.lines if line.baseline < page.height and not line.runs[0].turn], default=0
    )
