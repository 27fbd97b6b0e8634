"""Which line of the text a float belongs to: it stands on the page of that line or on a later one."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NEAR = 2


class Place(NamedTuple):
    """Where a float was taken out of the text.

    Args:
        after: The block before it.
        targets: What links to it lead to.
    """

    after: int
    targets: frozenset[str]


def anchors(blocks: Sequence[int], links: Iterable[frozenset[str]], floats: Iterable[Place]) -> list[int]:
    """Give the anchor of each float, never before that of an earlier one.

    It is the nearest line that links to the float, from two blocks before its place to two after it; without one the
    last line of the block before it.

    Args:
        blocks: The block of each line of the text, in order.
        links: The targets of the links in each line.
        floats: In their order.
    """
    linking = [(line, targets) for line, targets in enumerate(links) if targets]
    found: list[int] = []
    for place in floats:
        near = [line for line, targets in linking if targets & place.targets and _is_near(blocks[line], place.after)]
        before = max(0, bisect_right(blocks, place.after) - 1)
        anchor = min(near, key=lambda line: (abs(line - before - 0.5), line), default=before)
        found.append(max([anchor, *found[-1:]]))
    return found


def _is_near(block: int, after: int) -> bool:
    return after - _NEAR < block <= after + _NEAR
