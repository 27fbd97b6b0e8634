"""All figures of a file: page by page, and in all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from publisher.check.typography import endings, feet
from publisher.check.typography.body import Body, find_body
from publisher.check.typography.lines import BodyLine, body_lines
from publisher.check.typography.rivers import rivers
from publisher.pdf.audit.setting import SetPage, read_setting

WIDE = 1.6
TIGHT = 0.8
_SHORT_LINES = 2.25
_UNEVEN_LINES = 1.25


@dataclass(frozen=True, slots=True)
class PageFigures:
    """What was counted on one page, as docs/checks.md explains it; `short_lines` is `None` where a section ends."""

    page: int
    lines: int
    justified: int
    wide: int
    tight: int
    widest: float
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
    off_grid: int
    short_lines: float | None
    uneven: bool

    @property
    def short(self) -> bool:
        """Whether it ends more than two lines above the foot."""
        return self.short_lines is not None and self.short_lines > _SHORT_LINES


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in a file."""

    body: Body
    pages: tuple[PageFigures, ...]
    mean_space: float
    letters: float

    def sum(self, figure: str) -> int:
        """Add one figure up over all pages."""
        return sum(int(getattr(page, figure)) for page in self.pages)


def measure(data: bytes) -> Figures | None:
    """Measure a finished PDF, whoever made it; `None` if it has no running text.

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
    justified = [line for line in lines if line.spaces]
    spaces = [space for line in justified for space in line.spaces]
    full = [line.line for line in lines if line.full]
    return Figures(
        body=body,
        pages=tuple(_pages(pages, lines, body)),
        mean_space=fmean(spaces) if spaces else 0.0,
        letters=fmean(line.letters + len(line.words) - 1 for line in full) if full else 0.0,
    )


def _pages(pages: Sequence[SetPage], lines: Sequence[BodyLine], body: Body) -> list[PageFigures]:
    by_page: dict[int, list[BodyLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    ladders, stacks = endings.ladders(lines), endings.stacks(lines)
    divided = {line.page for line in endings.divided(lines)}
    counts = {
        "runts": Counter(line.page for line in endings.runts(lines, body.size_pt)),
        "widows": Counter(line.page for line in endings.widows(lines)),
        "orphans": Counter(line.page for line in endings.orphans(lines)),
        "off_grid": Counter(line.page for line in feet.off_grid(lines, body)),
        "rivers": Counter(rivers(lines)),
        "ladders": Counter(run.page for run in ladders if endings.is_long(run)),
        "stacks": Counter(run.page for run in stacks if run.lines > 2),
        "pairs": Counter(run.page for run in stacks if run.lines == 2),
    }
    missing = feet.missing_lines(pages, lines, body)
    return [
        PageFigures(
            page=page,
            lines=len(own),
            justified=sum(bool(line.spaces) for line in own),
            wide=sum(bool(line.spaces) and line.mean_space > WIDE for line in own),
            tight=sum(bool(line.spaces) and line.mean_space < TIGHT for line in own),
            widest=max((line.mean_space for line in own if line.spaces), default=0.0),
            hyphens=sum(line.line.hyphenated for line in own),
            longest_ladder=max((run.lines for run in ladders if run.page == page), default=0),
            hyphen_at_turn=page in divided and page % 2 == 1,
            hyphen_at_spread=page in divided and page % 2 == 0,
            short_lines=missing.get(page),
            uneven=_uneven(page, missing),
            **{name: count[page] for name, count in counts.items()},
        )
        for page, own in by_page.items()
    ]


def _uneven(page: int, missing: Mapping[int, float]) -> bool:
    """Say whether a verso ends more than a line above or below its recto."""
    return (
        page % 2 == 0
        and page + 1 in missing
        and page in missing
        and (abs(missing[page] - missing[page + 1]) > _UNEVEN_LINES)
    )
