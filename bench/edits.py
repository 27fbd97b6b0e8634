"""What an edit costs: `python -m bench.edits [FOLDER]`.

A book is made from nothing, made again without a change, and after edits of one place each, always by a new process
(`publish pdf`, audit included); each round begins with plain WeasyPrint on the same book. Ratios are to that, of
seconds on the clock and of the processors, which a busy machine stretches less. Pinned fonts are kept throughout.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.run import PROJECT, VARIETIES, complete
from publisher.cli.console import columns

_STORE = PROJECT / "build" / ".cache" / "bench"
_NOTE = "\n\n[^bench]: A note that was not there before.\n"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and of the processors."""

    clock: float
    processors: float


def main() -> None:
    """Print what each edit costs, as medians over the rounds."""
    parser = argparse.ArgumentParser(prog="python -m bench.edits", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIETIES, help="a manuscript's folder")
    parser.add_argument("-n", "--repeats", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("-j", "--jobs", default=str(os.cpu_count()), help="sections set at a time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        copied = shutil.copytree(complete(asked.folder, Path(temporary)), Path(temporary) / "copied")
        bench = Bench(copied, Path(temporary) / "build", asked.jobs)
        rounds = [bench.round(number) for number in range(asked.repeats)]
    rows = [("", "clock", "processors", "ratio", "ratio of processors")]
    for name in rounds[0]:
        spent = [each[name] for each in rounds]
        ratios = [
            (mine.clock / plain.clock, mine.processors / plain.processors) for mine, plain in _paired(rounds, name)
        ]
        rows.append(
            (
                name,
                f"{statistics.median(each.clock for each in spent):.2f} s",
                f"{statistics.median(each.processors for each in spent):.2f} s",
                f"{statistics.median(clock for clock, _ in ratios):.3f}",
                f"{statistics.median(processors for _, processors in ratios):.3f}",
            )
        )
    print(columns(rows, right=range(1, 5)))


def _paired(rounds: Sequence[dict[str, Spent]], name: str) -> list[tuple[Spent, Spent]]:
    return [(each[name], each["plain WeasyPrint"]) for each in rounds]


class Bench:
    """Measures one book.

    Args:
        folder: Of its manuscript, a copy that may be changed.
        output: Where editions go.
        jobs: Sections set at a time.
    """

    def __init__(self, folder: Path, output: Path, jobs: str) -> None:
        self._folder = folder
        self._output = output
        self._jobs = jobs
        files = sorted(folder.glob("*.md"), key=lambda path: path.stat().st_size)
        self._median, self._longest = files[len(files) // 2], files[-1]
        self._second = sorted(folder.glob("*.md"))[1]
        self._settings = folder / "book.toml"

    def round(self, number: int) -> dict[str, Spent]:
        """Make the book in every way, one after the other."""
        word, note = f"Round{number}", f"A word{number}.[^bench]"
        spent = {"plain WeasyPrint": self._plain()}
        spent["from nothing"] = self._publish("--force")
        spent["nothing changed"] = self._publish()
        edits: dict[str, tuple[Path, Callable[[str], str]]] = {
            "a word, median chapter": (self._median, lambda text: _replaced(text, word)),
            "a word, longest chapter": (self._longest, lambda text: _replaced(text, word)),
            "a paragraph in chapter 2": (self._second, lambda text: _inserted(text, f"{word}. " * 60)),
            "a note in chapter 2, by book": (self._second, lambda text: _inserted(text, note) + _NOTE),
        }
        for name, (file, edit) in edits.items():
            spent[name] = self._changed(file, edit)
        self._by_section(spent, number, lambda text: _inserted(text, note) + _NOTE)
        return spent

    def _by_section(self, spent: dict[str, Spent], number: int, edit: Callable[[str], str]) -> None:
        before = self._settings.read_text(encoding="utf-8")
        self._settings.write_text(before + '\n[print]\nnote_numbering = "section"\n', encoding="utf-8")
        self._publish()
        spent["a note in chapter 2, by section"] = self._changed(self._second, edit)
        self._settings.write_text(before, encoding="utf-8")

    def _changed(self, file: Path, edit: Callable[[str], str]) -> Spent:
        before = file.read_text(encoding="utf-8")
        changed = edit(before)
        if changed == before:
            sys.exit(f"{file.name} cannot be edited so")
        file.write_text(changed, encoding="utf-8")
        spent = self._publish()
        file.write_text(before, encoding="utf-8")
        return spent

    def _publish(self, *more: str) -> Spent:
        output = ("--output-dir", str(self._output), "-j", self._jobs, "--quiet")
        return _timed("-m", "publisher", "pdf", str(self._folder), *output, *more)

    def _plain(self) -> Spent:
        return plain(self._folder)


def plain(folder: Path) -> Spent:
    """Print a book as somebody would with WeasyPrint alone."""
    return _timed("-m", "bench.subjects", "plain", str(folder), str(_STORE))


def _replaced(text: str, word: str) -> str:
    """Put a word before one in the middle of a chapter."""
    at = text.index(" the ", len(text) // 2)
    return f"{text[:at]} {word}{text[at:]}"


def _inserted(text: str, paragraph: str) -> str:
    """Add a paragraph after the first of a chapter."""
    at = text.index("\n\n", text.index("\n\n") + 2)
    return f"{text[:at]}\n\n{paragraph.strip()}{text[at:]}"


def _timed(*arguments: str) -> Spent:
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=PROJECT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} failed")
    return Spent(took, usage.ru_utime + usage.ru_stime)


if __name__ == "__main__":
    main()
