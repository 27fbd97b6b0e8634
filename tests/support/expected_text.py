"""What a section must print, from the model alone: every character but spaces, in reading order."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import assert_never
from xml.etree import ElementTree

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
    Image,
    Inline,
    InlineImage,
    Inlines,
    ItemList,
    KeptTogether,
    LineBreak,
    Link,
    Note,
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
from publisher.transform.floating import floating
from publisher.transform.numbering import Numbering
from publisher.walk import blocks_in, calls_meet

_UNSEEN = re.compile("[\\s\u00ad\u200b\u2060]+")


def dense(text: str) -> str:
    """Give the characters that leave ink."""
    return _UNSEEN.sub("", text)


def capitals(text: str, language: str) -> str:
    """Set in capitals as a language does."""
    return (text.replace("i", "İ") if language.startswith("tr") else text).upper()


@dataclass(frozen=True)
class Expected:
    """What one book must print."""

    book: Book
    numbering: Numbering

    def body(self, section: Section, apart: Collection[Block] = ()) -> str:
        """Give a section's title, in capitals as the theme has it, and its blocks but those that stand apart."""
        title = capitals(self._inlines(section.title), section.language or self.book.metadata.language)
        return dense(title + self._blocks(tuple(block for block in section.blocks if block not in apart)))

    def floats(self, section: Section) -> dict[Figure | Table, str]:
        """Give the words of each figure and table that may stand apart from the text."""
        return {block: dense(self._block(block)) for block in floating(section, self.book.print_options)}

    def note(self, note: Note) -> str:
        """Give a note with its number."""
        return dense(f"{self.numbering.notes[note]}." + self._blocks(note.blocks))

    def heads(self, section: Section) -> tuple[str, ...]:
        """Give the head rows of a section's tables: a cut table repeats them."""
        tables = (block for block in blocks_in(section.blocks) if isinstance(block, Table))
        return tuple(dense("".join(self._inlines(cell.inlines) for cell in table.head)) for table in tables)

    def _blocks(self, blocks: Blocks) -> str:
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph() | Heading():
                return self._inlines(block.inlines)
            case Quotation() | Epigraph():
                said = f"—{self._inlines(block.attribution)}" if block.attribution else ""
                return self._blocks(block.blocks) + said
            case Verse():
                return "".join(self._inlines(line.inlines) for stanza in block.stanzas for line in stanza)
            case Signature():
                return "".join(map(self._inlines, block.lines))
            case KeptTogether():
                return self._blocks(block.blocks)
            case ItemList():
                return "".join(self._blocks(item.blocks) for item in block.items)
            case DefinitionList():
                return "".join(
                    self._inlines(entry.term) + "".join(map(self._blocks, entry.meanings))
                    for entry in block.definitions
                )
            case CodeBlock():
                return block.text
            case Table():
                rows = (block.head, *block.body)
                cells = "".join(self._inlines(cell.inlines) for row in rows for cell in row)
                return self._caption(block) + cells
            case Figure():
                return self._caption(block)
            case ThematicBreak():
                return "***"
            case _:
                assert_never(block)

    def _caption(self, block: Table | Figure) -> str:
        if not block.caption:
            return ""
        return f"{self.numbering.labels[block.identifier or '']}.{self._inlines(block.caption)}"

    def _inlines(self, inlines: Inlines) -> str:
        parts = []
        for before, inline in zip((None, *inlines), inlines, strict=False):
            parts.append(("," if calls_meet(before, inline) else "") + self._inline(inline))
        return "".join(parts)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text() | Code():
                return inline.text
            case Emphasis() | Strong() | Foreign() | SmallCaps() | Superscript() | Subscript() | Link():
                return self._inlines(inline.inlines)
            case Reference():
                return self.numbering.words_of(inline)
            case LineBreak() | InlineImage():
                return ""
            case Note() | NoteReference():
                return self.numbering.notes[self.numbering.note_of(inline)]
            case _:
                assert_never(inline)


def words_in(image: Image) -> str:
    """Give the words of a drawing without spaces."""
    if image.media_type != "image/svg+xml":
        return ""
    root = ElementTree.fromstring(image.data)
    return dense("".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")))


def follow(lines: Iterable[str], expected: str) -> str | None:
    """Walk along printed lines and expected characters; give the first place where they part, `None` if nowhere.

    A hyphen at a line's end may be the typesetter's.
    """
    at = 0
    for line in lines:
        if expected.startswith(line, at):
            at += len(line)
        elif line.endswith("-") and expected.startswith(line[:-1], at):
            at += len(line) - 1
        else:
            return f"printed “{line}” where “{expected[max(0, at - 30) : at]}|{expected[at : at + 60]}” is written"
    return None if at == len(expected) else f"nothing printed of “{expected[at : at + 80]}”"
