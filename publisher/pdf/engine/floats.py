"""Figures and tables that stand apart from the text: how much room they need, and their boxes moved to a page."""

from collections.abc import Iterator
from typing import Any

from publisher.model import FloatPlace
from publisher.pdf.engine.setting import PX_PER_PT
from publisher.pdf.engine.stream import Stream


class FloatBox:
    """One figure or table, laid out apart from the text.

    Args:
        box: Around it; its element says where it stands in the manuscript.
        width_pt: Of the type area.
        height_pt: Of the type area.
    """

    def __init__(self, box: Any, width_pt: float, height_pt: float) -> None:
        self._box = box
        self._area = width_pt * PX_PER_PT, height_pt * PX_PER_PT
        names = box.element.get("class").split()
        self.place = next((place for place in FloatPlace if place in names), None)
        self.after_block = int(box.element.get("data-after"))
        """The block before it, among the children of the text's element."""
        self.identifiers = frozenset(name for inner in box.element.iter() if (name := inner.get("id")))
        width, height = self._area[::-1] if self._turned else self._area
        if self.place in (FloatPlace.FULL_PAGE, FloatPlace.TURNED):
            _enlarge(box, width, height)
        items = Stream(box, stretch_around=None).items
        self._top_pt = min(item.top_pt for item in items)
        self._tall_pt = max(item.bottom_pt for item in items) - self._top_pt
        self.fits = self._tall_pt * PX_PER_PT <= height + 0.01

    @property
    def _turned(self) -> bool:
        return self.place is FloatPlace.TURNED

    @property
    def height_pt(self) -> float:
        """The height that it takes of a page: all of it if it is turned, its own otherwise."""
        return self._area[1] / PX_PER_PT if self._turned else self._tall_pt

    def text(self) -> str:
        """Give its first line, as set; nothing if it has no words."""
        from weasyprint.formatting_structure import boxes

        lines = (box for box in self._box.descendants() if isinstance(box, boxes.LineBox))
        words = ("".join(each.text for each in line.descendants() if isinstance(each, boxes.TextBox)) for line in lines)
        return next(words, "")

    def put(self, top_pt: float, left: float, top: float) -> Any:
        """Give its box, moved to a page.

        Args:
            top_pt: From the top of the type area.
            left: The type area's left edge, in pixels.
            top: Its top edge, in pixels.
        """
        down = top + top_pt * PX_PER_PT
        if self._turned:
            # The corner that it is turned about comes to stand at the foot, its head to the right of that.
            white = self._area[0] - self._tall_pt * PX_PER_PT
            above = self._top_pt * PX_PER_PT - self._box.border_box_y()
            to = left + white / 2 - above, down + self._area[1]
            self._box.translate(to[0] - self._box.border_box_x(), to[1] - self._box.border_box_y())
        else:
            self._box.translate(left - self._box.border_box_x(), down - self._top_pt * PX_PER_PT)
        return self._box


def _enlarge(box: Any, width: float, height: float) -> None:
    """Give the picture of a figure all the room that its caption leaves."""
    for figure in box.children:
        if figure.element_tag != "figure":
            continue
        picture = next(_pictures(figure), None)
        if picture is None:
            continue
        others = figure.border_height() - picture.margin_height()
        edges_x, edges_y = picture.border_width() - picture.width, picture.margin_height() - picture.height
        scale = min((width - edges_x) / picture.width, (height - others - edges_y) / picture.height)
        if scale <= 0:
            continue
        grown = picture.height * (scale - 1)
        picture.width *= scale
        picture.height *= scale
        picture.margin_left = picture.margin_right = 0
        picture.position_x = box.content_box_x() + (width - picture.border_width()) / 2
        for below in figure.children[figure.children.index(picture) + 1 :]:
            below.translate(0, grown)
        figure.height += grown
        box.height += grown


def _pictures(figure: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    return (child for child in figure.children if isinstance(child, boxes.ReplacedBox))
