"""Hold editions against all rules."""

from publisher.check.foreseeing import Foreseen
from publisher.check.printed import RULES, PrintEdition, examine
from publisher.errors import AuditError, Diagnostic, in_reading_order
from publisher.model import Book
from publisher.pdf.audit import Memory
from publisher.theme import Theme
from publisher.workers import Hire


def check_print(edition: PrintEdition) -> tuple[Diagnostic, ...]:
    """Give all that is wrong with a print edition, in the order of the manuscript."""
    return in_reading_order(RULES.run(edition, with_book=edition.source is not None))


def require_whole(
    data: bytes,
    book: Book,
    theme: Theme,
    memory: Memory | None = None,
    hire: Hire | None = None,
    foreseen: Foreseen | None = None,
) -> PrintEdition:
    """Give a print edition as examined, which is sound and holds all of its book.

    Args:
        data: The PDF.
        book: What it should hold.
        theme: How it should look.
        memory: What was read of pages before; keeps what is read now, if nothing is wrong.
        hire: Who reads pages where there are many to be read; this process if left out.
        foreseen: What was told of the book before (`foresee`).

    Raises:
        AuditError: With all that was found.
    """
    edition = examine(data, book, theme, memory, hire, foreseen)
    found = check_print(edition)
    if found:
        raise AuditError(*found)
    if memory is not None:
        memory.keep()
    return edition
