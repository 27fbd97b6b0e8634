"""Print seconds and peak memory by phase for each book, and ratios to plain WeasyPrint in the same run.

Subjects take turns, each in a process of its own, so that whatever else the machine does meets all of them;
what is printed are medians. The store of pinned fonts is filled before the first run.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
VARIETIES = PROJECT.parent / "shared" / "books" / "varieties"
SUBJECTS = ("print", "plain", "epub")

_SETTINGS = """\
format = 1

[book]
title = {title}
language = {language}
authors = [{author}]
date = 1902-06-01
"""


def main() -> None:
    """Measure the books named on the command line; the sample and a long one if none is."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="a manuscript's folder")
    parser.add_argument("-n", "--repeats", type=int, default=3, help="how often each subject runs (default 3)")
    asked = parser.parse_args()
    folders = asked.folders or [PROJECT / "manuscript", *([VARIETIES] if VARIETIES.exists() else [])]
    store = PROJECT / "build" / ".cache" / "bench"
    with tempfile.TemporaryDirectory() as temporary:
        for folder in folders:
            report(folder.name, measure(complete(folder, Path(temporary)), store, asked.repeats))


def measure(folder: Path, store: Path, repeats: int) -> Mapping[str, list[dict[str, Any]]]:
    """Run every subject in turn; the first round only fills the store and is thrown away."""
    for subject in ("print", "epub"):
        _run(subject, folder, store)
    found: dict[str, list[dict[str, Any]]] = {subject: [] for subject in SUBJECTS}
    for _ in range(repeats):
        for subject in SUBJECTS:
            found[subject].append(_run(subject, folder, store))
    return found


def report(name: str, found: Mapping[str, list[dict[str, Any]]]) -> None:
    """Print medians by phase, totals, and the ratio of print to plain WeasyPrint."""
    totals = {subject: [sum(run["seconds"].values()) for run in runs] for subject, runs in found.items()}
    print(f"\n{name}")
    for subject, runs in found.items():
        print(f"\n  {subject}: {runs[0]['pages']} {'documents' if subject == 'epub' else 'pages'}")
        for phase in runs[0]["seconds"]:
            seconds, peak = (statistics.median(run[key][phase] for run in runs) for key in ("seconds", "peak_mb"))
            print(f"    {phase:<16} {seconds:8.2f} s   peak so far {peak:5.0f} MB")
        peak = statistics.median(run["peak"] for run in runs)
        print(f"    {'all':<16} {statistics.median(totals[subject]):8.2f} s   peak {peak:12.0f} MB")
    ratios = [mine / plain for mine, plain in zip(totals["print"], totals["plain"], strict=True)]
    print(f"\n  print / plain WeasyPrint: {statistics.median(ratios):.2f} ({_listed(ratios)})")


def _listed(ratios: Sequence[float]) -> str:
    return "rounds: " + ", ".join(f"{ratio:.2f}" for ratio in ratios)


def _run(subject: str, folder: Path, store: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.subjects", subject, str(folder.resolve()), str(store)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{subject} of {folder} failed:\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def complete(folder: Path, temporary: Path) -> Path:
    """Give a manuscript's folder; a copy with a `book.toml` for one that has a `meta.json` instead."""
    if (folder / "book.toml").exists() or not (folder / "meta.json").exists():
        return folder
    told = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    copied = temporary / folder.name
    copied.mkdir()
    for source in folder.glob("*.md"):
        (copied / source.name).write_bytes(source.read_bytes())
    quoted = {key: json.dumps(told[name], ensure_ascii=False) for key, name in _KEYS.items()}
    (copied / "book.toml").write_text(_SETTINGS.format(**quoted), encoding="utf-8")
    return copied


_KEYS = {"title": "title", "language": "lang", "author": "author"}
