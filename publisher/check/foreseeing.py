"""What a print edition will be held against, as far as that can be told before there are pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publisher.model import Book
from publisher.pdf.audit import ExpectedText, expected_text
from publisher.pdf.audit.end_notes import with_end_notes
from publisher.transform.numbering import Numbering, number


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What of an audit is the book's alone.

    Args:
        book: With all its ids.
        numbering: Its numbers.
        expected: Its words; `None` where pages decide some of them.
    """

    book: Book
    numbering: Numbering
    expected: ExpectedText | None


class _PagesDecideError(Exception):
    """A word was asked for that is known when pages are."""


class _NoPages(Mapping[str, int]):
    """The pages of all ids, before there are any."""

    def __getitem__(self, identifier: str) -> int:
        raise _PagesDecideError(identifier)

    def __iter__(self) -> Iterator[str]:
        raise _PagesDecideError

    def __len__(self) -> int:
        raise _PagesDecideError


def foresee(book: Book) -> Foreseen:
    """Give what a print edition of a book will be held against."""
    numbering = numbers_of(book)
    try:
        return Foreseen(book, numbering, expect(book, numbering, _NoPages())[1])
    except _PagesDecideError:
        return Foreseen(book, numbering, None)


def numbers_of(book: Book) -> Numbering:
    """Number a book as print does."""
    return number(book, book.print_options.note_numbering, book.print_options.note_marks)


def expect(book: Book, numbering: Numbering, pages: Mapping[str, int]) -> tuple[Book, ExpectedText]:
    """Give a book with its notes where they are printed, and its words.

    Args:
        book: As it is written.
        numbering: As print numbers it.
        pages: Where each id stands.
    """
    placed = with_end_notes(book, numbering, pages)
    return placed, expected_text(placed, numbering, pages)
