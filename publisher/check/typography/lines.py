"""The lines of running text in their order, and what each is in its paragraph."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from publisher.check.typography.body import HANGS_EM, Body
from publisher.pdf.audit.setting import SetLine, SetPage

# What of an em a line may be indented and still stand at the edge.
_AT_EDGE_EM = 0.4
# How far a full line may fall short of the right edge.
_FALLS_SHORT_PT = 0.75
_CONTIGUOUS = 1.25
# Deeper indents are those of lines that stand at the right, such as a signature.
_DEEPEST_INDENT = 0.25
_MARKER = re.compile(r"(?:[0-9]{1,3}|[a-z]|[ivx]+)[.)]|[–—•*‣◦-]")
_LEADERS = re.compile(r"(?:[.·…]\s*){4}")
# A space so much wider than all others of its line is none between words.
_TAB_TIMES, _TAB_EM = 5.0, 3.0


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of running text.

    Args:
        line: As it is set.
        page: From 1.
        full: It reaches the right edge.
        begins: It is the first of its paragraph.
        ends: It is the last of its paragraph.
        follows: It stands right below another line of running text.
        spaces: Its word spaces, in multiples of the normal one; empty unless it is justified.
    """

    line: SetLine
    page: int
    full: bool
    begins: bool
    ends: bool
    follows: bool
    spaces: tuple[float, ...]

    @property
    def mean_space(self) -> float:
        """Its mean word space, in multiples of the normal one."""
        return fmean(self.spaces)


@dataclass(frozen=True, slots=True)
class _Found:
    """A line before its paragraph is known.

    `first` says that it is the first on its page, `marked` that it has the number or dash of a list's item, `stops`
    that something else than running text stands below it.
    """

    line: SetLine
    page: int
    full: bool
    indent: float
    follows: bool
    first: bool
    marked: bool
    stops: bool = False


def body_lines(pages: Sequence[SetPage], body: Body) -> tuple[BodyLine, ...]:
    """Give the lines of running text of a file, from page to page."""
    found = [line for page in pages for line in _of_page(page, body)]
    begins = _begins(found, body)
    ends = [*begins[1:], True]
    return tuple(
        BodyLine(line.line, line.page, line.full, first, last or not line.full, line.follows, _spaces(line, body))
        for line, first, last in zip(found, begins, ends, strict=True)
    )


def _of_page(page: SetPage, body: Body) -> list[_Found]:
    single = len(body.lefts[page.number % 2]) == 1
    marked = {round(line.baseline) for line in page.lines if _has_marker(line)}
    texts = [line for line in body.text(page) if not _is_marker(line)]
    # The columns of a text are drawn one after the other, the cells of a table beside each other.
    beside = Counter(round(line.baseline) for line in texts if body.is_body(line) and single)
    found: list[_Found] = []
    before: SetLine | None = None
    above = False
    for line in sorted(texts, key=lambda line: line.baseline) if single else texts:
        if not body.is_body(line) or beside[round(line.baseline)] > 1 or _has_leaders(line):
            before = None
            if not body.is_note(line):
                above = True
                found[-1:] = [replace(last, stops=True) for last in found[-1:]]
            continue
        step = line.baseline - before.baseline if before else 0.0
        follows = 0 < step < _CONTIGUOUS * body.leading_pt
        first, begins = not found and not above, round(line.baseline) in marked
        found.append(_Found(line, page.number, *_place(line, page, body), follows, first, begins))
        before = line
    return found


def _place(line: SetLine, page: SetPage, body: Body) -> tuple[bool, float]:
    """Say whether a line reaches the right edge of its column, and how far from the left one it begins."""
    side = page.number % 2
    lefts = [edge for edge in body.lefts[side] if edge <= line.left + body.look.size_pt]
    indent = line.left - max(lefts) if lefts else 0.0
    slack = (-_FALLS_SHORT_PT, HANGS_EM * body.look.size_pt)
    full = any(slack[0] <= line.right - edge <= slack[1] for edge in body.rights[side])
    return full and indent < _DEEPEST_INDENT * body.measure_pt, indent


def _is_marker(line: SetLine) -> bool:
    """Say whether a line is the number or the dash of a list's item, drawn by itself."""
    return len(line.words) == 1 and _has_marker(line)


def _has_marker(line: SetLine) -> bool:
    return bool(_MARKER.fullmatch(line.words[0].text.strip()))


def _has_leaders(line: SetLine) -> bool:
    return bool(_LEADERS.search(" ".join(word.text for word in line.words)))


def _begins(lines: Sequence[_Found], body: Body) -> list[bool]:
    """Say of each line whether it is the first of its paragraph."""
    em = body.look.size_pt * _AT_EDGE_EM
    begins: list[bool] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is None or line.marked or before.stops or not before.full:
            begins.append(True)
        elif line.first:
            begins.append(line.indent > em and abs(line.indent - before.indent) > em)
        elif not line.follows:
            begins.append(True)
        else:
            moves = line.indent - before.indent
            # A first line is indented or hangs: what moves after it goes on with its paragraph.
            begins.append(abs(moves) > em and not begins[-1])
    return begins


def _spaces(found: _Found, body: Body) -> tuple[float, ...]:
    if not found.full or not body.space_pt:
        return ()
    line = found.line
    gaps = line.gaps[1:] if _has_marker(line) else line.gaps
    ordered = sorted(gaps)
    if len(ordered) > 1 and ordered[-1] > max(_TAB_TIMES * ordered[-2], _TAB_EM * body.look.size_pt):
        return ()
    return tuple(gap / body.space_pt for gap in gaps)
