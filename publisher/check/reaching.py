"""How far the ink of a page reaches: where that is near enough, no line of it need be looked at by itself."""

from collections.abc import Iterable
from typing import NamedTuple

from publisher.pdf.audit import Line


class Reach(NamedTuple):
    """The furthest ink of some lines on each side, from the trimmed page's top left corner, in points.

    `size` is the smallest of any of their characters.
    """

    left: float
    right: float
    top: float
    bottom: float
    size: float


def reach_of(lines: Iterable[Line]) -> Reach | None:
    """Give how far lines reach; `None` for no lines."""
    runs = [run for line in lines for run in line.runs]
    if not runs:
        return None
    _, lefts, rights, tops, bottoms, _, sizes, *_ = zip(*runs, strict=True)
    return Reach(min(lefts), max(rights), min(tops), max(bottoms), min(sizes))
