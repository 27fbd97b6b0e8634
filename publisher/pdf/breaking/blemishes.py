"""What shows only when lines stand below each other: rivers of word spaces, and stacks of a word."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from publisher.pdf.breaking.places import Manner, Places
from publisher.pdf.breaking.strain import letter_scale, strain_between

# So many lines are a river, and so many a stack.
_RIVER = 5
_STACK = 3


def blemished(places: Places, ends: Sequence[int], measure: float, manner: Manner) -> list[int]:
    """Give the lines that a river or a stack goes through, as indices into `ends`, each once for each of these."""
    lines = [(places[first], places[last]) for first, last in pairwise((0, *ends))]
    found: list[int] = []
    if len(lines) >= _RIVER:
        gaps = [
            _gaps(places[first : last + 1], measure, manner, is_last=last == ends[-1])
            for first, last in pairwise((0, *ends))
        ]
        for last in _rivers(gaps):
            found += range(last - _RIVER + 1, last + 1)
    for words in ([begin.word_begin for begin, _ in lines], [end.word_end for _, end in lines]):
        for last in range(_STACK - 1, len(words)):
            stacked = words[last - _STACK + 1 : last + 1]
            if stacked[0] and len(set(stacked)) == 1:
                found += range(last - _STACK + 1, last + 1)
    return found


def _gaps(line: Places, measure: float, manner: Manner, *, is_last: bool) -> list[tuple[float, float]]:
    """Give where the word spaces of a line begin and end.

    Args:
        line: The places from its beginning to its end.
        measure: Its width.
        manner: How it is set.
        is_last: Whether it is narrowed, but not widened.
    """
    begin, end = line[0], line[-1]
    strained = strain_between(begin, end, measure, manner)
    if is_last:
        strained = min(0.0, strained)
    scale = letter_scale(strained, manner)
    space = 1 + strained * (manner.stretch if strained > 0 else manner.shrink)
    left = -min(begin.begin, 0.0) - begin.hang_begin
    letters = max(begin.begin, 0.0) - begin.give_begin

    def across(along: float, give: float) -> float:
        return left + scale * (along - give - letters) + space * (give - begin.give_begin)

    return [
        (across(place.end, place.give_end), across(place.begin, place.give_begin))
        for place in line[1:-1]
        if place.give_begin > place.give_end
    ]


def _rivers(lines: Sequence[Sequence[tuple[float, float]]]) -> Iterator[int]:
    """Give the lines at which word spaces have touched through enough lines."""
    flowing: list[tuple[float, float, int]] = []
    for index, gaps in enumerate(lines):
        now = []
        for left, right in gaps:
            length = 1
            for start, stop, above in flowing:
                if start < right and left < stop and length <= above:
                    length = above + 1
            if length == _RIVER:
                yield index
            now.append((left, right, length))
        flowing = now
