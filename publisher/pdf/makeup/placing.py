"""Where the items of a page stand: on the grid, and with white added where that is allowed."""

from collections.abc import Iterator
from itertools import accumulate

from publisher.pdf.makeup.items import TOLERANCE_PT, Area, Items


def positions(items: Items, area: Area, first: int) -> Iterator[tuple[float, float]]:
    """Give top and bottom of each item, from the top of the type area, if a page begins with item `first`."""
    top = items[first].repeated_pt
    for index in range(first, len(items)):
        item = items[index]
        if index > first:
            top += item.top_pt - items[index - 1].top_pt
            if item.grid_phase_pt is not None:
                top = _next_grid_line(top - item.grid_phase_pt, area.leading_pt) + item.grid_phase_pt
        yield top, top + item.bottom_pt - item.top_pt


def _next_grid_line(top_pt: float, leading_pt: float) -> float:
    lines = -((-top_pt + TOLERANCE_PT) // leading_pt)
    return float(lines * leading_pt)


class Column:
    """All items one under the other, so that most pages need no positions of their own.

    A page that begins with an item on the grid has its items where the endless column has them, moved up; only
    a page that begins off the grid, or under a repeated head, must be reckoned anew.
    """

    def __init__(self, items: Items, area: Area) -> None:
        self._items = items
        self._area = area
        placed = list(positions(items, area, 0)) if items else []
        self._tops = [top for top, _ in placed]
        self._bottoms = list(accumulate((bottom for _, bottom in placed), max))
        self.spots = list(accumulate((item.stretches for item in items), initial=0))

    def bottoms(self, first: int, height_pt: float) -> list[float]:
        """Give the bottoms of item `first` and those after it that fit on the page of this height that it begins."""
        height = height_pt + TOLERANCE_PT
        if self._items[first].repeated_pt or not self._on_grid(first):
            result = []
            for _, bottom in positions(self._items, self._area, first):
                if bottom > height:
                    break
                result.append(bottom)
            return result
        top = self._tops[first]
        end = first
        most = top + height
        bottoms = self._bottoms
        count = len(bottoms)
        while end < count and bottoms[end] <= most:
            end += 1
        return [bottom - top for bottom in bottoms[first:end]]

    def _on_grid(self, index: int) -> bool:
        off = self._tops[index] % self._area.leading_pt
        return min(off, self._area.leading_pt - off) < TOLERANCE_PT

    def stretchable(self, first: int, last: int) -> int:
        """Count the places on a page where a line of white may be added; none above its first item."""
        return max(0, self.spots[last] - self.spots[first + 1]) if last > first else 0


def stretched(items: Items, first: int, tops_pt: tuple[float, ...], lines: int, area: Area) -> tuple[float, ...]:
    """Add so many lines of white to a page, evenly over the places that allow it."""
    places = [index for index in range(1, len(tops_pt)) if items[first + index].stretches]
    chosen = {places[number * len(places) // lines] for number in range(lines)} if lines else set()
    added = 0.0
    result = []
    for index, top in enumerate(tops_pt):
        added += area.leading_pt if index in chosen else 0.0
        result.append(top + added)
    return tuple(result)
