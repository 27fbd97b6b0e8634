"""Changes of single characters of a strand: what is typed on a keyboard, and what a page has instead."""

import enum
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publisher.model import Inlines, Text
from publisher.transform.strand import Leaf, Strand


class Fault(enum.StrEnum):
    """What a page should not have as it was typed. The values are the codes under which an author is told."""

    APOSTROPHE_STRAIGHT = "apostrophe-straight"
    DASH_HYPHENS = "dash-hyphens"
    ELLIPSIS_DOTS = "ellipsis-dots"
    NO_BREAK_MISSING = "no-break-missing"
    PERCENT_SPACED = "percent-spaced"
    QUOTE_STRAIGHT = "quote-straight"
    QUOTES_MIXED = "quotes-mixed"
    RANGE_HYPHEN = "range-hyphen"
    SPACE_DOUBLE = "space-double"


@dataclass(frozen=True, slots=True)
class Change:
    """What characters of a strand become.

    Args:
        begin: The first of them.
        end: After the last; `begin` where something is put in between two.
        text: What stands there instead.
        fault: Why; `None` where nobody need be told, for it would be too much to ask of an author.
    """

    begin: int
    end: int
    text: str
    fault: Fault | None


def least(change: Change, text: str) -> Change:
    """Give a change without the characters at its ends that stay as they are in the strand's text."""
    begin, end, made = change.begin, change.end, change.text
    while begin < end and made and text[begin] == made[0]:
        begin, made = begin + 1, made[1:]
    while begin < end and made and text[end - 1] == made[-1]:
        end, made = end - 1, made[:-1]
    return Change(begin, end, made, change.fault)


def without_overlaps(changes: Iterable[Change], text: str) -> tuple[Change, ...]:
    """Give changes in the order of the text; of two that overlap, the one given first. What changes nothing goes."""
    kept: list[Change] = []
    taken: set[int] = set()
    for change in changes:
        small = least(change, text)
        # What is put in between belongs to the character before it.
        places = range(small.begin, small.end) if small.end > small.begin else range(small.begin - 1, small.begin)
        if (small.text or small.end > small.begin) and taken.isdisjoint(places):
            taken.update(places)
            kept.append(small)
    return tuple(sorted(kept, key=lambda change: (change.begin, change.end)))


def inside(changes: Sequence[Change], leaf: Leaf) -> Iterator[Change]:
    """Give the changes that lie in a leaf as a whole, of some in the order of the strand.

    What is put in between two characters lies in a leaf that has both: no element ends with a space.
    """
    for change in changes[bisect_left(changes, leaf.begin, key=lambda change: change.begin) :]:
        if change.begin > leaf.end:
            return
        if change.end <= leaf.end and (change.end > change.begin or leaf.begin < change.begin < leaf.end):
            yield change


def changed(leaf: Leaf, changes: Sequence[Change]) -> Inlines:
    """Give a leaf's text with the changes that lie in it."""
    parts: list[str] = []
    at = leaf.begin
    text = leaf.text.text
    for change in inside(changes, leaf):
        parts += (text[at - leaf.begin : change.begin - leaf.begin], change.text)
        at = change.end
    if not parts:
        return (leaf.text,)
    return (Text("".join((*parts, text[at - leaf.begin :]))),)


def language_at(strand: Strand, index: int) -> str:
    """Give the language of a character of a strand."""
    leaf = strand.leaf_at(index)
    return leaf.language if leaf else strand.language
