"""A text that is printed in one go, without spaces, and where in it stands what only pages decide."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from publisher.pdf.audit.letters import dense
from publisher.source import Position


@dataclass(frozen=True, slots=True)
class Call:
    """A call in a text: where its number stands in it, a comma before it included.

    `note` is the index of the note that it calls.
    """

    start: int
    end: int
    note: int


@dataclass(frozen=True, slots=True)
class PageReference:
    """Words that tell a page, which only pages know: where they stand in the text, and the id that is meant."""

    start: int
    end: int
    target: str
    at: Position


Spot: TypeAlias = Call | PageReference


@dataclass(frozen=True, slots=True)
class TableSpan:
    """Where a table's rows stand in the text, its head row left out, and the head's words: pages repeat it."""

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Stream:
    """Words in reading order.

    Args:
        text: Calls included.
        spaced: The same, as people read it.
        spots: What stands there is known when pages are made. In their order.
        spot_starts: Where each of them begins.
        tables: In their order.
        openings: Where a line begins because the author wants it.
        own: Where print writes what another edition writes otherwise: calls and references, from and to.
    """

    text: str
    spaced: str
    spots: tuple[Spot, ...]
    spot_starts: tuple[int, ...]
    tables: tuple[TableSpan, ...]
    openings: frozenset[int]
    own: tuple[tuple[int, int], ...]
    _starts: tuple[int, ...] = field(repr=False)
    _places: tuple[Position, ...] = field(repr=False)

    def places(self, offsets: Sequence[int]) -> Sequence[Position]:
        """Give the places of some characters."""
        starts, places = self._starts, self._places
        return [places[max(0, bisect_right(starts, offset) - 1)] for offset in offsets]

    def place(self, offset: int) -> Position:
        """Give the place in the manuscript of a character."""
        return self._places[max(0, bisect_right(self._starts, offset) - 1)]


def excerpt(spaced: str, start: int, end: int, most: int = 60) -> str:
    """Give words of a text by the place of their characters where spaces are left out."""
    found: list[str] = []
    at = 0
    for word in spaced.split():
        before, at = at, at + len(dense(word))
        if at > start and before < end:
            found.append(word)
            if sum(map(len, found)) + len(found) > most:
                return " ".join(found) + " …"
        if at >= end:
            break
    return " ".join(found)
