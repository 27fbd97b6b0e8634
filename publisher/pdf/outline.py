"""The bookmarks of a book: its parts, and in each section its headings by their levels."""

from collections.abc import Iterator, Mapping, Sequence

from publisher.language import words
from publisher.model import Book, Heading, Section
from publisher.pdf.binding import OutlineEntry
from publisher.pdf.end_notes import END_NOTES_ID, end_notes_index
from publisher.pdf.matter import CONTENTS_ID, contents_lists
from publisher.walk import plain_text


def outline(book: Book, labels: Mapping[str, str]) -> list[OutlineEntry]:
    """Write the bookmarks, from the contents on.

    Args:
        book: With all its ids.
        labels: Of tables and figures, for their lists.
    """
    word = words(book.metadata.language)
    leaves = [OutlineEntry(word.contents, CONTENTS_ID)]
    leaves += [OutlineEntry(found.heading, found.identifier) for found in contents_lists(book, labels)]
    entries = [_section(section) for section in book.sections]
    notes_at = end_notes_index(book)
    if notes_at is not None:
        entries.insert(notes_at, OutlineEntry(word.notes, END_NOTES_ID))
    return [*leaves, *entries]


def _section(section: Section) -> OutlineEntry:
    headings = [block for block in section.blocks if isinstance(block, Heading)]
    children = tuple(_nest(headings, headings[0].level)) if headings else ()
    return OutlineEntry(plain_text(section.title), section.identifier or "", children)


def _nest(headings: Sequence[Heading], level: int) -> Iterator[OutlineEntry]:
    """Nest headings by their levels."""
    at = 0
    while at < len(headings):
        end = at + 1
        while end < len(headings) and headings[end].level > headings[at].level:
            end += 1
        inner = headings[at + 1 : end]
        heading = headings[at]
        children = tuple(_nest(inner, level + 1)) if inner else ()
        yield OutlineEntry(plain_text(heading.inlines), heading.identifier or "", children)
        at = end
