"""What the lines of a page are: text, or furniture around it; drawings and markers of lists are neither."""

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.matching import is_marker
from publisher.pdf.audit.reading import PageRead

_SAME_BASELINE_PT = 1.5


@dataclass(frozen=True, slots=True)
class TextArea:
    """The heights between which text stands; outside of them stands furniture.

    `notes_beside` says that notes have a column of their own, and lines tell whether they are in it.
    """

    top: float
    bottom: float
    notes_beside: bool = False


@dataclass(frozen=True, slots=True)
class PageLines:
    """Tells the lines of pages apart.

    Args:
        area: Where text stands, if known.
        drawings: The words in the book's drawings, which are no text of it.
    """

    area: TextArea | None
    drawings: str

    def of(self, page: PageRead) -> Iterator[tuple[Line, bool]]:
        """Give the lines of a page in the order in which they are drawn, and whether each is furniture."""
        lowest = max((line.baseline for line in page.lines if self._is_level(line, page)), default=0.0)
        lines = [line for line in page.lines if not self._is_of_drawing(line)]
        around = [self._is_furniture(line, page, lowest) for line in lines]
        text = [line for line, furniture in zip(lines, around, strict=True) if not furniture]
        markers = set()
        # Markers are drawn when all text is.
        while text and is_marker(text[-1], text):
            markers.add(id(text.pop()))
        return ((line, furniture) for line, furniture in zip(lines, around, strict=True) if id(line) not in markers)

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

    def _is_of_drawing(self, line: Line) -> bool:
        """Say whether a line is of a drawing: those are drawn character by character."""
        return line.dense in self.drawings and len(line.runs) > 1 and all(len(run.text) <= 2 for run in line.runs)
