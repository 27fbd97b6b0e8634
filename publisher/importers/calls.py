"""Digits in a text that may call a note, and how sure that is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.importers.headings import in_capitals
from publisher.importers.pages import Page

RAISED_CALL, AFTER_STOP, AFTER_WORD, UNLIKELY = 4, 3, 2, 1
"""How sure a call is; a lower one is taken only where there is no higher."""

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_CALL = re.compile(r"(?P<space>\s*)(?:\[(?P<bracket>\d{1,3})\]|(?P<raised>[⁰¹²³⁴-⁹]{1,3})|(?P<plain>\d{1,3}))")
_CLOSING = ".,;:!?…”’\"'»)]"
_YEAR_ENDS = re.compile(r"(?<!\S)[12]\d{3}\.$")


@dataclass(frozen=True, slots=True)
class Call:
    """Digits that may call a note: a stretch of a line of the page, and how sure they are."""

    line: int
    start: int
    end: int
    number: int
    strength: int


def calls_on(page: Page) -> Iterator[Call]:
    """Give what may call a note on a page, in the order of its lines."""
    for index, line in enumerate(page):
        if not line.blank:
            ends = index + 1 == len(page) or page[index + 1].blank
            yield from _calls_in(line.text, index, ends)


def _calls_in(text: str, index: int, ends: bool) -> Iterator[Call]:
    capitals = in_capitals(text)
    for match in _CALL.finditer(text):
        strength = _strength(text, match, ends, capitals)
        if strength:
            digits = match["bracket"] or match["plain"] or match["raised"].translate(RAISED)
            yield Call(index, match.start(), match.end(), int(digits), strength)


def _strength(text: str, match: "re.Match[str]", ends: bool, capitals: bool) -> int:
    """Say how sure digits are a call; 0 for years, folios, decimals and all that stand apart as a word."""
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 2]
    if not before or after[:1].isalnum() or (after[:1] in {".", ","} and after[1:].isdigit()):
        return 0
    if match["plain"] is None:
        return RAISED_CALL
    if match["space"]:
        return AFTER_WORD if ends and not after and before[-1] in ":”»!?…" else 0
    if before[-1].isalpha():
        # “G20” is a name; “LIGHT2” can be one in a heading alone.
        word = before[-3:].isalpha() and capitals
        return AFTER_WORD if before[-1].islower() or word else UNLIKELY
    if before[-1] not in _CLOSING or after[:1] in {"-", "/", "%", "–"}:
        return 0
    if not before.rstrip(_CLOSING)[-1:].isdigit() or before[-1] not in ".,:'’":
        return AFTER_STOP
    # A sentence that ends with a year, and a number that is too large to have decimals.
    return AFTER_WORD if _YEAR_ENDS.search(before) and not after[:1].strip() else UNLIKELY
