"""The lines of a paragraph weighed against each other, by dynamic programming.

Source: D. E. Knuth and M. F. Plass, “Breaking Paragraphs into Lines”, Software: Practice and Experience 11, 1981.
A state is a place where a line ends, how loose that line is, and how many lines in a row end in hyphens. Of all
ways to a state only the cheapest can be part of the best paragraph, so each state is left once.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from publisher.pdf.breaking.places import Manner, Places
from publisher.pdf.breaking.possible import DECENT, Line, PossibleLines

# How a line ended, as one number: its looseness, and four times how many lines in a row, itself the last, ended in
# hyphens. It is asked for so often that a tuple of both would take twice as long.
_State: TypeAlias = int
_AT_EASE: _State = DECENT
# The last line of the cheapest way to a state: what the way weighs, where the line begins, and the state there.
_Way: TypeAlias = tuple[float, int, _State]
_Reached: TypeAlias = dict[_State, _Way]


class Found(NamedTuple):
    """Lines, by the indices of the places where they end, and what they weigh together."""

    weight: float
    ends: tuple[int, ...]


class Paragraph:
    """A paragraph whose best lines are looked for, more than once if some end is to be avoided.

    Args:
        places: Where lines may end, from the paragraph's beginning to its end.
        measure: The lines' width.
        manner: How they are set.
    """

    def __init__(self, places: Places, measure: float, manner: Manner) -> None:
        self.places = places
        self.measure = measure
        self.manner = manner

    @cached_property
    def _decent(self) -> "_Search":
        return _Search(PossibleLines(self.places, self.measure, self.manner, self.manner.most_stretch))

    @cached_property
    def _any(self) -> "_Search":
        return _Search(PossibleLines(self.places, self.measure, self.manner, math.inf))

    def least_lines(self) -> Found | None:
        """Find the lines whose faults together weigh least; `None` if something does not fit in a line."""
        found = self._decent.found
        return self._any.found if self._is_poor(found) else found

    def least_avoiding(self, end: int, cost: float) -> Found | None:
        """Find the lines that weigh least if an end of theirs costs so much more."""
        found = self._decent.avoiding(end, cost)
        return self._any.avoiding(end, cost) if self._is_poor(found) else found

    def _is_poor(self, found: Found | None) -> bool:
        return found is None or self.places[(0, *found.ends)[-2]].runt


class _Search:
    """The ways through a paragraph, by possible lines."""

    def __init__(self, lines: PossibleLines) -> None:
        self._lines = lines
        self._reached: list[_Reached] = [{} for _ in lines.places]
        self._reached[0][_AT_EASE] = 0.0, 0, _AT_EASE
        self._go_on(self._reached, 0)
        self.found = _found(self._reached)

    def avoiding(self, end: int, cost: float) -> Found | None:
        """Find what weighs least if an end costs so much more; the ways to places before it are known."""
        lines = self._lines
        reached = [*self._reached[:end], *({} for _ in self._reached[end:])]
        for first in range(end):
            beyond = [line for line in lines.beginning_at(first) if line.last >= end] if reached[first] else ()
            if beyond:
                self._add(
                    reached, first, [lines.dearer(first, line, cost) if line.last == end else line for line in beyond]
                )
        self._go_on(reached, end)
        return _found(reached)

    def _go_on(self, reached: Sequence[_Reached], start: int) -> None:
        """Add each line that begins at a place from here on to the ways there."""
        for first in range(start, len(reached) - 1):
            if reached[first]:
                self._add(reached, first, self._lines.beginning_at(first))

    def _add(self, reached: Sequence[_Reached], first: int, lines: Iterable[Line]) -> None:
        """Put each of some lines behind each state at their beginning, and keep what is cheapest at their ends."""
        manner, ways = self._lines.manner, list(reached[first].items())
        for last, looseness, hyphen, _, weight in lines:
            there = reached[last]
            for before, (so_far, _, _) in ways:
                state, total = looseness, so_far + weight
                if hyphen:
                    hyphens = (before >> 2) + 1
                    if hyphens > manner.most_hyphens:
                        continue
                    if hyphens > 1:
                        total += manner.more_hyphens
                    state += hyphens << 2
                if not -1 <= (before & 3) - looseness <= 1:
                    total += manner.uneven
                rival = there.get(state)
                if rival is None or total < rival[0]:
                    there[state] = total, first, before


def _found(reached: Sequence[_Reached]) -> Found | None:
    """Go back from the paragraph's end along the cheapest way, if one leads there."""
    at = len(reached) - 1
    if not reached[at]:
        return None
    state = min(reached[at], key=lambda state: reached[at][state][0])
    weight = reached[at][state][0]
    ends = []
    while at:
        ends.append(at)
        _, at, state = reached[at][state]
    return Found(weight, tuple(reversed(ends)))
