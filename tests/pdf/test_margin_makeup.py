"""Make-up of notes beside the text, by itself: small values in, page plans out."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.pdf.audit.unit import find_faults
from publisher.pdf.makeup import (
    Area,
    Hindrance,
    Item,
    Items,
    NotePiece,
    PageMaker,
    PagePlan,
    UnplaceableError,
    choice,
    make_up,
    make_up_greedily,
)
from publisher.pdf.units import check_complete
from tests.support.galleys import PAGE_MAKERS, Galley, ends, galleys, line, lines, note, stack

# Ten lines a page; five points between notes.
AREA = Area(height_pt=100.0, leading_pt=10.0, note_gap_pt=10.0, notes_beside=True, between_notes_pt=5.0)
# Of a line of ten points, in the text; notes stand a little higher in theirs.
BASELINE, NOTE_BASELINE = 8.0, 7.0


def calling(*notes: int, calls_at: Sequence[float] | None = None, tall: float = 10.0) -> Item:
    return replace(line(*notes, tall=tall), calls_at_pt=tuple(calls_at or [BASELINE] * len(notes)))


def beside(items: Items, notes: Sequence[Items]) -> tuple[tuple[Item, ...], tuple[tuple[Item, ...], ...]]:
    """Say of each call and each line of a note where its baseline is."""
    return (
        tuple(replace(item, calls_at_pt=(0.8 * (item.bottom_pt - item.top_pt),) * len(item.notes)) for item in items),
        tuple(
            tuple(replace(each, baseline_pt=0.7 * (each.bottom_pt - each.top_pt)) for each in lines) for lines in notes
        ),
    )


def low(count: int) -> tuple[Item, ...]:
    """Give a note of so many lines with their baselines."""
    return tuple(replace(each, baseline_pt=NOTE_BASELINE) for each in note(count))


def only(*items: Item, notes: Sequence[Items]) -> PagePlan:
    (plan,) = make_up(stack(*items), notes, AREA)
    return plan


# --- where notes stand -----------------------------------------------------------------------------------------------


def test_a_note_stands_level_with_the_line_that_calls_it() -> None:
    plan = only(line(), line(), calling(0), line(), notes=(low(3),))
    assert plan.notes == (NotePiece(0, 0, 3),)
    assert plan.note_tops_pt == (20.0 + BASELINE - NOTE_BASELINE,)


def test_a_call_in_the_middle_of_a_row_has_its_note_at_its_own_line() -> None:
    plan = only(line(), calling(0, tall=40.0, calls_at=(28.0,)), notes=(low(1),))
    assert plan.note_tops_pt == (10.0 + 28.0 - NOTE_BASELINE,)


def test_notes_take_no_height_from_the_text() -> None:
    assert ends(make_up(stack(*lines(5), calling(0), *lines(14)), (low(4),), AREA)) == [10, 20]


def test_a_note_that_would_meet_the_one_above_moves_down() -> None:
    plan = only(calling(0), line(), calling(1), *lines(6), notes=(low(3), low(2)))
    assert plan.note_tops_pt == (1.0, 36.0)


def test_notes_called_in_one_line_stand_below_each_other() -> None:
    assert only(line(), calling(0, 1, 2), notes=(low(1), low(2), low(1))).note_tops_pt == (11.0, 26.0, 51.0)


def test_where_notes_would_run_off_the_foot_those_above_move_up() -> None:
    plan = only(*lines(6), calling(0), calling(1), line(), calling(2), notes=(low(2), low(2), low(2)))
    assert plan.note_tops_pt == (30.0, 55.0, 80.0)


def test_a_note_with_room_above_moves_up_no_further_than_it_must() -> None:
    plan = only(calling(0), *lines(8), calling(1), notes=(low(2), low(3)))
    assert plan.note_tops_pt == (1.0, 70.0)


def test_no_note_begins_above_the_text() -> None:
    tall = (replace(low(1)[0], baseline_pt=9.5),)
    assert only(calling(0), line(), notes=(tall,)).note_tops_pt == (0.0,)


# --- notes that go on ------------------------------------------------------------------------------------------------


def test_a_note_longer_than_the_column_goes_on_at_the_head_of_the_next() -> None:
    first, second = make_up(stack(*lines(7), calling(0), *lines(12)), (low(14),), AREA)
    assert (first.notes, second.notes) == ((NotePiece(0, 0, 10),), (NotePiece(0, 10, 14),))
    assert (first.note_tops_pt, second.note_tops_pt) == ((0.0,), (0.0,))
    assert (first.last, second.last) == (10, 20)


def test_what_goes_on_stands_above_the_notes_called_on_the_page() -> None:
    first, second = make_up(stack(calling(0), *lines(9), calling(1), *lines(9)), (low(13), low(2)), AREA)
    assert second.notes == (NotePiece(0, first.notes[0].last, 13), NotePiece(1, 0, 2))
    assert second.note_tops_pt[1] == 10.0 * (13 - first.notes[0].last) + AREA.between_notes_pt


def test_at_least_two_lines_of_a_note_begin_on_the_page_of_its_call() -> None:
    first, *_ = make_up(stack(calling(0), *lines(8), calling(1), *lines(9)), (low(9), low(6)), AREA)
    assert [piece.last - piece.first for piece in first.notes if piece.note == 1] in ([], [2])


def test_a_long_note_goes_on_over_pages_whose_text_goes_on_too() -> None:
    plans = make_up(stack(calling(0), *lines(29)), (low(25),), AREA)
    assert ends(plans) == [10, 20, 30]
    assert [piece.last for plan in plans for piece in plan.notes] == [10, 20, 25]


def test_notes_that_outlast_the_text_have_pages_of_their_own() -> None:
    plans = make_up(stack(line(), calling(0)), (low(24),), AREA)
    assert [(len(plan.tops_pt), plan.notes[0].last) for plan in plans] == [(2, 10), (0, 20), (0, 24)]


# --- more notes than a column holds ----------------------------------------------------------------------------------


def test_a_page_that_calls_more_notes_than_its_margin_can_begin_ends_earlier() -> None:
    plans = make_up(stack(*[calling(number) for number in range(10)]), tuple(low(2) for _ in range(10)), AREA)
    assert [len(plan.notes) for plan in plans] == [4, 4, 2]
    assert [plan.note_tops_pt[0] for plan in plans] == [1.0, 1.0, 1.0]


def test_a_page_that_ends_earlier_for_its_notes_says_so() -> None:
    items, notes = stack(*[calling(number) for number in range(10)]), tuple(low(2) for _ in range(10))
    made = choice(items, notes, AREA, make_up(items, notes, AREA), 0)
    assert next(end.hindrance for end in made.others if end.last > 4) is Hindrance.NOTES


def test_more_notes_than_a_column_can_begin_in_one_line_are_refused_by_name() -> None:
    with pytest.raises(UnplaceableError) as problem:
        make_up(stack(line(), calling(*range(8))), tuple(low(1) for _ in range(8)), AREA)
    assert (problem.value.item, problem.value.note) == (1, 0)


def test_a_few_lines_beside_notes_are_few_on_a_last_page() -> None:
    plans = make_up(stack(*lines(10), calling(0), line()), (low(3),), AREA)
    assert ends(plans) == [7, 12]


# --- whatever the input ----------------------------------------------------------------------------------------------


@PAGE_MAKERS
@settings(deadline=None)
@given(galley=galleys(), between=st.sampled_from([0.0, 5.0, 12.0]))
def test_notes_are_whole_in_order_apart_and_inside_their_column(
    page_maker: PageMaker, galley: Galley, between: float
) -> None:
    items, notes = beside(galley.items, galley.notes)
    area = replace(AREA, between_notes_pt=between)
    try:
        plans = page_maker(items, notes, area, galley.floats)
    except UnplaceableError as problem:
        assert _fits_on_no_page(items[problem.item], notes, area)
        return
    check_complete(plans, items, notes, galley.floats)
    assert list(find_faults(plans, items, notes, area, galley.floats)) == []
    for plan in plans:
        free_from = 0.0
        for piece, top in zip(plan.notes, plan.note_tops_pt, strict=True):
            assert top >= free_from - 0.02
            free_from = top + _height(notes, piece) + between
        assert free_from - between <= area.height_pt + 0.02
        begun = [piece.note for piece in plan.notes if piece.first == 0]
        assert begun == [called for item in items[plan.first : plan.last] for called in item.notes]
        assert [piece.note for piece in plan.notes] == sorted(piece.note for piece in plan.notes)


@PAGE_MAKERS
@settings(deadline=None)
@given(galley=galleys())
def test_a_note_alone_on_its_page_is_level_with_its_call_where_there_is_room(
    page_maker: PageMaker, galley: Galley
) -> None:
    items, notes = beside(galley.items, galley.notes)
    try:
        plans = page_maker(items, notes, AREA, ())
    except UnplaceableError:
        return
    for plan in plans:
        if len(plan.notes) == 1 and plan.notes[0].first == 0:
            ((piece, top),) = zip(plan.notes, plan.note_tops_pt, strict=True)
            item, item_top = next(
                (item, item_top)
                for item, item_top in zip(items[plan.first : plan.last], plan.tops_pt, strict=True)
                if item.notes
            )
            level = item_top + item.calls_at_pt[0] - notes[piece.note][0].baseline_pt
            lowest = AREA.height_pt - _height(notes, piece)
            assert top == pytest.approx(min(max(level, 0.0), lowest), abs=0.02)


@settings(deadline=None)
@given(galleys())
def test_text_is_made_into_the_pages_that_it_would_have_without_notes_that_fit(
    galley: Galley,
) -> None:
    items = galley.items
    few = tuple(low(1) for item in items for _ in item.notes)
    room = replace(AREA, between_notes_pt=0.0)
    bare = [replace(item, notes=()) for item in items]
    items, few = beside(items, few)
    try:
        expected = make_up_greedily(bare, (), room)
    except UnplaceableError:
        return
    if all(sum(len(item.notes) for item in items[plan.first : plan.last]) <= 10 for plan in expected):
        plans = make_up_greedily(items, few, room)
        assert [(plan.first, plan.last, plan.tops_pt) for plan in plans] == [
            (plan.first, plan.last, plan.tops_pt) for plan in expected
        ]


def _height(notes: Sequence[Items], piece: NotePiece) -> float:
    lines = notes[piece.note]
    return lines[piece.last - 1].bottom_pt - lines[piece.first].top_pt


def _fits_on_no_page(item: Item, notes: Sequence[Items], area: Area) -> bool:
    tall = item.bottom_pt - item.top_pt + item.repeated_pt
    least = sum(notes[index][0].bottom_pt - notes[index][0].top_pt for index in item.notes)
    return max(tall, least + area.between_notes_pt * max(0, len(item.notes) - 1)) > area.height_pt
