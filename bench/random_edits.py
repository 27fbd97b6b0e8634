"""Random edits of a whole book, each warm build held to a clean one: `python -m bench.random_edits [FOLDER] -n 20`.

Words, notes, paragraphs, sections and pictures are changed one after the other, and some of it is taken back. After
each edit both editions are made where the last ones lie (`publish build`), and from nothing where there is nothing:
their bytes must be the same. What is printed for each is the ratio of the warm build to the clean one of the same
state, made right after it: seconds of all processors together, and on the clock.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from bench.edits import Spent, timed
from bench.run import VARIETIES, complete
from publisher.cli.console import columns
from tests.support.author import Author


def main() -> None:
    """Print a line for each edit and their medians; exit with 1 at the first build that is not the same."""
    parser = argparse.ArgumentParser(prog="python -m bench.random_edits", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIETIES, help="a manuscript's folder")
    parser.add_argument("-n", "--edits", type=int, default=20, metavar="N", help="how many (default 20)")
    parser.add_argument("-j", "--jobs", default=str(os.cpu_count()), help="sections set at a time")
    parser.add_argument("--seed", type=int, default=7, metavar="S", help="of what is done (default 7)")
    asked = parser.parse_args()
    ratios: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = shutil.copytree(complete(asked.folder, place), place / "copied")
        author = Author(folder, asked.seed)
        build(folder, place / "warm", asked.jobs)
        for number in range(1, asked.edits + 1):
            done = author.edit()
            warm = build(folder, place / "warm", asked.jobs)
            shutil.rmtree(place / "clean", ignore_errors=True)
            clean = build(folder, place / "clean", asked.jobs)
            if editions(place / "warm") != editions(place / "clean"):
                sys.exit(f"edit {number}, seed {asked.seed}: other files than those of a clean build")
            ratios.append((warm.processors / clean.processors, warm.clock / clean.clock))
            print(f"{number:3} {done:<20} {ratios[-1][0]:.3f} {ratios[-1][1]:.3f}", flush=True)
    report(ratios)


def build(folder: Path, output: Path, jobs: str) -> Spent:
    """Make both editions."""
    return timed("-m", "publisher", "build", str(folder), "--output-dir", str(output), "-j", jobs, "--quiet")


def editions(output: Path) -> dict[str, bytes]:
    """Give the files that a build wrote."""
    return {path.name: path.read_bytes() for path in sorted(output.iterdir()) if path.is_file()}


def report(ratios: list[tuple[float, float]]) -> None:
    """Print how many builds were the same, and the least, the median and the greatest ratio."""
    processors, clock = zip(*ratios, strict=True)
    rows = [("warm to clean", "processors", "clock")]
    rows += [
        ("least", f"{min(processors):.3f}", f"{min(clock):.3f}"),
        ("median", f"{statistics.median(processors):.3f}", f"{statistics.median(clock):.3f}"),
        ("greatest", f"{max(processors):.3f}", f"{max(clock):.3f}"),
    ]
    print(f"{len(ratios)} edits, each build the same as a clean one")
    print(columns(rows, right=range(1, 3)))


if __name__ == "__main__":
    main()
