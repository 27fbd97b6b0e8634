"""Galleys as make-up sees them, without any PDF: lines, notes and floats put together by hand or drawn at random."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import strategies as st

from publisher.pdf.makeup import Area, Float, Item, Items, PagePlan, Weights, make_up, make_up_greedily

# Ten lines a page, with one line of space above notes.
LINE = 10.0
AREA = Area(height_pt=100.0, leading_pt=LINE, note_gap_pt=LINE, note_share=0.6, float_gap_pt=LINE)


def stack(*items: Item) -> tuple[Item, ...]:
    """Put items one under the other; each says how tall it is by `bottom_pt`, and how far from the one above by
    `top_pt`."""
    placed = []
    at = 0.0
    for item in items:
        top = at + item.top_pt
        at = top + item.bottom_pt
        placed.append(replace(item, top_pt=top, bottom_pt=at))
    return tuple(placed)


def line(*notes: int, tall: float = LINE, apart: float = 0.0, begins: bool = True, phase: float | None = None) -> Item:
    return Item(top_pt=apart, bottom_pt=tall, may_begin_page=begins, notes=notes, grid_phase_pt=phase)


def lines(count: int, *, orphans: int = 1) -> list[Item]:
    """Give a paragraph's lines: no page begins with one of the first, or with the very last, `orphans - 1`."""
    return [line(begins=index == 0 or orphans <= index <= count - orphans) for index in range(count)]


def note(count: int) -> tuple[Item, ...]:
    return stack(*[line() for _ in range(count)])


def ends(plans: Sequence[PagePlan]) -> list[int]:
    return [plan.last for plan in plans]


def plain(**weights: float) -> Area:
    """The area above, where nothing but the given weights counts besides empty lines."""
    nothing = dict.fromkeys(Weights.__dataclass_fields__, 0.0)
    return replace(AREA, weights=Weights(**{**nothing, "broken_rule": 2000.0, **weights}))


class Galley(NamedTuple):
    """What a page maker is given besides the area."""

    items: Items
    notes: tuple[Items, ...]
    floats: tuple[Float, ...]


HEIGHTS = st.sampled_from([1.0, 4.5, 10.0, 10.0, 10.0, 14.0, 30.0, 61.0])
GAPS = st.sampled_from([0.0, 0.0, 0.0, 5.0, 14.0, 33.0])


@st.composite
def galleys(draw: st.DrawFn) -> Galley:
    """Draw items, notes and floats: each note is called once, calls stand in the order of their notes."""
    called = draw(st.lists(st.integers(0, 3).map(lambda most: max(0, most - 1)), min_size=1, max_size=40))
    items, count = [], 0
    for calls in called:
        forced = draw(st.sampled_from([None, None, None, None, None, None, "page", "recto"]))
        items.append(
            Item(
                top_pt=draw(GAPS),
                bottom_pt=draw(HEIGHTS),
                may_begin_page=bool(forced) or draw(st.booleans()),
                must_begin_page=bool(forced),
                must_begin_recto=forced == "recto",
                notes=tuple(range(count, count + calls)),
                grid_phase_pt=draw(st.sampled_from([None, None, 0.0, 4.0])),
                break_cost=draw(st.sampled_from([0.0, 0.0, 6.0])),
                repeated_pt=draw(st.sampled_from([0.0, 0.0, 12.0])),
                hyphenated=draw(st.booleans()),
                heading=draw(st.sampled_from([False, False, True])),
                stretches=draw(st.sampled_from([False, False, True])),
            )
        )
        count += calls
    heights = st.lists(st.tuples(st.sampled_from([4.0, 8.0, 11.0]), st.booleans()), min_size=1, max_size=30)
    notes = [[line(tall=tall, begins=begins) for tall, begins in draw(heights)] for _ in range(count)]
    return Galley(stack(*items), tuple(stack(*note) for note in notes), draw(floats_of(len(items))))


@st.composite
def floats_of(draw: st.DrawFn, count: int) -> tuple[Float, ...]:
    """Draw none to seven floats of a galley with so many items, their anchors in order."""
    drawn = draw(
        st.lists(
            st.builds(
                lambda anchor, height, may: Float(height, anchor, *may),
                st.integers(0, count - 1),
                st.sampled_from([8.0, 20.0, 33.0, 50.0, 74.0, 100.0]),
                st.sampled_from(
                    [(True, True, False)] * 3 + [(True, False, False), (False, True, False), (False, False, True)]
                ),
            ),
            max_size=7,
        )
    )
    return tuple(sorted(drawn, key=lambda each: each.anchor))


PAGE_MAKERS = pytest.mark.parametrize("page_maker", [make_up, make_up_greedily])
