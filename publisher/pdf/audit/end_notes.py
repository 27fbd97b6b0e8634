"""Notes on the page of no call are text like any other: a book in which they stand where they are printed."""

from collections.abc import Mapping
from dataclasses import replace

from publisher.language import spoken_in, words
from publisher.model import Block, Book, Heading, NotePlace, Paragraph, Role, Section, Text
from publisher.pdf.calls import SetNote, set_once
from publisher.pdf.end_notes import END_NOTES_ID, end_notes_index
from publisher.source import Position
from publisher.transform.numbering import Numbering
from publisher.walk import plain_text


def with_end_notes(book: Book, numbering: Numbering, pages: Mapping[str, int]) -> Book:
    """Give a book whose notes stand in its text, after their section or in a section of their own.

    Args:
        book: As it is written; it is given back where notes stand on the pages that call them.
        numbering: As print numbers it.
        pages: Where each call stands, by its id.
    """
    if book.print_options.notes.on_page:
        return book
    notes = {section: _notes(section, book, numbering, pages) for section in book.sections}
    if book.print_options.notes is NotePlace.SECTION:
        return replace(book, sections=tuple(_with(section, book, notes[section]) for section in book.sections))
    index = end_notes_index(book)
    if index is None:
        return book
    at = book.sections[-1].at
    blocks = [
        block
        for section, own in notes.items()
        if own
        for block in (Heading(2, (Text(plain_text(section.title)),), own[0].at), *own)
    ]
    after = Section(
        "", Role.APPENDIX, (Text(words(book.metadata.language).notes),), tuple(blocks), at, identifier=END_NOTES_ID
    )
    return replace(book, sections=(*book.sections[:index], after, *book.sections[index:]))


def _with(section: Section, book: Book, notes: tuple[Block, ...]) -> Section:
    if not notes:
        return section
    heading = words(spoken_in(section.language, book.metadata.language)).notes
    return replace(section, blocks=(*section.blocks, Heading(2, (Text(heading),), notes[0].at), *notes))


def _notes(section: Section, book: Book, numbering: Numbering, pages: Mapping[str, int]) -> tuple[Block, ...]:
    reference = words(spoken_in(section.language, book.metadata.language)).page_reference
    return tuple(
        block
        for note in set_once(section, numbering).notes
        for block in (_number(note, reference, pages, note.note.at), *note.note.blocks)
    )


def _number(note: SetNote, reference: str, pages: Mapping[str, int], at: Position) -> Paragraph:
    """Give what stands before a note: its number, and the pages of its calls, each once."""
    stop = "." if note.label.isdigit() else ""
    called_on = sorted({pages[call] for call in note.calls if call in pages})
    told = ", ".join(reference.format(page=page) for page in called_on)
    return Paragraph((Text(f"{note.label}{stop} ({told}) "),), at)
