"""What an edit costs: `python -m bench.edits [FOLDER] [--only NAME …]`.

A book is made from nothing, made again without a change, and after edits of one place each, always by a new process
(`publish pdf`, audit included); and as `publish watch` makes it, from the save to the audited file on disk. Plain
WeasyPrint prints the same book before and after each block of them: ratios are to the mean of both, for a machine's
speed may change from one minute to the next. Seconds of all processors together, and on the clock; medians over the
rounds. Pinned fonts are kept throughout.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.run import PROJECT, VARIETIES, complete
from bench.watched import Watched
from publisher.cli.console import columns

_STORE = PROJECT / "build" / ".cache" / "bench"
_NOTE = "\n\n[^bench]: A note that was not there before.\n"
_BETWEEN = re.compile(r"[^\W\d_]{2} (?=[^\W\d_]{2,} [^\W\d_]{2,} )")
PLAIN = "plain WeasyPrint"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and of all processors together."""

    clock: float
    processors: float

    def over(self, other: "Spent") -> "Spent":
        """Give the ratios to another."""
        return Spent(self.clock / other.clock, self.processors / other.processors)


def main() -> None:
    """Print what each edit costs as it is measured, then medians over the rounds."""
    parser = argparse.ArgumentParser(prog="python -m bench.edits", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIETIES, help="a manuscript's folder")
    parser.add_argument("-n", "--repeats", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("-j", "--jobs", default=str(os.cpu_count()), help="sections set at a time")
    parser.add_argument("--only", nargs="+", choices=_NAMES, metavar="NAME", help=f"some of: {', '.join(_NAMES)}")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        copied = shutil.copytree(complete(asked.folder, Path(temporary)), Path(temporary) / "copied")
        bench = Bench(copied, Path(temporary) / "build", asked.jobs)
        found = measure(bench, asked.repeats, asked.only or _NAMES)
    report(found)


def measure(bench: "Bench", rounds: int, names: Sequence[str]) -> Mapping[str, list[tuple[Spent, Spent]]]:
    """Give what each subject cost, with its ratio to plain WeasyPrint before and after its block."""
    found: dict[str, list[tuple[Spent, Spent]]] = {name: [] for name in (PLAIN, *names)}
    bench.prepare()
    for number in range(1, rounds + 1):
        before = _told(number, PLAIN, bench.plain())
        found[PLAIN].append((before, before.over(before)))
        for block in _BLOCKS:
            spent = {name: _told(number, name, bench.measure(name, number)) for name in block if name in names}
            if spent:
                after = _told(number, PLAIN, bench.plain())
                mean = Spent((before.clock + after.clock) / 2, (before.processors + after.processors) / 2)
                for name, cost in spent.items():
                    found[name].append((cost, cost.over(mean)))
                found[PLAIN].append((after, after.over(after)))
                before = after
    return found


def report(found: Mapping[str, Sequence[tuple[Spent, Spent]]]) -> None:
    """Print medians."""
    rows = [("", "processors", "ratio", "clock", "ratio")]
    for name, costs in found.items():
        seconds = (
            f"{statistics.median(spent.processors for spent, _ in costs):.2f} s",
            f"{statistics.median(ratio.processors for _, ratio in costs):.3f}",
            f"{statistics.median(spent.clock for spent, _ in costs):.2f} s",
            f"{statistics.median(ratio.clock for _, ratio in costs):.3f}",
        )
        rows.append((name, *seconds))
    print(columns(rows, right=range(1, 5)))


def _told(number: int, name: str, spent: Spent) -> Spent:
    print(f"round {number}: {name}: {spent.processors:.2f} s of processors, {spent.clock:.2f} s", flush=True)
    return spent


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

    def prepare(self) -> None:
        """Make the book once, so that there is something to be kept, and pin the fonts of plain WeasyPrint."""
        self._publish()
        self.plain()

    def measure(self, name: str, number: int) -> Spent:
        """Do what a name stands for, in this round."""
        return _SUBJECTS[name](self, f"Round{number}")

    def plain(self) -> Spent:
        """Print the book as somebody would with WeasyPrint alone."""
        return plain(self._folder)

    def from_nothing(self, word: str) -> Spent:
        """Set everything again."""
        return self._publish("--force")

    def unchanged(self, word: str) -> Spent:
        """Find that there is nothing to do."""
        self._publish()
        return self._publish()

    def word(self, word: str) -> Spent:
        """Change a word in the chapter of median length."""
        return self._changed(self._median, lambda text: with_word(text, word))

    def longest(self, word: str) -> Spent:
        """Change a word in the longest chapter."""
        return self._changed(self._longest, lambda text: with_word(text, word))

    def paragraph(self, word: str) -> Spent:
        """Add a paragraph, so that every later page moves."""
        return self._changed(self._second, lambda text: _inserted(text, f"{word}. " * 60))

    def note(self, word: str) -> Spent:
        """Add a note, so that every later one has another number."""
        return self._changed(self._second, lambda text: _inserted(text, f"A word {word}.[^bench]") + _NOTE)

    def note_by_section(self, word: str) -> Spent:
        """Add a note to a book whose notes are numbered by section."""
        before = self._settings.read_text(encoding="utf-8")
        self._settings.write_text(_by_section(before), encoding="utf-8")
        try:
            self._publish()
            return self.note(word)
        finally:
            self._settings.write_text(before, encoding="utf-8")

    def watch_word(self, word: str) -> Spent:
        """Save a word in the chapter of median length while `publish watch` looks on."""
        return self._watched(self._median, word)

    def watch_longest(self, word: str) -> Spent:
        """Save a word in the longest chapter while `publish watch` looks on."""
        return self._watched(self._longest, word)

    def _watched(self, file: Path, word: str) -> Spent:
        before = file.read_text(encoding="utf-8")
        with Watched(self._folder, self._output, self._jobs) as watched:
            try:
                return Spent(*watched.save(file, with_word(before, f"Watched{word}")))
            finally:
                file.write_text(before, encoding="utf-8")

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
        return timed("-m", "publisher", "pdf", str(self._folder), *output, *more)


_SUBJECTS: Mapping[str, Callable[[Bench, str], Spent]] = {
    "from-nothing": Bench.from_nothing,
    "unchanged": Bench.unchanged,
    "word": Bench.word,
    "word-longest": Bench.longest,
    "paragraph": Bench.paragraph,
    "note": Bench.note,
    "note-by-section": Bench.note_by_section,
    "watch-word": Bench.watch_word,
    "watch-longest": Bench.watch_longest,
}
_NAMES = tuple(_SUBJECTS)
# Between two prints by plain WeasyPrint, so that neither is long before what is held against it.
_BLOCKS = (_NAMES[:2], _NAMES[2:5], _NAMES[5:7], _NAMES[7:])


def plain(folder: Path) -> Spent:
    """Print a book as somebody would with WeasyPrint alone."""
    return timed("-m", "bench.subjects", "plain", str(folder), str(_STORE))


def with_word(text: str, word: str) -> str:
    """Put a word between two small words in the middle of a chapter."""
    found = _BETWEEN.search(text, len(text) // 2) or _BETWEEN.search(text)
    if found is None:
        sys.exit("there is no place for a word")
    return f"{text[: found.end()]}{word} {text[found.end() :]}"


def _by_section(settings: str) -> str:
    """Have notes numbered by section."""
    others = [line for line in settings.splitlines() if not line.startswith(("[print]", "note_numbering"))]
    place = settings.splitlines().index("[print]") if "[print]" in settings.splitlines() else len(others)
    return "\n".join((*others[:place], "[print]", 'note_numbering = "section"', *others[place:], ""))


def _inserted(text: str, paragraph: str) -> str:
    """Add a paragraph after the first of a chapter."""
    at = text.index("\n\n", text.index("\n\n") + 2)
    return f"{text[:at]}\n\n{paragraph.strip()}{text[at:]}"


def timed(*arguments: str) -> Spent:
    """Run Python with these arguments, in the project's folder."""
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
