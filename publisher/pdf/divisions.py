"""Which words print divides as the author says."""

from collections.abc import Iterator

from publisher.language import marked_divisions
from publisher.model import Book, Inlines, Section, Text
from publisher.remembering import remembered
from publisher.walk import inlines_in, notes_of, reading_order


def word_divisions(book: Book) -> tuple[str, ...]:
    """Give words with hyphens where they may be divided: those with soft hyphens, then the book's own list.

    WeasyPrint 70 divides no other word on a line where it sees a soft hyphen, so print takes them out of the text.
    """
    marked = dict.fromkeys(division for section in book.sections for division in _marked_in(section))
    return (*marked, *book.word_divisions)


@remembered
def _marked_in(section: Section) -> tuple[str, ...]:
    return tuple(
        division
        for run in _runs(section)
        for inline in inlines_in(run)
        if isinstance(inline, Text)
        for division in marked_divisions(inline.text)
    )


def _runs(section: Section) -> Iterator[Inlines]:
    yield section.title
    yield from reading_order(section.blocks)
    for note in notes_of(section):
        yield from reading_order(note.blocks)
