"""Blocks as a stream of words: what print makes of them, nothing that the theme or the program adds."""

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from publisher.model import (
    Block,
    Blocks,
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
from publisher.pdf.audit.stream import Call, PageReference, Spot, Stream, TableSpan
from publisher.source import Position
from publisher.transform.numbering import Numbering
from publisher.walk import calls_meet


def label_before(block: Table | Figure, numbering: Numbering) -> str:
    """Give what stands before a caption: “Table 1.”; nothing if there is no caption."""
    label = numbering.labels.get(block.identifier or "") if block.caption else None
    return f"{label}." if label else ""


class StreamWriter:
    """Writes the words of blocks one behind the other, and remembers where things begin.

    Args:
        numbering: As print numbers the book.
        notes: The index of each note whose calls are to be told apart.
        told: Gives the words of a reference.
        apart: Blocks that are not written, only remembered: others write them.
    """

    def __init__(
        self,
        numbering: Numbering,
        notes: Mapping[Note, int],
        told: Callable[[Reference], str],
        apart: Iterable[Block] = (),
    ) -> None:
        self._numbering = numbering
        self._notes = notes
        self.told = told
        self._apart = {id(block) for block in apart}
        self._parts: list[str] = []
        self._spaced: list[str] = []
        self._spots: list[Spot] = []
        self._tables: list[TableSpan] = []
        self._openings: set[int] = set()
        self._own: list[tuple[int, int]] = []
        self._places: list[tuple[int, Position]] = []
        self._comma = False
        self.length = 0
        self.left_out: list[int] = []
        self.references: dict[str, list[int]] = {}

    def stream(self) -> Stream:
        """Give all that was written."""
        return Stream(
            text="".join(self._parts),
            spaced="".join(self._spaced),
            spots=tuple(self._spots),
            spot_starts=tuple(spot.start for spot in self._spots),
            tables=tuple(self._tables),
            openings=frozenset(self._openings),
            own=tuple(self._own),
            _starts=tuple(start for start, _ in self._places),
            _places=tuple(place for _, place in self._places),
        )

    def section(self, section: Section) -> None:
        """Write a section's title and blocks."""
        self._at(section.at)
        self._inlines(section.title)
        self.blocks(section.blocks)

    def blocks(self, blocks: Blocks) -> None:
        """Write blocks."""
        for block in blocks:
            if id(block) in self._apart:
                self.left_out.append(self.length)
                continue
            self._at(block.at)
            self._block(block)

    def _at(self, place: Position) -> None:
        self._open()
        self._places.append((self.length, place))

    def _open(self) -> None:
        self._spaced.append(" ")
        self._openings.add(self.length)

    def _write(self, text: str) -> None:
        shown = dense(text)
        self._parts.append(shown)
        self._spaced.append(text)
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
                self._runs(line.inlines for stanza in block.stanzas for line in stanza)
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
        head = len(self._parts)
        self._runs(cell.inlines for cell in table.head)
        words = "".join(self._parts[head:])
        start = self.length
        for row in table.body:
            for cell in row:
                self._at(cell.at)
                self._inlines(cell.inlines)
        if words:
            self._tables.append(TableSpan(start, self.length, words))

    def _caption(self, block: Table | Figure) -> None:
        if not block.caption:
            return
        self._write(label_before(block, self._numbering))
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
        self._own.append((start, self.length))
        if note in self._notes:
            self._spots.append(Call(start, self.length, self._notes[note]))

    def _reference(self, reference: Reference) -> None:
        start = self.length
        self.references.setdefault(reference.target, []).append(start)
        self._write(self.told(reference))
        self._own.append((start, self.length))
        if reference.page:
            self._spots.append(PageReference(start, self.length, reference.target, reference.at))

    def _inline(self, inline: Inline) -> None:
        match inline:
            case Text() | Code():
                self._write(inline.text)
            case Emphasis() | Strong() | Foreign() | SmallCaps() | Superscript() | Subscript():
                self._inlines(inline.inlines)
            case Link():
                self.references.setdefault(inline.target.removeprefix("#"), []).append(self.length)
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
