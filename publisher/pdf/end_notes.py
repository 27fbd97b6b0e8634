"""Notes after the text: a section of their own in the back matter, under a heading for each section."""

from collections.abc import Mapping

from publisher.html.spoken import words_in_languages
from publisher.language import words
from publisher.model import Book, NotePlace, Role, Section
from publisher.pdf.calls import Calls
from publisher.pdf.sections import Setting, end_notes_of, language_attribute, page_targets
from publisher.walk import notes_of

# A full stop stands in no id of the author's or of ours.
END_NOTES_ID = "notes.end"
_AFTER_NOTES = (Role.GLOSSARY, Role.BIBLIOGRAPHY, Role.COLOPHON)


def end_notes_index(book: Book) -> int | None:
    """Give how many sections stand before the notes: all but a last glossary, bibliography and colophon.

    Returns:
        `None` if the book has no such section of notes.
    """
    if book.print_options.notes is not NotePlace.END or not any(map(_has_notes, book.sections)):
        return None
    index = len(book.sections)
    while index and book.sections[index - 1].role in _AFTER_NOTES:
        index -= 1
    return index


def end_notes_html(setting: Setting, calls: Mapping[str, Calls], folios: Mapping[str, int]) -> str:
    """Write the notes of all sections as a galley.

    Args:
        setting: Of the book.
        calls: Of each section, by its id.
        folios: The page of each call.
    """
    book = setting.book
    groups = [
        (
            setting.language_of(section),
            words_in_languages(section.title, language_attribute),
            end_notes_of(section, setting, calls[section.identifier or ""], folios),
        )
        for section in book.sections
        if _has_notes(section)
    ]
    return setting.theme.render(
        "print/end-notes.html",
        language=book.metadata.language,
        words=words(book.metadata.language),
        identifier=END_NOTES_ID,
        groups=groups,
    )


def end_notes_targets(book: Book, calls: Mapping[str, Calls]) -> frozenset[str]:
    """Give the ids whose pages the notes print."""
    targets: set[str] = set()
    for section in book.sections:
        targets.update(mark.identifier for mark in calls[section.identifier or ""].marks.values())
        for note in notes_of(section):
            targets.update(page_targets(note.blocks))
    return frozenset(targets)


def _has_notes(section: Section) -> bool:
    return next(notes_of(section), None) is not None
