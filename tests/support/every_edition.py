"""A short book made for every purpose: `python -m tests.support.every_edition STORE` prints a hash for each file."""

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from publisher import pdf
from publisher.check import examine, proof_pages
from publisher.model import ArchiveStandard, Book, Purpose
from publisher.store import Store
from tests.support.printed_editions import ankasam
from tests.support.stock_book import book_of, note, paragraph, section_of


def hashes(store: Store) -> Iterator[str]:
    """Give a line for each purpose, for each standard of archives, and for a proof."""
    book = book_of(section_of(paragraph("Bir söz.", note("Bir not."))))
    with tempfile.TemporaryDirectory() as folder:
        for name, each, purpose in _editions(book):
            data = pdf.render(each, ankasam(), store=store, units=Store(Path(folder)), purpose=purpose).data
            yield f"{name} {hashlib.sha256(data).hexdigest()}"
        bound = pdf.render(book, ankasam(), store=store, units=Store(Path(folder)))
        beside = proof_pages(examine(bound.data, book, ankasam()), ())
        data = pdf.render_proof(bound.data, beside, book, ankasam(), store=store)
        yield f"{Purpose.PROOF.value} {hashlib.sha256(data).hexdigest()}"


def _editions(book: Book) -> Iterator[tuple[str, Book, Purpose]]:
    for purpose in (Purpose.PRESS, Purpose.SCREEN):
        yield purpose.value, book, purpose
    for standard in ArchiveStandard:
        options = replace(book.print_options, archive=standard)
        yield standard.value, replace(book, print_options=options), Purpose.ARCHIVE


if __name__ == "__main__":
    print("\n".join(hashes(Store(Path(sys.argv[1])))))
