"""What a print edition must print, from the book alone: one text of the body, one of each note.

Spaces are left out, since a file tells them apart from gaps only by guessing. Left out too is what the theme or
the program adds: markers of lists, signs of thematic breaks, front matter, contents, furniture.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from publisher.language import words
from publisher.model import (
    Block,
    Blocks,
    Book,
    Code,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Heading,
    Inline,
    InlineImage,
    Inlines,
    ItemList,
    KeptTogether,
    LineBreak,
    Link,
    Note,
    NoteCall,
    NotePlace,
    NoteReference,
    Paragraph,
    Quotation,
    Reference,
    Section,
    Signature,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from publisher.pdf.audit.letters import dense
from publisher.source import Position
from publisher.transform.numbering import Numbering
from publisher.walk import calls_meet, notes_of


@dataclass(frozen=True, slots=True)
class Call:
    """A call in the text of the body: where its number stands in it, a comma before it included.

    `note` is the index of the note that it calls.
    """

    start: int
    end: int
    note: int


@dataclass(frozen=True, slots=True)
class PageReference:
    """Words that tell a page, which only pages know: where they stand in the text, and the id that is meant."""

    start: int
    end: int
    target: str
    at: Position


@dataclass(frozen=True, slots=True)
class TableSpan:
    """Where a table's rows stand in the text, its head row left out, and the head's words: pages repeat it."""

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class ExpectedNote:
    """A note's number and words; `spaced` are the same words, as people read them."""

    note: Note
    label: str
    text: str
    spaced: str


@dataclass(frozen=True, slots=True)
class SectionStart:
    """A section: where its words begin in the text."""

    section: Section
    start: int


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """The words of a book, in reading order.

    Args:
        body: Of all sections, calls included.
        spaced: The same, as people read it.
        spots: Calls, and references to pages, in their order: what stands there is known when pages are made.
        notes: By the index that calls name.
        sections: In their order.
        tables: In their order.
        openings: Where in the body a line begins because the author wants it.
    """

    body: str
    spaced: str
    spots: tuple[Call | PageReference, ...]
    notes: tuple[ExpectedNote, ...]
    sections: tuple[SectionStart, ...]
    tables: tuple[TableSpan, ...]
    openings: frozenset[int]
    _starts: tuple[int, ...] = field(repr=False)
    _places: tuple[Position, ...] = field(repr=False)

    def place(self, offset: int) -> Position:
        """Give the place in the manuscript of a character of the body."""
        return self._places[max(0, bisect_right(self._starts, offset) - 1)]


def excerpt(spaced: str, start: int, end: int, most: int = 60) -> str:
    """Give words of a text by the place of their characters where spaces are left out."""
    found: list[str] = []
    at = 0
    for word in spaced.split():
        before, at = at, at + len(dense(word))
        if at > start and before < end:
            found.append(word)
            if sum(map(len, found)) + len(found) > most:
                return " ".join(found) + " …"
        if at >= end:
            break
    return " ".join(found)


def expected_text(book: Book, numbering: Numbering, pages: Mapping[str, int]) -> ExpectedText:
    """Give the words that a print edition of a book must hold.

    Args:
        book: Where its notes stand at the foot of no page, `with_end_notes`.
        numbering: As print numbers it.
        pages: Where each id stands, as far as the file tells.
    """
    at_feet = book.print_options.notes is NotePlace.FOOT
    notes = tuple(note for section in book.sections for note in notes_of(section)) if at_feet else ()
    writer = _Writer(numbering, {note: index for index, note in enumerate(notes)}, numbering.words_of)

    def told(reference: Reference) -> str:
        page = pages.get(reference.target) if reference.page else None
        form = words(book.metadata.language).page_reference
        return numbering.words_of(reference) if page is None else form.format(page=page)

    sections = []
    for section in book.sections:
        sections.append(SectionStart(section, writer.length))
        writer.section(section)
    return ExpectedText(
        body="".join(writer.parts),
        spaced="".join(writer.spaced),
        spots=tuple(writer.spots),
        notes=tuple(_note(note, numbering, told) for note in notes),
        sections=tuple(sections),
        tables=tuple(writer.tables),
        openings=frozenset(writer.openings),
        _starts=tuple(start for start, _ in writer.places),
        _places=tuple(place for _, place in writer.places),
    )


def _note(note: Note, numbering: Numbering, told: Callable[[Reference], str]) -> ExpectedNote:
    writer = _Writer(numbering, {}, told)
    writer.blocks(note.blocks)
    return ExpectedNote(note, numbering.notes[note], "".join(writer.parts), "".join(writer.spaced))


class _Writer:
    """Writes the words of blocks one behind the other, and remembers where things begin."""

    def __init__(self, numbering: Numbering, notes: dict[Note, int], told: Callable[[Reference], str]) -> None:
        self._numbering = numbering
        self._told = told
        self._notes = notes
        self.parts: list[str] = []
        self.spaced: list[str] = []
        self.length = 0
        self.spots: list[Call | PageReference] = []
        self.tables: list[TableSpan] = []
        self._comma = False
        self.openings: set[int] = set()
        self.places: list[tuple[int, Position]] = []

    def section(self, section: Section) -> None:
        self._at(section.at)
        self._inlines(section.title)
        self.blocks(section.blocks)

    def blocks(self, blocks: Blocks) -> None:
        for block in blocks:
            self._at(block.at)
            self._block(block)

    def _at(self, place: Position) -> None:
        self._open()
        self.places.append((self.length, place))

    def _open(self) -> None:
        self.spaced.append(" ")
        self.openings.add(self.length)

    def _write(self, text: str) -> None:
        shown = dense(text)
        self.parts.append(shown)
        self.spaced.append(text)
        self.length += len(shown)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph() | Heading():
                self._inlines(block.inlines)
            case Quotation() | Epigraph():
                self.blocks(block.blocks)
                if block.attribution:
                    self._write("—")
                    self._inlines(block.attribution)
            case Verse():
                self._runs(line for stanza in block.stanzas for line in stanza)
            case Signature():
                self._runs(block.lines)
            case KeptTogether():
                self.blocks(block.blocks)
            case ItemList():
                for item in block.items:
                    self.blocks(item.blocks)
            case DefinitionList():
                for entry in block.definitions:
                    self._at(entry.at)
                    self._inlines(entry.term)
                    for meaning in entry.meanings:
                        self.blocks(meaning)
            case CodeBlock():
                self._write(block.text)
            case Table():
                self._table(block)
            case Figure():
                self._caption(block)
            case ThematicBreak():
                pass
            case _:
                assert_never(block)

    def _runs(self, runs: Iterable[Inlines]) -> None:
        for run in runs:
            self._open()
            self._inlines(run)

    def _table(self, table: Table) -> None:
        self._caption(table)
        head = len(self.parts)
        self._runs(cell.inlines for cell in table.head)
        words = "".join(self.parts[head:])
        start = self.length
        for row in table.body:
            for cell in row:
                self._at(cell.at)
                self._inlines(cell.inlines)
        if words:
            self.tables.append(TableSpan(start, self.length, words))

    def _caption(self, block: Table | Figure) -> None:
        if not block.caption:
            return
        label = self._numbering.labels.get(block.identifier or "")
        if label:
            self._write(f"{label}.")
        self._inlines(block.caption)

    def _inlines(self, inlines: Inlines) -> None:
        for before, inline in zip((None, *inlines), inlines, strict=False):
            self._comma = self._comma or calls_meet(before, inline)
            self._inline(inline)

    def _call(self, call: NoteCall) -> None:
        start = self.length
        note = self._numbering.note_of(call)
        self._write("," if self._comma else "")
        self._comma = False
        self._write(self._numbering.notes[note])
        if note in self._notes:
            self.spots.append(Call(start, self.length, self._notes[note]))

    def _reference(self, reference: Reference) -> None:
        start = self.length
        self._write(self._told(reference))
        if reference.page:
            self.spots.append(PageReference(start, self.length, reference.target, reference.at))

    def _inline(self, inline: Inline) -> None:
        match inline:
            case Text() | Code():
                self._write(inline.text)
            case Emphasis() | Strong() | Foreign() | SmallCaps() | Superscript() | Subscript() | Link():
                self._inlines(inline.inlines)
            case Reference():
                self._reference(inline)
            case LineBreak():
                self._open()
            case InlineImage():
                pass
            case Note() | NoteReference():
                self._call(inline)
            case _:
                assert_never(inline)
