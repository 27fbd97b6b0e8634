"""Where pages end and whether their lines stand on the grid."""

from collections.abc import Mapping, Sequence

from publisher.check.typography.body import Body
from publisher.check.typography.lines import BodyLine
from publisher.pdf.audit.setting import SetPage

# A page that opens a section has its first line this deep, or so much larger.
_SUNK_LINES = 2.5
_TITLE_TIMES = 1.3
_OFF_GRID_PT = 0.5


def missing_lines(pages: Sequence[SetPage], lines: Sequence[BodyLine], body: Body) -> Mapping[int, float]:
    """Give by how many lines each page ends above the foot; last pages of sections are left out."""
    with_body = {line.page for line in lines}
    counted = [page for page in pages if page.number in with_body]
    found = {}
    for index, page in enumerate(counted):
        last = index + 1 == len(counted) or counted[index + 1].number > page.number + 1
        if not last and not _opens(counted[index + 1], body):
            found[page.number] = max(0.0, (body.foot_pt - _lowest(page, body)) / body.leading_pt)
    return found


def _opens(page: SetPage, body: Body) -> bool:
    first = min((line for line in page.lines if body.is_text(line)), key=lambda line: line.baseline)
    return first.size > _TITLE_TIMES * body.size_pt or first.baseline > body.head_pt + _SUNK_LINES * body.leading_pt


def _lowest(page: SetPage, body: Body) -> float:
    texts = [line.baseline for line in page.lines if body.is_text(line)]
    pictures = [foot for foot in page.pictures if foot < body.foot_pt + body.leading_pt]
    return max([*texts, *pictures])


def off_grid(lines: Sequence[BodyLine], body: Body) -> tuple[BodyLine, ...]:
    """Give the lines whose baseline is not on the grid."""
    return tuple(line for line in lines if _distance(line.line.baseline - body.grid_pt, body.leading_pt) > _OFF_GRID_PT)


def _distance(off: float, step: float) -> float:
    return abs((off + step / 2) % step - step / 2)
