"""Headings of several lines: of like length, in place of full ones and what is left over."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# So few letters find room in one line of any page.
_SHORT = 16
_SLACK_PX = 1.0
# All words in one line, and each in a line of its own.
_ENDLESS = "width: 100000px; padding-right: 0"
_APART = "width: 0; padding-right: 0; overflow-wrap: normal"

Render = Callable[[ElementTree.Element], Iterable[Any]]
"""Gives the boxes of the pages of a document."""


def balance(tree: ElementTree.Element, measure_px: float, render: Render) -> None:
    """Narrow every heading of several lines to the width at which it still has as many.

    Args:
        tree: The document.
        measure_px: The width of its headings.
        render: Lays a document out.
    """
    for section in tree.iter("section"):
        headings = [child for child in section if child.tag in _HEADINGS and len("".join(child.itertext())) > _SHORT]
        whole = _set(tree, section, headings, _ENDLESS, render) if headings else []
        # Where the author breaks a heading, that is how it stands.
        long = {
            id(heading): lines[0]
            for heading, lines in zip(headings, whole, strict=True)
            if len(lines) == 1 and lines[0].width > measure_px
        }
        wide = [heading for heading in headings if id(heading) in long]
        apart = _set(tree, section, wide, _APART, render) if wide else []
        for heading, pieces in zip(wide, apart, strict=True):
            width = _narrowest(_Words.of(long[id(heading)], pieces), measure_px)
            heading.set("style", f"padding-right: {max(0.0, measure_px - width - _SLACK_PX):.2f}px")


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands in a line, and its width in pixels."""

    text: str
    width: float


@dataclass(frozen=True, slots=True)
class _Words:
    """Widths of what no line divides, and of the spaces behind: 0 where a line may end without one."""

    pieces: tuple[float, ...]
    spaces: tuple[float, ...]

    @staticmethod
    def of(line: _Line, pieces: Sequence[_Line]) -> "_Words":
        spaced = []
        at = 0
        for piece in pieces:
            at += len(piece.text.strip())
            spaced.append(line.text.startswith(" ", at))
            at += spaced[-1]
        space = (line.width - sum(piece.width for piece in pieces)) / max(1, sum(spaced))
        return _Words(tuple(piece.width for piece in pieces), tuple(space * there for there in spaced))

    def lines(self, width: float) -> int:
        """Count the lines that the words take at a width."""
        count, at = 1, 0.0
        for index, piece in enumerate(self.pieces):
            if index and at + self.spaces[index - 1] + piece > width:
                count, at = count + 1, 0.0
            at += piece + (self.spaces[index - 1] if at else 0.0)
        return count


def _narrowest(words: _Words, measure_px: float) -> float:
    """Give the least width, to a pixel, at which words take no more lines than at the measure."""
    wanted = words.lines(measure_px)
    low, high = max(words.pieces), measure_px
    while high - low > _SLACK_PX:
        middle = (low + high) / 2
        low, high = (low, middle) if words.lines(middle) <= wanted else (middle, high)
    return high


def _set(
    tree: ElementTree.Element,
    section: ElementTree.Element,
    headings: Sequence[ElementTree.Element],
    style: str,
    render: Render,
) -> list[list[_Line]]:
    """Set headings of a section by themselves, and give the lines of each."""
    from weasyprint.formatting_structure import boxes

    root = ElementTree.Element(tree.tag, tree.attrib)
    alone = ElementTree.SubElement(ElementTree.SubElement(root, "body"), section.tag, section.attrib)
    alone.extend(map(deepcopy, headings))
    for heading in alone:
        heading.set("style", style)
    found: Mapping[int, list[_Line]] = defaultdict(list)
    for page in render(root):
        for box in page.descendants():
            # What a style sheet puts before a heading has lines of its own: `h1::before`.
            if isinstance(box, boxes.LineBox) and box.element_tag in _HEADINGS:
                found[id(box.element)].append(_line(box))
    return [found[id(heading)] for heading in alone]


def _line(box: Any) -> _Line:
    from weasyprint.formatting_structure import boxes

    inside = [inner for inner in box.descendants() if isinstance(inner, boxes.TextBox)]
    left = min((inner.position_x for inner in inside), default=0.0)
    right = max((inner.position_x + inner.width for inner in inside), default=0.0)
    return _Line("".join(inner.text for inner in inside), right - left)
