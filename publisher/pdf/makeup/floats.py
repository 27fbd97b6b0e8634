"""Which floats a page may carry, and what it costs that others wait."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from publisher.pdf.makeup.items import TOLERANCE_PT, Area, Floats, PlacedFloat

# A page with text has text on at least this share of it, and so many floats at most.
_LEAST_TEXT = 0.25
_MOST_FLOATS = 4
# Floats that fill this share of a page may have it for themselves.
_FILLS_PAGE = 0.6


class Group(NamedTuple):
    """The floats of one page, some of them all in their order: before `foot` at its top, the others at its foot.

    Args:
        first: Index of the first of them.
        foot: Index of the first at the foot.
        last: Index after the last; equal to `first` on a page that carries none.
        top_pt: How far they push the text down: whole lines of the grid.
        foot_pt: How much room they take below the text.
    """

    first: int
    foot: int
    last: int
    top_pt: float
    foot_pt: float


def least_lines(bottoms: list[float], height_pt: float) -> int:
    """Give how many of a page's items it must have if it carries floats, from where each ends."""
    return bisect_left(bottoms, height_pt * _LEAST_TEXT - TOLERANCE_PT) + 1


class Queue:
    """The floats of a section, waiting for a page in their order.

    Args:
        floats: In that order.
        area: The type area.
        end: How many items the section has; the last of them is the anchor of what has a later one.
    """

    def __init__(self, floats: Floats, area: Area, end: int) -> None:
        self._floats = floats
        self._area = area
        self._anchors = list(accumulate((min(each.anchor, end - 1) for each in floats), max))
        self._befores = [end if each.before is None else each.before for each in floats]

    def __len__(self) -> int:
        return len(self._floats)

    def anchor(self, index: int) -> int:
        """Give the anchor of a float, or that of an earlier one that it has to wait for."""
        return self._anchors[index]

    def least_last(self, group: Group, first: int, enough: int) -> int:
        """Give the index after the last item that a page must have at least: the floats' anchors, and enough text."""
        return max(first + 1, self._anchors[group.last - 1] + 1, enough)

    def waiting(self, placed: int, before: int) -> int:
        """Count the floats from `placed` on whose anchors stand before an item."""
        if placed == len(self._floats):
            return 0
        return max(0, bisect_left(self._anchors, before) - placed)

    def overtaken(self, placed: int, first: int, last: int) -> int:
        """Count the floats from `placed` on that items `first` to `last` (not included) overtake."""
        if placed == len(self._floats):
            return 0
        return max(0, bisect_left(self._befores, last) - max(placed, bisect_left(self._befores, first)))

    def groups(self, placed: int, first: int, last: int, height_pt: float) -> Iterator[Group]:
        """Give the groups that a page with text may carry, a group of none left out; more at its top come first.

        Args:
            placed: How many floats stand on earlier pages.
            first: Index of the page's first item.
            last: Index after the last item that it could hold.
            height_pt: Of the page.
        """
        most_pt = height_pt * (1 - _LEAST_TEXT) + TOLERANCE_PT
        for end in range(placed + 1, min(placed + _MOST_FLOATS, len(self._floats)) + 1):
            if self._floats[end - 1].alone or self._anchors[end - 1] >= last:
                return
            if self._height(placed, end) > most_pt:
                return
            for foot in range(end, placed - 1, -1):
                group = self._group(placed, foot, end)
                # Nothing stands above the title of a section.
                if (first or foot == placed) and self._allows(group) and group.top_pt + group.foot_pt <= most_pt:
                    yield group

    def page(self, placed: int, first: int, height_pt: float, *, text_ends: bool) -> Group | None:
        """Give the floats that a page without text holds; `None` where there shall be no such page.

        Args:
            placed: How many floats stand on earlier pages.
            first: Index of the item that the next page with text begins with.
            height_pt: Of the page.
            text_ends: Whether the text would leave the rest of a page white here.
        """
        end = placed
        while end < len(self._floats) and self._anchors[end] < first:
            if end > placed and (self._floats[end].alone or self._floats[placed].alone):
                break
            if self._height(placed, end + 1) - self._area.float_gap_pt > height_pt + TOLERANCE_PT:
                break
            end += 1
        if end == placed:
            return None
        fills = self._height(placed, end) >= _FILLS_PAGE * height_pt
        wanted = fills or text_ends or self._floats[placed].alone or self._befores[placed] == first
        return Group(placed, end, end, height_pt, 0.0) if wanted else None

    def taken_pt(self, group: Group, *, notes: bool) -> float:
        """Give what floats take of the height that text would have, those at the foot perhaps above notes."""
        return group.top_pt + group.foot_pt + self._above_notes_pt(group, notes=notes)

    def _above_notes_pt(self, group: Group, *, notes: bool) -> float:
        """Give what parts floats from the rule above notes, besides the gap that stands there anyway."""
        area = self._area
        parted = notes and group.foot_pt and not area.notes_beside
        return max(0.0, area.float_gap_pt + area.note_rule_pt - area.note_gap_pt) if parted else 0.0

    def tops(self, group: Group, free_to_pt: float, *, notes: bool = False) -> tuple[PlacedFloat, ...]:
        """Place floats.

        Args:
            group: Which.
            free_to_pt: Where the page's foot is, or the gap above its notes begins, from the top of the type area.
            notes: Whether there are notes.
        """
        end_pt = free_to_pt - self._above_notes_pt(group, notes=notes) + self._area.float_gap_pt
        above = self._stacked(group.first, group.foot, 0.0)
        return above + self._stacked(group.foot, group.last, end_pt - self._height(group.foot, group.last))

    def _stacked(self, first: int, last: int, top_pt: float) -> tuple[PlacedFloat, ...]:
        return tuple(PlacedFloat(index, top_pt + self._height(first, index)) for index in range(first, last))

    def _height(self, first: int, last: int) -> float:
        """Give the height of floats with the gap after each."""
        return sum(each.height_pt + self._area.float_gap_pt for each in self._floats[first:last])

    def _group(self, first: int, foot: int, last: int) -> Group:
        leading = self._area.leading_pt
        lines = -((TOLERANCE_PT - self._height(first, foot)) // leading)
        return Group(first, foot, last, max(0.0, lines) * leading, self._height(foot, last))

    def _allows(self, group: Group) -> bool:
        top, foot = self._floats[group.first : group.foot], self._floats[group.foot : group.last]
        return all(each.top for each in top) and all(each.foot for each in foot)
