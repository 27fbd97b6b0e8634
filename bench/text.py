"""Measure what is done to a book's text before it is set: `python -m bench.text [FOLDER]`.

Seconds of the processor, the best of some rounds, and their ratio to reading the same manuscript.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench.run import VARIETIES, complete
from publisher import manuscript
from publisher.lint import look_through
from publisher.model import Book
from publisher.transform.punctuation import with_smart_punctuation
from publisher.transform.runs import with_language_runs

Made = TypeVar("Made")


def main() -> None:
    """Print seconds and ratio of each step."""
    parser = argparse.ArgumentParser(prog="python -m bench.text", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIETIES, help="a manuscript's folder")
    parser.add_argument("-n", "--repeats", type=int, default=5, help="rounds of which the fastest counts (default 5)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = complete(asked.folder, Path(temporary))
        reading, book = fastest(lambda: read(folder), asked.repeats)
    languages, tagged = fastest(lambda: with_language_runs(book), asked.repeats)
    punctuation, _ = fastest(lambda: with_smart_punctuation(tagged), asked.repeats)
    looking, _ = fastest(lambda: look_through(book), asked.repeats)
    print(f"{'':<38} seconds  ratio")
    steps = (("reading", reading), ("languages", languages), ("punctuation", punctuation))
    for name, seconds in (*steps, ("looking through (publish check alone)", looking)):
        print(f"{name:<38} {seconds:7.3f}  {seconds / reading:5.2f}")


def read(folder: Path) -> Book:
    """Read a manuscript that has no mistake that matters here."""
    book, _ = manuscript.load(folder, source_date_epoch=0)
    assert book
    return book


def fastest(work: Callable[[], Made], repeats: int) -> tuple[float, Made]:
    """Do something several times; give the seconds of the fastest and what it made."""
    seconds = []
    for _ in range(repeats):
        began = time.process_time()
        made = work()
        seconds.append(time.process_time() - began)
    return min(seconds), made


if __name__ == "__main__":
    main()
