"""What is drawn on a page, one mark after the other, with what a press must know of each."""

import enum
import math
from dataclasses import dataclass
from typing import Any, TypeAlias

from publisher.check.preflight.spaces import Colour, Space

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points; on a page, its own coordinates."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class MarkKind(enum.StrEnum):
    """How a mark is made."""

    TEXT = "text"
    FILL = "a filled shape"
    STROKE = "a line"
    PICTURE = "a picture"
    SHADING = "a gradient"


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A picture as it stands on a page.

    Args:
        stream: Its data, to be decoded.
        size_px: Its width and height.
        size_pt: The same as printed.
        space: Of its colours.
        is_line_art: One bit a pixel, or a stencil.
    """

    stream: Any
    size_px: tuple[int, int]
    size_pt: tuple[float, float]
    space: Space
    is_line_art: bool

    @property
    def dpi(self) -> float:
        """Pixels an inch, in the direction that has fewer."""
        pairs = zip(self.size_px, self.size_pt, strict=True)
        return min(pixels * 72 / length if length else math.inf for pixels, length in pairs)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark.

    Args:
        page: Counted from 1.
        kind: How it is made.
        box: Where; of text, only the point where it begins.
        colour: `None` for a picture in colours of its own.
        overprints: Whether it leaves the other inks below it.
        thickness_pt: Of a line, or of a shape as thin as one; `None` for all others.
        picture: What is shown, of a picture.
        font: Of text.
    """

    page: int
    kind: MarkKind
    box: Box
    colour: Colour | None = None
    overprints: bool = False
    thickness_pt: float | None = None
    picture: PictureUse | None = None
    font: Any = None


def read_matrix(values: Any) -> Matrix:
    """Read six numbers; `None` moves nothing."""
    if values is None:
        return IDENTITY
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def read_box(values: Any) -> Box:
    """Read a rectangle, whichever of its corners are named (ISO 32000-1, 7.9.5)."""
    left, bottom, right, top = (float(value) for value in values)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def try_box(values: Any) -> Box | None:
    """Read a rectangle; `None` if it is absent or none."""
    try:
        return None if values is None else read_box(values)
    except (TypeError, ValueError):
        return None


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Give the matrix that does the inner one first (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Give where a point lies."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale(matrix: Matrix) -> float:
    """Give how much lengths grow, on average of all directions."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def box_of(matrix: Matrix, box: Box) -> Box:
    """Give the upright box around a box that a matrix moves."""
    left, bottom, right, top = box
    points = [apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def within(box: Box, clip: Box) -> Box | None:
    """Give what a clip leaves of a box; `None` if that is nothing."""
    left, bottom = max(box[0], clip[0]), max(box[1], clip[1])
    right, top = min(box[2], clip[2]), min(box[3], clip[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None


def around(boxes: list[Box]) -> Box:
    """Give the box around boxes, of which there is at least one."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
