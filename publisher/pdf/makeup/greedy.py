"""Page by page: for each page the way that costs least, whatever it does to the next."""

from collections.abc import Sequence

from publisher.pdf.makeup.items import Area, Items, PagePlan, UnplaceableError
from publisher.pdf.makeup.notes import Open, carry, notes_alone
from publisher.pdf.makeup.pages import Section


def make_up_greedily(items: Items, notes: Sequence[Items], area: Area) -> tuple[PagePlan, ...]:
    """Make a section's pages, one after the other.

    Args:
        items: Of the section's galley, in order.
        notes: The lines of each note, by index.
        area: The type area.

    Returns:
        Page plans that together hold every item and every note line once.

    Raises:
        UnplaceableError: An item does not fit even on a page of its own.
    """
    return go_through(Section(items, notes, area))[0]


def go_through(section: Section) -> tuple[tuple[PagePlan, ...], float]:
    """Make the pages, and give their cost besides."""
    pages: list[PagePlan] = []
    total = 0.0
    first = 0
    facing: float | None = None
    still_open: tuple[Open, ...] = ()
    recto = section.area.begins_recto
    while first < len(section.items) or still_open:
        page, cost, short = _next_page(section, first, still_open, facing, recto=recto)
        still_open = carry(page, section.items, section.notes, still_open)
        pages.append(page)
        total += cost
        first, facing, recto = page.last, None if recto else short, not recto
    return tuple(pages), total


def _next_page(
    section: Section, first: int, still_open: tuple[Open, ...], facing: float | None, *, recto: bool
) -> tuple[PagePlan, float, float]:
    """Make the page that costs least, whatever it leaves for the next."""
    at_end = first == len(section.items)
    ways = [] if at_end else section.ways(first, still_open)
    if ways:
        cost, _, way = min((section.cost(way, recto=recto, facing=facing), -way.last, way) for way in ways)
        return section.plan(first, way), cost, way.short_lines
    if not still_open:
        raise _unplaceable(section, first)
    broken = 0.0 if at_end else section.area.weights.broken_rule
    return notes_alone(section.notes, section.area, first, still_open), broken, 0.0


def _unplaceable(section: Section, first: int) -> UnplaceableError:
    item = section.items[first]
    too_tall = item.bottom_pt - item.top_pt + item.repeated_pt > section.area.height_pt
    return UnplaceableError(first, None if too_tall else item.notes[0])
