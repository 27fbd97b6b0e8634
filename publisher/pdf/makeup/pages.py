"""The ways to end a page that begins with a given item, and what each costs."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple

from publisher.pdf.makeup.floats import Group, Queue, least_lines
from publisher.pdf.makeup.items import TOLERANCE_PT, Area, Floats, Items, NotePiece, PagePlan
from publisher.pdf.makeup.notes import NOTHING, Open, Shared
from publisher.pdf.makeup.placing import Column, positions, stretched
from publisher.pdf.makeup.rooms import room_for_notes

_FEW_LINES = 5
_NEAR_FOOT = 4
# A page that would be shorter than this is thought of only where no other can be made.
_MOST_EMPTY_LINES = 6.0
_A_LINE = 1 - TOLERANCE_PT


@dataclass(frozen=True, slots=True)
class Rules:
    """What a page may do: normally everything that is asked for; less where nothing else is possible."""

    any_break: bool
    least_note_lines: int
    lone_heads: bool = False


LADDER = (Rules(False, 2), Rules(False, 1), Rules(True, 2), Rules(True, 1), Rules(True, 1, lone_heads=True))


class Way(NamedTuple):
    """A way to end a page: a tuple, for a section has tens of thousands of them.

    Args:
        last: Index after its last item.
        pieces: Of notes.
        still_open: Notes that go on.
        cost: Of this page alone, wherever it stands.
        short_lines: By how much its last line stands above the foot, white added as far as allowed; `None` where
            the text ends with the page, by the section's end or by force: such a page is as long as it is.
        hyphenated: Whether its last line ends in a hyphen.
        floats: That it holds.
        carried: How many floats with anchors on it are left for the next page.
    """

    last: int
    pieces: tuple[NotePiece, ...]
    still_open: tuple[Open, ...]
    cost: float
    short_lines: float | None
    hyphenated: bool
    floats: Group
    carried: int = 0


class Section:
    """A section to be made up: its items, notes and floats, and what was reckoned of them once."""

    def __init__(self, items: Items, notes: Sequence[Items], area: Area, floats: Floats = ()) -> None:
        self.items = items
        self.notes = notes
        self.area = area
        self.floats = Queue(floats, area, len(items))
        self.float_count = len(floats)
        self.column = Column(items, area)
        self.room = room_for_notes(items, notes, area)
        self._calls = [Open(note, 0) for item in items for note in item.notes]
        self._called = list(accumulate((len(item.notes) for item in items), initial=0))
        self._headings = list(accumulate((item.heading for item in items), initial=0))
        self._text_ends = _text_ends(items)
        self._may_end = [item.may_begin_page for item in items]
        self._end_costs = [item.break_cost for item in items]
        self._hyphenated = [False, *(item.hyphenated for item in items)]
        self._known: tuple[int, dict[tuple[tuple[Open, ...], float, int], list[Way]]] = (-1, {})

    def ways(self, first: int, still_open: tuple[Open, ...], height_pt: float, placed: int = 0) -> list[Way]:
        """Give the ways to end the page that begins with item `first`; none if nothing fits.

        Those that carry the same floats stand together, the fullest first.

        Args:
            first: Index of the item.
            still_open: Notes that go on.
            height_pt: Of this page.
            placed: How many floats stand on earlier pages.
        """
        # States that begin a page with the same item are asked for one after the other.
        if self._known[0] != first:
            self._known = first, {}
        known = self._known[1]
        place = still_open, height_pt, placed
        if place not in known:
            known[place] = self._find_ways(first, still_open, height_pt, placed)
        return known[place]

    def turns_before(self, first: int, *, recto: bool) -> bool:
        """Say whether an item must begin a recto, and the page to be made is none."""
        return not recto and first < len(self.items) and self.items[first].must_begin_recto

    def costs(self, ways: Sequence[Way], *, recto: bool, facing: float | None) -> list[float]:
        """Give what pages cost where they stand.

        Args:
            ways: How they end.
            recto: Whether they are right-hand pages, so that a leaf is turned after them.
            facing: If they are, by how many lines the verso beside them ends above the foot; `None` if that
                belongs to another section or ends with its text.
        """
        weights = self.area.weights
        hyphen = weights.hyphen_at_turn if recto else weights.hyphen_at_spread
        carried = weights.float_overleaf if recto else weights.float_beside
        uneven = weights.uneven_spread if recto and facing is not None else 0.0
        level = facing or 0.0
        return [
            way.cost
            + (hyphen if way.hyphenated else 0.0)
            + way.carried * carried
            + (uneven * (way.short_lines - level) ** 2 if uneven and way.short_lines is not None else 0.0)
            for way in ways
        ]

    def float_page(self, first: int, placed: int, height_pt: float) -> tuple[PagePlan, float] | None:
        """Give a page of floats alone and its cost; `None` where there shall be none.

        Args:
            first: Index of the item that the next page with text begins with; their count if none is left.
            placed: How many floats stand on earlier pages.
            height_pt: Of this page.
        """
        text_ends = first == len(self.items) or self.items[first].must_begin_page
        group = self.floats.page(placed, first, height_pt, text_ends=text_ends)
        if group is None:
            return None
        weights = self.area.weights
        cost = weights.float_page + weights.float_far * self.floats.waiting(group.last, first)
        return PagePlan(first, first, (), (), (), self.floats.tops(group, height_pt)), cost

    def _find_ways(self, first: int, still_open: tuple[Open, ...], height_pt: float, placed: int) -> list[Way]:
        bottoms = self.column.bottoms(first, height_pt)[: self._text_ends[first] - first]
        none = Group(placed, placed, placed, 0.0, 0.0)
        ways: list[Way] = []
        for number, rules in enumerate(LADDER):
            # A page of notes alone is better than one that ends with the head of a table.
            if rules.lone_heads and still_open:
                break
            broken = self.area.weights.broken_rule * number
            ways = list(self._ways(first, bottoms, still_open, height_pt, rules, broken, none))
            if ways:
                break
        if placed == self.float_count:
            return ways
        for group in self.floats.groups(placed, first, first + len(bottoms), height_pt):
            # A page that has to break a rule carries no floats: they can wait.
            ways += self._ways(first, bottoms, still_open, height_pt, LADDER[0], 0.0, group)
        return [self._with_waiting(first, way) for way in ways]

    def _with_waiting(self, first: int, way: Way) -> Way:
        """Add what it costs that floats wait for a page after this one, or for its foot."""
        weights = self.area.weights
        far = self.floats.waiting(way.floats.last, first)
        carried = self.floats.waiting(way.floats.last, way.last) - far
        overtaken = self.floats.overtaken(way.floats.foot, first, way.last)
        cost = way.cost + weights.float_far * far + weights.float_overtaken * overtaken
        return way._replace(cost=cost, carried=carried)

    def _ways(
        self,
        first: int,
        bottoms: list[float],
        still_open: tuple[Open, ...],
        height_pt: float,
        rules: Rules,
        broken: float,
        floats: Group,
    ) -> Iterator[Way]:
        end, least = self._text_ends[first], first + 1
        called, calls = self._called, self._calls
        share, least_note_lines = self.room.share, rules.least_note_lines
        most_empty_pt = _MOST_EMPTY_LINES * self.area.leading_pt
        floats_pt = with_notes_pt = 0.0
        if floats.last > floats.first:
            least = self.floats.least_last(floats, first, min(end, first + least_lines(bottoms, height_pt)))
            floats_pt = self.floats.taken_pt(floats, notes=False)
            with_notes_pt = self.floats.taken_pt(floats, notes=True)
            bottoms = bottoms[: bisect_right(bottoms, height_pt - floats_pt + TOLERANCE_PT)]
        for last in range(first + len(bottoms), least - 1, -1):
            at_end = last == end
            if not (at_end or self._may_end[last] or (rules.any_break and self._parts_well(last, rules))):
                continue
            bottom_pt = bottoms[last - first - 1]
            wanted = still_open
            if called[last] > called[first]:
                wanted += tuple(calls[called[first] : called[last]])
            used_pt = bottom_pt + (with_notes_pt if wanted else floats_pt)
            shared = share(wanted, used_pt, height_pt, least_note_lines, at_end) if wanted else NOTHING
            if shared is None:
                continue
            empty_pt = height_pt - used_pt - shared.taken_pt
            if at_end:
                yield self._last_way(first, shared, bottom_pt, broken, floats)
                continue
            yield self._way(first, last, shared, empty_pt, broken, floats)
            if empty_pt > most_empty_pt:
                return

    def _parts_well(self, last: int, rules: Rules) -> bool:
        """Say whether the rows of a table that a page would end before do not leave their head alone."""
        return rules.lone_heads or not self.items[last].repeated_pt or self.items[last - 1].repeated_pt > 0

    def _way(self, first: int, last: int, shared: Shared, empty_pt: float, cost: float, floats: Group) -> Way:
        """Give the way to end a page before an item, with so much white on it."""
        pieces, still_open, taken_pt, open_cost = shared
        empty = empty_pt / self.area.leading_pt if empty_pt > 0 else 0.0
        cost += open_cost + self._end_costs[last]
        if empty >= _A_LINE:
            added = min(int(empty + TOLERANCE_PT), self.column.stretchable(first, last))
            cost += self.area.weights.stretch * added
            empty -= added
        if self.heading_near_foot(first, last):
            cost += self.area.weights.heading_at_foot
        short_lines = 0.0 if taken_pt or floats.foot_pt else empty
        return Way(last, pieces, still_open, cost + empty * empty, short_lines, self._hyphenated[last], floats)

    def _last_way(self, first: int, shared: Shared, bottom_pt: float, cost: float, floats: Group) -> Way:
        """Give the way to end a page with its text, which does not fill it."""
        pieces, still_open, taken_pt, open_cost = shared
        if self.ends_early(first, bottom_pt, taken_pt, floats):
            cost += self.area.weights.short_last_page
        return Way(self._text_ends[first], pieces, still_open, cost + open_cost, None, False, floats)

    def text_ends(self, first: int) -> int:
        """Give where the text of a page that begins with an item ends at the latest."""
        return self._text_ends[first]

    def ends_early(self, first: int, bottom_pt: float, taken_pt: float, floats: Group) -> bool:
        """Say whether a last page that begins with an item has too few lines on it, and nothing else with them."""
        alone = bool(first) and not taken_pt and floats.first == floats.last
        return alone and bottom_pt < _FEW_LINES * self.area.leading_pt - TOLERANCE_PT

    def heading_near_foot(self, first: int, last: int) -> bool:
        """Say whether there is a heading among the last lines of a page."""
        near = last - _NEAR_FOOT
        return self._headings[last] > self._headings[near if near > first else first]

    def plan(self, first: int, way: Way, height_pt: float) -> PagePlan:
        """Write a way to end a page of this height out as a page plan."""
        tops: tuple[float, ...] = tuple(
            top for top, _ in islice(positions(self.items, self.area, first), way.last - first)
        )
        if way.last < self._text_ends[first]:
            empty = self.empty_pt(first, way, height_pt) / self.area.leading_pt
            added = max(0, min(int(empty + TOLERANCE_PT), self.column.stretchable(first, way.last)))
            tops = stretched(self.items, first, tops, added, self.area)
        if way.floats.top_pt:
            tops = tuple(top + way.floats.top_pt for top in tops)
        called_at = {
            note: top + below
            for item, top in zip(self.items[first : way.last], tops, strict=True)
            for note, below in zip(item.notes, item.calls_at_pt, strict=False)
        }
        note_tops = self.room.tops_pt(way.pieces, called_at, height_pt)
        free_to_pt = height_pt - self.room.taken_pt(way.pieces)
        floats = self.floats.tops(way.floats, free_to_pt, notes=bool(way.pieces))
        return PagePlan(first, way.last, tops, way.pieces, note_tops, floats)

    def plan_of_notes(self, first: int, still_open: tuple[Open, ...], height_pt: float) -> PagePlan:
        """Make a page of this height that holds nothing but the rest of open notes, or nothing at all."""
        pieces = self.room.alone(still_open, height_pt, first)
        return PagePlan(first, first, (), pieces, self.room.tops_pt(pieces, {}, height_pt))

    def empty_pt(self, first: int, way: Way, height_pt: float) -> float:
        """Give the white between the text of a page of this height and what stands below it."""
        bottom_pt = self.column.bottoms(first, height_pt)[way.last - first - 1]
        floats_pt = self.floats.taken_pt(way.floats, notes=bool(way.pieces))
        return height_pt - bottom_pt - self.room.taken_pt(way.pieces) - floats_pt


def _text_ends(items: Items) -> list[int]:
    """Give, for each item, where the text of a page that it begins ends at the latest."""
    ends = [len(items)] * len(items)
    for index in range(len(items) - 2, -1, -1):
        ends[index] = index + 1 if items[index + 1].must_begin_page else ends[index + 1]
    return ends
