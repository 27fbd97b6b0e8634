"""Figures as rows of words, for people."""

from typing import TypeAlias

from publisher.check.typography.figures import Figures, PageFigures

Row: TypeAlias = tuple[str, ...]


def in_all(figures: Figures) -> tuple[tuple[str, str], ...]:
    """Give the name of each figure of a file, and its value."""
    body, total = figures.body, figures.sum
    return (
        ("pages with running text", str(len(figures.pages))),
        ("size/leading, pt", f"{body.look.size_pt:g}/{round(body.leading_pt, 2):g}"),
        ("measure, mm", f"{body.measure_pt * 25.4 / 72:.1f}"),
        ("characters a line", f"{figures.characters:.1f}"),
        ("lines", str(total("lines"))),
        ("lines justified", str(total("justified"))),
        ("mean word space", f"{figures.mean_space:.2f}"),
        ("wide lines (over 1.6)", _share(total("wide"), total("justified"))),
        ("widest line", f"{figures.most('widest_space'):.2f}"),
        ("tight lines (under 0.8)", _share(total("tight"), total("justified"))),
        ("letters narrowed, widened to", _letters(figures)),
        ("lines that end in a hyphen", _share(total("hyphens"), total("lines"))),
        ("longest ladder of hyphens", f"{figures.most('longest_ladder'):.0f}"),
        ("ladders of more than 3", str(total("ladders"))),
        ("hyphens where a leaf is turned", str(total("hyphen_at_turn"))),
        ("hyphens from verso to recto", str(total("hyphen_at_spread"))),
        ("stacks of 3 lines or more", str(total("stacks"))),
        ("stacks of 2 lines", str(total("pairs"))),
        ("rivers of 5 lines or more", str(total("rivers"))),
        ("runts", str(total("runts"))),
        ("widows", str(total("widows"))),
        ("orphans", str(total("orphans"))),
        ("short pages", str(total("short"))),
        ("facing pages uneven", str(total("uneven"))),
        ("lines off the grid", _share(total("off_grid"), total("lines"))),
    )


def by_page(figures: Figures) -> tuple[Row, ...]:
    """Give the names of what is told of each page, and then a row for each."""
    return (_NAMES, *map(_row, figures.pages))


_NAMES = (
    *("page", "lines", "justified", "wide", "widest", "tight", "hyphens", "ladder", "stacks", "rivers", "runts"),
    *("off grid", "faults at its ends"),
)


def _row(page: PageFigures) -> Row:
    counts = (page.stacks + page.pairs, page.rivers, page.runts, page.off_grid)
    return (
        *(str(count) for count in (page.page, page.lines, page.justified, page.wide)),
        f"{page.widest_space:.2f}" if page.justified else "–",
        *(str(count) if count else "–" for count in (page.tight, page.hyphens, page.longest_ladder, *counts)),
        ", ".join(_ends(page)),
    )


def _ends(page: PageFigures) -> list[str]:
    told = {
        "widow": page.widows,
        "orphan": page.orphans,
        "hyphen, and the leaf is turned": page.hyphen_at_turn,
        "hyphen": page.hyphen_at_spread,
        f"{page.short_lines or 0:.1f} lines short": page.short,
        "uneven with the facing page": page.uneven,
    }
    return [name for name, holds in told.items() if holds]


def _letters(figures: Figures) -> str:
    narrowest, widest = figures.least("narrowest_letters"), figures.most("widest_letters")
    return "–" if narrowest == widest == 1 else f"{narrowest:.1%}, {widest:.1%}"


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})" if whole else "0"
