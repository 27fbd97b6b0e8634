"""Page by page: for each page the way that costs least, whatever it does to the next."""

from collections.abc import Sequence

from publisher.pdf.makeup.items import Area, Floats, Items, PagePlan, UnplaceableError
from publisher.pdf.makeup.notes import Open, carry
from publisher.pdf.makeup.pages import Section


def make_up_greedily(items: Items, notes: Sequence[Items], area: Area, floats: Floats = ()) -> tuple[PagePlan, ...]:
    """Make a section's pages, one after the other.

    Args:
        items: Of the section's galley, in order.
        notes: The lines of each note, by index.
        area: The type area.
        floats: In their order.

    Returns:
        Page plans that together hold every item, every note line and every float once.

    Raises:
        UnplaceableError: An item does not fit even on a page of its own.
    """
    return go_through(Section(items, notes, area, floats))[0]


def go_through(section: Section) -> tuple[tuple[PagePlan, ...], float]:
    """Make the pages, and give their cost besides."""
    pages: list[PagePlan] = []
    total = 0.0
    first = placed = 0
    facing: float | None = None
    still_open: tuple[Open, ...] = ()
    recto = section.area.begins_recto
    while first < len(section.items) or still_open or placed < section.float_count:
        height_pt = section.area.height_of(len(pages))
        page, cost, short = _next_page(section, first, still_open, placed, facing, height_pt, recto=recto)
        still_open = carry(page, section.items, section.notes, still_open)
        placed += len(page.floats)
        pages.append(page)
        total += cost
        first, facing, recto = page.last, None if recto else short, not recto
    return tuple(pages), total


def _next_page(
    section: Section,
    first: int,
    still_open: tuple[Open, ...],
    placed: int,
    facing: float | None,
    height_pt: float,
    *,
    recto: bool,
) -> tuple[PagePlan, float, float | None]:
    """Make the page that costs least, whatever it leaves for the next."""
    no_text = first == len(section.items) or section.turns_before(first, recto=recto)
    ways = [] if no_text else section.ways(first, still_open, height_pt, placed)
    floats = None if still_open else section.float_page(first, placed, height_pt)
    if ways:
        costs = section.costs(ways, recto=recto, facing=facing)
        least = min(zip(costs, (-way.last for way in ways), strict=True))
        if floats is None or least[0] <= floats[1]:
            way = next(way for way, cost in zip(ways, costs, strict=True) if (cost, -way.last) == least)
            return section.plan(first, way, height_pt), least[0], way.short_lines
    if floats is not None:
        return *floats, None
    if not still_open and (not no_text or first == len(section.items)):
        raise _unplaceable(section, first, placed, height_pt)
    broken = 0.0 if no_text else section.area.weights.broken_rule
    return section.plan_of_notes(first, still_open, height_pt), broken, 0.0 if still_open else None


def _unplaceable(section: Section, first: int, placed: int, height_pt: float) -> UnplaceableError:
    if first == len(section.items):
        return UnplaceableError(section.floats.anchor(placed), None)
    item = section.items[first]
    too_tall = item.bottom_pt - item.top_pt + item.repeated_pt > height_pt
    return UnplaceableError(first, None if too_tall else item.notes[0])
