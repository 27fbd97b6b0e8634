"""Hold editions against all rules."""

from publisher.check.printed import RULES, PrintEdition, examine
from publisher.errors import AuditError, Diagnostic, in_reading_order
from publisher.model import Book
from publisher.theme import Theme


def check_print(edition: PrintEdition) -> tuple[Diagnostic, ...]:
    """Give all that is wrong with a print edition, in the order of the manuscript."""
    return in_reading_order(RULES.run(edition, with_book=edition.source is not None))


def require_whole(data: bytes, book: Book, theme: Theme) -> PrintEdition:
    """Give a print edition as examined, which is sound and holds all of its book.

    Raises:
        AuditError: With all that was found.
    """
    edition = examine(data, book, theme)
    found = check_print(edition)
    if found:
        raise AuditError(*found)
    return edition
