"""What length costs: `python -m bench.long_book [FOLDER] [-c 1 2 4]`.

A manuscript is repeated so many times, its chapters one after the other; the book is made from nothing, and again after
a word in a chapter of median length has changed, each time by a new process (`publish pdf`, audit included), then by
`publish watch`, from the save to the file. What is printed is seconds of all processors together, which a busy machine
stretches less than those on the clock (after an edit those too), and the most memory that all processes of a build held
together; from nothing with their ratios to the shortest book for each page, where 1 is linear; after the edit with that
to the shortest book.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from bench.memory import MemoryOfTree
from bench.run import PROJECT, VARIETIES, complete
from bench.watched import Watched
from publisher.cli.console import columns


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processors from nothing and after an edit, the peak of memory in megabytes of each, and pages.

    After an edit also the seconds on the clock, of a new process and of `publish watch`.
    """

    cold_seconds: float
    cold_mb: float
    edit_seconds: float
    edit_mb: float
    edit_clock: float
    watch_clock: float
    pages: int


def main() -> None:
    """Print one row for each length."""
    parser = argparse.ArgumentParser(prog="python -m bench.long_book", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIETIES, help="a manuscript's folder")
    parser.add_argument("-c", "--copies", type=int, nargs="+", default=[1, 2, 4], help="how often it is repeated")
    parser.add_argument("-j", "--jobs", default=str(os.cpu_count()), help="sections set at a time")
    asked = parser.parse_args()
    rows: list[tuple[str, ...]] = [
        ("copies", "pages", "from nothing", "a page", "memory", "a page", "a word", "ratio", "memory", "clock", "watch")
    ]
    first: Cost | None = None
    with tempfile.TemporaryDirectory() as temporary:
        source = complete(asked.folder, Path(temporary))
        for copies in asked.copies:
            cost = _measured(repeated(source, copies, Path(temporary)), asked.jobs)
            first = first or cost
            rows.append(_row(copies, cost, first))
            print(columns(rows, right=range(11)), end="\n\n", flush=True)


def _row(copies: int, cost: Cost, first: Cost) -> tuple[str, ...]:
    growth = cost.pages / first.pages
    return (
        str(copies),
        str(cost.pages),
        f"{cost.cold_seconds:.1f} s",
        f"{cost.cold_seconds / first.cold_seconds / growth:.2f}",
        f"{cost.cold_mb:.0f} MB",
        f"{cost.cold_mb / first.cold_mb / growth:.2f}",
        f"{cost.edit_seconds:.1f} s",
        f"{cost.edit_seconds / first.edit_seconds:.2f}",
        f"{cost.edit_mb:.0f} MB",
        f"{cost.edit_clock:.1f} s",
        f"{cost.watch_clock:.1f} s",
    )


def repeated(source: Path, copies: int, temporary: Path) -> Path:
    """Write a manuscript whose chapters are those of another, so many times over.

    Identifiers of notes belong to their file, and those of headings are made from their order, so that none is doubled.
    """
    folder = temporary / f"{source.name}-{copies}"
    folder.mkdir()
    shutil.copy(source / "book.toml", folder)
    for copy in range(copies):
        for chapter in sorted(source.glob("*.md")):
            shutil.copy(chapter, folder / f"{copy:02d}-{chapter.name}")
    return folder


def _measured(folder: Path, jobs: str) -> Cost:
    output = folder.with_name(f"{folder.name}-build")
    cold_seconds, cold_mb = _publish(folder, output, jobs)
    chapters = sorted(folder.glob("*.md"), key=lambda path: path.stat().st_size)
    chapter = chapters[len(chapters) // 2]
    chapter.write_text(_changed(chapter), encoding="utf-8")
    began = time.perf_counter()
    edit_seconds, edit_mb = _publish(folder, output, jobs)
    edit_clock = time.perf_counter() - began
    with Watched(folder, output, jobs) as watched:
        # The first save finds what later ones are spared.
        watched.save(chapter, _changed(chapter))
        watch_clock, _ = watched.save(chapter, _changed(chapter))
    with pypdfium2.PdfDocument(next(output.glob("*.pdf"))) as document:
        return Cost(cold_seconds, cold_mb, edit_seconds, edit_mb, edit_clock, watch_clock, len(document))


def _changed(chapter: Path) -> str:
    text = chapter.read_text(encoding="utf-8")
    at = text.index(" the ", len(text) // 2)
    return f"{text[:at]} changed{text[at:]}"


def _publish(folder: Path, output: Path, jobs: str) -> tuple[float, float]:
    command = [
        sys.executable,
        "-m",
        "publisher",
        "pdf",
        str(folder),
        "--output-dir",
        str(output),
        "-j",
        jobs,
        "--quiet",
    ]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    with MemoryOfTree(process.pid) as memory:
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the book of {folder} failed")
    return usage.ru_utime + usage.ru_stime, memory.peak_mb


if __name__ == "__main__":
    main()
