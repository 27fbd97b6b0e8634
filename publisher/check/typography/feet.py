"""Where pages end and whether their lines stand on the grid."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from publisher.check.typography.body import Body
from publisher.check.typography.lines import BodyLine
from publisher.pdf.audit.setting import SetPage

# A page that opens a section has its first line this deep, or so much larger.
_SUNK_LINES = 2.5
_TITLE_TIMES = 1.3
_OFF_GRID_PT = 0.5


class Missing(NamedTuple):
    """By how many lines a page ends above the foot, and by how many its text ends above its notes."""

    at_foot: float
    above_notes: float


def missing_lines(pages: Sequence[SetPage], lines: Sequence[BodyLine], body: Body) -> Mapping[int, Missing]:
    """Give what is missing on each page; last pages of sections are left out.

    Above notes as much is missing as there is more white than other pages have there.
    """
    with_text = {line.page for line in lines}
    counted = [page for page in pages if page.number in with_text]
    whites = {page.number: _white_above_notes(page, body) for page in counted}
    usual = _usual([white for white in whites.values() if white is not None])
    found = {}
    for page, after in zip(counted, [*counted[1:], None], strict=True):
        if after is None or after.number > page.number + 1 or _opens(after, body):
            continue
        white = whites[page.number]
        missing = (body.foot_pt - _lowest(page, body), 0.0 if white is None else white - usual)
        found[page.number] = Missing(*(max(0.0, points) / body.leading_pt for points in missing))
    return found


def _opens(page: SetPage, body: Body) -> bool:
    """Say whether a page opens a section: with a title, or further down than others."""
    first = min(body.text(page), key=lambda line: line.baseline)
    top = min([first.baseline, *(top + body.leading_pt for top, _ in _pictures(page, body))])
    return first.size > _TITLE_TIMES * body.look.size_pt or top > body.head_pt + _SUNK_LINES * body.leading_pt


def _lowest(page: SetPage, body: Body) -> float:
    return max([*(line.baseline for line in body.text(page)), *(foot for _, foot in _pictures(page, body))])


def _pictures(page: SetPage, body: Body) -> list[tuple[float, float]]:
    """Give the tops and feet of pictures, but of no rules, nor of backgrounds of whole pages."""
    head, foot = body.head_pt - body.leading_pt, body.foot_pt + body.leading_pt
    return [
        each for each in page.pictures if each[1] - each[0] > body.leading_pt and head <= each[0] and each[1] < foot
    ]


def _white_above_notes(page: SetPage, body: Body) -> float | None:
    """Give how far the first of the notes that end a page is from what stands above; `None` if none do."""
    lines = sorted(body.text(page), key=lambda line: line.baseline)
    count = next((n for n, line in enumerate(reversed(lines)) if not body.is_note(line)), len(lines))
    if not 0 < count < len(lines):
        return None
    top = lines[-count].baseline
    return top - max([lines[-count - 1].baseline, *(foot for _, foot in _pictures(page, body) if foot < top)])


def _usual(whites: Sequence[float]) -> float:
    """Give what is nearly the least: pages on which notes are pushed down have more."""
    return sorted(whites)[len(whites) // 10] if whites else 0.0


def off_grid(lines: Sequence[BodyLine], body: Body) -> tuple[BodyLine, ...]:
    """Give the lines whose baseline is not on the grid."""
    return tuple(line for line in lines if _distance(line.line.baseline - body.grid_pt, body.leading_pt) > _OFF_GRID_PT)


def _distance(off: float, step: float) -> float:
    return abs((off + step / 2) % step - step / 2)
