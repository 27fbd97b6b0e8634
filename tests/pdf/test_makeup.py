"""Make-up by itself: small values in, page plans out, no PDF anywhere."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from publisher.pdf.audit.unit import find_faults
from publisher.pdf.makeup import (
    Fault,
    Floats,
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
    make_up_spreads,
    positions,
)
from publisher.pdf.makeup.greedy import go_through
from publisher.pdf.makeup.notes import Open, carry
from publisher.pdf.makeup.pages import Section
from publisher.pdf.units import check_complete
from tests.support.galleys import AREA, LINE, PAGE_MAKERS, Galley, ends, galleys, line, lines, note, plain, stack

# --- text alone ----------------------------------------------------------------------------------------------------


def test_no_text_makes_no_page() -> None:
    assert make_up_greedily((), (), AREA) == ()


def test_a_page_is_filled_before_the_next_begins() -> None:
    plans = make_up_greedily(stack(*lines(25)), (), AREA)
    assert ends(plans) == [10, 20, 25]
    assert plans[1].tops_pt == tuple(LINE * number for number in range(10))


def test_space_above_what_begins_a_page_is_dropped() -> None:
    plans = make_up_greedily(stack(*lines(10), line(apart=35)), (), AREA)
    assert plans[1].tops_pt == (0.0,)


def test_space_between_counts() -> None:
    assert ends(make_up_greedily(stack(*lines(5), line(apart=40), line()), (), AREA)) == [6, 7]


def test_two_lines_of_a_paragraph_stand_on_each_page() -> None:
    assert ends(make_up_greedily(stack(*lines(9), *lines(3, orphans=2)), (), AREA)) == [9, 12]
    assert ends(make_up_greedily(stack(*lines(7), *lines(4, orphans=2)), (), AREA)) == [9, 11]


def test_a_heading_goes_with_what_follows() -> None:
    heading, text = line(), line(begins=False)
    assert ends(make_up_greedily(stack(*lines(9), heading, text, line()), (), AREA)) == [9, 12]


def test_a_block_kept_together_moves_whole() -> None:
    block = [line(), *[line(begins=False)] * 5]
    assert ends(make_up_greedily(stack(*lines(6), *block), (), AREA)) == [6, 12]


def test_a_block_too_long_to_be_kept_together_is_cut() -> None:
    assert ends(make_up_greedily(stack(line(), *[line(begins=False)] * 12), (), AREA)) == [10, 13]


def test_what_returns_to_the_grid_is_moved_down_to_it() -> None:
    plan, *_ = make_up_greedily(stack(line(), line(apart=4), line(apart=3, phase=0.0), line()), (), AREA)
    assert plan.tops_pt == (0.0, 14.0, 30.0, 40.0)


def test_what_has_a_phase_is_moved_so_far_below_the_grid() -> None:
    plan, *_ = make_up_greedily(stack(line(), line(apart=7, phase=4.0), line(phase=0.0)), (), AREA)
    assert plan.tops_pt == (0.0, 24.0, 40.0)


def test_a_page_may_end_a_line_short_to_end_better() -> None:
    hyphenated = replace(line(), break_cost=6.0)
    assert ends(make_up_greedily(stack(*lines(10), hyphenated, *lines(5)), (), AREA)) == [9, 16]


def test_what_stands_on_the_grid_is_not_moved() -> None:
    plan, *_ = make_up_greedily(stack(line(), line(phase=0.0), line(apart=10, phase=0.0)), (), AREA)
    assert plan.tops_pt == (0.0, 10.0, 30.0)


def test_repeated_head_rows_take_their_room() -> None:
    rows = stack(*[replace(line(), repeated_pt=20.0) for _ in range(18)])
    plans = make_up_greedily(
        (*stack(line()), *(replace(row, top_pt=row.top_pt + 10, bottom_pt=row.bottom_pt + 10) for row in rows)),
        (),
        AREA,
    )
    assert plans[0].tops_pt[0] == 0.0
    assert plans[1].tops_pt[0] == 20.0
    assert ends(plans) == [10, 18, 19]


def test_an_item_as_tall_as_the_page_fits() -> None:
    assert ends(make_up_greedily(stack(line(), line(tall=100.0), line()), (), AREA)) == [1, 2, 3]


def test_an_item_taller_than_the_page_is_named() -> None:
    with pytest.raises(UnplaceableError) as problem:
        make_up_greedily(stack(line(), line(tall=100.1)), (), AREA)
    assert (problem.value.item, problem.value.note) == (1, None)


def test_a_row_too_tall_under_its_repeated_head_is_named() -> None:
    with pytest.raises(UnplaceableError) as problem:
        make_up_greedily(stack(line(), replace(line(tall=95.0), repeated_pt=10.0)), (), AREA)
    assert (problem.value.item, problem.value.note) == (1, None)


@pytest.mark.parametrize("make", [make_up_greedily, make_up])
def test_no_page_ends_with_the_head_of_a_table(make: PageMaker) -> None:
    row = replace(line(*range(1, 8), begins=False), repeated_pt=LINE)
    plans = make(stack(line(0), line(), row, line()), (note(24), *[note(1)] * 7), AREA, ())
    assert ends(plans) == [1, 1, 1, 3, 4]


def test_a_row_with_more_notes_than_a_page_can_begin_is_named() -> None:
    row = replace(line(*range(9), begins=False), repeated_pt=LINE)
    with pytest.raises(UnplaceableError) as problem:
        make_up_greedily(stack(line(), line(), row), [note(1)] * 9, AREA)
    assert (problem.value.item, problem.value.note) == (2, 0)


# --- notes ---------------------------------------------------------------------------------------------------------


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it() -> None:
    (plan,) = make_up_greedily(stack(line(), line(0), line()), (note(2),), AREA)
    assert plan.notes == (NotePiece(0, 0, 2),)
    assert plan.note_tops_pt == (80.0,)


def test_a_line_whose_note_finds_no_room_goes_to_the_next_page() -> None:
    plans = make_up_greedily(stack(*lines(9), line(0)), (note(1),), AREA)
    assert ends(plans) == [9, 10]
    assert [plan.notes for plan in plans] == [(), (NotePiece(0, 0, 1),)]


def test_a_long_note_continues_on_the_next_page() -> None:
    first, second = make_up_greedily(stack(line(0), *lines(5)), (note(9),), AREA)
    assert first.notes[0].first == 0
    assert second.notes == (NotePiece(0, first.notes[0].last, 9),)


def test_a_note_longer_than_several_pages_goes_on_until_it_is_set() -> None:
    plans = make_up_greedily(stack(line(0)), (note(47),), AREA)
    assert [len(plan.tops_pt) for plan in plans] == [1, 0, 0, 0, 0]
    assert [piece.last for plan in plans for piece in plan.notes] == [8, 18, 28, 38, 47]


def test_notes_take_no_more_than_their_share_while_text_is_left() -> None:
    plans = [plan for plan in make_up_greedily(stack(line(0), *lines(30)), (note(40),), AREA) if plan.last < 31]
    assert len(plans) > 1
    for plan in plans:
        assert AREA.height_pt - plan.note_tops_pt[0] <= AREA.note_share * AREA.height_pt
        assert plan.tops_pt


def test_a_continued_note_stands_above_those_called_on_the_page() -> None:
    plans = make_up_greedily(stack(line(0), *lines(12), line(1), *lines(3)), (note(9), note(1)), AREA)
    continued = next(plan for plan in plans if len(plan.notes) == 2)
    assert [piece.note for piece in continued.notes] == [0, 1]
    assert continued.notes[0].first > 0


def test_at_least_two_lines_of_a_note_begin() -> None:
    plan, *_ = make_up_greedily(stack(*lines(2), line(0), *lines(9)), (note(9),), AREA)
    assert (plan.last, plan.notes) == (7, (NotePiece(0, 0, 2),))


def test_one_line_of_each_note_is_enough_where_many_are_called() -> None:
    plans = make_up_greedily(stack(line(*range(8))), tuple(note(3) for _ in range(8)), AREA)
    assert [piece.note for piece in plans[0].notes] == list(range(8))
    assert sum(piece.last - piece.first for plan in plans for piece in plan.notes) == 24


def test_more_notes_than_a_page_can_begin_are_refused_by_name() -> None:
    with pytest.raises(UnplaceableError) as problem:
        make_up_greedily(stack(line(), line(*range(9))), tuple(note(1) for _ in range(9)), AREA)
    assert problem.value.item == 1
    assert problem.value.note is not None


def test_a_line_of_a_note_taller_than_the_page_is_refused_by_name() -> None:
    with pytest.raises(UnplaceableError) as problem:
        make_up_greedily(stack(line(0)), (stack(line(), line(tall=120.0)),), AREA)
    assert problem.value.note == 0


def test_a_plan_that_loses_something_is_found_out() -> None:
    items, notes = stack(line(0), line()), (note(2),)
    (good,) = make_up_greedily(items, notes, AREA)
    check_complete((good,), items, notes)
    for bad in (
        replace(good, last=1),
        replace(good, first=1),
        replace(good, notes=()),
        replace(good, notes=(NotePiece(0, 0, 1),)),
        replace(good, notes=(NotePiece(0, 1, 2),)),
    ):
        with pytest.raises(AssertionError):
            check_complete((bad,), items, notes)


# --- pages weighed together ------------------------------------------------------------------------------------------


def test_a_page_is_left_short_so_that_a_later_one_need_not_be() -> None:
    # Greedy fills the first page and must then leave five lines of the second empty, for the block after it.
    block = [line(), *[line(begins=False)] * 5]
    galley = stack(*lines(15), *block, *lines(10))
    assert ends(make_up_greedily(galley, (), plain()))[:2] == [10, 15]
    assert ends(make_up(galley, (), plain()))[:2] in ([7, 15], [8, 15])


def test_a_leaf_is_not_turned_within_a_word() -> None:
    galley = stack(*lines(9), replace(line(), hyphenated=True), *lines(30))
    assert ends(make_up(galley, (), plain(hyphen_at_turn=0.5)))[0] == 10
    assert ends(make_up(galley, (), plain(hyphen_at_turn=30.0)))[0] == 9


def test_facing_pages_end_alike() -> None:
    # The verso would end a line short, before the pair that is kept together: the page before it does instead.
    pair = [line(), line(begins=False)]
    galley = stack(*lines(19), *pair, *lines(30))
    assert ends(make_up(galley, (), plain()))[:3] == [10, 19, 29]
    assert ends(make_up(galley, (), plain(uneven_spread=4.0)))[:3] == [9, 19, 29]


def test_a_section_does_not_end_with_a_line_or_two_on_a_page() -> None:
    assert ends(make_up(stack(*lines(22)), (), plain())) == [10, 20, 22]
    assert ends(make_up(stack(*lines(22)), (), plain(short_last_page=60.0)))[1:] == [17, 22]


def test_a_note_is_kept_whole_where_a_shorter_page_allows_it() -> None:
    galley = stack(*lines(6), line(0), *lines(12))
    first, second, *_ = make_up(galley, (note(5),), plain(split_note=90.0))
    assert (first.last, first.notes, second.notes) == (6, (), (NotePiece(0, 0, 5),))


def test_white_is_added_where_it_is_allowed() -> None:
    heading = replace(line(apart=10.0, phase=0.0), stretches=True)
    block = [line(), *[line(begins=False)] * 5]
    galley = stack(*lines(3), heading, *lines(3), *block, *lines(5))
    plan, *_ = make_up(galley, (), plain(stretch=0.5))
    assert plan.last == 7
    assert plan.tops_pt == (0.0, 10.0, 20.0, 50.0, 60.0, 70.0, 80.0)


# --- what an editor asks for ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("page_maker", [make_up, make_up_greedily])
def test_a_page_ends_before_what_must_begin_one_and_its_white_costs_nothing(page_maker: PageMaker) -> None:
    galley = stack(*lines(12), replace(line(), must_begin_page=True), *lines(20))
    plans = page_maker(galley, (), plain(), ())
    assert ends(plans) == [10, 12, 22, 32, 33]
    way, *_ = Section(galley, (), plain()).ways(10, (), AREA.height_pt)
    assert (way.last, way.cost) == (12, 0.0)


def test_white_is_not_added_to_a_page_that_ends_by_force() -> None:
    heading = replace(line(), stretches=True)
    plan, *_ = make_up(stack(line(), heading, line(), replace(line(), must_begin_page=True)), (), AREA)
    assert plan.tops_pt == (0.0, 10.0, 20.0)


@pytest.mark.parametrize("page_maker", [make_up, make_up_greedily])
def test_what_must_begin_a_recto_leaves_a_verso_blank(page_maker: PageMaker) -> None:
    galley = stack(*lines(3), replace(line(), must_begin_page=True, must_begin_recto=True), line())
    assert [(plan.first, plan.last) for plan in page_maker(galley, (), AREA, ())] == [(0, 3), (3, 3), (3, 5)]


@pytest.mark.parametrize("page_maker", [make_up, make_up_greedily])
def test_an_open_note_goes_on_over_the_verso_before_what_must_begin_a_recto(page_maker: PageMaker) -> None:
    galley = stack(line(0), replace(line(), must_begin_page=True, must_begin_recto=True))
    first, verso, recto = page_maker(galley, (note(14),), AREA, ())
    assert (first.notes, verso.notes, recto.notes) == ((NotePiece(0, 0, 8),), (NotePiece(0, 8, 14),), ())


@pytest.mark.parametrize("page_maker", [make_up, make_up_greedily])
@pytest.mark.parametrize(("marked", "wanted"), [(15, [10, 21, 32, 42]), (4, [11, 21, 31, 41]), (25, [10, 21, 32, 42])])
def test_both_pages_of_the_marked_spread_are_a_line_longer(
    page_maker: PageMaker, marked: int, wanted: list[int]
) -> None:
    galley = [*lines(60)]
    galley[marked] = replace(galley[marked], spread_lines=1)
    made = make_up_spreads(page_maker, stack(*galley), (), plain())
    assert ends(made.plans)[:4] == wanted
    assert made.unsettled == ()


def test_a_shorter_page_ends_its_notes_a_line_higher() -> None:
    galley = [line(0), *lines(40)]
    galley[0] = replace(galley[0], spread_lines=-1)
    made = make_up_spreads(make_up, stack(*galley), (note(2),), plain())
    assert (made.plans[0].last, made.plans[0].note_tops_pt) == (6, (70.0,))
    assert made.longer == {0: -1}


def test_a_mark_that_would_leave_its_spread_is_told_and_changes_nothing() -> None:
    galley = [*lines(60)]
    galley[29] = replace(galley[29], spread_lines=-1)
    made = make_up_spreads(make_up, stack(*galley), (), plain())
    assert made.unsettled == (29,)
    assert ends(made.plans) == [10, 20, 30, 40, 50, 60]


def test_marks_that_ask_a_spread_for_the_contrary_are_told() -> None:
    galley = [*lines(60)]
    galley[12], galley[14] = replace(line(), spread_lines=1), replace(line(), spread_lines=-1)
    made = make_up_spreads(make_up, stack(*galley), (), plain())
    assert made.unsettled == (14,)
    assert ends(made.plans)[:3] == [10, 21, 32]


def test_what_fits_on_no_shorter_page_keeps_its_spread() -> None:
    galley = stack(replace(line(tall=100.0), spread_lines=-1), line())
    made = make_up_spreads(make_up, galley, (), AREA)
    assert (made.unsettled, ends(made.plans)) == ((0,), [1, 2])


# --- why a page ends where it does ---------------------------------------------------------------------------------


def test_the_ends_next_to_the_chosen_one_say_what_they_would_cost_or_why_they_cannot_be() -> None:
    pair = [line(), line(begins=False)]
    galley = stack(*lines(8), *pair, line(0), *lines(20))
    plans = make_up(galley, (note(3),), plain())
    made = choice(galley, (note(3),), plain(), plans, 0)
    assert made.chosen and made.chosen.last == 10 and not made.by_force
    assert [(end.last, end.hindrance) for end in made.others] == [
        (7, None),
        (8, None),
        (9, Hindrance.KEPT),
        (11, Hindrance.NO_ROOM),
        (12, Hindrance.NO_ROOM),
        (13, Hindrance.NO_ROOM),
    ]
    assert made.others[1].faults == (Fault("empty", 4.0),)
    assert made.chosen.total is not None
    assert all(end.total >= made.chosen.total for end in made.others if end.total is not None)


def test_a_page_cannot_end_behind_what_must_begin_one_nor_below_notes_without_room() -> None:
    galley = stack(*lines(4), replace(line(), must_begin_page=True), *lines(6), line(0), *lines(9))
    plans = make_up(galley, (note(6),), plain())
    forced = choice(galley, (note(6),), plain(), plans, 0)
    assert forced.by_force
    assert {end.hindrance for end in forced.others if end.last > 4} == {Hindrance.MUST_BEGIN}
    assert plans[1].last == 11
    assert choice(galley, (note(6),), plain(), plans, 1).others[-1].hindrance is Hindrance.NOTES


def test_a_page_of_notes_alone_was_nobodys_choice() -> None:
    galley = stack(line(0))
    plans = make_up(galley, (note(30),), AREA)
    assert choice(galley, (note(30),), AREA, plans, 1).chosen is None


# --- whatever the input --------------------------------------------------------------------------------------------


@PAGE_MAKERS
@settings(deadline=None)
@given(galley=galleys())
def test_nothing_is_lost_or_doubled_and_pages_hold_what_they_can(page_maker: PageMaker, galley: Galley) -> None:
    items, notes, floats = galley
    try:
        plans = page_maker(items, notes, AREA, floats)
    except UnplaceableError as problem:
        assert _fits_on_no_page(items[problem.item], notes)
        return
    assert [n for plan in plans for n in range(plan.first, plan.last)] == list(range(len(items)))
    assert [placed.number for plan in plans for placed in plan.floats] == list(range(len(floats)))
    set_lines: list[list[int]] = [[] for _ in notes]
    for plan in plans:
        for piece in plan.notes:
            assert piece.last > piece.first
            set_lines[piece.note] += range(piece.first, piece.last)
    assert set_lines == [list(range(len(note))) for note in notes]
    for plan in plans:
        _check_capacity(plan, items, notes, floats)
        _check_calls(plan, items)
        assert [piece.note for piece in plan.notes] == sorted(piece.note for piece in plan.notes)
    _check_floats(plans, items, notes, floats)


@PAGE_MAKERS
@settings(deadline=None)
@given(galley=galleys())
def test_a_page_begins_where_it_may_unless_nowhere_else_is_possible(page_maker: PageMaker, galley: Galley) -> None:
    items, notes, floats = galley
    try:
        plans = page_maker(items, notes, AREA, floats)
    except UnplaceableError:
        return
    for before, plan in itertools.pairwise(plans):
        if (
            plan.first < len(items)
            and plan.first == before.last > before.first
            and not items[plan.first].may_begin_page
        ):
            assert not any(item.may_begin_page for item in items[before.first + 1 : before.last])


@settings(deadline=None)
@given(galleys())
def test_pages_weighed_together_never_cost_more_than_greedy_ones(galley: Galley) -> None:
    section = Section(galley.items, galley.notes, AREA, galley.floats)
    try:
        greedy, cost = go_through(section)
    except UnplaceableError:
        return
    assert _cost(section, make_up(galley.items, galley.notes, AREA, galley.floats)) <= cost + 1e-6
    assert _cost(section, greedy) == pytest.approx(cost)


def _cost(section: Section, plans: Sequence[PagePlan]) -> float:
    """Reckon what pages cost, page by page, from the plans alone."""
    total, recto = 0.0, AREA.begins_recto
    facing: float | None = None
    opened: tuple[Open, ...] = ()
    placed = 0
    for plan in plans:
        short: float | None = 0.0 if plan.notes else None
        if plan.tops_pt:
            ways = section.ways(plan.first, opened, AREA.height_pt, placed)
            feet = sum(each.top_pt > plan.tops_pt[0] for each in plan.floats)
            carried = placed, placed + len(plan.floats) - feet, placed + len(plan.floats)
            wanted = plan.last, plan.notes, carried
            way = next(way for way in ways if (way.last, way.pieces, way.floats[:3]) == wanted)
            total, short = total + sum(section.costs([way], recto=recto, facing=facing)), way.short_lines
        else:
            total += _cost_without_text(section, plan, placed, recto=recto)
        facing, recto = (None if recto else short), not recto
        opened = carry(plan, section.items, section.notes, opened)
        placed += len(plan.floats)
    return total


def _cost_without_text(section: Section, plan: PagePlan, placed: int, *, recto: bool) -> float:
    if plan.floats:
        left = range(placed + len(plan.floats), len(section.floats))
        waiting = sum(section.floats.anchor(each) < plan.first for each in left)
        return AREA.weights.float_page + AREA.weights.float_far * waiting
    text_is_left = plan.first < len(section.items) and not section.turns_before(plan.first, recto=recto)
    return AREA.weights.broken_rule if text_is_left else 0.0


@settings(deadline=None)
@given(galleys())
def test_the_faults_of_a_page_add_up_to_its_cost(galley: Galley) -> None:
    section = Section(galley.items, galley.notes, AREA, galley.floats)
    try:
        plans = make_up(galley.items, galley.notes, AREA, galley.floats)
    except UnplaceableError:
        return
    total = 0.0
    for page, plan in enumerate(plans):
        chosen = choice(galley.items, galley.notes, AREA, plans, page, galley.floats).chosen
        if chosen:
            assert chosen.last == plan.last
            total += sum(fault.cost for fault in chosen.faults)
            rules = sum(fault.cost for fault in chosen.faults if fault.kind == "broken_rule") / 2000.0
            assert rules == pytest.approx(round(rules), abs=1e-4)
        else:
            placed = sum(len(before.floats) for before in plans[:page])
            total += _cost_without_text(section, plan, placed, recto=page % 2 == 0)
    assert total == pytest.approx(_cost(section, plans), abs=0.05 * len(plans))


@PAGE_MAKERS
@settings(deadline=None)
@given(galley=galleys())
def test_what_must_begin_a_page_begins_one_and_on_the_side_it_must(page_maker: PageMaker, galley: Galley) -> None:
    items, notes, floats = galley
    try:
        plans = page_maker(items, notes, AREA, floats)
    except UnplaceableError:
        return
    begins = {plan.first: number for number, plan in enumerate(plans) if plan.last > plan.first}
    for index, item in enumerate(items):
        if item.must_begin_page:
            assert index in begins
        if item.must_begin_recto:
            assert begins[index] % 2 == 0
    for number, plan in enumerate(plans):
        if not (plan.tops_pt or plan.notes or plan.floats):
            assert items[plan.first].must_begin_recto and number % 2


@settings(deadline=None)
@given(galleys())
def test_the_same_galley_makes_the_same_pages(galley: Galley) -> None:
    try:
        plans = make_up(galley.items, galley.notes, AREA, galley.floats)
    except UnplaceableError:
        return
    assert plans == make_up(galley.items, galley.notes, AREA, galley.floats)


def _check_capacity(plan: PagePlan, items: Items, notes: Sequence[Items], floats: Floats) -> None:
    heights = [
        notes[piece.note][piece.last - 1].bottom_pt - notes[piece.note][piece.first].top_pt for piece in plan.notes
    ]
    top = AREA.height_pt - sum(heights)
    assert plan.note_tops_pt == pytest.approx(
        [top + above for above in itertools.accumulate(heights, initial=0.0)][:-1]
    )
    assert top >= -0.02
    if plan.tops_pt:
        natural = [top for top, _ in positions(items, AREA, plan.first)][: plan.last - plan.first]
        down = plan.tops_pt[0] - natural[0]
        assert down % LINE == pytest.approx(0.0)
        added = [top - before - down for top, before in zip(plan.tops_pt, natural, strict=True)]
        for number, (before, after) in enumerate(itertools.pairwise([0.0, *added])):
            # White is added a line at a time, above items that allow it, and never above a page's first.
            stretches = number > 0 and items[plan.first + number].stretches
            assert after - before == pytest.approx(0.0) or (stretches and after - before == pytest.approx(LINE))
        room = top - AREA.note_gap_pt if plan.notes else AREA.height_pt
        above = [each for each in plan.floats if each.top_pt < plan.tops_pt[0]]
        below = plan.floats[len(above) :]
        assert down >= sum(floats[each.number].height_pt + AREA.float_gap_pt for each in above) - 0.02
        assert bool(down) == bool(above)
        room -= sum(floats[each.number].height_pt + AREA.float_gap_pt for each in below)
        last = items[plan.last - 1]
        assert plan.tops_pt[-1] + last.bottom_pt - last.top_pt <= room + 0.02
        assert all(top >= 0 for top in plan.tops_pt)


def _check_floats(plans: Sequence[PagePlan], items: Items, notes: Sequence[Items], floats: Floats) -> None:
    """See that floats stand in order, where they may, on the page of their anchor or later, with enough text."""
    pages = {item: page for page, plan in enumerate(plans) for item in range(plan.first, plan.last)}
    for page, plan in enumerate(plans):
        carried = [floats[number] for number, _ in plan.floats]
        assert all(pages[each.anchor] <= page for each in carried)
        assert len(carried) == 1 or not any(each.alone for each in carried)
        for above, below in itertools.pairwise(plan.floats):
            assert below.top_pt >= above.top_pt + floats[above.number].height_pt + AREA.float_gap_pt - 0.02
        if not plan.tops_pt:
            continue
        assert not any(each.alone for each in carried)
        for placed, each in zip(plan.floats, carried, strict=True):
            assert each.top if placed.top_pt < plan.tops_pt[0] else each.foot
            assert plan.first or placed.top_pt > plan.tops_pt[0]
        text_ends = plan.last == len(items) or items[plan.last].must_begin_page
        last = items[plan.last - 1]
        text_pt = plan.tops_pt[-1] + last.bottom_pt - last.top_pt - plan.tops_pt[0]
        assert not carried or text_ends or text_pt + items[plan.first].repeated_pt >= AREA.height_pt / 4 - 0.02
    assert list(find_faults(plans, items, notes, AREA, floats)) == []


def _check_calls(plan: PagePlan, items: Items) -> None:
    called = [note for item in items[plan.first : plan.last] for note in item.notes]
    begun = [piece.note for piece in plan.notes if piece.first == 0]
    assert begun == called


def _fits_on_no_page(item: Item, notes: Sequence[Items]) -> bool:
    tall = item.bottom_pt - item.top_pt + item.repeated_pt
    least = sum(notes[index][0].bottom_pt - notes[index][0].top_pt for index in item.notes)
    return tall + (least + AREA.note_gap_pt if item.notes else 0.0) > AREA.height_pt
