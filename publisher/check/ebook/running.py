"""Hold an e-book to all rules."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from publisher.check.ebook.container import HARMFUL
from publisher.check.ebook.opened import CONTAINER_RULES, EBOOK_RULES, OpenedEbook
from publisher.errors import Diagnostic, in_reading_order

# A book with one fault a thousand times has one fault.
_MOST_TOLD, _MOST_COUNTED = 20, 1000

NEED_BOOK = ("words-lost", "notes-lost", "link-dangling", "page-list-wrong")
"""Codes of what only the manuscript can show."""

NOT_WHOLE = frozenset({"words-lost", "notes-lost", "document-unreadable", *HARMFUL})
"""Codes of books whose pages cannot be compared with those of the printed edition."""


def examine_ebook(data: bytes) -> tuple[Diagnostic, ...]:
    """Give all that is wrong with an e-book, whoever made it, in the order of its files.

    Args:
        data: Its bytes.

    Raises:
        UnreadableError: They hold no package.
    """
    ebook = OpenedEbook(data)
    # Where nothing can be read, all else would follow from that.
    rules = [*CONTAINER_RULES.rules.values(), *(EBOOK_RULES.rules.values() if ebook.pages else ())]
    return in_reading_order(found for rule in rules for found in _told(rule.examine(ebook)))


def _told(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Give the first findings of a rule, the last of them with the number of those that are left out."""
    rest = iter(found)
    first = list(islice(rest, _MOST_TOLD))
    more = sum(1 for _ in islice(rest, _MOST_COUNTED))
    count = f"{more} more" if more < _MOST_COUNTED else f"{more} and more"
    yield from first[:-1]
    for last in first[-1:]:
        yield replace(last, message=f"{last.message} (and {count} of these)") if more else last
