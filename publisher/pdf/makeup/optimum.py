"""All pages of a section weighed against each other, by dynamic programming.

A state is where a page begins: the item, the notes still open, the floats already placed, the side of the leaf, and
how the facing page ended. Of all ways to a state only the cheapest can be part of the best book of pages, so each
state is left once. States that begin with the same item compete; the few most promising go on.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from publisher.pdf.makeup.greedy import go_through
from publisher.pdf.makeup.items import Area, Floats, Items, PagePlan
from publisher.pdf.makeup.notes import Open, carry
from publisher.pdf.makeup.pages import Section, Way

# How many states go on from one item. More find little: on 185,000 words, 16 save two notes that go on of 45.
_MOST_STATES = 2
# Where floats wait, states differ in how many are placed too.
_MOST_STATES_WITH_FLOATS = 8
# What each line of an open note is thought to cost later, when states with and without open notes compete. Found by
# trying: with less, notes are put off and pile up; with more, books grow longer by another page in five hundred.
_OPEN_LINE = 1.25
# Likewise a float whose anchor stands on an earlier page, as a share of what each page costs that it is carried on.
_WAITING_FLOAT = 0.5


class _Page(NamedTuple):
    """A page on the way to a state, and the pages before it."""

    cost: float
    before: "_Page | None"
    first: int
    way: Way | None
    alone: PagePlan | None


class _State(NamedTuple):
    """How the pages before an item leave things.

    `page` counts them only as long as single pages are longer, `placed` counts the floats on them.
    """

    still_open: tuple[Open, ...]
    recto: bool
    facing: float | None
    page: int
    placed: int


_States: TypeAlias = dict[_State, _Page | None]


def make_up(items: Items, notes: Sequence[Items], area: Area, floats: Floats = ()) -> tuple[PagePlan, ...]:
    """Make a section's pages so that all their faults together weigh least.

    Args:
        items: Of the section's galley, in order.
        notes: The lines of each note, by index.
        area: The type area, and what faults weigh.
        floats: In their order.

    Returns:
        Page plans that together hold every item, every note line and every float once; never dearer than those of
        `make_up_greedily`.

    Raises:
        UnplaceableError: An item does not fit even on a page of its own.
    """
    section = Section(items, notes, area, floats)
    greedy, greedy_cost = go_through(section)
    best = _search(section, 0, _State((), area.begins_recto, None, 0, 0))
    if best is None or best.cost >= greedy_cost:
        return greedy
    return tuple(_plans(section, best))


def least_cost(
    section: Section,
    first: int,
    still_open: tuple[Open, ...],
    *,
    recto: bool,
    facing: float | None,
    page: int,
    placed: int,
) -> float | None:
    """Give what the pages from one on cost at least; `None` if they cannot be made.

    Args:
        section: Whose pages.
        first: The item that the page begins with; the count of items where only notes are left.
        still_open: Notes that go on.
        recto: Whether it is a right-hand page.
        facing: As in `Section.cost`.
        page: Its index.
        placed: How many floats stand on the pages before it.
    """
    if first == len(section.items) and placed == section.float_count:
        return 0.0
    longest = max(section.area.longer, default=-1) + 1
    best = _search(section, first, _State(still_open, recto, facing, min(page, longest), placed))
    return best.cost if best else None


def _search(section: Section, begin: int, state: _State) -> _Page | None:
    """Find the cheapest pages; `None` if the states that went on lead nowhere, or there is nothing to set."""
    end = len(section.items)
    reached: list[_States] = [{} for _ in range(end + 1)]
    reached[begin][state] = None
    for first in range(begin, end):
        states, reached[first] = reached[first], {}
        promising = _promising(states, section, first)
        if section.float_count:
            promising = _promising(_with_float_pages(section, first, dict(promising)), section, first)
        for state, before in promising:
            _go_on(section, first, state, before, reached)
    finished = [_finish(section, state, before) for state, before in reached[end].items()]
    return min((page for page in finished if page is not None), key=lambda page: page.cost, default=None)


def _promising(states: _States, section: Section, first: int) -> list[tuple[_State, _Page | None]]:
    most = _MOST_STATES_WITH_FLOATS if section.float_count else _MOST_STATES
    if len(states) <= most:
        return list(states.items())

    def outlook(entry: tuple[_State, _Page | None]) -> float:
        state, page = entry
        lines = sum(len(section.notes[note.note]) - note.first for note in state.still_open)
        floats = section.area.weights.float_far * section.floats.waiting(state.placed, first)
        # A recto as short as its verso costs this, at least.
        short = (state.facing or 0.0) ** 2
        return (page.cost if page else 0.0) + _OPEN_LINE * lines + _WAITING_FLOAT * floats + short

    return sorted(states.items(), key=outlook)[:most]


def _with_float_pages(section: Section, first: int, states: _States) -> _States:
    """Give states, and those that follow from them after pages of floats alone."""
    found = dict(states)
    for state, before in states.items():
        made = _set_floats(section, first, state, before)
        while made:
            page, after = made
            rival = found.get(after)
            if after not in found or (rival and page.cost < rival.cost):
                found[after] = page
            made = _set_floats(section, first, after, page)
    return found


def _go_on(section: Section, first: int, state: _State, before: _Page | None, reached: list[_States]) -> None:
    """Try every way to end the page that begins here."""
    recto = state.recto
    if section.turns_before(first, recto=recto):
        page, after = _set_floats(section, first, state, before) or _set_alone(section, first, state, before, 0.0)
        _go_on(section, first, after, page, reached)
        return
    cost = before.cost if before else 0.0
    ways = section.ways(first, state.still_open, section.area.height_of(state.page), state.placed)
    if not ways and state.still_open:
        page, after = _set_alone(section, first, state, before, section.area.weights.broken_rule)
        _go_on(section, first, after, page, reached)
        return
    page_after, verso = _after(state.page, section), not recto
    for way, its_cost in zip(ways, section.costs(ways, recto=recto, facing=state.facing), strict=True):
        after = _State(way.still_open, verso, None if recto else way.short_lines, page_after, way.floats.last)
        states = reached[way.last]
        rival = states.get(after)
        if rival is None or cost + its_cost < rival.cost:
            states[after] = _Page(cost + its_cost, before, first, way, None)


def _after(page: int, section: Section) -> int:
    return min(page + 1, max(section.area.longer, default=-1) + 1)


def _set_alone(section: Section, first: int, state: _State, before: _Page | None, cost: float) -> tuple[_Page, _State]:
    """Make a page of nothing but open notes, or a blank one."""
    plan = section.plan_of_notes(first, state.still_open, section.area.height_of(state.page))
    page = _Page((before.cost if before else 0.0) + cost, before, first, None, plan)
    rest = carry(plan, section.items, section.notes, state.still_open)
    facing = None if state.recto or not plan.notes else 0.0
    return page, _State(rest, not state.recto, facing, _after(state.page, section), state.placed)


def _set_floats(section: Section, first: int, state: _State, before: _Page | None) -> tuple[_Page, _State] | None:
    """Make a page of floats alone, where there may be one: notes go on first."""
    if state.still_open or state.placed == section.float_count:
        return None
    made = section.float_page(first, state.placed, section.area.height_of(state.page))
    if made is None:
        return None
    plan, cost = made
    page = _Page((before.cost if before else 0.0) + cost, before, first, None, plan)
    return page, _State((), not state.recto, None, _after(state.page, section), state.placed + len(plan.floats))


def _finish(section: Section, state: _State, page: _Page | None) -> _Page | None:
    """Set what is left of open notes and of floats after the last item; `None` if a float fits on no page."""
    end = len(section.items)
    while state.still_open:
        page, state = _set_alone(section, end, state, page, 0.0)
    while state.placed < section.float_count:
        made = _set_floats(section, end, state, page)
        if made is None:
            return None
        page, state = made
    return page


def _plans(section: Section, last: _Page) -> Iterator[PagePlan]:
    pages = []
    page: _Page | None = last
    while page is not None:
        pages.append(page)
        page = page.before
    for index, page in enumerate(reversed(pages)):
        if page.alone is not None:
            yield page.alone
        elif page.way is not None:
            yield section.plan(page.first, page.way, section.area.height_of(index))
