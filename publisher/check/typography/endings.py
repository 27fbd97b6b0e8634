"""What stands at the ends of lines: hyphens, ladders of them, stacks of a word, and the short lines of paragraphs."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publisher.check.typography.lines import BodyLine

_LONGEST_LADDER = 3
_STACKED_LETTERS = 3
_RUNT_EM = 3.0
_NO_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one page, right below each other, that end or begin alike."""

    page: int
    lines: int
    word: str


def ladders(lines: Sequence[BodyLine]) -> tuple[Run, ...]:
    """Give the runs of two lines and more that end in a hyphen."""
    return tuple(_runs(lines, lambda line: "-" if line.line.hyphenated else ""))


def stacks(lines: Sequence[BodyLine]) -> tuple[Run, ...]:
    """Give the runs of two lines and more that begin, or that end, with one word of three letters or more."""
    return (*_runs(lines, lambda line: _word(line, 0)), *_runs(lines, lambda line: _word(line, -1)))


def _word(line: BodyLine, index: int) -> str:
    word = _NO_LETTERS.sub("", line.line.words[index].text).casefold()
    return word if len(word) >= _STACKED_LETTERS and len(line.line.words) > 1 else ""


def _runs(lines: Sequence[BodyLine], says: Callable[[BodyLine], str]) -> Iterator[Run]:
    length, word, page = 0, "", 0
    for line in lines:
        said = says(line)
        if said and said == word and line.follows and line.page == page:
            length += 1
            continue
        if length > 1:
            yield Run(page, length, word)
        length, word, page = 1 if said else 0, said, line.page
    if length > 1:
        yield Run(page, length, word)


def is_long(ladder: Run) -> bool:
    """Say whether more lines end in hyphens than is good."""
    return ladder.lines > _LONGEST_LADDER


def runts(lines: Sequence[BodyLine], size_pt: float) -> tuple[BodyLine, ...]:
    """Give last lines of paragraphs that are one short word."""
    return tuple(
        line
        for line in lines
        if line.ends
        and not line.begins
        and not line.full
        and len(line.line.words) == 1
        and line.line.right - line.line.left < _RUNT_EM * size_pt
    )


def widows(lines: Sequence[BodyLine]) -> tuple[BodyLine, ...]:
    """Give last lines of paragraphs that begin a page."""
    return tuple(line for before, line in pairwise(lines) if line.page != before.page and line.ends and not line.begins)


def orphans(lines: Sequence[BodyLine]) -> tuple[BodyLine, ...]:
    """Give first lines of paragraphs that end a page and go on overleaf."""
    return tuple(line for line, after in pairwise(lines) if line.page != after.page and line.begins and not line.ends)


def divided(lines: Sequence[BodyLine]) -> tuple[BodyLine, ...]:
    """Give last lines of pages that end in a hyphen."""
    return tuple(line for line, after in pairwise(lines) if line.page != after.page and line.line.hyphenated)
