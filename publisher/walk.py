"""Going through the book in reading order."""

from collections.abc import Iterable, Iterator
from typing import assert_never

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
from publisher.remembering import remembered

# Those that `inner_blocks` and `inner_inlines` look into: books are gone through often, and hardly anything holds more.
_HOLD_BLOCKS = frozenset({Quotation, Epigraph, KeptTogether, ItemList, DefinitionList})
_HOLD_INLINES = frozenset({Emphasis, Strong, Foreign, SmallCaps, Superscript, Subscript, Link})


def blocks_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give every block, outer ones before those inside them; notes' blocks are not entered."""
    for block in blocks:
        yield block
        if type(block) in _HOLD_BLOCKS:
            yield from blocks_in(inner_blocks(block))


def inner_blocks(block: Block) -> tuple[Block, ...]:
    """Give the blocks directly inside a block, in order."""
    match block:
        case Quotation() | Epigraph() | KeptTogether():
            return block.blocks
        case ItemList():
            return tuple(inner for item in block.items for inner in item.blocks)
        case DefinitionList():
            return tuple(inner for entry in block.definitions for meaning in entry.meanings for inner in meaning)
        case _:
            return ()


def runs_of(block: Block) -> tuple[Inlines, ...]:
    """Give the runs of inlines that belong to a block itself, in reading order (a caption comes first)."""
    match block:
        case Paragraph() | Heading():
            return (block.inlines,)
        case Quotation() | Epigraph():
            return (block.attribution,) if block.attribution else ()
        case Verse():
            return tuple(line.inlines for stanza in block.stanzas for line in stanza)
        case Signature():
            return block.lines
        case DefinitionList():
            return tuple(entry.term for entry in block.definitions)
        case Table():
            cells = tuple(cell.inlines for row in (block.head, *block.body) for cell in row)
            return (block.caption, *cells) if block.caption else cells
        case Figure():
            return (block.caption,) if block.caption else ()
        case KeptTogether() | ItemList() | CodeBlock() | ThematicBreak():
            return ()
        case _:
            assert_never(block)


def reading_order(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """Give every run of inlines in the order in which it is read, notes' own blocks left out."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.inlines
            case Quotation() | Epigraph():
                yield from reading_order(block.blocks)
                yield from runs_of(block)
            case DefinitionList():
                for entry in block.definitions:
                    yield entry.term
                    for meaning in entry.meanings:
                        yield from reading_order(meaning)
            case _:
                yield from runs_of(block)
                yield from reading_order(inner_blocks(block))


def inlines_in(inlines: Inlines) -> Iterator[Inline]:
    """Give every inline, outer ones before those inside them; a note is given but not entered."""
    for inline in inlines:
        yield inline
        if type(inline) in _HOLD_INLINES:
            yield from inlines_in(inner_inlines(inline))


def inner_inlines(inline: Inline) -> Inlines:
    """Give the inlines directly inside an inline; none for a note, whose content is blocks."""
    match inline:
        # What there is most of comes first.
        case Text() | Code() | LineBreak() | Reference() | InlineImage() | Note() | NoteReference():
            return ()
        case Emphasis() | Strong() | Foreign() | SmallCaps() | Superscript() | Subscript() | Link():
            return inline.inlines
        case _:
            assert_never(inline)


def notes_in(blocks: Iterable[Block]) -> Iterator[Note]:
    """Give the notes called in blocks, in the order of their calls."""
    for run in reading_order(blocks):
        yield from (inline for inline in inlines_in(run) if isinstance(inline, Note))


def notes_of(section: Section) -> Iterator[Note]:
    """Give a section's notes in the order of their calls, those of its title first."""
    yield from (inline for inline in inlines_in(section.title) if isinstance(inline, Note))
    yield from notes_in(section.blocks)


def calls_of(section: Section) -> Iterator[NoteCall]:
    """Give every call of a section's notes, further ones too, in the order in which they are read."""
    for run in (section.title, *reading_order(section.blocks)):
        yield from (inline for inline in inlines_in(run) if isinstance(inline, Note | NoteReference))


def used_images(book: Book) -> tuple[str, ...]:
    """List the sources of the pictures that both editions show, each once, in reading order; the logo comes first."""
    sources = [book.metadata.logo] if book.metadata.logo in book.images else []
    for section in book.sections:
        sources += _pictures_in(section)
    return tuple(dict.fromkeys(source for source in sources if source))


@remembered
def _pictures_in(section: Section) -> tuple[str, ...]:
    notes = (note.blocks for note in notes_of(section))
    return tuple(source for blocks in (section.blocks, *notes) for source in _sources_in(section.title, blocks))


def _sources_in(title: Inlines, blocks: Blocks) -> Iterator[str]:
    yield from (block.source for block in blocks_in(blocks) if isinstance(block, Figure))
    for run in (title, *reading_order(blocks)):
        yield from (inline.source for inline in inlines_in(run) if isinstance(inline, InlineImage))


def plain_text(inlines: Inlines) -> str:
    """Give the words of a run without its notes and soft hyphens; pictures give their alternative text."""
    parts: list[str] = []
    for inline in inlines_in(inlines):
        match inline:
            case Text() | Code():
                parts.append(inline.text)
            case LineBreak():
                parts.append(" ")
            case InlineImage():
                parts.append(inline.alt)
            case _:
                continue
    return "".join(parts).replace("\u00ad", "")


def calls_meet(before: Inline | None, inline: Inline) -> bool:
    """Say whether a call of a note ends one inline and another begins the next, so that they would read as one."""
    return before is not None and _at_edge(before, -1) and _at_edge(inline, 0)


def _at_edge(inline: Inline, edge: int) -> bool:
    """Say whether a call stands at an inline's beginning (0) or end (-1)."""
    inner = inner_inlines(inline)
    return isinstance(inline, Note | NoteReference) or (bool(inner) and _at_edge(inner[edge], edge))
