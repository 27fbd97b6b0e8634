"""Breaking by itself: widths in, the ends of lines out, no PDF anywhere."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.pdf.breaking import Manner, Place, Places, break_lines, letter_scale, strain
from publisher.pdf.breaking.blemishes import blemished
from publisher.pdf.breaking.optimum import Paragraph

SPACE = 5.0
HYPHEN = 4.0
# Letters keep their width: every line's fit can be told from its spaces.
PLAIN = Manner(letters=0.0)


@dataclass(frozen=True)
class Word:
    """A word of some width; `parts` are the widths of what hyphens may divide it into."""

    parts: tuple[float, ...]
    name: str = ""
    hyphen: bool = False


def word(*parts: float, name: str = "", hyphen: bool = False) -> Word:
    return Word(parts, name, hyphen)


def paragraph(*words: Word, indent: float = 0.0, runt: float = 0.0) -> list[Place]:
    """Give the places of a paragraph; a last line narrower than `runt` is too short."""
    places = [Place(0.0, -indent)]
    along = give = 0.0
    for index, said in enumerate(words):
        for part in said.parts[:-1]:
            along += part
            places.append(Place(along + HYPHEN, along, give_end=give, give_begin=give, hyphen=True))
        along += said.parts[-1]
        if index + 1 < len(words):
            after = words[index + 1].name
            place = Place(along, along + SPACE, give_end=give, give_begin=give + SPACE, hyphen=said.hyphen)
            places.append(place._replace(word_end=said.name, word_begin=after))
            along += SPACE
            give += SPACE
    places = [places[0], *(place._replace(runt=along - place.begin < runt) for place in places[1:])]
    return [*places, Place(along, along, give_end=give, give_begin=give, word_end=words[-1].name)]


def lines(places: Places, ends: Sequence[int]) -> Iterator[tuple[Place, Place]]:
    return itertools.pairwise(places[end] for end in (0, *ends))


def strains(places: Places, ends: Sequence[int], measure: float, manner: Manner) -> list[float]:
    return [
        strain(
            measure - (end.end - begin.begin),
            end.give_end - begin.give_begin,
            end.end - end.give_end - max(begin.begin, 0.0) + begin.give_begin,
            manner,
        )
        for begin, end in lines(places, ends)
    ]


# --- what lines look like ------------------------------------------------------------------------------------------


def test_what_fits_is_one_line() -> None:
    assert break_lines(paragraph(word(30), word(40)), 100, PLAIN) == (2,)


def test_an_indent_takes_room() -> None:
    words = [word(40), word(40), word(40)]
    assert break_lines(paragraph(*words), 85, PLAIN) == (2, 3)
    assert break_lines(paragraph(*words, indent=20), 85, PLAIN) == (1, 3)


def test_a_line_takes_what_fits_narrowed() -> None:
    words = [word(20)] * 5
    # Four spaces of 5 may give 3.6.
    assert break_lines(paragraph(*words), 116.5, PLAIN) == (5,)
    assert break_lines(paragraph(*words), 116.3, PLAIN) != (5,)


def test_letters_give_along_with_spaces() -> None:
    words = [word(20)] * 5
    assert break_lines(paragraph(*words), 114.5, PLAIN) != (5,)
    assert break_lines(paragraph(*words), 114.5, Manner(letters=0.02)) == (5,)


def test_a_loose_line_is_not_bought_by_a_full_one() -> None:
    """Line by line, the first would be filled and the second left with two words."""
    words = [word(20), word(20), word(25), word(50), word(50), word(10)]
    greedy, better = (3, 4, 6), (2, 4, 6)
    places = paragraph(*words)
    assert max(strains(places, greedy[:-1], 95, PLAIN)) > max(strains(places, better[:-1], 95, PLAIN))
    assert break_lines(places, 95, PLAIN) == better


def test_what_is_wider_than_a_line_is_left_to_others() -> None:
    assert break_lines(paragraph(word(30), word(101), word(30)), 100, PLAIN) is None


def test_a_word_that_fits_exactly_stands_alone() -> None:
    assert break_lines(paragraph(word(100), word(100)), 100, replace(PLAIN, shrink=0.0)) == (1, 2)


def test_a_word_is_divided_where_that_spares_a_gap() -> None:
    words = [word(45), word(20, 40), word(40), word(20)]
    places = paragraph(*words)
    divided = break_lines(places, 80, PLAIN)
    assert divided is not None
    assert places[divided[0]].hyphen
    costly = break_lines(places, 80, replace(PLAIN, hyphen=1e9, most_stretch=math.inf))
    assert costly is not None
    assert not any(places[end].hyphen for end in costly)


def test_no_more_lines_in_a_row_end_in_hyphens_than_may() -> None:
    places = paragraph(*[word(46, 47)] * 12)

    def longest(most: int) -> int:
        ends = break_lines(places, 102, replace(PLAIN, most_hyphens=most, most_stretch=math.inf))
        assert ends is not None
        runs = itertools.groupby(places[end].hyphen for end in ends)
        return max((len(list(run)) for hyphen, run in runs if hyphen), default=0)

    assert longest(20) > 3
    assert longest(3) <= 3
    assert longest(0) == 0


def test_a_last_line_is_not_too_short_where_that_can_be_helped() -> None:
    words = [*[word(10)] * 16, word(8)]
    assert break_lines(paragraph(*words), 115, PLAIN) == (8, 16, 17)
    ends = break_lines(paragraph(*words, runt=20), 115, PLAIN)
    assert ends is not None
    assert ends[-2] < 16


def test_a_last_line_is_too_short_where_nothing_helps() -> None:
    assert break_lines(paragraph(word(95), word(8), runt=20), 95, PLAIN) == (1, 2)


@pytest.mark.parametrize("at", [7, 8])
def test_no_word_stands_below_itself_where_that_can_be_helped(at: int) -> None:
    """At the ends of lines, then at their beginnings."""
    words = [word(10, name="and" if index in (at, at + 8) else "") for index in range(30)]
    assert break_lines(paragraph(*words), 115, replace(PLAIN, stack=0.0)) == (8, 16, 24, 30)
    ends = break_lines(paragraph(*words), 115, PLAIN)
    assert ends is not None
    assert ends[:2] != (8, 16)


def test_no_loose_line_stands_beside_a_tight_one_where_that_can_be_helped() -> None:
    """Lines are loose, decent, very loose; or loose, very loose, decent."""
    widths = [20, 9, 11, 23, 23, 21, 18, 9, 17, 11, 8, 16, 19, 16]
    places = paragraph(*[word(float(width)) for width in widths])
    assert break_lines(places, 85, replace(PLAIN, uneven=0.0)) == (4, 8, 12, 14)
    assert break_lines(places, 85, replace(PLAIN, uneven=1e7)) == (4, 7, 12, 14)


def test_what_hangs_beyond_an_edge_makes_room() -> None:
    places = paragraph(*[word(20)] * 10)
    hanging = [place._replace(hang_end=2.0, hang_begin=1.0) for place in places]
    manner = replace(PLAIN, shrink=0.0)
    assert break_lines(places, 92, manner) == (3, 6, 9, 10)
    assert break_lines(hanging, 92, manner) == (4, 8, 10)


# --- what shows when lines stand below each other ------------------------------------------------------------------


def test_a_river_is_seen() -> None:
    """Nine words a line, all as wide: their spaces stand below each other."""
    lines_of_nine = (9, 18, 27, 36, 45)
    places = paragraph(*[word(10)] * 45)
    assert set(blemished(places, lines_of_nine, 130, PLAIN)) == {0, 1, 2, 3, 4}
    assert blemished(places, lines_of_nine[:4], 130, PLAIN) == []
    shifted = [word(17), *[word(10)] * 7, word(3)]
    places = paragraph(*[word(10)] * 18, *shifted, *[word(10)] * 18)
    assert blemished(places, lines_of_nine, 130, PLAIN) == []


def test_a_stack_of_three_is_seen_at_either_edge() -> None:
    for first, stacked in ((7, {0, 1, 2}), (8, {1, 2, 3})):
        words = [word(10, name="and" if index in range(first, first + 17, 8) else "") for index in range(32)]
        assert set(blemished(paragraph(*words), (8, 16, 24, 32), 115, PLAIN)) == stacked
        assert blemished(paragraph(*words[:20]), (8, 16, 20), 115, PLAIN) == []


def test_lines_are_broken_otherwise_where_that_takes_a_river_out() -> None:
    widths = [17, 17, 8, 14, 20, 17, 17, 14, 17, 14, 20, 11, 20, 11, 14, 11, 8, 20, 14, 20, 20, 11, 14, 8]
    widths += [8, 14, 17, 20, 8, 14, 17, 14, 20, 11, 20, 17, 17, 20, 14, 8, 20, 8, 8, 17, 8, 20, 17, 14]
    places = paragraph(*[word(float(width)) for width in widths])
    found = Paragraph(places, 130, PLAIN).least_lines()
    assert found is not None
    assert blemished(places, found.ends, 130, PLAIN)
    ends = break_lines(places, 130, replace(PLAIN, blemish=1e7))
    assert ends is not None
    assert not blemished(places, ends, 130, PLAIN)
    assert break_lines(places, 130, replace(PLAIN, blemish=0.0)) == found.ends


# --- what filling a line does ----------------------------------------------------------------------------------------


@given(
    room=st.floats(-30, 60),
    give=st.floats(1, 60),
    letters=st.floats(1, 400),
    manner=st.builds(Manner, letters=st.sampled_from([0.0, 0.01, 0.025]), shrink=st.sampled_from([0.1, 0.2])),
)
def test_spaces_and_letters_together_fill_the_line(room: float, give: float, letters: float, manner: Manner) -> None:
    strained = strain(room, give, letters, manner)
    spaces = give * (1 + (manner.stretch if strained > 0 else manner.shrink) * strained)
    if strained >= -1:
        assert letters * letter_scale(strained, manner) + spaces == pytest.approx(letters + give + room, abs=1e-5)
        assert 1 - manner.letters <= letter_scale(strained, manner) <= 1 + manner.letters


def test_a_line_without_spaces_fits_or_does_not() -> None:
    assert strain(0.0, 0.0, 50.0, PLAIN) == 0
    assert strain(5.0, 0.0, 50.0, PLAIN) > 10
    assert strain(-5.0, 0.0, 50.0, PLAIN) < -10


@pytest.mark.parametrize("wrong", [{"stretch": 0.0}, {"shrink": 1.0}, {"letters": -0.1}, {"hang": 2.0}])
def test_numbers_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Manner(**wrong)


# --- held against every possible paragraph ----------------------------------------------------------------------------

WORDS = st.lists(
    st.builds(
        Word,
        parts=st.lists(st.integers(8, 40).map(float), min_size=1, max_size=2).map(tuple),
        name=st.sampled_from(["", "and", "the"]),
        hyphen=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)
MANNERS = st.builds(
    Manner,
    letters=st.sampled_from([0.0, 0.025]),
    shrink=st.sampled_from([0.0, 0.18]),
    hyphen=st.sampled_from([0.0, 50.0, 250.0]),
    most_hyphens=st.integers(0, 3),
    most_stretch=st.sampled_from([0.6, 1.0, math.inf]),
    runt=st.sampled_from([0.0, 1e7]),
    uneven=st.sampled_from([0.0, 1e7]),
    stretch=st.sampled_from([0.2, 0.5]),
)


@settings(max_examples=150, deadline=None)
@given(words=WORDS, measure=st.integers(45, 160), indent=st.sampled_from([0.0, 10.0]), manner=MANNERS)
def test_no_other_lines_weigh_less(words: list[Word], measure: int, indent: float, manner: Manner) -> None:
    places = paragraph(*words, indent=indent, runt=20.0)
    found = Paragraph(places, measure, manner).least_lines()
    possible = {
        most: [weight for chosen in _all_ends(places) if (weight := _weight(places, chosen, measure, manner, most))]
        for most in (manner.most_stretch, math.inf)
    }
    if found is None:
        assert not possible[math.inf]
        return
    ends = found.ends
    assert ends[-1] == len(places) - 1
    assert list(ends) == sorted(set(ends))
    most = manner.most_stretch if _weight(places, ends, measure, manner, manner.most_stretch) else math.inf
    weight = _weight(places, ends, measure, manner, most)
    assert weight == pytest.approx(found.weight) == pytest.approx(min(possible[most]))
    # Looser lines are tried where there are no others, and to spare a line that is too short.
    assert most == manner.most_stretch or not possible[manner.most_stretch] or manner.runt


@settings(max_examples=150, deadline=None)
@given(words=WORDS, measure=st.integers(45, 160), manner=MANNERS, data=st.data())
def test_an_end_is_avoided_as_if_it_had_cost_so_much_from_the_start(
    words: list[Word], measure: int, manner: Manner, data: st.DataObject
) -> None:
    places = paragraph(*words, runt=20.0)
    looked_through = Paragraph(places, measure, manner)
    looked_through.least_lines()
    for end in data.draw(st.lists(st.integers(1, max(1, len(places) - 2)), max_size=3)) if len(places) > 2 else ():
        dearer = [*places]
        dearer[end] = places[end]._replace(cost=places[end].cost + 1e4)
        assert looked_through.least_avoiding(end, 1e4) == Paragraph(dearer, measure, manner).least_lines()


def _all_ends(places: Places) -> Iterator[tuple[int, ...]]:
    inner = range(1, len(places) - 1)
    for count in range(len(places) - 1):
        for chosen in itertools.combinations(inner, count):
            yield (*chosen, len(places) - 1)


def _weight(places: Places, ends: Sequence[int], measure: float, manner: Manner, most: float) -> float | None:
    """Give what lines weigh by the words of `Manner`; `None` if they may not be set so."""
    total = 0.0
    hyphens = 0
    looseness = 1
    for (begin, end), strained in zip(lines(places, ends), strains(places, ends, measure, manner), strict=True):
        is_last = end is places[-1]
        if is_last:
            strained = min(0.0, strained)
        if strained < -1 - 1e-9 or strained * manner.stretch > most + 1e-9:
            return None
        bad = manner.line + 100 * abs(strained) ** 3
        hyphens = hyphens + 1 if end.hyphen and not is_last else 0
        if hyphens:
            bad += manner.hyphen
        if hyphens > manner.most_hyphens:
            return None
        total += bad**2 + manner.more_hyphens * (hyphens > 1)
        before, looseness = looseness, 1 if is_last else sum(strained > edge for edge in (-0.5, 0.5, 1))
        total += manner.uneven * (abs(before - looseness) > 1)
        total += manner.stack * bool(end.word_end and end.word_end == begin.word_end)
        total += manner.stack * bool(end.word_begin and end.word_begin == begin.word_begin)
        if is_last:
            total += manner.runt * begin.runt + manner.hyphen_before_last * begin.hyphen
    return total
