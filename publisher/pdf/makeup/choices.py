"""Why a page ends where it does: what its end costs, and what other ends would have cost."""

import enum
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.pdf.makeup.items import TOLERANCE_PT, Area, Floats, Items, NotePiece, PagePlan
from publisher.pdf.makeup.notes import Open, carry
from publisher.pdf.makeup.optimum import least_cost
from publisher.pdf.makeup.pages import Section, Way

_NEIGHBOURS = 3


class Hindrance(enum.Enum):
    """Why a page cannot end somewhere."""

    NO_ROOM = enum.auto()
    NOTES = enum.auto()
    KEPT = enum.auto()
    MUST_BEGIN = enum.auto()
    FAR = enum.auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """What one fault of a page costs; `kind` is a field of `Weights`, or `empty` or `break_cost`."""

    kind: str
    cost: float


@dataclass(frozen=True, slots=True)
class End:
    """One place where a page may end, or could not.

    Args:
        last: Index after its last item.
        hindrance: Why not; what follows says nothing then.
        faults: Of this page.
        empty_lines: Above its foot, or above its notes.
        pieces: Of notes.
        floats: Those that the page carries.
        total: What this page and all pages after it cost at least; `None` if the rest could not be made up.
    """

    last: int
    hindrance: Hindrance | None = None
    faults: tuple[Fault, ...] = ()
    empty_lines: float = 0.0
    pieces: tuple[NotePiece, ...] = ()
    floats: range = range(0)
    total: float | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A page's end, and the ends next to it.

    Args:
        chosen: `None` on a page without text.
        others: Shorter ones first.
        by_force: Whether the text ends there: the section's, or before what must begin a page.
    """

    chosen: End | None
    others: tuple[End, ...]
    by_force: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins, and what it takes over from those before it."""

    first: int
    still_open: tuple[Open, ...]
    recto: bool
    facing: float | None
    page: int
    placed: int


def choice(
    items: Items, notes: Sequence[Items], area: Area, plans: Sequence[PagePlan], page: int, floats: Floats = ()
) -> Choice:
    """Give the choice that was made at the end of a page.

    Args:
        items: Of the section.
        notes: The lines of each note.
        area: The type area, `longer` as the pages were made with.
        plans: All pages of the section.
        page: Which, from 0.
        floats: Of the section.
    """
    section = Section(items, notes, area, floats)
    place = _place(section, plans, page)
    plan = plans[page]
    if plan.first == plan.last:
        return Choice(None, (), False)
    ways = section.ways(place.first, place.still_open, area.height_of(page), place.placed)
    way = _way(section, plan, ways, area.height_of(page))
    lasts = range(max(place.first + 1, plan.last - _NEIGHBOURS), min(len(items), plan.last + _NEIGHBOURS) + 1)
    others = tuple(_other(section, place, last, ways, way) for last in lasts if last != plan.last)
    return Choice(_end(section, place, way), others, section.text_ends(place.first) == plan.last)


def _way(section: Section, plan: PagePlan, ways: Sequence[Way], height_pt: float) -> Way:
    """Give the way that became a page of this height."""
    return next(way for way in ways if way.last == plan.last and section.plan(plan.first, way, height_pt) == plan)


def _other(section: Section, place: _Place, last: int, ways: Sequence[Way], chosen: Way) -> End:
    """Give another end, with the floats that make it cheapest, or why it cannot be."""
    ends = [_end(section, place, way) for way in ways if way.last == last]
    if not ends:
        return End(last, _hindrance(section, place, last, [way for way in ways if way.floats == chosen.floats]))
    return min(ends, key=lambda end: math.inf if end.total is None else end.total)


def _place(section: Section, plans: Sequence[PagePlan], page: int) -> _Place:
    """Go through the pages before one."""
    still_open: tuple[Open, ...] = ()
    recto = section.area.begins_recto
    facing: float | None = None
    placed = 0
    for number, plan in enumerate(plans[:page]):
        short: float | None = 0.0 if plan.notes else None
        if plan.tops_pt:
            height_pt = section.area.height_of(number)
            ways = section.ways(plan.first, still_open, height_pt, placed)
            short = _way(section, plan, ways, height_pt).short_lines
        facing, recto = (None if recto else short), not recto
        still_open = carry(plan, section.items, section.notes, still_open)
        placed += len(plan.floats)
    return _Place(plans[page].first, still_open, recto, facing, page, placed)


def _end(section: Section, place: _Place, way: Way) -> End:
    height_pt = section.area.height_of(place.page)
    bottom_pt = section.column.bottoms(place.first, height_pt)[way.last - place.first - 1]
    empty = max(0.0, section.empty_pt(place.first, way, height_pt)) / section.area.leading_pt
    (cost,) = section.costs([way], recto=place.recto, facing=place.facing)
    faults = tuple(fault for fault in _faults(section, place, way, bottom_pt, empty) if fault.cost > TOLERANCE_PT)
    # Whatever is left was paid for breaking a rule: nothing better was possible.
    broken = cost - sum(fault.cost for fault in faults)
    if broken > 1.0:
        faults = (*faults, Fault("broken_rule", broken))
    facing = None if place.recto else way.short_lines
    rest = least_cost(
        section,
        way.last,
        way.still_open,
        recto=not place.recto,
        facing=facing,
        page=place.page + 1,
        placed=way.floats.last,
    )
    carried = range(way.floats.first, way.floats.last)
    return End(way.last, None, faults, empty, way.pieces, carried, None if rest is None else cost + rest)


def _faults(section: Section, place: _Place, way: Way, bottom_pt: float, empty: float) -> Iterator[Fault]:
    weights = section.area.weights
    yield Fault("split_note", weights.split_note * len(way.still_open))
    stubs = sum(len(section.notes[note.note]) - note.first == 1 for note in way.still_open)
    yield Fault("stub", weights.stub * stubs)
    yield Fault("float_far", weights.float_far * section.floats.waiting(way.floats.last, place.first))
    overtaken = section.floats.overtaken(way.floats.foot, place.first, way.last)
    yield Fault("float_overtaken", weights.float_overtaken * overtaken)
    kind = "float_overleaf" if place.recto else "float_beside"
    yield Fault(kind, getattr(weights, kind) * way.carried)
    if way.short_lines is None:
        few = section.ends_early(place.first, bottom_pt, section.room.taken_pt(way.pieces), way.floats)
        yield Fault("short_last_page", weights.short_last_page * few)
        return
    added = min(int(empty + TOLERANCE_PT), section.column.stretchable(place.first, way.last))
    yield Fault("empty", (empty - added) ** 2)
    yield Fault("stretch", weights.stretch * added)
    yield Fault("break_cost", section.items[way.last].break_cost)
    yield Fault("heading_at_foot", weights.heading_at_foot * section.heading_near_foot(place.first, way.last))
    if way.hyphenated:
        kind = "hyphen_at_turn" if place.recto else "hyphen_at_spread"
        yield Fault(kind, getattr(weights, kind))
    if place.recto and place.facing is not None:
        yield Fault("uneven_spread", weights.uneven_spread * (way.short_lines - place.facing) ** 2)


def _hindrance(section: Section, place: _Place, last: int, ways: Sequence[Way]) -> Hindrance:
    """Say why a page cannot end somewhere, with the floats that these ways all carry."""
    if last > section.text_ends(place.first):
        return Hindrance.MUST_BEGIN
    room_pt = section.area.height_of(place.page) - section.floats.taken_pt(ways[0].floats, notes=False)
    if last - place.first > len(section.column.bottoms(place.first, room_pt)):
        return Hindrance.NO_ROOM
    if last < len(section.items) and not section.items[last].may_begin_page:
        return Hindrance.KEPT
    return Hindrance.NOTES if last > max(way.last for way in ways) else Hindrance.FAR
