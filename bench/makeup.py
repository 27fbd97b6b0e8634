"""Count the faults of a book's pages, made greedily and weighed together: `python -m bench.makeup [FOLDER]`.

Both page makers get the same galleys. Their seconds are those of make-up alone, the best of some rounds.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.run import PROJECT, VARIETIES, complete
from bench.subjects import THEME
from publisher import pdf, pipeline, theme
from publisher.pdf.makeup import Area, Floats, Items, PageMaker, PagePlan, make_up, make_up_greedily
from publisher.store import Store
from publisher.workers import collector_paused

_PAGES, _PAIRS = "pages", "facing pages where notes leave a choice"
_FEW_LINES, _NEAR_FOOT = 5, 4


@dataclass(frozen=True)
class Galley:
    """What one section's page maker was given."""

    items: Items
    notes: Sequence[Items]
    area: Area
    floats: Floats


def main() -> None:
    """Compare the page makers on a book and print both counts of each class, and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m bench.makeup", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIETIES, help="a manuscript's folder")
    parser.add_argument("-n", "--repeats", type=int, default=3, help="rounds of which the fastest counts (default 3)")
    asked = parser.parse_args()
    found = galleys(asked.folder)
    greedy, greedy_seconds = measure(make_up_greedily, found, asked.repeats)
    best, best_seconds = measure(make_up, found, asked.repeats)
    print(f"{'':<44} greedy  optimum  ratio")
    for kind in greedy | best:
        ratio = f"{best[kind] / greedy[kind]:.2f}" if greedy[kind] else "-"
        print(f"{kind:<44} {greedy[kind]:6}  {best[kind]:7}  {ratio:>5}")
    print(f"{'seconds':<44} {greedy_seconds:6.2f}  {best_seconds:7.2f}  {best_seconds / greedy_seconds:5.2f}")


def galleys(folder: Path) -> list[Galley]:
    """Set a book once and give what the page maker is asked for, section by section."""
    found: list[Galley] = []

    def page_maker(items: Items, notes: Sequence[Items], area: Area, floats: Floats) -> tuple[PagePlan, ...]:
        found.append(Galley(items, notes, area, floats))
        return make_up_greedily(items, notes, area, floats)

    with tempfile.TemporaryDirectory() as temporary:
        book = pipeline.load_book(complete(folder, Path(temporary)), environ={})
    store = Store(PROJECT / "build" / ".cache" / "bench")
    pdf.render(book, theme.load(THEME), store=store, page_maker=page_maker)
    return found


def measure(page_maker: PageMaker, found: Sequence[Galley], repeats: int) -> tuple[Counter[str], float]:
    """Make all pages, count their faults, and give the seconds of the fastest round."""
    seconds = []
    for _ in range(repeats):
        # As in a build.
        with collector_paused():
            began = time.process_time()
            made = [page_maker(galley.items, galley.notes, galley.area, galley.floats) for galley in found]
            seconds.append(time.process_time() - began)
    counts: Counter[str] = Counter()
    for galley, plans in zip(found, made, strict=True):
        counts.update(faults(galley, plans))
    return counts, min(seconds)


def faults(galley: Galley, plans: Sequence[PagePlan]) -> Counter[str]:
    """Count the faults of one section's pages by class, a class without faults too."""
    counts = Counter({_PAGES: len(plans)})
    for index, plan in enumerate(plans):
        counts.update(dict(_faults_of_page(galley, plan, is_recto=index % 2 == 0, is_only=len(plans) == 1)))
    counts.update(dict(_faults_of_floats(galley, plans)))
    pairs = [
        (_foot(galley, verso), _foot(galley, recto))
        for verso, recto in list(pairwise(plans))[1::2]
        if recto.last < len(galley.items) and not (verso.notes and recto.notes)
    ]
    counts.update({_PAIRS: len(pairs), "of them uneven by more than a line": sum(abs(a - b) > 1.01 for a, b in pairs)})
    return counts


def _faults_of_page(galley: Galley, plan: PagePlan, *, is_recto: bool, is_only: bool) -> Iterator[tuple[str, int]]:
    items = galley.items[plan.first : plan.last]
    at_end = plan.last == len(galley.items)
    hyphen = bool(items) and items[-1].hyphenated and not at_end
    short = _short_lines(galley, plan)
    lines = [(piece, len(galley.notes[piece.note])) for piece in plan.notes]
    few = galley.area.height_pt / galley.area.leading_pt - short < _FEW_LINES - 0.01
    yield "notes that go on overleaf or beside", sum(piece.last < count for piece, count in lines)
    yield "single lines of notes left over", sum(piece.last == count == piece.first + 1 > 1 for piece, count in lines)
    yield "hyphens where a leaf is turned", is_recto and hyphen
    yield "hyphens from verso to recto", not is_recto and hyphen
    yield "headings among a page's last four lines", not at_end and any(item.heading for item in items[-_NEAR_FOOT:])
    yield "last pages of fewer than five lines", at_end and few and not plan.notes and not is_only
    yield "pages short by more than two lines", not at_end and bool(items) and short > 2.01


def _faults_of_floats(galley: Galley, plans: Sequence[PagePlan]) -> Iterator[tuple[str, int]]:
    page_of = {item: page for page, plan in enumerate(plans) for item in range(plan.first, plan.last)}
    carried = [
        page - page_of[galley.floats[placed.number].anchor] for page, plan in enumerate(plans) for placed in plan.floats
    ]
    yield "figures and tables on the page after their reference", sum(pages == 1 for pages in carried)
    yield "figures and tables further away", sum(pages > 1 for pages in carried)
    yield "pages of figures and tables alone", sum(bool(plan.floats) and not plan.tops_pt for plan in plans)


def _foot(galley: Galley, plan: PagePlan) -> float:
    """Give by how many lines a page ends above the type area's foot; where notes or floats stand, it ends there."""
    return 0.0 if plan.notes or _feet(plan) else _short_lines(galley, plan)


def _short_lines(galley: Galley, plan: PagePlan) -> float:
    """Give by how many lines text, floats and notes together fall short of the type area."""
    if not plan.tops_pt:
        return 0.0
    last = galley.items[plan.last - 1]
    bottom = plan.tops_pt[-1] + last.bottom_pt - last.top_pt
    room = plan.note_tops_pt[0] - galley.area.note_gap_pt if plan.notes else galley.area.height_pt
    room = min([room, *(top - galley.area.float_gap_pt for top in _feet(plan))])
    return max(0.0, (room - bottom) / galley.area.leading_pt)


def _feet(plan: PagePlan) -> list[float]:
    """Give where floats below the text begin."""
    return [top for _, top in plan.floats if plan.tops_pt and top > plan.tops_pt[0]]


if __name__ == "__main__":
    main()
