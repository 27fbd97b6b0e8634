"""Rivers: word spaces that touch through many lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from publisher.check.typography.lines import BodyLine

_LINES = 5
# A line of more words than any page is wide enough for: comparing them all would take long.
_MOST_WORDS = 100


def rivers(lines: Sequence[BodyLine]) -> tuple[int, ...]:
    """Give the page of each run of word spaces that touch through five lines or more."""
    return tuple(_found(lines))


def _found(lines: Sequence[BodyLine]) -> Iterator[int]:
    above: list[_Space] = []
    page = 0
    for line in lines:
        if not line.follows or line.page != page:
            above = []
        page = line.page
        spaces = _spaces(line, above) if len(line.line.words) <= _MOST_WORDS else []
        yield from (page for space in spaces if space.length == _LINES)
        above = spaces


class _Space(NamedTuple):
    """A word space, and through how many lines the river flows that it ends."""

    left: float
    right: float
    length: int


def _spaces(line: BodyLine, above: Sequence[_Space]) -> list[_Space]:
    sides = [(before.right, after.left) for before, after in pairwise(line.line.words)]
    return [_Space(left, right, 1 + _longest(left, right, above)) for left, right in sides]


def _longest(left: float, right: float, above: Sequence[_Space]) -> int:
    return max((space.length for space in above if space.left < right and left < space.right), default=0)
