"""From an offset in a text to a line and a column of the author's file."""

import bisect
from collections.abc import Callable, Sequence
from typing import TypeAlias

from publisher.source import Position

Locate: TypeAlias = Callable[[int], Position]
"""Gives the place of a character of a run of text, counted from 0."""


class Source:
    r"""A manuscript file's text, as its author sees it in lines.

    Args:
        path: The file, as messages name it.
        text: Its characters, with `\n` alone between lines.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def at(self, offset: int) -> Position:
        """Give the place of a character of the whole text."""
        line = min(max(bisect.bisect_right(self._starts, offset) - 1, 0), len(self.lines) - 1)
        column = min(max(offset - self._starts[line], 0), len(self.lines[line]))
        return Position(self.path, line + 1, column + 1)

    def on_line(self, line: int, column: int = 0) -> Position:
        """Give the place of a column in a line, both counted from 0."""
        line = min(max(line, 0), len(self.lines) - 1)
        return Position(self.path, line + 1, min(max(column, 0), len(self.lines[line])) + 1)

    def first_mark(self, line: int) -> Position:
        """Give the place where a line begins after its indent and the marks of quotations."""
        text = self.lines[min(line, len(self.lines) - 1)]
        return self.on_line(line, len(text) - len(text.lstrip(" \t>")))

    def locate_run(self, content: str, begin: int, end: int, *, heading: bool = False) -> Locate:
        """Find where the characters of a run of lines stand.

        Markdown takes indents, quotation marks and a heading's closing signs from both sides of a line and
        nothing from its middle: counted from the end of its line, a character stands where it stood.

        Args:
            content: What Markdown left of the lines.
            begin: The first line that the run may stand on, counted from 0.
            end: The line after the last.
            heading: Whether closing `#` signs may follow.
        """
        return _Run(self, content, begin, end, heading)


class _Run:
    """Locates the characters of a run; its lines are looked up when the first place is asked for."""

    def __init__(self, source: Source, content: str, begin: int, end: int, heading: bool) -> None:
        self._source = source
        self._content = content
        self._span = range(begin, min(end, len(source.lines)))
        self._heading = heading
        self._starts: list[int] = []
        # What the column of a character is more than its offset in its line of the run.
        self._indents: list[int] = []
        self._first = begin

    def __call__(self, offset: int) -> Position:
        if not self._starts:
            self._look_up()
        index = max(bisect.bisect_right(self._starts, offset) - 1, 0)
        return self._source.on_line(self._first + index, self._indents[index] + offset - self._starts[index])

    def _look_up(self) -> None:
        lines = self._content.split("\n")
        self._first = self._first_line(lines[0].rstrip())
        start = 0
        for number, line in enumerate(lines, self._first):
            whole = self._source.lines[min(number, len(self._source.lines) - 1)].rstrip()
            if self._heading:
                whole = _without_closing_signs(whole)
            self._starts.append(start)
            self._indents.append(len(whole) - len(line.rstrip()))
            start += len(line) + 1

    def _first_line(self, first: str) -> int:
        found = (line for line in self._span if first and first.strip() in self._source.lines[line])
        return next(found, self._span.start)


def _without_closing_signs(line: str) -> str:
    bare = line.rstrip("#")
    return bare.rstrip() if bare != line and bare.endswith((" ", "\t")) else line


def shifted(locate: Locate, by: int) -> Locate:
    """Locate characters of a part that begins `by` characters into a run."""
    return lambda offset: locate(offset + by)


def with_removals(locate: Locate, removed: Sequence[int]) -> Locate:
    """Locate characters of a run from which single characters were taken.

    Args:
        locate: For the run as it stands in the file.
        removed: Where, in what was left, a character had stood before; ascending.
    """
    return lambda offset: locate(offset + bisect.bisect_right(removed, offset)) if removed else locate(offset)
