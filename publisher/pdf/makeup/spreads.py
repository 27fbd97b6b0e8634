"""Spreads that an editor wants a line longer or shorter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.pdf.makeup.items import Area, Floats, Items, PageMaker, PagePlan, UnplaceableError

# How often a mark is followed to another spread, before it is given up.
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class MadePages:
    """A section's pages.

    Args:
        plans: What stands on each.
        longer: By how many lines pages are longer than the theme's, by their index.
        unsettled: Items whose spread cannot be as long as they ask: it would no longer be theirs, another one
            asks for the contrary, or something would fit on no page.
    """

    plans: tuple[PagePlan, ...]
    longer: Mapping[int, int]
    unsettled: tuple[int, ...]


def make_up_spreads(
    page_maker: PageMaker, items: Items, notes: Sequence[Items], area: Area, floats: Floats = ()
) -> MadePages:
    """Make a section's pages, each spread as long as the items on it ask for.

    How long a spread is decides what stands on it: pages are made again until each mark stands on the spread
    that was made longer or shorter for it.

    Args:
        page_maker: Makes pages of given heights.
        items: Of the section's galley, in order; `Item.spread_lines` marks those that ask.
        notes: The lines of each note, by index.
        area: The type area.
        floats: In their order.

    Raises:
        UnplaceableError: An item does not fit even on a page of its own.
    """

    def make(longer: Mapping[int, int]) -> tuple[PagePlan, ...]:
        return page_maker(items, notes, replace(area, longer=longer), floats)

    made = MadePages(make(area.longer), area.longer, ())
    settled: dict[int, tuple[int, ...]] = {}
    for mark, item in enumerate(items):
        if not item.spread_lines:
            continue
        changed = _settle(make, items, area, made, {**settled, mark: ()})
        if changed is None:
            made = replace(made, unsettled=(*made.unsettled, mark))
        else:
            made = changed
            settled[mark] = _spread(made.plans, mark, area)
    return made


def _settle(
    make: Callable[[Mapping[int, int]], tuple[PagePlan, ...]],
    items: Items,
    area: Area,
    made: MadePages,
    marks: dict[int, tuple[int, ...]],
) -> MadePages | None:
    """Follow the last of these marks until it stays where it is; the others must not move."""
    mark = list(marks)[-1]
    plans = made.plans
    for _ in range(_ROUNDS):
        marks[mark] = _spread(plans, mark, area)
        wanted = dict.fromkeys(marks[mark], items[mark].spread_lines)
        if any(made.longer.get(page, lines) != lines for page, lines in wanted.items()):
            return None
        longer = {**made.longer, **wanted}
        try:
            plans = make(longer)
        except UnplaceableError:
            return None
        if all(_spread(plans, each, area) == spread for each, spread in marks.items()):
            return replace(made, plans=plans, longer=longer)
    return None


def _spread(plans: Sequence[PagePlan], item: int, area: Area) -> tuple[int, ...]:
    """Give the pages of the spread on which an item stands; a section's first recto has none beside it."""
    page = next(index for index, plan in enumerate(plans) if plan.first <= item < plan.last)
    recto = (page % 2 == 0) == area.begins_recto
    return (page - 1, page) if recto and page else (page,) if recto else (page, page + 1)
