"""The lines of a paragraph weighed against each other, by dynamic programming.

Source: D. E. Knuth and M. F. Plass, “Breaking Paragraphs into Lines”, Software: Practice and Experience 11, 1981.
A state is a place where a line ends, how loose that line is, and how many lines in a row end in hyphens. Of all
ways to a state only the cheapest can be part of the best paragraph, so each state is left once.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from publisher.pdf.breaking.places import Manner, Places
from publisher.pdf.breaking.strain import TOLERANCE, strain_between

_TIGHT, _DECENT, _LOOSE, _VERY_LOOSE = range(4)


class _State(NamedTuple):
    """How a line ended: its looseness, and how many lines in a row, itself the last, ended in hyphens."""

    looseness: int
    hyphens: int


class _Line(NamedTuple):
    """The last line of the cheapest way to a state: where it begins, and the state there."""

    cost: float
    first: int
    before: _State


_Reached: TypeAlias = dict[_State, _Line]
_AT_EASE = _State(_DECENT, 0)


class Found(NamedTuple):
    """Lines, by the indices of the places where they end, and what they weigh together."""

    weight: float
    ends: tuple[int, ...]


def least_lines(places: Places, measure: float, manner: Manner) -> Found | None:
    """Find the lines whose faults together weigh least.

    Args:
        places: Where lines may end, from the paragraph's beginning to its end.
        measure: The lines' width.
        manner: How they are set.

    Returns:
        `None` if something does not fit in a line.
    """
    found = _search(_Lines(places, measure, manner, manner.most_stretch))
    if found is None or places[(0, *found.ends)[-2]].runt:
        found = _search(_Lines(places, measure, manner, math.inf))
    return found


def _search(lines: "_Lines") -> Found | None:
    places, manner = lines.places, lines.manner
    reached: list[_Reached] = [{} for _ in places]
    reached[0][_AT_EASE] = _Line(0.0, 0, _AT_EASE)
    for first, states in enumerate(reached[:-1]):
        if states:
            for last, looseness, cost in lines.full(first):
                _go_on(states, first, reached[last], _State(looseness, places[last].hyphen), cost, manner)
            cost = lines.last(first)
            if cost < math.inf:
                _go_on(states, first, reached[-1], _AT_EASE, cost, manner)
    return _found(reached) if reached[-1] else None


def _go_on(states: _Reached, first: int, reached: _Reached, line: _State, cost: float, manner: Manner) -> None:
    """Put a line behind each state at its beginning, and keep what is cheapest at its end.

    Args:
        states: Where it begins.
        first: The index of that place.
        reached: Where it ends.
        line: Its looseness, and 1 if it ends in a hyphen.
        cost: What it weighs by itself.
        manner: How lines are set.
    """
    for before, way in states.items():
        hyphens = before.hyphens + 1 if line.hyphens else 0
        if hyphens > manner.most_hyphens:
            continue
        total = way.cost + cost
        if hyphens > 1:
            total += manner.more_hyphens
        if abs(before.looseness - line.looseness) > 1:
            total += manner.uneven
        state = _State(line.looseness, hyphens)
        rival = reached.get(state)
        if rival is None or total < rival.cost:
            reached[state] = _Line(total, first, before)


def _found(reached: Sequence[_Reached]) -> Found:
    """Go back from the paragraph's end along the cheapest way."""
    at = len(reached) - 1
    state = min(reached[at], key=lambda state: reached[at][state].cost)
    weight = reached[at][state].cost
    ends = []
    while at:
        ends.append(at)
        _, at, state = reached[at][state]
    return Found(weight, tuple(reversed(ends)))


class _Lines:
    """Which lines are possible, and what each weighs by itself.

    Args:
        places: Where lines may end.
        measure: Their width.
        manner: How they are set.
        most_stretch: By what share of their width spaces are stretched at most.
    """

    def __init__(self, places: Places, measure: float, manner: Manner, most_stretch: float) -> None:
        self.places = places
        self.manner = manner
        self._measure = measure
        self._most_strain = most_stretch / manner.stretch
        # Along these a line's greatest and least widths are differences. A hyphen stands out, so that ends are not
        # quite in order: what is kept is the greatest so far, and the least from there on.
        self._widest = list(accumulate((self._stretched(p.end, p.give_end) - p.hang_end for p in places), max))
        shrunk_ends = (self._shrunk(p.end, p.give_end) - p.hang_end for p in reversed(places))
        self._narrowest = list(accumulate(shrunk_ends, min))[::-1]

    def _stretched(self, along: float, give: float) -> float:
        by_spaces = self._most_strain * self.manner.stretch * give if give else 0.0
        return along + self.manner.letters * (along - give) + by_spaces

    def _shrunk(self, along: float, give: float) -> float:
        return along - self.manner.letters * (along - give) - self.manner.shrink * give

    def full(self, first: int) -> Iterator[tuple[int, int, float]]:
        """Give each line that begins at a place, fills the measure and is not the last.

        Returns:
            Where it ends, its looseness, and what it weighs.
        """
        places, manner = self.places, self.manner
        begin = places[first]
        measure = self._measure + begin.hang_begin
        tightest = measure + self._shrunk(begin.begin, begin.give_begin) + TOLERANCE
        for last in range(self._first_end(first), len(places) - 1):
            if self._narrowest[last] > tightest:
                break
            end = places[last]
            strained = strain_between(begin, end, self._measure, manner)
            if -1 - TOLERANCE <= strained <= self._most_strain:
                cost = manner.line + 100 * abs(strained) ** 3 + end.cost
                if end.hyphen:
                    cost += manner.hyphen
                yield last, _looseness(strained), cost * cost + self._stacks(first, last)

    def _first_end(self, first: int) -> int:
        """Give a place before which no line ends that begins at another: all would be too loose."""
        if self._most_strain == math.inf:
            return first + 1
        begin = self.places[first]
        least = self._measure + begin.hang_begin + self._stretched(begin.begin, begin.give_begin) - TOLERANCE
        return bisect_left(self._widest, least, first + 1)

    def last(self, first: int) -> float:
        """Give what the paragraph's last line weighs if it begins at a place; infinity if it is too long."""
        manner = self.manner
        begin = self.places[first]
        strained = min(0.0, strain_between(begin, self.places[-1], self._measure, manner))
        if strained < -1 - TOLERANCE:
            return math.inf
        cost = (manner.line + 100 * abs(strained) ** 3) ** 2 + self._stacks(first, -1)
        if begin.runt:
            cost += manner.runt
        if begin.hyphen:
            cost += manner.hyphen_before_last
        return cost

    def _stacks(self, first: int, last: int) -> float:
        """Give what words weigh that stand below the same words: at the ends, and at the next beginning."""
        begin, end = self.places[first], self.places[last]
        ends = end.word_end != "" and end.word_end == begin.word_end
        begins = end.word_begin != "" and end.word_begin == begin.word_begin
        return self.manner.stack * (ends + begins)


def _looseness(strained: float) -> int:
    if strained < -0.5:
        return _TIGHT
    return _VERY_LOOSE if strained > 1 else _LOOSE if strained > 0.5 else _DECENT
