"""A passage as one string, whatever elements its characters stand in, and the way back."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from publisher.model import (
    Code,
    Emphasis,
    Foreign,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Reference,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publisher.transform.rewriting import Passage

OBJECT = "\ufffc"
"""Stands in a strand for what is not text: code, a picture, the edges of what is raised or lowered."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text of the passage.

    Args:
        begin: Where it begins in the strand.
        text: The text.
        language: The language it is in, a BCP 47 tag.
        mark: Which of the author's marks of a language it stands in, the innermost; `None` for none.
        capitals: Whether it stands in small capitals.
    """

    begin: int
    text: Text
    language: str
    mark: int | None = None
    capitals: bool = False

    @property
    def end(self) -> int:
        """Where the strand goes on after it."""
        return self.begin + len(self.text.text)


@dataclass(frozen=True, slots=True)
class Strand:
    """A passage's characters in reading order; calls of notes leave no trace, line breaks are line ends.

    Args:
        text: All characters.
        language: That of the passage.
        leaves: Where they come from, in their order; between two there may be characters of none.
    """

    text: str
    language: str
    leaves: tuple[Leaf, ...]

    def leaf_at(self, index: int) -> Leaf | None:
        """Give the leaf that a character belongs to."""
        after = bisect_right(self.leaves, index, key=lambda leaf: leaf.begin)
        leaf = self.leaves[after - 1] if after else None
        return leaf if leaf and index < leaf.end else None


def strand_of(passage: Passage, language: str) -> Strand:
    """Lay the runs of a passage one behind the other."""
    maker = _Maker(language)
    for run in passage:
        maker.run(run, _Around(language))
        maker.add("\n")
    return Strand("".join(maker.parts), language, tuple(maker.leaves))


def with_leaves(passage: Passage, made: Callable[[Leaf], Inlines], strand: Strand) -> Passage:
    """Give a passage whose texts are made anew, each from its leaf in the passage's strand."""
    leaves = iter(strand.leaves)
    return tuple(_rebuilt(run, leaves, made) for run in passage)


@dataclass(frozen=True, slots=True)
class _Around:
    language: str
    mark: int | None = None
    capitals: bool = False


class _Maker:
    def __init__(self, language: str) -> None:
        self.parts: list[str] = []
        self.leaves: list[Leaf] = []
        self._language = language
        self._length = 0
        self._marks = 0

    def add(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def run(self, inlines: Inlines, around: _Around) -> None:
        for inline in inlines:
            self._inline(inline, around)

    def _inline(self, inline: Inline, around: _Around) -> None:
        match inline:
            case Text(text):
                self.leaves.append(Leaf(self._length, inline, around.language, around.mark, around.capitals))
                self.add(text)
            case Emphasis() | Strong() | Link():
                self.run(inline.inlines, around)
            case SmallCaps():
                self.run(inline.inlines, replace(around, capitals=True))
            case Foreign():
                self._marks += 1
                self.run(inline.inlines, replace(around, language=inline.language, mark=self._marks))
            case Superscript() | Subscript():
                self.add(OBJECT)
                self.run(inline.inlines, around)
                self.add(OBJECT)
            case Code() | InlineImage() | Reference():
                self.add(OBJECT)
            case LineBreak():
                self.add("\n")
            case Note() | NoteReference():
                pass
            case _:
                assert_never(inline)


def _rebuilt(inlines: Inlines, leaves: Iterator[Leaf], made: Callable[[Leaf], Inlines]) -> Inlines:
    parts: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text():
                parts += made(next(leaves))
            case Emphasis() | Strong() | Foreign() | SmallCaps() | Superscript() | Subscript() | Link():
                parts.append(replace(inline, inlines=_rebuilt(inline.inlines, leaves, made)))
            case _:
                parts.append(inline)
    return tuple(parts)
