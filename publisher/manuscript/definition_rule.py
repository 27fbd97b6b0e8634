"""Our block rule for definition lists.

The plugin for them takes a fence, a div or a heading after a list for its next term when the line below begins
with a colon, and so mixes up what follows.
"""

from markdown_it.rules_block import StateBlock

_WIDTH = 2
"""How far a meaning's further lines are indented."""


def definition_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a line with a term, below it `: meaning` once or more, and further terms."""
    if silent:
        # A meaning ends the paragraph of the meaning before it, and no other.
        return state.ddIndent >= 0 and _text_begin(state, start) is not None
    if state.is_code_block(start):
        return False
    meaning = _meaning_below(state, start, end)
    if meaning is None:
        return False
    opening = state.push("dl_open", "dl", 1)
    term: int | None = start
    while term is not None and meaning is not None:
        _push_term(state, term)
        while meaning is not None:
            meaning = _push_meaning(state, meaning, end)
        term = _next_term(state, end)
        meaning = _meaning_below(state, term, end) if term is not None else None
    state.push("dl_close", "dl", -1)
    opening.map = [start, state.line]
    return True


def _text_begin(state: StateBlock, line: int) -> int | None:
    """Give the offset of the text after a meaning's mark, if the line has both."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith((":", "~"), begin):
        return None
    text = begin + 1
    while text < state.eMarks[line] and state.src[text] in " \t":
        text += 1
    return text if begin + 1 < text < state.eMarks[line] else None


def _meaning_below(state: StateBlock, term: int, end: int) -> int | None:
    line = term + 1
    if line < end and state.isEmpty(line):
        line += 1
    return line if _is_meaning(state, line, end) else None


def _is_meaning(state: StateBlock, line: int, end: int) -> bool:
    return line < end and state.sCount[line] >= state.blkIndent and _text_begin(state, line) is not None


def _push_term(state: StateBlock, line: int) -> None:
    state.push("dt_open", "dt", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    inline.map = [line, line + 1]
    state.push("dt_close", "dt", -1)


def _push_meaning(state: StateBlock, line: int, end: int) -> int | None:
    """Read a meaning; give the line of the next one, if it follows."""
    opening = state.push("dd_open", "dd", 1)
    text = _text_begin(state, line)
    assert text is not None
    kept = (state.tShift[line], state.sCount[line], state.blkIndent, state.ddIndent, state.tight, state.parentType)
    state.blkIndent = state.ddIndent = state.sCount[line] + _WIDTH
    state.tShift[line] = text - state.bMarks[line]
    # The text begins where the meaning's further lines do, however many spaces follow the mark.
    state.sCount[line] = state.blkIndent
    state.parentType = "deflist"
    state.md.block.tokenize(state, line, end)
    state.tShift[line], state.sCount[line], state.blkIndent, state.ddIndent, state.tight, state.parentType = kept
    state.push("dd_close", "dd", -1)
    opening.map = [line, state.line]
    following = state.skipEmptyLines(state.line)
    return following if _is_meaning(state, following, end) else None


def _next_term(state: StateBlock, end: int) -> int | None:
    line = state.skipEmptyLines(state.line)
    if line >= end or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return None
    other = any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph"))
    return None if other else line
