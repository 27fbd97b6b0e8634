"""What a file's running text looks like, found from the file alone: size, leading, edges, grid, and where pages end."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean, median
from typing import NamedTuple, TypeAlias

from publisher.pdf.audit.setting import SetLine, SetPage

# A size with fewer letters than this share of the commonest's is that of headings, quotations or captions.
_BODY_SHARE = 1 / 3
# An edge at which fewer lines begin or end is one of chance.
_EDGE_SHARE = 0.12
_NEAR_EDGE_PT = 1.5
# How far punctuation may hang beyond the right edge.
HANGS_EM = 0.7
_NEXT_COLUMN_PT = 60.0
# Lines whose baselines are further apart do not follow each other; closer ones are parts of one line.
_LEADINGS_EM = (0.9, 2.2)
# A line that ends so far from the right edge is not justified.
_SHORT_EM = 2.0
# Running heads and folios are looked for among the outermost lines of a page, if they stand so far off from its text.
_OUTERMOST = 2
_OFF_EM = 1.5
_FURNITURE_TIMES = 3
# Page numbers, arabic or roman.
_NUMBERS = re.compile(r"[\d\W]+|^[ivxlcdm]+$")

Edges: TypeAlias = tuple[tuple[float, ...], tuple[float, ...]]
"""Edges on versos and on rectos, from left to right, one a column."""


class Look(NamedTuple):
    """A size in points, and a font's name without its style."""

    size_pt: float
    family: str


@dataclass(frozen=True, slots=True)
class Body:
    """How running text is set.

    Args:
        look: Of its letters.
        notes: Of the notes, or of whatever else in smaller letters ends most pages; `None` if nothing does.
        leading_pt: From baseline to baseline.
        measure_pt: How long its lines are.
        space_pt: Its normal word space.
        lefts: Where its lines begin.
        rights: Where its lines end.
        head_pt: The first baseline of most pages.
        foot_pt: The lowest baseline of most pages.
        grid_pt: A baseline of the grid.
        furniture: Baselines, in whole points, at which heads and folios stand.
    """

    look: Look
    notes: Look | None
    leading_pt: float
    measure_pt: float
    space_pt: float
    lefts: Edges
    rights: Edges
    head_pt: float
    foot_pt: float
    grid_pt: float
    furniture: frozenset[int]

    def text(self, page: SetPage) -> tuple[SetLine, ...]:
        """Give the lines of a page without furniture, and without what stands in its margins."""
        kept = (line for line in page.lines if round(line.baseline) not in self.furniture)
        return tuple(line for line in (self._without_margins(line, page) for line in kept) if line.words)

    def is_body(self, line: SetLine) -> bool:
        """Say whether a line is of the running text, by its font."""
        return look_of(line) == self.look

    def is_note(self, line: SetLine) -> bool:
        """Say whether a line is of a note, by its font."""
        return look_of(line) == self.notes

    def _without_margins(self, line: SetLine, page: SetPage) -> SetLine:
        left, right = self.lefts[page.number % 2][0], self.rights[page.number % 2][-1]
        return line._replace(words=tuple(word for word in line.words if word.left < right and word.right > left))


def look_of(line: SetLine) -> Look:
    """Give the look of most letters of a line."""
    return Look(line.size, line.family)


def find_body(pages: Sequence[SetPage]) -> Body | None:
    """Find how the running text of a file is set; `None` if it has none, or none whose lines end at an edge."""
    look = find_look(pages)
    if look is None:
        return None
    furniture = find_furniture(pages, look.size_pt)
    body = [
        [line for line in page.lines if look_of(line) == look and round(line.baseline) not in furniture]
        for page in pages
    ]
    leading = _leading(body, look.size_pt)
    lefts = _edges(pages, body, lambda line: line.left, _NEXT_COLUMN_PT)
    rights = _edges(pages, body, lambda line: line.right, HANGS_EM * look.size_pt)
    measure = _measure(lefts, rights)
    if not leading or not measure:
        return None
    lines = [line for own in body for line in own]
    head = _mode([min(line.baseline for line in own) for own in body if own], 0.5)
    grid = _mode([(line.baseline - head + leading / 2) % leading for line in lines], 0.2)
    found = Body(
        look=look,
        notes=None,
        leading_pt=leading,
        measure_pt=measure,
        space_pt=_space(lines, {*rights[0], *rights[1]}, look.size_pt),
        lefts=lefts,
        rights=rights,
        head_pt=head,
        foot_pt=0.0,
        grid_pt=head + grid - leading / 2,
        furniture=furniture,
    )
    lowest = [
        max(text, key=lambda line: line.baseline) for text in map(found.text, pages) if any(map(found.is_body, text))
    ]
    return replace(found, notes=_notes(lowest, look.size_pt), foot_pt=_foot(lowest, leading))


def find_look(pages: Sequence[SetPage]) -> Look | None:
    """Give the look of running text: the largest of those that have many letters."""
    letters: Counter[Look] = Counter()
    for page in pages:
        for line in page.lines:
            letters[look_of(line)] += line.letters
    most = max(letters.values(), default=0)
    common = [look for look, count in letters.items() if count >= most * _BODY_SHARE]
    return max(common, key=lambda look: (look.size_pt, letters[look]), default=None)


def find_furniture(pages: Sequence[SetPage], size_pt: float) -> frozenset[int]:
    """Give the baselines at which most of the outermost lines say what others there say, and stand off from the text.

    Numbers are no difference. Titles, which are larger, are looked past.
    """
    found: dict[int, list[str | None]] = {}
    for page in pages:
        lines = [line for line in page.lines if line.size <= size_pt]
        outermost = _outermost({round(line.baseline) for line in lines}, _OFF_EM * size_pt)
        for line in (line for line in lines if round(line.baseline) in outermost):
            said = _NUMBERS.sub("", " ".join(word.text for word in line.words).lower())
            baseline = round(line.baseline)
            found.setdefault(baseline, []).append(said if outermost[baseline] else None)
    return frozenset(baseline for baseline, said in found.items() if _repeats(said))


def _outermost(baselines: Iterable[int], gap_pt: float) -> dict[int, bool]:
    """Give the two baselines at either end, and whether they stand further than a gap from what is inside of them."""
    found: dict[int, bool] = {}
    for ordered in (sorted(baselines), sorted(baselines, reverse=True)):
        off = True
        for baseline, inside in list(pairwise(ordered))[:_OUTERMOST]:
            off = off and abs(inside - baseline) > gap_pt
            found[baseline] = off or found.get(baseline, False)
    return found


def _repeats(said: Sequence[str | None]) -> bool:
    counts = Counter(words for words in said if words is not None)
    return sum(count for count in counts.values() if count >= _FURNITURE_TIMES) > len(said) / 2


def _notes(lowest: Iterable[SetLine], size_pt: float) -> Look | None:
    looks = Counter(look_of(line) for line in lowest if line.size < size_pt)
    return looks.most_common(1)[0][0] if looks else None


def _leading(body: Iterable[Sequence[SetLine]], size_pt: float) -> float:
    """Give the commonest distance of two baselines; 0 if no line stands below another."""
    baselines = (sorted(line.baseline for line in lines) for lines in body)
    steps = [after - before for own in baselines for before, after in pairwise(own)]
    near, far = _LEADINGS_EM
    steps = [step for step in steps if near * size_pt < step < far * size_pt]
    return _mode(steps, 0.1) if steps else 0.0


def _foot(lowest: Iterable[SetLine], leading_pt: float) -> float:
    """Give the lowest baseline of most pages; that of notes is a little off that of running text."""
    return _mode([line.baseline for line in lowest], leading_pt / 4)


def _space(lines: Sequence[SetLine], rights: Iterable[float], size_pt: float) -> float:
    """Give the normal word space: that of the font, or where a file draws none that of lines that are not justified."""
    drawn = [line.space for line in lines if line.space]
    if len(drawn) > len(lines) / 4:
        return _mode(drawn, 0.02)
    short = [line for line in lines if all(abs(line.right - edge) > _SHORT_EM * size_pt for edge in rights)]
    gaps = [gap for line in short or lines for gap in line.gaps]
    return median(gaps) if gaps else 0.0


# --- edges -----------------------------------------------------------------------------------------------------


def _edges(
    pages: Sequence[SetPage], body: Sequence[Sequence[SetLine]], place: Callable[[SetLine], float], apart_pt: float
) -> Edges:
    """Give the places at which many lines begin or end.

    One so near to another on its left is an indent of it, or punctuation that hangs.
    """
    sides: tuple[list[float], list[float]] = ([], [])
    for page, lines in zip(pages, body, strict=True):
        sides[page.number % 2].extend(place(line) for line in lines)
    verso, recto = (tuple(_apart(sorted(_common(side)), apart_pt)) for side in sides)
    return verso or recto, recto or verso


def _common(places: Sequence[float]) -> Iterator[float]:
    rest = list(places)
    while rest:
        fullest, _ = Counter(map(round, rest)).most_common(1)[0]
        near = [place for place in rest if abs(place - fullest) <= _NEAR_EDGE_PT]
        if len(near) < _EDGE_SHARE * len(places):
            return
        yield median(near)
        rest = [place for place in rest if abs(place - fullest) > _NEAR_EDGE_PT]


def _apart(edges: Sequence[float], apart_pt: float) -> Iterator[float]:
    yield from edges[:1]
    yield from (edge for before, edge in pairwise(edges) if edge - before > apart_pt)


def _measure(lefts: Edges, rights: Edges) -> float:
    """Give how far it is from an edge on the left to the next on the right; 0 if there is none."""
    lengths = [
        min((right - left for right in side_rights if right > left), default=0.0)
        for side_lefts, side_rights in zip(lefts, rights, strict=True)
        for left in side_lefts
    ]
    return max(lengths, default=0.0)


def _mode(values: Iterable[float], width: float) -> float:
    """Give the commonest of values that scatter: the mean of those around the fullest class."""
    values = list(values)
    fullest, _ = Counter(round(value / width) for value in values).most_common(1)[0]
    return fmean(value for value in values if abs(value - fullest * width) <= width)
