"""Rivers: word spaces that touch through many lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from publisher.check.typography.lines import BodyLine

_LINES = 5


def rivers(lines: Sequence[BodyLine]) -> tuple[int, ...]:
    """Give the page of each run of word spaces that touch through five lines or more."""
    return tuple(_found(lines))


def _found(lines: Sequence[BodyLine]) -> Iterator[int]:
    flowing: list[tuple[float, float, int]] = []
    page = 0
    for line in lines:
        if not line.follows or line.page != page:
            flowing = []
        page = line.page
        words = line.line.words
        now = []
        for a, b in pairwise(words):
            length = 1 + max((n for left, right, n in flowing if left < b.left and a.right < right), default=0)
            if length == _LINES:
                yield page
            now.append((a.right, b.left, length))
        flowing = now
