"""`python -m tests.edits --edits 200 --kills 50 --seed 7`: edit a small book at random, and kill builds of it.

Each warm build must be a clean one, whatever was edited and wherever the last build was killed. Every second one is
made with what a process remembers that stays beside an author, as in `publish watch`.
"""

import argparse
import contextlib
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from publisher import pipeline
from publisher.model import EditionName
from tests.support.author import Author, CleanBuild, Killer, Memory
from tests.support.book_test import SETTINGS, BookTest

_STORE = Path(__file__).parent.parent.parent / "build" / ".cache" / "edits"


def main() -> None:
    """Edit and build; tell the edits of the first build that is not the same, and exit with 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.edits", description=__doc__)
    parser.add_argument("--edits", type=int, default=200, metavar="N", help="how many (default 200)")
    parser.add_argument("--kills", type=int, default=50, metavar="N", help="how many builds are killed (default 50)")
    parser.add_argument("--seed", type=int, default=7, metavar="S", help="of what is done (default 7)")
    asked = parser.parse_args()
    _STORE.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        done = _edited(Path(temporary), asked.edits, asked.seed)
    told = ", ".join(f"{count} {name}" for name, count in Counter(done).most_common())
    print(f"{len(done)} edits in {time.perf_counter() - began:.0f} s, each build the same as a clean one: {told}")
    if asked.kills:
        with tempfile.TemporaryDirectory() as temporary:
            book = BookTest(Path(temporary) / "project")
            written = Killer(book, CleanBuild(book, Path(temporary) / "clean", _STORE), asked.seed).kill(asked.kills)
        print(
            f"{asked.kills} builds killed, {written} of them after they wrote: never half a file, and the next is right"
        )


def _edited(folder: Path, edits: int, seed: int) -> list[str]:
    book = BookTest(folder / "project")
    clean = CleanBuild(book, folder / "clean", _STORE)
    author = Author(book.folder, seed, "bahce", SETTINGS)
    memory = Memory()
    known: dict[str, tuple[bytes, bytes]] = {}
    done: list[str] = []
    for count in range(edits):
        done.append(author.edit())
        with memory.on() if count % 2 else contextlib.nullcontext():
            book.build(EditionName.PRINT, EditionName.EPUB, jobs=1 + count // 2 % 2, page_list=True)
            if count % 2:
                pipeline.read_ahead(book.folder)
        state = author.state()
        if state not in known:
            known[state] = clean.both()
        if (book.edition("pdf").read_bytes(), book.edition("epub").read_bytes()) != known[state]:
            sys.exit(f"seed {seed}: other files than those of a clean build after {done}")
    return done


if __name__ == "__main__":
    main()
