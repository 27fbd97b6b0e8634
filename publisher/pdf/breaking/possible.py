"""Which lines a paragraph can have, and what each weighs by itself."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from publisher.pdf.breaking.places import Manner, Places
from publisher.pdf.breaking.strain import STIFF, TOLERANCE, strain_between

TIGHT, DECENT, LOOSE, VERY_LOOSE = range(4)


class Line(NamedTuple):
    """A line that may be set.

    Args:
        last: The index of the place where it ends.
        looseness: Its class.
        hyphen: Whether it is followed by others and ends in a hyphen.
        badness: That of how it is filled.
        weight: What it weighs by itself.
    """

    last: int
    looseness: int
    hyphen: bool
    badness: float
    weight: float


class PossibleLines:
    """All lines of a paragraph that may be set so, each weighed once.

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
        self._columns = [(p.end, p.give_end, p.hang_end) for p in places]
        # Along these a line's greatest and least widths are differences. A hyphen stands out, so that ends are not
        # quite in order: what is kept is the greatest so far, and the least from there on.
        self._widest = list(accumulate((self._stretched(end, give) - hang for end, give, hang in self._columns), max))
        shrunk_ends = (self._shrunk(end, give) - hang for end, give, hang in reversed(self._columns))
        self._narrowest = list(accumulate(shrunk_ends, min))[::-1]
        self._lines: list[list[Line] | None] = [None] * len(places)

    def _stretched(self, along: float, give: float) -> float:
        by_spaces = self._most_strain * self.manner.stretch * give if give else 0.0
        return along + self.manner.letters * (along - give) + by_spaces

    def _shrunk(self, along: float, give: float) -> float:
        return along - self.manner.letters * (along - give) - self.manner.shrink * give

    def beginning_at(self, first: int) -> Sequence[Line]:
        """Give each line that begins at a place, the paragraph's last one behind the others."""
        lines = self._lines[first]
        if lines is None:
            lines = self._lines[first] = self._find(first)
        return lines

    def _find(self, first: int) -> list[Line]:
        places, manner, most_strain = self.places, self.manner, self._most_strain
        begin = places[first]
        # A hundred lines are looked at for one that is set: what is `strain_between` elsewhere is written out here.
        measure, along, indented = self._measure + begin.hang_begin, begin.begin, max(begin.begin, 0.0)
        stretch, shrink, by_letter, give_begin = manner.stretch, manner.shrink, manner.letters, begin.give_begin
        tightest = measure + self._shrunk(along, give_begin) + TOLERANCE
        stop = bisect_right(self._narrowest, tightest, first + 1, len(places) - 1)
        found = []
        for last in range(self._first_end(first), stop):
            end, give_end, hang_end = self._columns[last]
            give = give_end - give_begin
            room = measure + hang_end - (end - along)
            if -TOLERANCE < room < TOLERANCE:
                strained = 0.0
            else:
                by_letters = by_letter * (end - indented - give)
                by_spaces = (shrink if room < 0 else stretch) * give
                if room > by_spaces + by_letters:
                    strained = (room - by_letters) / by_spaces if by_spaces else STIFF
                else:
                    strained = room / (by_spaces + by_letters) if by_spaces or by_letters else -STIFF
            if -1 - TOLERANCE <= strained <= most_strain:
                badness = manner.line + 100 * abs(strained) ** 3
                weight = self._weight(first, last, badness, places[last].cost)
                found.append(Line(last, _looseness(strained), places[last].hyphen, badness, weight))
        # However far it is shrunk, nothing becomes half as wide that is longer than two lines.
        if not first or self._narrowest[-1] <= tightest + self._measure:
            weight = self._weigh_last(first)
            if weight < math.inf:
                found.append(Line(len(places) - 1, DECENT, False, 0.0, weight))
        return found

    def _first_end(self, first: int) -> int:
        """Give a place before which no line ends that begins at another: all would be too loose."""
        if self._most_strain == math.inf:
            return first + 1
        begin = self.places[first]
        least = self._measure + begin.hang_begin + self._stretched(begin.begin, begin.give_begin) - TOLERANCE
        return bisect_left(self._widest, least, first + 1)

    def dearer(self, first: int, line: Line, cost: float) -> Line:
        """Give a line, not the paragraph's last, whose end costs so much more."""
        weight = self._weight(first, line.last, line.badness, self.places[line.last].cost + cost)
        return line._replace(weight=weight)

    def _weight(self, first: int, last: int, badness: float, cost: float) -> float:
        """Give what a line weighs that fills the measure, if ending it where it ends costs so much."""
        cost = badness + cost
        if self.places[last].hyphen:
            cost += self.manner.hyphen
        return cost * cost + self._stacks(first, last)

    def _weigh_last(self, first: int) -> float:
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
        return TIGHT
    return VERY_LOOSE if strained > 1 else LOOSE if strained > 0.5 else DECENT
