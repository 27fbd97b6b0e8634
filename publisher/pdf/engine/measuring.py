"""Measure pages that WeasyPrint made by itself: leaves without notes, and stamps."""

from dataclasses import dataclass
from typing import Any

_TOLERANCE_PX = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """Measures of a set line, in pixels: its words' width, and its baseline from the page's top."""

    width: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where words and pictures reach, in pixels from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def extent(page: Any, of_class: str) -> Extent | None:
    """Measure the words and pictures of all elements of a class, before they are turned; `None` if there are none."""
    from weasyprint.formatting_structure import boxes

    found = [
        each
        for box in page.descendants(placeholders=True)
        if _is_of(box, of_class)
        for each in (box, *(box.descendants(placeholders=True) if isinstance(box, boxes.ParentBox) else ()))
        if isinstance(each, boxes.TextBox | boxes.ReplacedBox)
    ]
    if not found:
        return None
    return Extent(
        min(box.position_x for box in found),
        min(box.position_y for box in found),
        max(box.position_x + box.width for box in found),
        max(box.position_y + box.height for box in found),
    )


def _is_of(box: Any, of_class: str) -> bool:
    return box.element is not None and of_class in (box.element.get("class") or "").split()


def first_line(page: Any) -> Line:
    """Measure the first line on a page."""
    from weasyprint.formatting_structure import boxes

    line = next(box for box in page.descendants() if isinstance(box, boxes.LineBox))
    words = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
    return Line(
        width=max(box.position_x + box.width for box in words) - min(box.position_x for box in words),
        baseline=line.position_y + line.baseline,
    )


def holds_its_lines(page: Any) -> bool:
    """Say whether every line of a page that WeasyPrint made stands inside its margins, and none on another."""
    from weasyprint.formatting_structure import boxes

    inside = page.descendants(placeholders=True)
    spans = [(box.position_y, box.position_y + box.height) for box in inside if isinstance(box, boxes.LineBox)]
    free_from = page.content_box_y()
    for top, bottom in sorted(spans):
        if top < free_from - _TOLERANCE_PX:
            return False
        free_from = bottom
    return bool(free_from <= page.content_box_y() + page.height + _TOLERANCE_PX)
