"""Rules on words: those of the book, all of them, in order, and no others."""

from collections.abc import Iterator

from publisher.check.printed import PrintEdition, finding, print_rule
from publisher.errors import Diagnostic
from publisher.pdf.audit import Fault, FaultKind

_REPORT = "this is a fault of the program that made the file; if it was publish, please report it"
_OLD = "build the edition again if the manuscript has changed since; if it has not, please report it"


@print_rule("word-lost")
def word_lost(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find words of the book that are printed nowhere, or not in their place."""
    for fault in _faults(edition, FaultKind.LOST):
        what = "words of a note are" if fault.note is not None else "words are"
        yield _of(fault, "word-lost", f"page {fault.page}: {what} missing: “{fault.words}”")
    if edition.source and edition.source.traces.first_page is None:
        at = edition.source.book.sections[0].at if edition.source.book.sections else None
        yield finding("word-lost", "nothing of this manuscript is in the file", at, "name the manuscript of this file")


@print_rule("word-doubled")
def word_doubled(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find words of the body that are printed a second time."""
    for fault in _faults(edition, FaultKind.DOUBLED):
        yield _of(fault, "word-doubled", f"page {fault.page}: printed a second time: “{fault.words}”")


@print_rule("word-unknown")
def word_unknown(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find words that the book does not have where they stand."""
    for fault in _faults(edition, FaultKind.UNKNOWN):
        yield _of(fault, "word-unknown", f"page {fault.page}: not in the manuscript here: “{fault.words}”")


def _faults(edition: PrintEdition, kind: FaultKind) -> Iterator[Fault]:
    return (fault for fault in edition.source.traces.faults if fault.kind is kind) if edition.source else iter(())


def _of(fault: Fault, code: str, message: str) -> Diagnostic:
    return finding(code, message, fault.at, _OLD)
