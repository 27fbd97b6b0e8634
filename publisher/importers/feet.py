"""Where the notes at the foot of a page begin."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.importers.calls import RAISED, UNLIKELY, Call
from publisher.importers.pages import Line, Page

_FOOT = re.compile(r"(?P<mark>\[?(?P<number>\d{1,3})(?P<stop>[\].)]?)|[⁰¹²³⁴-⁹]{1,3})(?P<gap>\s*)(?=\S)")
_MOST_FEET = 200


@dataclass(frozen=True, slots=True)
class Foot:
    """A line that may open a note. `style` is how its number is set off, the same for all notes of a page."""

    index: int
    number: int
    style: str
    text: str


def feet_of(page: Page, calls: Sequence[Call], last: int) -> list[Foot]:
    """Find the notes at the foot of a page.

    They are numbered lines in sequence down to the end of the page, the first going on from the page before
    or beginning again with 1, and the text above them calls at least one of them. Of several beginnings the
    one with the most calls is it, then the lower on the page: a date may open a line of the text.
    """
    candidates = [foot for index, line in enumerate(page) if (foot := _foot(index, line))][-_MOST_FEET:]
    first_call = {call.number: call.line for call in reversed(calls) if call.strength > UNLIKELY}
    best: tuple[tuple[int, bool, bool, int], list[Foot]] | None = None
    for place, foot in enumerate(candidates if first_call else ()):
        expected = foot.number in {last + 1, 1}
        set_off = foot.index > 0 and page[foot.index - 1].blank
        if not (expected or set_off):
            continue
        chain = _chain(candidates[place:])
        called = sum(first_call.get(note.number, foot.index) < foot.index for note in chain)
        if called and (expected or (foot.number > last and called == len(chain))):
            rank = (called, expected, set_off, foot.index)
            best = max(best, (rank, chain), key=lambda item: item[0]) if best else (rank, chain)
    return best[1] if best else []


def _foot(index: int, line: Line) -> Foot | None:
    match = _FOOT.match(line.text)
    if not match or line.blank:
        return None
    raised = match["number"] is None
    if not raised and not match["gap"]:
        return None
    number = int(match["number"] or match["mark"].translate(RAISED))
    style = "raised" if raised else f"{match['stop']}{match['gap']}"
    return Foot(index, number, style, line.text[match.end() :]) if number else None


def _chain(candidates: Sequence[Foot]) -> list[Foot]:
    """Follow a sequence of numbers down the page; a number set off like the first goes before others."""
    chain = [candidates[0]]
    by_number: defaultdict[int, list[Foot]] = defaultdict(list)
    for foot in candidates:
        by_number[foot.number].append(foot)
    while True:
        below = [foot for foot in by_number[chain[-1].number + 1] if foot.index > chain[-1].index]
        if not below:
            return chain
        chain.append(next((foot for foot in below if foot.style == chain[0].style), below[0]))
