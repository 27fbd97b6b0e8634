"""The graphics state of a page while its operators are followed, and the path that is being drawn."""

from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from publisher.check.preflight.marks import IDENTITY, Box, Matrix, apply, scale, times, within
from publisher.check.preflight.spaces import GREY, Colour

# A shape is a line to the eye if it is at least so long.
_SHORTEST_LINE_PT = 2.0
_TOUCHES_PT = 0.001


@dataclass(slots=True)
class State:
    """What an operator finds set.

    Args:
        matrix: From the current coordinates to the page's.
        clip: Around all that can still be seen.
        resources: Of the stream that is followed.
    """

    matrix: Matrix
    clip: Box
    resources: pikepdf.Object | None
    fill: Colour = field(default_factory=lambda: Colour(GREY, (0.0,)))
    stroke: Colour = field(default_factory=lambda: Colour(GREY, (0.0,)))
    line_width: float = 1.0
    fill_overprints: bool = False
    stroke_overprints: bool = False
    font: Any = None
    font_size: float = 0.0
    render_mode: int = 0
    leading: float = 0.0

    def copy(self) -> "State":
        """Give a state that can be changed by itself."""
        return replace(self)

    @property
    def line_width_pt(self) -> float:
        """How wide a line is on the page."""
        return self.line_width * scale(self.matrix)


@dataclass(slots=True)
class Path:
    """The path that is being drawn, as the box of each of its parts on the page."""

    parts: list[Box] = field(default_factory=list)

    def move(self, matrix: Matrix, x: float, y: float) -> None:
        """Begin a part."""
        x, y = apply(matrix, x, y)
        self.parts.append((x, y, x, y))

    def go(self, matrix: Matrix, *coordinates: float) -> None:
        """Go on to points; those that only bend a curve count as well."""
        for x, y in zip(coordinates[::2], coordinates[1::2], strict=True):
            x, y = apply(matrix, x, y)
            left, bottom, right, top = self.parts.pop() if self.parts else (x, y, x, y)
            self.parts.append((min(left, x), min(bottom, y), max(right, x), max(top, y)))

    def rectangle(self, matrix: Matrix, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle."""
        self.move(matrix, x, y)
        self.go(matrix, x + width, y, x + width, y + height, x, y + height)


def thinnest(parts: list[Box]) -> float | None:
    """Give how thick the thinnest of filled parts is that is as long as a line; `None` if none is.

    A part without any thickness that lies at the edge of another one is of no account: borders are drawn so.
    """
    sides = [(min(x, y), max(x, y)) for x, y in ((part[2] - part[0], part[3] - part[1]) for part in parts)]
    thick = [part for part, side in zip(parts, sides, strict=True) if side[0] > _TOUCHES_PT]
    lines = [
        side[0]
        for part, side in zip(parts, sides, strict=True)
        if side[1] >= _SHORTEST_LINE_PT and (side[0] > _TOUCHES_PT or not any(_touches(part, other) for other in thick))
    ]
    return min(lines, default=None)


def _touches(part: Box, other: Box) -> bool:
    left, bottom, right, top = other
    grown = (left - _TOUCHES_PT, bottom - _TOUCHES_PT, right + _TOUCHES_PT, top + _TOUCHES_PT)
    return within(part, grown) is not None


@dataclass(slots=True)
class TextPlace:
    """Where the next text is shown."""

    matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY

    def begin(self) -> None:
        """Go back to the origin."""
        self.matrix = self.line = IDENTITY

    def set(self, matrix: Matrix) -> None:
        """Go to a place."""
        self.matrix = self.line = matrix

    def step(self, x: float, y: float) -> None:
        """Begin a line, so far from the last one."""
        self.set(times((1.0, 0.0, 0.0, 1.0, x, y), self.line))
