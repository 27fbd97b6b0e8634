"""Where something stands in the author's files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a manuscript file.

    Args:
        path: The file, as the author named it (folder given on the command line, then the file).
        line: Counted from 1.
        column: Counted from 1, in characters.
    """

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a text that stand side by side in one line of a file.

    Args:
        begin: Of the first of them in the text, counted from 0.
        end: After the last.
        at: Where the first stands.
        literal: Whether the file has each of them as the text has it. Otherwise they are written some other way: as
            an entity, behind a backslash, as a line's end that is a space in the text.
    """

    begin: int
    end: int
    at: Position
    literal: bool = True

    def place(self, index: int) -> Position:
        """Give the place of a character of the text that lies in this stretch."""
        return replace(self.at, column=self.at.column + index - self.begin) if self.literal else self.at


Origin: TypeAlias = tuple[Stretch, ...]
"""Where the characters of a text stand, in their order; empty where that is unknown."""


def place_in(origin: Origin, index: int) -> Position | None:
    """Give the place of a character of a text, `None` where it is unknown."""
    return next((stretch.place(index) for stretch in origin if stretch.begin <= index < stretch.end), None)


def literal_place(origin: Origin, begin: int, end: int) -> Position | None:
    """Give the place of characters that stand in the file as they do in the text, side by side; `None` otherwise."""
    found = (each.place(begin) for each in origin if each.literal and each.begin <= begin and end <= each.end)
    return next(found, None)


def part_of(origin: Origin, begin: int, end: int) -> Origin:
    """Give the origin of a part of a text, counted from the part's own beginning."""
    return tuple(_parts(origin, begin, end))


def _parts(origin: Origin, begin: int, end: int) -> Iterator[Stretch]:
    for stretch in origin:
        first, last = max(stretch.begin, begin), min(stretch.end, end)
        if first < last:
            yield Stretch(first - begin, last - begin, stretch.place(first), stretch.literal)


def moved(origin: Origin, by: int) -> Origin:
    """Give the origin of a text that now begins `by` characters later."""
    return tuple(replace(each, begin=each.begin + by, end=each.end + by) for each in origin) if by else origin
