"""Inline rules of our own for markdown-it: notes, attributes, and the offset of what a message may point at."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink as standard_autolink
from markdown_it.rules_inline.emphasis import tokenize as standard_emphasis
from markdown_it.rules_inline.image import image as standard_image
from markdown_it.rules_inline.link import link as standard_link
from markdown_it.token import Token

from publisher.manuscript import attributes

NOTE_CALL = re.compile(r"\[\^([^\[\]\n]*)\]")
BREAKS = ("softbreak", "hardbreak")
_CALLS = ("note_call", "note_in_place")
_CALL_INSIDE = re.compile(r"\[\^|\^\[")


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake found while a run is read; `offset` counts in the run."""

    code: str
    message: str
    hint: str
    offset: int


class PlacedState(StateInline):
    """Notes for every token the offset at which what it stands for begins in the run."""

    _pending_offset = 0

    def append_pending(self, text: str) -> None:
        """Take text that no rule has read, which stands at the place the reading has come to."""
        if not self.pending:
            self._pending_offset = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        """Make a token of the text that no rule has read."""
        token = super().pushPending()
        token.meta["offset"] = self._pending_offset
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token; a rule does so before it moves on."""
        token = super().push(ttype, tag, nesting)
        token.meta["offset"] = self.pos
        return token


def emphasis(state: StateInline, silent: bool) -> bool:
    """Read asterisks or underscores, each of which may stay text."""
    start, before = state.pos, len(state.tokens) + bool(state.pending)
    found = standard_emphasis(state, silent)
    if found and not silent:
        for offset, token in enumerate(state.tokens[before:], start):
            token.meta["offset"] = offset
    return found


def autolink(state: StateInline, silent: bool) -> bool:
    """Read `<https://example.org>`."""
    start, before = state.pos, len(state.tokens) + bool(state.pending)
    found = standard_autolink(state, silent)
    if found and not silent:
        state.tokens[before + 1].meta["offset"] = start + 1
    return found


def note_call(state: StateInline, silent: bool) -> bool:
    """Read `[^name]`, whether or not the note is defined."""
    if state.src[state.pos] != "[":
        return False
    match = NOTE_CALL.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("note_call", "", 0)
        token.meta = {"offset": state.pos, "name": match[1]}
    state.pos = match.end()
    return True


def note_in_place(state: StateInline, silent: bool) -> bool:
    """Read `^[text]`."""
    if not state.src.startswith("^[", state.pos) or state.pos + 2 > state.posMax:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)
    if end < 0:
        return False
    if not silent:
        token = state.push("note_in_place", "", 0)
        token.content = state.src[state.pos + 2 : end]
        token.meta = {"offset": state.pos}
    state.pos = end + 1
    return True


def span(state: StateInline, silent: bool) -> bool:
    """Read `[text]{attributes}`."""
    if state.src[state.pos] != "[":
        return False
    label_end: int = state.md.helpers.parseLinkLabel(state, state.pos, False)
    if label_end < 0 or label_end + 1 >= state.posMax:
        return False
    after = state.src[label_end + 1]
    if after == "(" and not silent and _CALL_INSIDE.search(state.src, state.pos, label_end):
        _report_call_in_link(state, state.pos)
    if after != "{":
        return False
    found = attributes.parse(state.src, label_end + 1, state.posMax)
    if found is None:
        if not silent:
            _malformed(state, label_end + 1)
        return False
    if not silent:
        _push_span(state, label_end, found[0])
    state.pos = found[1]
    return True


def _push_span(state: StateInline, label_end: int, found: attributes.Attributes) -> None:
    maximum = state.posMax
    token = state.push("span_open", "span", 1)
    token.meta = {"offset": state.pos, "attributes": found}
    state.pos += 1
    state.posMax = label_end
    state.md.inline.tokenize(state)
    state.push("span_close", "span", -1)
    state.posMax = maximum


def with_attributes(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Let a rule note the offset of what it reads, and the attributes that follow it."""

    def run(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens) + bool(state.pending)
        if not rule(state, silent):
            return False
        found = None
        if state.pos < state.posMax and state.src[state.pos] == "{":
            found = attributes.parse(state.src, state.pos, state.posMax)
            if found is None and not silent:
                _malformed(state, state.pos)
        if not silent:
            state.tokens[before].meta = {"offset": start, "attributes": found[0] if found else None}
        if found:
            state.pos = found[1]
        return True

    return run


def _link(state: StateInline, silent: bool) -> bool:
    """Read a link; its words call no note, which would be a link in a link."""
    start, before = state.pos, len(state.tokens)
    if not standard_link(state, silent):
        return False
    if any(token.type in _CALLS for token in state.tokens[before:]):
        _report_call_in_link(state, start)
    return True


link = with_attributes(_link)
image = with_attributes(standard_image)


def with_line(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Let a rule note which line of its run, counted from 0, begins behind the break that it reads."""

    def run(state: StateInline, silent: bool) -> bool:
        found = rule(state, silent)
        if found and not silent and state.tokens and state.tokens[-1].type in BREAKS:
            state.tokens[-1].meta.setdefault("line", state.src.count("\n", 0, state.pos))
        return found

    return run


def _report_call_in_link(state: StateInline, offset: int) -> None:
    _report(
        state,
        "note-misplaced",
        "a note is called inside the words of a link",
        "call it after the link: [words](address)[^name]",
        offset,
    )


def _malformed(state: StateInline, offset: int) -> None:
    _report(
        state,
        "attribute-malformed",
        "what stands in these braces cannot be read",
        'write {#id .class key="value"} with straight quotes, or \\{ for a brace that is text',
        offset,
    )


def _report(state: StateInline, code: str, message: str, hint: str, offset: int) -> None:
    problems: list[Problem] = state.env.setdefault("problems", [])
    problems.append(Problem(code, message, hint, offset))
