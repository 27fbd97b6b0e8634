"""Block rules of our own for markdown-it: notes, divs and tables.

Its own table rule pads ragged rows without a word, and the plugins for notes and containers lose unused notes,
unclosed containers and the places of both.
"""

import itertools
import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

NOTE_DEFINITION = re.compile(r"\[\^([^\[\]\n]*)\]:")
VERBATIM_DIVS = frozenset({"verse", "signature"})
"""Divs whose lines count as they stand, so that a line may begin with a dash or a number."""

_DIV = re.compile(r":{3,}[ \t]*(.*?)[ \t]*$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_DELIMITER = re.compile(r"[ \t]*(:?)-+(:?)[ \t]*")
CAPTION = re.compile(r"Table:(?:[ \t]+|$)")


def line_text(state: StateBlock, line: int) -> str:
    """Give a line without indent, as the block around it sees it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def note_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read `[^name]: …` with everything indented by four that follows."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    match = NOTE_DEFINITION.match(state.src, begin, state.eMarks[start])
    if not match:
        return False
    if silent:
        return True
    token = state.push("note_open", "", 1)
    token.meta["name"] = match[1]
    _indent_first_line(state, start, match.end())
    state.blkIndent += 4
    state.sCount[start] += state.blkIndent
    outer, state.parentType = state.parentType, "footnote"
    kept = state.tight
    state.md.block.tokenize(state, start, end)
    state.tight = kept
    state.parentType = outer
    state.blkIndent -= 4
    state.push("note_close", "", -1)
    token.map = [start, state.line]
    return True


def _indent_first_line(state: StateBlock, line: int, text_begin: int) -> None:
    """Let a line begin after its mark. It is never read again, so nothing has to be put back."""
    position = text_begin
    while position < state.eMarks[line] and state.src[position] in " \t":
        position += 1
    state.bMarks[line] = text_begin
    state.tShift[line] = position - text_begin
    # What stands after the mark is the note's first line, however many spaces are between them.
    state.sCount[line] = 0


def div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read `::: name` … `:::`; a div inside a div needs no longer fence."""
    if state.is_code_block(start):
        return False
    opening = _DIV.match(line_text(state, start))
    if not opening:
        return False
    if silent:
        return True
    if not opening[1]:
        state.push("div_stray", "", 0).map = [start, start + 1]
        state.line = start + 1
        return True
    closing = _closing_line(state, start, end)
    last = end if closing is None else closing
    token = state.push("div_open", "div", 1)
    token.info = opening[1]
    token.map = [start, last]
    token.meta["unclosed"] = closing is None
    if opening[1] in VERBATIM_DIVS:
        _push_stanzas(state, start + 1, last)
    else:
        _tokenize_inside(state, start + 1, last)
    state.push("div_close", "div", -1)
    state.line = last if closing is None else closing + 1
    return True


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    depth, fence = 1, ""
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return None
        text = line_text(state, line)
        if (mark := _FENCE.match(text)) and (not fence or text.startswith(fence)):
            fence = "" if fence else mark[1]
        if not fence and text.startswith(":::") and (match := _DIV.match(text)):
            depth += 1 if match[1] else -1
            if depth == 0:
                return line
    return None


def _tokenize_inside(state: StateBlock, start: int, end: int) -> None:
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    state.md.block.tokenize(state, start, end)
    state.parentType, state.lineMax = parent, line_max


def _push_stanzas(state: StateBlock, start: int, end: int) -> None:
    line = start
    while line < end:
        first = line
        while line < end and not state.isEmpty(line):
            line += 1
        if line > first:
            token = state.push("inline", "", 0)
            text = state.getLines(first, line, state.blkIndent, False)
            begin = first + text[: len(text) - len(text.lstrip())].count("\n")
            token.content = text.strip()
            token.map = [first, line]
            token.meta["indents"] = [state.sCount[each] - state.blkIndent for each in range(begin, line)]
        line += 1


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell before its inlines are read: `begin` is its offset in the file, see `places.with_removals`."""

    content: str
    begin: int
    removed: tuple[int, ...]


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table with a head row; rows keep as many cells as they were written with."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent:
        return False
    if state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    alignments = _alignments(line_text(state, start + 1))
    head_line = line_text(state, start)
    if alignments is None or "|" not in head_line:
        return False
    head = _cells(state, start)
    if len(head) != len(alignments) and "|" not in line_text(state, start + 1):
        return False
    if silent:
        return True
    token = state.push("table", "table", 0)
    last = _last_row(state, start + 2, end)
    token.meta["alignments"] = alignments
    token.meta["rows"] = [head, *(_cells(state, line) for line in range(start + 2, last))]
    token.meta["lines"] = [start, *range(start + 2, last)]
    token.map = [start, last]
    state.line = last
    return True


def _last_row(state: StateBlock, line: int, end: int) -> int:
    ending = state.md.block.ruler.getRules("blockquote")
    parent, state.parentType = state.parentType, "table"
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if state.is_code_block(line) or CAPTION.match(line_text(state, line)):
            break
        if any(rule(state, line, end, True) for rule in ending):
            break
        line += 1
    state.parentType = parent
    return line


def _alignments(text: str) -> list[str] | None:
    text = text.strip(" \t")
    if not text or text[0] not in "|-:" or text[:2] in ("- ", "-\t"):
        return None
    inner = text.removeprefix("|").removesuffix("|")
    matches = [_DELIMITER.fullmatch(part) for part in inner.split("|")]
    marks = [(match[1], match[2]) for match in matches if match]
    if len(marks) != len(matches):
        return None
    return ["center" if left and right else "end" if right else "start" for left, right in marks]


def _cells(state: StateBlock, line: int) -> list[RawCell]:
    begin = state.bMarks[line] + state.tShift[line]
    text = state.src[begin : state.eMarks[line]].rstrip(" \t")
    pipes = [i for i, sign in enumerate(text) if sign == "|" and text[i - 1 : i] != "\\"]
    edges = [-1, *pipes, len(text)]
    spans = [(a + 1, b) for a, b in itertools.pairwise(edges)]
    if pipes and pipes[0] == 0:
        spans.pop(0)
    if len(spans) > 1 and spans[-1][0] == len(text):
        spans.pop()
    return [_cell(text, begin, a, b) for a, b in spans]


def _cell(text: str, line_begin: int, a: int, b: int) -> RawCell:
    raw = text[a:b]
    content = raw.strip(" \t")
    lead = len(raw) - len(raw.lstrip(" \t")) if content else min(1, len(raw))
    if "\\|" not in content:
        return RawCell(content, line_begin + a + lead, ())
    parts = content.split("\\|")
    removed, length = [], 0
    for part in parts[:-1]:
        length += len(part)
        removed.append(length)
        length += 1
    return RawCell("|".join(parts), line_begin + a + lead, tuple(removed))
