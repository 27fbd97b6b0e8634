"""`python -m tests.fuzz --documents 2000 --seed 1`: print many random documents and tell what is wrong with them."""

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from publisher.model import Note
from publisher.store import Store
from publisher.walk import notes_of, plain_text, reading_order
from tests.fuzz.documents import Document, document
from tests.fuzz.press import Press

_TOLD = 6
_STORE = Path(__file__).parent.parent.parent / "build" / ".cache" / "fuzz"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document."""

    seed: int
    notes: int
    longest: int
    faults: tuple[str, ...]


def main() -> None:
    """Print documents, tell each fault with its seed, and sum up; exit with 1 if there is any."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--documents", type=int, default=300, metavar="N", help="how many (default 300)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the first one (default 1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at a time (default: every core)")
    parser.add_argument("--audit", action="store_true", help="notes of all kinds, held against the program's own audit")
    asked = parser.parse_args()
    began = time.perf_counter()
    notes = longest = failed = 0
    for done, outcome in enumerate(outcomes(asked.seed, asked.documents, asked.jobs, audit=asked.audit), 1):
        notes += outcome.notes
        longest = max(longest, outcome.longest)
        failed += bool(outcome.faults)
        # One fault brings others after it.
        for fault in outcome.faults[:_TOLD]:
            print(f"seed {outcome.seed}: {fault}", flush=True)
        if done % 100 == 0:
            print(f"{done} documents, {notes} notes, {time.perf_counter() - began:.0f} s", flush=True)
    took = time.perf_counter() - began
    print(f"{asked.documents} documents, {notes} notes of up to {longest} words, {took:.0f} s: {failed} with faults")
    sys.exit(1 if failed else 0)


def outcomes(seed: int, documents: int, jobs: int, *, audit: bool) -> Iterator[Outcome]:
    """Print documents in as many processes as asked for, and give what became of each, in order of their seeds."""
    seeds = range(seed, seed + documents)
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(partial(prove, audit=audit), seeds, chunksize=4)


def prove(seed: int, *, audit: bool = False) -> Outcome:
    """Print one document; a crash is a fault as well."""
    grown = document(seed, varied=audit)
    lengths = [sum(len(plain_text(run).split()) for run in reading_order(note.blocks)) for note in _notes(grown)]
    try:
        found = _press().faults(grown, audit=audit)
    except Exception:
        found = [f"crash: {traceback.format_exc()}"]
    return Outcome(seed, len(lengths), max(lengths, default=0), tuple(found))


def _notes(grown: Document) -> Iterator[Note]:
    for section in grown.book.sections:
        yield from notes_of(section)


@cache
def _press() -> Press:
    return Press(Path(tempfile.mkdtemp()), Store(_STORE))


if __name__ == "__main__":
    main()
