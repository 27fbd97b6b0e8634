"""Numbers that are written nowhere in the manuscript: of notes, tables and figures, and what points at them."""

from collections.abc import Iterable, Mapping, Sequence
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
    Section,
    Table,
)
from publisher.remembering import remembered
from publisher.slug import digest, slug
from publisher.walk import blocks_in, calls_of, inlines_in, plain_text, reading_order


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
    counted = [(section, _countable(section)) for section in book.sections]
    labels = _labels(counted, book.metadata.language)
    references = dict(labels)
    homes: dict[str, str] = {}
    repeats: dict[NoteReference, Repeat] = {}
    for section, found in counted:
        home = section.identifier or ""
        homes[home] = home
        references[home] = found.title
        homes.update(dict.fromkeys(found.places, home))
        references.update(found.headings)
        repeats.update(found.repeats)
    things = [found for _, found in counted]
    return Numbering(_note_numbers(things, notes, marks), _note_ids(things), labels, references, homes, repeats)


@dataclass(frozen=True, slots=True)
class _Countable:
    """What of a section is numbered or pointed at.

    Args:
        title: Its words.
        places: The ids in it.
        headings: The words of each heading that has an id.
        captioned: The ids of tables and figures with a caption, each with what it is.
        notes: In the order of their calls, each with the id that it would like.
        repeats: As in `Numbering`.
    """

    title: str
    places: tuple[str, ...]
    headings: Mapping[str, str]
    captioned: tuple[tuple[str, type], ...]
    notes: tuple[tuple[Note, str], ...]
    repeats: Mapping[NoteReference, Repeat]


@remembered
def _countable(section: Section) -> _Countable:
    named = [
        (block.identifier, block)
        for block in blocks_in(section.blocks)
        if isinstance(block, Heading | Paragraph | Table | Figure) and block.identifier
    ]
    calls = tuple(calls_of(section))
    return _Countable(
        plain_text(section.title),
        tuple(name for name, _ in named),
        {name: plain_text(block.inlines) for name, block in named if isinstance(block, Heading)},
        tuple((name, type(block)) for name, block in named if isinstance(block, Table | Figure) and block.caption),
        tuple((call, _wanted_id(call, section)) for call in calls if isinstance(call, Note)),
        _repeats(calls),
    )


def _labels(counted: Iterable[tuple[Section, _Countable]], language: str) -> dict[str, str]:
    counts: dict[type, int] = {Table: 0, Figure: 0}
    labels: dict[str, str] = {}
    for section, found in counted:
        word = words(spoken_in(section.language, language))
        forms: dict[type, str] = {Table: word.table, Figure: word.figure}
        for name, kind in found.captioned:
            counts[kind] += 1
            labels[name] = forms[kind].format(number=counts[kind])
    return labels


def _note_numbers(things: Iterable[_Countable], numbering: NoteNumbering, marks: NoteMarks) -> dict[Note, str]:
    numbers: dict[Note, str] = {}
    last = 0
    for found in things:
        if numbering is not NoteNumbering.BOOK:
            last = 0
        for note, _ in found.notes:
            last += 1
            numbers[note] = note_label(last, marks)
    return numbers


def _note_ids(things: Iterable[_Countable]) -> dict[Note, str]:
    ids: dict[Note, str] = {}
    taken: set[str] = set()
    for note, wanted in chain.from_iterable(found.notes for found in things):
        candidates = chain((wanted,), (f"{wanted}-{n}" for n in count(2)))
        ids[note] = next(candidate for candidate in candidates if candidate not in taken)
        taken.add(ids[note])
    return ids


def _wanted_id(note: Note, section: Section) -> str:
    tail = slug(note.name, "") if note.name else ""
    if not tail:
        runs = reading_order(note.blocks)
        tail = digest("".join(plain_text((inline,)) for run in runs for inline in inlines_in(run)))
    return f"note-{section.identifier}-{tail}"


def _repeats(calls: Sequence[NoteCall]) -> dict[NoteReference, Repeat]:
    repeats: dict[NoteReference, Repeat] = {}
    named = {note.name: note for note in calls if isinstance(note, Note) and note.name}
    counts = dict.fromkeys(named, 1)
    for call in calls:
        # A call whose note has a mistake of its own leads nowhere; such a book is never rendered.
        if isinstance(call, NoteReference) and call.name in named:
            counts[call.name] += 1
            repeats[call] = Repeat(named[call.name], counts[call.name])
    return repeats
