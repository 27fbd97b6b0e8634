"""`python -m tests.conformance FOLDER …`: every edition of whole books, held by veraPDF to all that it claims.

The edition for an archive is made by each of the standards that it can have, once with the manuscript in it. Sections
are set once for all editions of a book.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from publisher import pdf, pipeline
from publisher.check.conformance import claims
from publisher.external import verapdf
from publisher.external.verapdf import Failure
from publisher.manuscript.files import read_all
from publisher.model import ArchiveStandard, Book, Purpose
from publisher.store import Store
from tests.support import vera
from tests.support.printed_editions import ankasam
from tests.support.printed_pages import PROJECT

_STORE = PROJECT / "build" / ".cache" / "conformance"


def main() -> None:
    """Print what veraPDF says of each edition and each claim; exit with 1 if it has anything against one."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    parser.add_argument("books", nargs="*", type=Path, default=[PROJECT / "manuscript"], help="folders of manuscripts")
    asked = parser.parse_args()
    if lacking := vera.missing():
        sys.exit(f"veraPDF cannot run without {lacking}")
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        program = vera.write_program(Path(temporary))
        for folder in asked.books:
            for name, data in _editions(folder, Path(temporary)):
                print(f"{folder.name}, {name}: {len(data) / 1000:.0f} kB, {hashlib.sha256(data).hexdigest()[:16]}")
                failed += _told(program, Path(temporary) / "edition.pdf", data)
    sys.exit(1 if failed else 0)


def _editions(folder: Path, units: Path) -> Iterator[tuple[str, bytes]]:
    book = pipeline.load_book(folder, environ=os.environ)
    files = read_all(folder, ("book.toml", *(section.file for section in book.sections)))
    for name, asked, purpose in _asked(book, files):
        hire = pdf.hire(os.cpu_count() or 1)
        store, kept = Store(_STORE), Store(units)
        yield name, pdf.render(asked, ankasam(), store=store, units=kept, hire=hire, purpose=purpose).data


def _asked(book: Book, files: Mapping[str, bytes]) -> Iterator[tuple[str, Book, Purpose]]:
    yield "press", book, Purpose.PRESS
    yield "screen", book, Purpose.SCREEN
    for standard in ArchiveStandard:
        options = replace(book.print_options, archive=standard)
        yield f"archive {standard}", replace(book, print_options=options, files={}), Purpose.ARCHIVE
        if standard is not ArchiveStandard.A2A:
            attached = replace(book, print_options=options, files=files)
            yield f"archive {standard}, manuscript attached", attached, Purpose.ARCHIVE


def _told(program: Path, file: Path, data: bytes) -> int:
    """Print what veraPDF says of each claim of a file, and give how many rules it breaks."""
    file.write_bytes(data)
    failed = 0
    for claim in claims(data):
        began = time.perf_counter()
        failures = verapdf.check(program, file, claim.flavour)
        failed += len(failures)
        print(f"  {claim.says}: {len(failures)} rules broken ({time.perf_counter() - began:.0f} s)")
        _print_failures(failures)
    return failed


def _print_failures(failures: Sequence[Failure]) -> None:
    for failure in failures:
        print(f"    {failure.clause}, test {failure.test}, {failure.count} times: {failure.says} ({failure.place})")


if __name__ == "__main__":
    main()
