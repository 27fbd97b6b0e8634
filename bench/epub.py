"""Measure what an e-book costs, and what it weighs: `python -m bench.epub [FOLDER]`.

Seconds of the processor, of whole processes, importing and reading included: with an empty store, with fonts, cover and
pictures kept, and their ratios to plain WeasyPrint on the same book in the same round. No pages of a print edition are
counted, and no other program looks at the file. With `--pandoc PROGRAM` the weight is compared with that of Pandoc's.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.run import PROJECT, VARIETIES, complete

_MAKE = """
import sys
from pathlib import Path
from publisher import epub, pipeline, theme
from publisher.store import Store
folder, store, file = map(Path, sys.argv[1:])
book = pipeline.load_book(folder, environ={})
epub.render(book, theme.load(Path("styles/ankasam")), store=Store(store)).write(file)
"""


def main() -> None:
    """Print seconds and ratios of each subject, and the weight."""
    parser = argparse.ArgumentParser(prog="python -m bench.epub", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIETIES, help="a manuscript's folder")
    parser.add_argument("-n", "--repeats", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("--pandoc", help="the program to weigh its e-book beside ours")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = complete(asked.folder, place).resolve()
        report_seconds([one_round(folder, place, number) for number in range(asked.repeats)])
        report_weight(place / "book.epub", pandoc(asked.pandoc, folder, place) if asked.pandoc else None)


def one_round(folder: Path, place: Path, number: int) -> Mapping[str, float]:
    """Give the seconds of each subject, which take turns."""
    make = (sys.executable, "-c", _MAKE, str(folder), str(place / f"store-{number}"), str(place / "book.epub"))
    plain = (sys.executable, "-m", "bench.subjects", "plain", str(folder), str(place / f"store-{number}"))
    cold, kept = seconds(make), seconds(make)
    # The first time, its fonts are made.
    seconds(plain)
    return {"empty store": cold, "fonts, cover, pictures kept": kept, "plain WeasyPrint": seconds(plain)}


def seconds(command: Sequence[str]) -> float:
    """Run a program; give the seconds of the processor that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report_seconds(rounds: Sequence[Mapping[str, float]]) -> None:
    """Print medians, and medians of the ratios of each round."""
    print(f"{'':<30} seconds  ratio")
    for name in rounds[0]:
        ratio = statistics.median(each[name] / each["plain WeasyPrint"] for each in rounds)
        print(f"{name:<30} {statistics.median(each[name] for each in rounds):7.2f}  {ratio:5.3f}")


def pandoc(program: str, folder: Path, place: Path) -> Path:
    """Make an e-book with Pandoc from the same files."""
    told: dict[str, Any] = {"title": folder.name, "lang": "en"}
    metadata = place / "metadata.json"
    metadata.write_text(json.dumps(told), encoding="utf-8")
    made = place / "pandoc.epub"
    sources = sorted(str(file) for file in folder.glob("*.md"))
    subprocess.run([program, *sources, "-o", str(made), f"--metadata-file={metadata}"], cwd=folder, check=True)
    return made


def report_weight(ours: Path, theirs: Path | None) -> None:
    """Print what the file weighs, and by how much more than Pandoc's, fonts left out."""
    with zipfile.ZipFile(ours) as archive:
        fonts = sum(entry.compress_size for entry in archive.infolist() if "/fonts/" in entry.filename)
    weight = ours.stat().st_size
    print(f"\n{weight / 1e3:.0f} kB, {fonts / 1e3:.0f} kB of it fonts")
    if theirs:
        bare = theirs.stat().st_size
        print(f"Pandoc: {bare / 1e3:.0f} kB; ratio without our fonts: {(weight - fonts) / bare:.2f}")


if __name__ == "__main__":
    main()
