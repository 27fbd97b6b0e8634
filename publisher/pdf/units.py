"""A unit of print work: pages that depend on their own content, the theme and the fonts, and on nothing else.

Every section begins on a recto, so where it comes to stand in the book changes nothing in it. What comes of its HTML
can be kept and computed anywhere (`publisher.pdf.workshop`).
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.errors import Diagnostic
from publisher.model import FloatPlace
from publisher.pdf.anchoring import Place, anchors
from publisher.pdf.engine import Typesetter
from publisher.pdf.engine.drawing import DrawnPages, Sheet, draw
from publisher.pdf.engine.galley import Galley
from publisher.pdf.geometry import Layout
from publisher.pdf.links import LINK_SCHEME
from publisher.pdf.makeup import Float, Floats, PageMaker, PagePlan, make_up_spreads
from publisher.roomy import roomy
from publisher.workers import collector_paused


@dataclass(frozen=True, slots=True)
class Unit:
    """Pages of one section, without furniture.

    Args:
        drawn: The pages.
        plans: What stands on each.
        calls: The page (from 0) that calls each note.
        calling: The page (from 0) of each call, those too that bring no note to it.
        longer: By how many lines pages are longer than the theme's, by their index.
        unsettled: Places, among the children of the section's element, of blocks whose spread could not be as long
            as they ask.
        found: What the typesetter said.
    """

    drawn: DrawnPages
    plans: tuple[PagePlan, ...]
    calls: tuple[int, ...]
    calling: tuple[int, ...]
    longer: Mapping[int, int]
    unsettled: tuple[int, ...]
    found: tuple[Diagnostic, ...] = ()


class TooTallError(Exception):
    """Floats taller than a page, by their numbers: they can only stand in the text."""

    def __init__(self, floats: tuple[int, ...]) -> None:
        super().__init__(f"floats {floats} do not fit on a page")
        self.floats = floats


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A section whose pages are made and not yet drawn."""

    galley: Galley
    floats: Floats
    plans: tuple[PagePlan, ...]
    longer: Mapping[int, int]
    unsettled: tuple[int, ...]


@roomy
def make_pages(html: str, layout: Layout, typesetter: Typesetter, page_maker: PageMaker) -> MadeUp:
    """Set a section as a galley and make its pages.

    Raises:
        UnplaceableError: Something fits on no page.
        TooTallError: Floats fit on no page.
    """
    area_pt = layout.measure_pt, layout.area.height_pt
    laid_out = typesetter.lay_out(html, layout.galley_css, layout.measure_pt)
    galley = Galley(laid_out, frozenset(layout.geometry.stretch_around), area_pt)
    tall = tuple(number for number, each in enumerate(galley.floats) if not each.fits)
    if tall:
        raise TooTallError(tall)
    notes = [note.items for note in galley.notes]
    floats = _floats(galley)
    with collector_paused():
        made = make_up_spreads(page_maker, galley.text.items, notes, layout.area, floats)
    check_complete(made.plans, galley.text.items, notes, floats)
    unsettled = tuple(galley.text.block_of(item) for item in made.unsettled)
    return MadeUp(galley, floats, made.plans, made.longer, unsettled)


def _floats(galley: Galley) -> tuple[Float, ...]:
    if not galley.floats:
        return ()
    places = [
        Place(each.after_block, frozenset(LINK_SCHEME + name for name in each.identifiers)) for each in galley.floats
    ]
    blocks = galley.text.blocks()
    found = anchors(blocks, galley.text.links(), places)
    staying = [blocks.index(block) for block in galley.text.captioned_blocks()]
    befores = [next((line for line in staying if blocks[line] > place.after), None) for place in places]
    return tuple(
        Float(
            each.height_pt,
            min(anchor, before - 1) if before else anchor,
            top=each.place is not FloatPlace.FOOT,
            foot=each.place is not FloatPlace.TOP,
            alone=each.place in (FloatPlace.FULL_PAGE, FloatPlace.TURNED),
            before=before,
        )
        for each, anchor, before in zip(galley.floats, found, befores, strict=True)
    )


def finish(made: MadeUp, layout: Layout, typesetter: Typesetter) -> Unit:
    """Draw the pages that were made; the galley is used up by this."""
    galley, plans = made.galley, made.plans
    calls = _pages_of(plans, [item.notes for item in galley.text.items], len(galley.notes))
    every = tuple(galley.text.calls())
    calling = _pages_of(plans, every, sum(map(len, every)))
    drawn = draw(galley, plans, _sheets(layout, typesetter), layout.note_rule_pt, typesetter)
    return Unit(drawn, plans, calls, calling, made.longer, made.unsettled)


def _pages_of(plans: Sequence[PagePlan], carried: Sequence[Sequence[int]], count: int) -> tuple[int, ...]:
    """Give the page of each thing, from what each item carries."""
    pages = {
        thing: number
        for number, plan in enumerate(plans)
        for things in carried[plan.first : plan.last]
        for thing in things
    }
    return tuple(pages[thing] for thing in range(count))


def _sheets(layout: Layout, typesetter: Typesetter) -> "itertools.cycle[Sheet]":
    blank = typesetter.lay_out("<html><body></body></html>", layout.sheet_css).pages[0]
    sides = (True, False)
    return itertools.cycle(
        [
            Sheet(blank, layout.left_pt(recto=recto), layout.note_sides_pt(recto=recto)[0], layout.top_pt)
            for recto in sides
        ]
    )


def check_complete(
    plans: Sequence[PagePlan], items: Sequence[object], notes: Sequence[Sequence[object]], floats: Sequence[object] = ()
) -> None:
    """Hold a page maker to its promise before anything is drawn.

    Raises:
        AssertionError: An item, a note line or a float is missing, doubled or out of order: the page maker is wrong.
    """
    placed = [each.number for plan in plans for each in plan.floats]
    if placed != list(range(len(floats))):
        raise AssertionError(f"of {len(floats)} floats, these stand on pages: {placed}")
    at = 0
    reached = [0] * len(notes)
    for plan in plans:
        if plan.first != at or plan.last < at:
            raise AssertionError(f"items {at} to {plan.first} are on no page")
        at = plan.last
        for piece in plan.notes:
            if piece.first != reached[piece.note]:
                raise AssertionError(
                    f"note {piece.note} goes on at line {piece.first} instead of {reached[piece.note]}"
                )
            reached[piece.note] = piece.last
    if at != len(items) or reached != [len(note) for note in notes]:
        raise AssertionError("the last pages are missing")
