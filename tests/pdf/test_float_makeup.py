"""Floats in make-up, by themselves: figures and tables at the top and the foot of pages, no PDF anywhere."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from publisher.pdf.audit.unit import find_faults
from publisher.pdf.makeup import (
    Float,
    Item,
    Items,
    NotePiece,
    PageMaker,
    PagePlan,
    PlacedFloat,
    UnplaceableError,
    choice,
    make_up,
    make_up_greedily,
)
from publisher.pdf.makeup.pages import Section
from publisher.pdf.units import check_complete
from tests.support.galleys import AREA, PAGE_MAKERS, ends, line, lines, note, plain, stack


def made(items: Items, *floats: Float, notes: Sequence[Items] = (), maker: PageMaker = make_up) -> tuple[PagePlan, ...]:
    """Make pages on which nothing but floats, empty lines and broken rules counts."""
    return maker(
        items,
        notes,
        plain(float_beside=1.0, float_overleaf=1.0, float_far=20.0, float_page=10.0, split_note=30.0),
        floats,
    )


def places(plans: Sequence[PagePlan]) -> list[list[tuple[int, float]]]:
    return [[(each.number, each.top_pt) for each in plan.floats] for plan in plans]


@PAGE_MAKERS
def test_a_float_stands_at_the_foot_of_the_page_that_opens_a_section(page_maker: PageMaker) -> None:
    plans = made(stack(*lines(25)), Float(30.0, 2), maker=page_maker)
    assert places(plans) == [[(0, 70.0)], [], []]
    assert (ends(plans)[0], plans[0].tops_pt[0]) == (6, 0.0)


@PAGE_MAKERS
def test_a_float_stands_at_the_top_of_the_page_of_its_anchor(page_maker: PageMaker) -> None:
    plans = made(stack(*lines(25)), Float(30.0, 12), maker=page_maker)
    assert places(plans) == [[], [(0, 0.0)], []]
    assert plans[1].tops_pt == (40.0, 50.0, 60.0, 70.0, 80.0, 90.0)


@PAGE_MAKERS
def test_a_float_whose_anchor_it_would_push_off_the_page_stands_on_the_next(page_maker: PageMaker) -> None:
    plans = made(stack(*lines(25)), Float(30.0, 8), maker=page_maker)
    assert places(plans) == [[], [(0, 0.0)], []]


@PAGE_MAKERS
def test_text_below_a_float_stays_on_the_grid(page_maker: PageMaker) -> None:
    plans = made(stack(*lines(25)), Float(33.0, 12), maker=page_maker)
    assert plans[1].tops_pt[0] == 50.0


@PAGE_MAKERS
@pytest.mark.parametrize(("top", "foot", "place"), [(True, False, 0.0), (False, True, 70.0)])
def test_a_float_stands_where_it_may(page_maker: PageMaker, top: bool, foot: bool, place: float) -> None:
    plans = made(stack(*lines(25)), Float(30.0, 12, top=top, foot=foot), maker=page_maker)
    assert places(plans)[1] == [(0, place)]


def test_a_float_that_may_not_stand_at_the_foot_waits_where_a_section_opens() -> None:
    assert places(made(stack(*lines(25)), Float(30.0, 2, foot=False))) == [[], [(0, 0.0)], []]


@PAGE_MAKERS
def test_a_float_at_the_foot_stands_above_the_notes(page_maker: PageMaker) -> None:
    plan, *_ = made(stack(line(0), *lines(24)), Float(20.0, 0), notes=(note(2),), maker=page_maker)
    assert (plan.notes, plan.note_tops_pt) == ((NotePiece(0, 0, 2),), (80.0,))
    assert (plan.last, plan.floats) == (4, (PlacedFloat(0, 50.0),))


def test_a_float_is_as_far_from_the_rule_above_notes_as_from_the_text() -> None:
    area = replace(plain(float_overleaf=1.0), float_gap_pt=12.0, note_rule_pt=4.0)
    plan, *_ = make_up(stack(line(0), *lines(24)), (note(2),), area, (Float(20.0, 0),))
    assert (plan.last, plan.note_tops_pt, plan.floats) == (3, (80.0,), (PlacedFloat(0, 80.0 - 4.0 - 12.0 - 20.0),))


def test_two_floats_share_a_page_in_their_order() -> None:
    plans = made(stack(*lines(26)), Float(20.0, 10), Float(10.0, 10))
    assert places(plans)[1] in ([(0, 0.0), (1, 30.0)], [(0, 0.0), (1, 90.0)], [(0, 60.0), (1, 90.0)])
    assert ends(plans)[1] == 15


def test_a_small_float_waits_for_the_large_one_before_it() -> None:
    plans = made(stack(*lines(40)), Float(60.0, 9), Float(10.0, 9))
    assert [number for page in places(plans) for number, _ in page] == [0, 1]
    first = next(page for page in places(plans) if page)
    assert first[0][0] == 0


@PAGE_MAKERS
def test_body_text_takes_a_quarter_of_a_page_with_floats(page_maker: PageMaker) -> None:
    # Six lines and the gap leave three of ten; with half a line more there would be two.
    assert places(made(stack(*lines(40)), Float(60.0, 10), maker=page_maker))[1] == [(0, 0.0)]
    plans = made(stack(*lines(40)), Float(65.0, 10), maker=page_maker)
    (alone,) = [plan for plan in plans if plan.floats]
    assert alone.tops_pt == ()


@PAGE_MAKERS
def test_a_float_with_a_page_of_its_own_stands_behind_its_anchor_and_the_text_goes_on(page_maker: PageMaker) -> None:
    plans = made(stack(*lines(25)), Float(50.0, 2, alone=True), Float(20.0, 3), maker=page_maker)
    assert [(plan.first, plan.last) for plan in plans][:2] == [(0, 10), (10, 10)]
    assert places(plans)[:3] == [[], [(0, 0.0)], [(1, 0.0)]]


def test_floats_that_fill_most_of_a_page_share_one_of_their_own() -> None:
    plans = made(stack(*lines(40)), Float(45.0, 5), Float(44.0, 5))
    assert places(plans)[1] == [(0, 0.0), (1, 55.0)]
    assert plans[1].tops_pt == ()


@PAGE_MAKERS
def test_floats_that_are_left_follow_the_text(page_maker: PageMaker) -> None:
    plans = made(stack(*lines(10)), Float(30.0, 9), Float(20.0, 9), maker=page_maker)
    assert places(plans) == [[], [(0, 0.0), (1, 40.0)]]


def test_a_float_goes_on_the_last_page_with_little_text() -> None:
    plans = made(stack(*lines(12)), Float(50.0, 11))
    assert ends(plans) == [10, 12]
    assert places(plans) == [[], [(0, 0.0)]]


@PAGE_MAKERS
def test_floats_stand_on_the_verso_before_what_must_begin_a_recto(page_maker: PageMaker) -> None:
    recto = replace(line(), must_begin_page=True, must_begin_recto=True)
    plans = made(stack(*lines(10), recto, *lines(5)), Float(30.0, 9, alone=True), maker=page_maker)
    assert [(plan.first, plan.last) for plan in plans] == [(0, 10), (10, 10), (10, 16)]
    assert places(plans) == [[], [(0, 0.0)], []]


@PAGE_MAKERS
def test_an_open_note_goes_on_before_a_page_of_floats(page_maker: PageMaker) -> None:
    plans = made(stack(line(0), *lines(30)), Float(90.0, 0, alone=True), notes=(note(12),), maker=page_maker)
    page = next(index for index, plan in enumerate(plans) if plan.floats)
    assert all(piece.last == 12 for piece in plans[page - 1].notes)
    assert plans[page].notes == ()


def test_a_float_is_placed_early_so_that_a_later_one_finds_room() -> None:
    # At the foot of the first page the first float leaves a bit of white: greedy lets it wait, and both meet.
    items, floats = stack(*lines(40)), (Float(44.0, 2), Float(44.0, 3))
    area = plain(float_beside=0.1, float_overleaf=0.1, float_far=20.0, float_page=10.0)
    assert places(make_up_greedily(items, (), area, floats))[:2] == [[], [(0, 0.0), (1, 54.0)]]
    assert places(make_up(items, (), area, floats))[:2] == [[(0, 56.0)], [(1, 0.0)]]


def test_a_float_is_not_overtaken_by_a_figure_that_stays_in_the_text() -> None:
    # Both belong to the last line of the first page, and there is room for one on the next, which has line 11.
    items, area = stack(*lines(40)), plain(float_far=20.0, float_page=10.0, float_overtaken=200.0)
    free = make_up(items, (), area, (Float(60.0, 9), Float(60.0, 9)))
    held = make_up(items, (), area, (Float(60.0, 9, before=11), Float(60.0, 9, before=11)))
    assert [page for page, plan in enumerate(free) if plan.first <= 11 < plan.last] == [1]
    assert places(free)[:3] == [[], [(0, 0.0)], [(1, 0.0)]]
    assert [page for page, plan in enumerate(held) if plan.first <= 11 < plan.last] == [2]
    assert places(held)[:3] == [[], [(0, 0.0)], [(1, 0.0)]]


@PAGE_MAKERS
def test_a_float_taller_than_the_page_is_refused_by_the_item_that_it_belongs_to(page_maker: PageMaker) -> None:
    with pytest.raises(UnplaceableError) as problem:
        made(stack(*lines(30)), Float(100.1, 12), maker=page_maker)
    assert (problem.value.item, problem.value.note) == (12, None)


@pytest.mark.parametrize(("anchor", "together"), [(18, False), (28, True)])
def test_a_float_rather_faces_its_reference_than_stands_overleaf(anchor: int, together: bool) -> None:
    # For two lines of white a recto leaves its last lines to the page that holds their float; a verso does not.
    area = plain(float_beside=1.0, float_overleaf=5.0, float_far=20.0)
    plans = make_up(stack(*lines(40)), (), area, (Float(30.0, anchor, foot=False),))
    page = next(index for index, plan in enumerate(plans) if plan.floats)
    assert page == (3 if together else 2)
    assert (plans[page].first <= anchor) is together


def test_where_no_float_is_near_there_are_no_more_ways_to_end_a_page() -> None:
    items = stack(*lines(60))
    bare, section = Section(items, (), AREA), Section(items, (), AREA, (Float(30.0, 40),))
    assert section.ways(10, (), AREA.height_pt) == bare.ways(10, (), AREA.height_pt)
    assert len(section.ways(35, (), AREA.height_pt)) > len(bare.ways(35, (), AREA.height_pt))


def test_what_a_waiting_float_costs_is_told() -> None:
    items, floats = stack(*lines(25)), (Float(30.0, 8),)
    area = plain(float_overleaf=0.5, float_far=20.0)
    plans = make_up(items, (), area, floats)
    first, second = (choice(items, (), area, plans, page, floats).chosen for page in (0, 1))
    assert first and [(fault.kind, fault.cost) for fault in first.faults] == [("float_overleaf", 0.5)]
    assert second and (second.floats, second.faults) == (range(1), ())


# --- plans that are wrong ------------------------------------------------------------------------------------------

ITEMS: tuple[Item, ...] = stack(line(0), *lines(12))
NOTES = (note(2),)
FLOATS = (Float(20.0, 0), Float(20.0, 1))
GOOD = (
    PagePlan(0, 3, (0.0, 10.0, 20.0), (NotePiece(0, 0, 2),), (80.0,), (PlacedFloat(0, 50.0),)),
    PagePlan(3, 13, tuple(30.0 + 7.0 * n for n in range(10)), (), (), (PlacedFloat(1, 0.0),)),
)


def says(*plans: PagePlan) -> list[str]:
    return [fault.says for fault in find_faults(plans, ITEMS, NOTES, replace(AREA, leading_pt=7.0), FLOATS)]


def test_a_plan_that_loses_a_float_or_mixes_their_order_up_is_found_out() -> None:
    check_complete(GOOD, ITEMS, NOTES, FLOATS)
    first, second = GOOD
    for bad in (
        (replace(first, floats=()), second),
        (first, replace(second, floats=(PlacedFloat(0, 0.0), PlacedFloat(1, 0.0)))),
        (replace(first, floats=second.floats), replace(second, floats=first.floats)),
    ):
        with pytest.raises(AssertionError):
            check_complete(bad, ITEMS, NOTES, FLOATS)


@pytest.mark.parametrize(
    ("floats", "fault"),
    [
        ((PlacedFloat(0, 25.0),), "stand on each other"),
        ((PlacedFloat(0, 65.0),), "stand on each other"),
        ((PlacedFloat(0, 40.0), PlacedFloat(1, 55.0)), "stand on each other"),
        ((PlacedFloat(0, 95.0),), "reaches below the text area"),
        ((PlacedFloat(1, 50.0),), "do not stand in their order"),
    ],
)
def test_a_float_out_of_its_place_is_told(floats: tuple[PlacedFloat, ...], fault: str) -> None:
    assert any(fault in told for told in says(replace(GOOD[0], floats=floats)))


def test_a_float_before_its_anchor_is_told() -> None:
    early = replace(GOOD[0], last=1, tops_pt=(0.0,), floats=(PlacedFloat(0, 30.0), PlacedFloat(1, 55.0)))
    assert "a figure or a table stands before what refers to it" in says(early)
    assert not any("figure" in told for told in says(GOOD[0]))
