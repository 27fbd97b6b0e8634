"""What a print edition must print, from the book alone: a text of the body, of each note, of each float.

Spaces are left out, since a file tells them apart from gaps only by guessing. Left out too is what the theme or
the program adds: markers of lists, signs of thematic breaks, front matter, contents, furniture.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from publisher.language import spoken_in, words
from publisher.model import Blocks, Book, Figure, Note, NoteNumbering, Reference, Section, Table
from publisher.pdf.audit.letters import dense
from publisher.pdf.audit.stream import Call, Stream
from publisher.pdf.audit.writing import StreamWriter, label_before
from publisher.transform.floating import floating
from publisher.transform.numbering import Numbering
from publisher.walk import notes_of


@dataclass(frozen=True, slots=True)
class ExpectedNote:
    """A note, its number and its words."""

    note: Note
    label: str
    words: Stream


@dataclass(frozen=True, slots=True)
class ExpectedFloat:
    """A figure or table that print may move, with its own words.

    Args:
        block: It.
        words: Its label, its caption, its rows.
        label: What it is called, with the full stop behind; nothing if it has no caption.
        section: The index of its section.
        place: Where in the body's text it is written.
        earliest: The same, or where the body first refers to it, if that comes before.
    """

    block: Figure | Table
    words: Stream
    label: str
    section: int
    place: int
    earliest: int


@dataclass(frozen=True, slots=True)
class SectionStart:
    """A section: where its words begin in the body's text."""

    section: Section
    start: int


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """The words of a book, in reading order.

    Args:
        body: Of all sections, calls included, floats left out.
        notes: By the index that calls name.
        floats: In their order.
        sections: In their order.
        notes_by_page: Whether notes are numbered by page, and set on each page that calls them.
    """

    body: Stream
    notes: tuple[ExpectedNote, ...]
    floats: tuple[ExpectedFloat, ...]
    sections: tuple[SectionStart, ...]
    notes_by_page: bool


def expected_text(book: Book, numbering: Numbering, pages: Mapping[str, int]) -> ExpectedText:
    """Give the words that a print edition of a book must hold.

    Args:
        book: Where its notes stand at the foot of no page, `with_end_notes`.
        numbering: As print numbers it.
        pages: Where each id stands, as far as the file tells.
    """
    on_pages = book.print_options.notes.on_page
    sections_of = {note: section for section in book.sections for note in notes_of(section)} if on_pages else {}
    notes = tuple(sections_of)
    apart = [
        (block, index) for index, section in enumerate(book.sections) for block in floating(section, book.print_options)
    ]

    def told(section: Section, reference: Reference) -> str:
        page = pages.get(reference.target) if reference.page else None
        form = words(spoken_in(section.language, book.metadata.language)).page_reference
        return numbering.words_of(reference) if page is None else form.format(page=page)

    indexes = {note: index for index, note in enumerate(notes)}
    writer = StreamWriter(numbering, indexes, numbering.words_of, [block for block, _ in apart])
    sections = []
    for section in book.sections:
        sections.append(SectionStart(section, writer.length))
        writer.told = partial(told, section)
        writer.section(section)
    body = writer.stream()
    of_notes = [_written(note.blocks, numbering, partial(told, section)) for note, section in sections_of.items()]
    of_floats = [_written((block,), numbering, partial(told, book.sections[index])) for block, index in apart]
    places = writer.left_out
    references = _references(writer, body, of_notes, list(zip(places, of_floats, strict=True)))
    return ExpectedText(
        body=body,
        notes=tuple(
            ExpectedNote(note, numbering.notes[note], written.stream())
            for note, written in zip(notes, of_notes, strict=True)
        ),
        floats=tuple(
            ExpectedFloat(
                block=block,
                words=written.stream(),
                label=dense(label_before(block, numbering)),
                section=section,
                place=place,
                earliest=_earliest(place, sections[section].start, references[block.identifier or ""]),
            )
            for (block, section), place, written in zip(apart, places, of_floats, strict=True)
        ),
        sections=tuple(sections),
        notes_by_page=on_pages and book.print_options.note_numbering is NoteNumbering.PAGE,
    )


def _written(blocks: Blocks, numbering: Numbering, told: Callable[[Reference], str]) -> StreamWriter:
    writer = StreamWriter(numbering, {}, told)
    writer.blocks(blocks)
    return writer


def _references(
    writer: StreamWriter, body: Stream, notes: Sequence[StreamWriter], floats: Sequence[tuple[int, StreamWriter]]
) -> Mapping[str, list[int]]:
    """Give the places in the body that refer to each id; notes count as the place of their call, floats as theirs."""
    found = defaultdict(list, writer.references)
    called = {spot.note: spot.start for spot in reversed(body.spots) if isinstance(spot, Call)}
    for place, other in (*((called[index], note) for index, note in enumerate(notes)), *floats):
        for target in other.references:
            found[target].append(place)
    return found


def _earliest(place: int, section_start: int, references: Sequence[int]) -> int:
    """Give the first place of a section from which on a float may stand."""
    return min([place, *(reference for reference in references if reference >= section_start)])
