"""From an offset in a text to a line and a column of the author's file."""

import bisect
import functools
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
        return functools.partial(self._at_run, content, begin, end, heading)

    def _at_run(self, content: str, begin: int, end: int, heading: bool, offset: int) -> Position:
        before = content.count("\n", 0, offset)
        line_start = content.rfind("\n", 0, offset) + 1
        line_end = content.find("\n", offset)
        text = content[line_start : line_end if line_end >= 0 else len(content)]
        line = self._first_line(content.split("\n", 1)[0].rstrip(), begin, end) + before
        whole = self.lines[min(line, len(self.lines) - 1)].rstrip()
        if heading:
            whole = _without_closing_signs(whole)
        return self.on_line(line, len(whole) - (len(text.rstrip()) - (offset - line_start)))

    def _first_line(self, first: str, begin: int, end: int) -> int:
        candidates = range(begin, min(end, len(self.lines)))
        return next((line for line in candidates if first and first.strip() in self.lines[line]), begin)


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
