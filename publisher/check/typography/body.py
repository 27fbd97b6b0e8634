"""What a file's running text looks like, found from the file alone: size, leading, edges, grid, and where pages end."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

from publisher.pdf.audit.setting import SetLine, SetPage

# A size with fewer letters than this share of the commonest's is that of headings, quotations or captions.
_BODY_SHARE = 1 / 3
# An edge at which fewer lines begin or end is one of chance.
_EDGE_SHARE = 0.12
_SAME_EDGE_PT = 0.75
# How far punctuation may hang beyond the right edge.
HANGS_EM = 0.7
_NEXT_COLUMN_PT = 60.0
# Lines further apart than this do not follow each other; closer ones are parts of one line.
_LEADINGS = (0.9, 2.2)
# The outermost lines of a page among which running heads and folios are looked for.
_OUTERMOST = 2
_FURNITURE_TIMES = 3
# Page numbers in words of their own, arabic or roman.
_DIGITS = re.compile(r"[\d\W]+|^[ivxlcdm]+$")


@dataclass(frozen=True, slots=True)
class Body:
    """How running text is set.

    Args:
        size_pt: Of most letters.
        family: Its font.
        leading_pt: From baseline to baseline.
        space_pt: Its normal word space.
        lefts: Where lines begin on versos and on rectos, one edge a column.
        rights: Where lines end.
        foot_pt: The lowest baseline of most pages.
        head_pt: The first baseline of most pages.
        grid_pt: A baseline of the grid.
        furniture: Baselines at which heads and folios stand.
        notes: Size and font of the notes, or of whatever else of smaller letters ends most pages.
    """

    size_pt: float
    family: str
    leading_pt: float
    space_pt: float
    lefts: tuple[tuple[float, ...], tuple[float, ...]]
    rights: tuple[tuple[float, ...], tuple[float, ...]]
    foot_pt: float
    head_pt: float
    grid_pt: float
    furniture: frozenset[int]
    notes: tuple[float, str] | None

    @property
    def measure_pt(self) -> float:
        """The length of a line."""
        return max(
            (right - max(edge for edge in lefts if edge < right))
            for lefts, rights in zip(self.lefts, self.rights, strict=True)
            for right in rights
            if any(edge < right for edge in lefts)
        )

    def is_body(self, line: SetLine) -> bool:
        """Say whether a line is of the running text, by its font."""
        return line.size == self.size_pt and line.family == self.family and round(line.baseline) not in self.furniture

    def is_text(self, line: SetLine) -> bool:
        """Say whether a line is anything but furniture."""
        return round(line.baseline) not in self.furniture

    def is_note(self, line: SetLine) -> bool:
        """Say whether a line is of a note, by its font."""
        return (line.size, line.family) == self.notes


def find_body(pages: Sequence[SetPage]) -> Body | None:
    """Find how the running text of a file is set; `None` if it has none."""
    look = _look(pages)
    if look is None:
        return None
    size, family = look
    furniture = _furniture(pages, size)
    text = [[line for line in page.lines if round(line.baseline) not in furniture] for page in pages]
    body = [[line for line in lines if (line.size, line.family) == look] for lines in text]
    steps = [b.baseline - a.baseline for lines in body for a, b in _neighbours(lines)]
    steps = [step for step in steps if _LEADINGS[0] * size < step < _LEADINGS[1] * size]
    if not steps:
        return None
    leading = _mode(steps, 0.1)
    lefts = _by_side(pages, body, lambda line: line.left, lambda edges: _apart(edges, _NEXT_COLUMN_PT))
    rights = _by_side(pages, body, lambda line: line.right, lambda edges: _apart(edges, HANGS_EM * size))
    if not any(lefts) or not any(rights):
        return None
    heads = [min(line.baseline for line in lines) for lines in body if lines]
    feet = [max(line.baseline for line in lines) for lines, own in zip(text, body, strict=True) if own]
    head = _mode(heads, 0.5)
    grid = _mode([(line.baseline - head + leading / 2) % leading for lines in body for line in lines], 0.2)
    return Body(
        size_pt=size,
        family=family,
        leading_pt=leading,
        space_pt=_space([line for lines in body for line in lines]),
        lefts=lefts,
        rights=rights,
        foot_pt=_mode(feet, 2.0),
        head_pt=head,
        grid_pt=head + grid - leading / 2,
        furniture=furniture,
        notes=_notes(text, size),
    )


def _look(pages: Sequence[SetPage]) -> tuple[float, str] | None:
    """Give size and font of running text: the largest of those that have many letters."""
    letters: Counter[tuple[float, str]] = Counter()
    for page in pages:
        for line in page.lines:
            letters[line.size, line.family] += line.letters
    if not letters:
        return None
    most = max(letters.values())
    return max((look for look, count in letters.items() if count >= most * _BODY_SHARE), key=lambda look: look[0])


def _furniture(pages: Sequence[SetPage], size_pt: float) -> frozenset[int]:
    """Give the baselines at which most of the outermost lines say what others there say, digits aside.

    Titles, which are larger, are looked past.
    """
    found: dict[int, list[str]] = {}
    for page in pages:
        lines = sorted((line for line in page.lines if line.size <= size_pt), key=lambda line: line.baseline)
        for line in {*lines[:_OUTERMOST], *lines[-_OUTERMOST:]}:
            said = _DIGITS.sub("", " ".join(word.text for word in line.words).lower())
            found.setdefault(round(line.baseline), []).append(said)
    return frozenset(baseline for baseline, said in found.items() if _repeats(said))


def _repeats(said: Sequence[str]) -> bool:
    counts = Counter(said)
    return sum(count for count in counts.values() if count >= _FURNITURE_TIMES) > len(said) / 2


def _notes(text: Sequence[Sequence[SetLine]], size_pt: float) -> tuple[float, str] | None:
    lowest = [max(lines, key=lambda line: line.baseline) for lines in text if lines]
    looks = Counter((line.size, line.family) for line in lowest if line.size < size_pt)
    return looks.most_common(1)[0][0] if looks else None


def _neighbours(lines: Sequence[SetLine]) -> Iterator[tuple[SetLine, SetLine]]:
    ordered = sorted(lines, key=lambda line: line.baseline)
    return pairwise(ordered)


def _mode(values: Iterable[float], width: float) -> float:
    """Give the commonest of values that scatter: the mean of those around the fullest class."""
    values = list(values)
    fullest, _ = Counter(round(value / width) for value in values).most_common(1)[0]
    return fmean(value for value in values if abs(value - fullest * width) <= width)


def _by_side(
    pages: Sequence[SetPage],
    body: Sequence[Sequence[SetLine]],
    edge: Callable[[SetLine], float],
    choose: Callable[[list[float]], list[float]],
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    sides: tuple[list[float], list[float]] = ([], [])
    for page, lines in zip(pages, body, strict=True):
        sides[page.number % 2].extend(edge(line) for line in lines)
    verso, recto = (tuple(choose(_edges(side))) for side in sides)
    return verso or recto, recto or verso


def _edges(places: Sequence[float]) -> list[float]:
    """Give the places, from left to right, at which many lines begin or end."""
    found: list[float] = []
    rest = list(places)
    while rest:
        fullest, _ = Counter(round(place) for place in rest).most_common(1)[0]
        near = [place for place in rest if abs(place - fullest) <= 2 * _SAME_EDGE_PT]
        centre = median(near)
        if len(near) < _EDGE_SHARE * len(places):
            break
        found.append(centre)
        rest = [place for place in rest if abs(place - centre) > 2 * _SAME_EDGE_PT]
    return sorted(found)


def _apart(edges: list[float], gap_pt: float) -> list[float]:
    """Leave out edges so near to one on their left that they are an indent of it, or punctuation that hangs."""
    return [edge for index, edge in enumerate(edges) if not index or edge - edges[index - 1] > gap_pt]


def _space(lines: Sequence[SetLine]) -> float:
    """Give the normal word space: that of the font, or that of the lines in which it is narrowest."""
    drawn = [line.space for line in lines if line.space]
    if len(drawn) > len(lines) / 4:
        return _mode(drawn, 0.02)
    gaps = sorted(fmean(line.gaps) for line in lines if line.gaps)
    return gaps[len(gaps) // 10] if gaps else 0.0
