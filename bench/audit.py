"""How much of a build its audit takes: `python -m bench.audit [FOLDER]`.

A book is made and then audited, round by round in one process, so that both meet the same machine; seconds are those of
the processor. The ratio is that of the audit to all of the build but reading the manuscript. Then it is audited once
more, as after an edit: all pages are known, and what needs no pages was made ready; that ratio is to the first audit.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from bench.run import PROJECT, VARIETIES, complete
from bench.subjects import THEME
from publisher import check, pdf, pipeline, theme
from publisher.model import Book
from publisher.store import Store

T = TypeVar("T")


def main() -> None:
    """Print the seconds of each round, the ratio of the medians, and how far the rounds lie apart."""
    parser = argparse.ArgumentParser(prog="python -m bench.audit", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIETIES, help="a manuscript's folder")
    parser.add_argument(
        "-n", "--repeats", type=int, default=5, help="rounds, after one that is not counted (default 5)"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        book = pipeline.load_book(complete(asked.folder, Path(temporary)), environ={})
    look, store = theme.load(THEME), Store(PROJECT / "build" / ".cache" / "bench")
    rounds = []
    for count in range(asked.repeats + 1):
        printed, making = measured(partial(pdf.render, book, look, store=store))
        audit = partial(check.require_whole, printed.data, book, look)
        _, proving = measured(audit)
        with tempfile.TemporaryDirectory() as kept:
            audit(check.Memory(Store(Path(kept))))
            (memory, foreseen), readying = measured(partial(ready, book, Store(Path(kept))))
            _, again = measured(partial(audit, memory, None, foreseen))
        if count:
            rounds.append((making, proving, readying, again))
            print(
                f"made in {making:.2f} s, audited in {proving:.2f} s: {proving / (making + proving):.3f};"
                f" all known: ready in {readying:.2f} s, audited in {again:.2f} s: {again / proving:.3f}",
                flush=True,
            )
    for says, parts in (
        ("audit, of making and audit", [proving / (making + proving) for making, proving, _, _ in rounds]),
        ("audit with all known, of the audit", [again / proving for _, proving, _, again in rounds]),
    ):
        print(f"{says}: {median(parts):.3f} ({min(parts):.3f} to {max(parts):.3f})")


def ready(book: Book, kept: Store) -> tuple[check.Memory, check.Foreseen]:
    """Do what of an audit needs no pages."""
    memory = check.Memory(kept)
    memory.foresee()
    return memory, check.foresee(book)


def measured(act: Callable[[], T]) -> tuple[T, float]:
    """Give what an act gives, and the seconds that it took of the processor, those of its children too."""
    before = sum(os.times()[:4])
    result = act()
    return result, sum(os.times()[:4]) - before


if __name__ == "__main__":
    main()
