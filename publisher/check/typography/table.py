"""Figures as rows of words, for people."""

from collections.abc import Mapping, Sequence

from publisher.check.typography.figures import Figures


def side_by_side(found: Mapping[str, Figures | None]) -> str:
    """Set the figures of several files beside each other; a file without running text is left out."""
    measured = {name: figures for name, figures in found.items() if figures}
    if not measured:
        return "no running text"
    columns = [("", *(name for name, _ in rows(next(iter(measured.values())))))]
    columns += [(name, *(value for _, value in rows(figures))) for name, figures in measured.items()]
    widths = [max(map(len, column)) for column in columns]
    return "\n".join(
        "  ".join(c.rjust(w) if n else c.ljust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in zip(*columns, strict=True)
    )


def rows(figures: Figures) -> Sequence[tuple[str, str]]:
    """Give names and values of all figures of a file."""
    body, pages, all_ = figures.body, figures.pages, figures.sum
    return (
        ("pages with running text", str(len(pages))),
        ("size/leading, pt", f"{body.size_pt:g}/{body.leading_pt:.2f}".rstrip("0").rstrip(".")),
        ("measure, mm", f"{body.measure_pt * 25.4 / 72:.1f}"),
        ("characters a line", f"{figures.letters:.1f}"),
        ("lines", str(all_("lines"))),
        ("lines justified", str(all_("justified"))),
        ("mean word space", f"{figures.mean_space:.2f}"),
        ("wide lines (over 1.6)", _share(all_("wide"), all_("justified"))),
        ("widest line", f"{max((page.widest for page in pages), default=0.0):.2f}"),
        ("tight lines (under 0.8)", _share(all_("tight"), all_("justified"))),
        ("lines that end in a hyphen", _share(all_("hyphens"), all_("lines"))),
        ("longest ladder of hyphens", str(max((page.longest_ladder for page in pages), default=0))),
        ("ladders of more than 3", str(all_("ladders"))),
        ("hyphens where a leaf is turned", str(all_("hyphen_at_turn"))),
        ("hyphens from verso to recto", str(all_("hyphen_at_spread"))),
        ("stacks of 3 lines or more", str(all_("stacks"))),
        ("stacks of 2 lines", str(all_("pairs"))),
        ("rivers of 5 lines or more", str(all_("rivers"))),
        ("runts", str(all_("runts"))),
        ("widows", str(all_("widows"))),
        ("orphans", str(all_("orphans"))),
        ("short pages", str(all_("short"))),
        ("facing pages uneven", str(all_("uneven"))),
        ("lines off the grid", _share(all_("off_grid"), all_("lines"))),
    )


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})" if whole else "0"
