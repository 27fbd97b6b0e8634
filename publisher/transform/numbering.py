"""Numbers that are written nowhere in the manuscript: of notes, tables and figures, and what points at them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, count

from publisher.language import spoken_in, words
from publisher.model import (
    Book,
    Figure,
    Heading,
    Note,
    NoteCall,
    NoteMarks,
    NoteNumbering,
    NoteReference,
    Paragraph,
    Reference,
    Table,
)
from publisher.slug import digest, slug
from publisher.walk import blocks_in, calls_of, inlines_in, notes_of, plain_text, reading_order


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a further call calls, and how many-eth call of its note it is: 2 for the second."""

    note: Note
    count: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """Side tables of one book.

    Args:
        notes: Each note's printed number.
        note_ids: Each note's id, from its name or its words, no two alike in the book.
        repeats: The note of each further call.
        labels: Of each captioned table and figure with an id: “Tablo 1”.
        references: What an empty link to an id says: a label, or a heading's words.
        homes: The id of the section that each id stands in.
    """

    notes: Mapping[Note, str]
    note_ids: Mapping[Note, str]
    labels: Mapping[str, str]
    references: Mapping[str, str]
    homes: Mapping[str, str]
    repeats: Mapping[NoteReference, Repeat] = field(default_factory=dict)

    def note_of(self, call: NoteCall) -> Note:
        """Give the note that a call calls."""
        return self.repeats[call].note if isinstance(call, NoteReference) else call

    def words_of(self, reference: Reference) -> str:
        """Give the words of an empty link in an edition without pages.

        A page may be asked for of a place that has no words; those of its section's title stand for it then.
        """
        if reference.page and reference.target not in self.references:
            return self.references[self.homes[reference.target]]
        return self.references[reference.target]


SYMBOLS = "*†‡§‖¶"
"""What calls notes where numbers do not, in their order."""


def note_label(count: int, marks: NoteMarks) -> str:
    """Give what calls a note: its number, or a symbol, doubled after the sixth note and so on."""
    if marks is NoteMarks.NUMBERS:
        return str(count)
    times, place = divmod(count - 1, len(SYMBOLS))
    return SYMBOLS[place] * (times + 1)


def number(book: Book, notes: NoteNumbering, marks: NoteMarks = NoteMarks.NUMBERS) -> Numbering:
    """Number a book whose ids are complete (`transform.identifiers`).

    Args:
        book: With all its ids.
        notes: Where their numbers start again; with each section where that is a page, for pages are not known here.
        marks: What calls them.
    """
    labels = _labels(book)
    references = dict(labels)
    homes: dict[str, str] = {}
    for section in book.sections:
        home = section.identifier or ""
        homes[home] = home
        references[home] = plain_text(section.title)
        for block in blocks_in(section.blocks):
            if isinstance(block, Heading | Paragraph | Table | Figure) and block.identifier:
                homes[block.identifier] = home
                if isinstance(block, Heading):
                    references[block.identifier] = plain_text(block.inlines)
    return Numbering(_note_numbers(book, notes, marks), _note_ids(book), labels, references, homes, _repeats(book))


def _labels(book: Book) -> dict[str, str]:
    counts = {Table: 0, Figure: 0}
    labels: dict[str, str] = {}
    for section in book.sections:
        word = words(spoken_in(section.language, book.metadata.language))
        forms = {Table: word.table, Figure: word.figure}
        for block in blocks_in(section.blocks):
            if isinstance(block, Table | Figure) and block.caption and block.identifier:
                counts[type(block)] += 1
                labels[block.identifier] = forms[type(block)].format(number=counts[type(block)])
    return labels


def _note_numbers(book: Book, numbering: NoteNumbering, marks: NoteMarks) -> dict[Note, str]:
    numbers: dict[Note, str] = {}
    last = 0
    for section in book.sections:
        if numbering is not NoteNumbering.BOOK:
            last = 0
        for note in notes_of(section):
            last += 1
            numbers[note] = note_label(last, marks)
    return numbers


def _note_ids(book: Book) -> dict[Note, str]:
    ids: dict[Note, str] = {}
    taken: set[str] = set()
    for section in book.sections:
        for note in notes_of(section):
            words_of_note = "".join(
                plain_text((inline,)) for run in reading_order(note.blocks) for inline in inlines_in(run)
            )
            tail = slug(note.name, "") if note.name else ""
            wanted = f"note-{section.identifier}-{tail or digest(words_of_note)}"
            candidates = chain((wanted,), (f"{wanted}-{n}" for n in count(2)))
            name = next(candidate for candidate in candidates if candidate not in taken)
            taken.add(name)
            ids[note] = name
    return ids


def _repeats(book: Book) -> dict[NoteReference, Repeat]:
    repeats: dict[NoteReference, Repeat] = {}
    for section in book.sections:
        named = {note.name: note for note in notes_of(section) if note.name}
        counts = dict.fromkeys(named, 1)
        for call in calls_of(section):
            # A call whose note has a mistake of its own leads nowhere; such a book is never rendered.
            if isinstance(call, NoteReference) and call.name in named:
                counts[call.name] += 1
                repeats[call] = Repeat(named[call.name], counts[call.name])
    return repeats
