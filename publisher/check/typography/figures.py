"""All figures of a file: page by page, and in all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from statistics import fmean
from typing import Any

from publisher.check.typography import endings, feet
from publisher.check.typography.body import Body, find_body
from publisher.check.typography.lines import BodyLine, body_lines
from publisher.check.typography.rivers import rivers
from publisher.pdf.audit.setting import SetPage, read_setting

# Shares of the normal word space beyond which a line is wide or tight.
WIDE, TIGHT = 1.6, 0.8
# Baselines of pages that end alike differ by less than these say.
_SHORT_LINES, _UNEVEN_LINES = 2.1, 1.25


@dataclass(frozen=True, slots=True)
class PageFigures:
    """What was counted on one page; docs/checks.md explains each figure.

    Word spaces are multiples of the normal one, letters of their own width. `short_lines` is `None` where a section
    ends.
    """

    page: int
    lines: int
    justified: int
    wide: int
    tight: int
    widest_space: float
    narrowest_letters: float
    widest_letters: float
    hyphens: int
    longest_ladder: int
    ladders: int
    hyphen_at_turn: bool
    hyphen_at_spread: bool
    stacks: int
    pairs: int
    rivers: int
    runts: int
    widows: int
    orphans: int
    short_lines: float | None
    uneven: bool
    off_grid: int

    @property
    def short(self) -> bool:
        """Whether its text ends more than two lines too early."""
        return self.short_lines is not None and self.short_lines > _SHORT_LINES


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in a file.

    Args:
        body: How its running text is set.
        pages: Those that have some.
        mean_space: Of all word spaces of justified lines, in multiples of the normal one.
        characters: In a full line on average, spaces included.
    """

    body: Body
    pages: tuple[PageFigures, ...]
    mean_space: float
    characters: float

    def sum(self, figure: str) -> int:
        """Add one figure up over all pages."""
        return sum(int(getattr(page, figure)) for page in self.pages)

    def most(self, figure: str) -> float:
        """Give the greatest of one figure."""
        return max(float(getattr(page, figure)) for page in self.pages)

    def least(self, figure: str) -> float:
        """Give the least of one figure."""
        return min(float(getattr(page, figure)) for page in self.pages)

    def as_dict(self) -> dict[str, Any]:
        """Give all figures as plain values; in all, they are sums, or the greatest and the least where names say so."""
        in_all: dict[str, float] = {name: self.sum(name) for name in _SUMS}
        in_all |= {name: self.most(name) for name in _GREATEST} | {name: self.least(name) for name in _LEAST}
        return {
            "size_pt": self.body.look.size_pt,
            "leading_pt": round(self.body.leading_pt, 3),
            "measure_pt": round(self.body.measure_pt, 2),
            "normal_space_pt": round(self.body.space_pt, 3),
            "characters": round(self.characters, 1),
            "mean_space": round(self.mean_space, 3),
            "in_all": in_all,
            "pages": [asdict(page) | {"short": page.short} for page in self.pages],
        }


_LEAST, _GREATEST = ("narrowest_letters",), ("widest_letters", "widest_space", "longest_ladder")
_SUMS = (
    *("lines", "justified", "wide", "tight", "hyphens", "ladders", "hyphen_at_turn", "hyphen_at_spread"),
    *("stacks", "pairs", "rivers", "runts", "widows", "orphans", "short", "uneven", "off_grid"),
)


def measure(data: bytes) -> Figures | None:
    """Measure a finished PDF, whoever made it; `None` if it has no running text that is justified.

    Raises:
        UnreadableError: It cannot be opened.
    """
    return measure_pages(read_setting(data))


def measure_pages(pages: Sequence[SetPage]) -> Figures | None:
    """Measure pages that are read already."""
    body = find_body(pages)
    if body is None:
        return None
    lines = body_lines(pages, body)
    if not lines:
        return None
    spaces = [space for line in lines for space in line.spaces]
    full = [line.line for line in lines if line.full]
    return Figures(
        body=body,
        pages=_pages(pages, lines, body),
        mean_space=fmean(spaces) if spaces else 0.0,
        characters=fmean(line.letters + len(line.words) - 1 for line in full) if full else 0.0,
    )


def _pages(pages: Sequence[SetPage], lines: Sequence[BodyLine], body: Body) -> tuple[PageFigures, ...]:
    counts = _counts(lines, body)
    ladders = {ladder.page: ladder.lines for ladder in sorted(endings.ladders(lines), key=lambda run: run.lines)}
    divided = {line.page for line in endings.divided(lines)}
    missing = feet.missing_lines(pages, lines, body)
    return tuple(
        PageFigures(
            page=page,
            hyphens=sum(line.line.hyphenated for line in own),
            longest_ladder=ladders.get(page, 0),
            hyphen_at_turn=page in divided and page % 2 == 1,
            hyphen_at_spread=page in divided and page % 2 == 0,
            short_lines=round(max(missing[page]), 2) if page in missing else None,
            uneven=_uneven(page, missing),
            **_spacing(own),
            **{name: count[page] for name, count in counts.items()},
        )
        for page, own in ((page, list(own)) for page, own in groupby(lines, key=lambda line: line.page))
    )


def _spacing(lines: Sequence[BodyLine]) -> dict[str, Any]:
    """Give the figures of word spaces and letters on one page."""
    spaces = [line.mean_space for line in lines if line.spaces]
    letters = [line.line.letter_scale for line in lines]
    return {
        "lines": len(lines),
        "justified": len(spaces),
        "wide": sum(space > WIDE for space in spaces),
        "tight": sum(space < TIGHT for space in spaces),
        "widest_space": round(max(spaces, default=0.0), 3),
        "narrowest_letters": min(letters),
        "widest_letters": max(letters),
    }


def _counts(lines: Sequence[BodyLine], body: Body) -> dict[str, Counter[int]]:
    """Count by page what can be seen in a few lines."""
    stacks = endings.stacks(lines)
    return {
        "ladders": Counter(ladder.page for ladder in endings.ladders(lines) if endings.is_long(ladder)),
        "stacks": Counter(stack.page for stack in stacks if stack.lines > 2),
        "pairs": Counter(stack.page for stack in stacks if stack.lines == 2),
        "rivers": Counter(rivers(lines)),
        "runts": Counter(line.page for line in endings.runts(lines, body.look.size_pt)),
        "widows": Counter(line.page for line in endings.widows(lines)),
        "orphans": Counter(line.page for line in endings.orphans(lines)),
        "off_grid": Counter(line.page for line in feet.off_grid(lines, body)),
    }


def _uneven(page: int, missing: Mapping[int, feet.Missing]) -> bool:
    """Say whether a verso ends more than a line above or below its recto."""
    if page % 2 or not {page, page + 1} <= missing.keys():
        return False
    return abs(missing[page].at_foot - missing[page + 1].at_foot) > _UNEVEN_LINES
