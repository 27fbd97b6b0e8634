"""A book with every run of its text made anew: titles, captions, cells and notes too."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, TypeVar, assert_never

from publisher.model import (
    Block,
    Blocks,
    Book,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Heading,
    Inline,
    Inlines,
    ItemList,
    KeptTogether,
    Link,
    Note,
    Paragraph,
    Quotation,
    Row,
    Section,
    Signature,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Table,
    ThematicBreak,
    Verse,
    VerseLine,
)
from publisher.walk import inlines_in

Passage: TypeAlias = tuple[Inlines, ...]
"""Runs that are read as one: a paragraph has one, verse one a line."""

Rewrite: TypeAlias = Callable[[Passage, str], Passage]
"""From a passage and the language around it to as many runs; what stands in notes is none of its business."""

Thing = TypeVar("Thing")


def rewritten(book: Book, rewrite: Rewrite) -> Book:
    """Give a book in which every passage is rewritten, those in notes by themselves."""
    sections = tuple(rewritten_section(section, rewrite, book.metadata.language) for section in book.sections)
    return replace(book, sections=sections)


def rewritten_section(section: Section, rewrite: Rewrite, language: str) -> Section:
    """Give a section in which every passage is rewritten; its book is of this language."""
    rewriter = _Rewriter(rewrite, section.language or language)
    return replace(section, title=rewriter.run(section.title), blocks=rewriter.blocks(section.blocks))


class _Rewriter:
    """Rewrites passages of one language."""

    def __init__(self, rewrite: Rewrite, language: str) -> None:
        self._rewrite = rewrite
        self._language = language

    def run(self, inlines: Inlines) -> Inlines:
        (made,) = self.passage((inlines,))
        return made

    def passage(self, runs: Passage) -> Passage:
        made = self._rewrite(runs, self._language)
        return tuple(self._with_notes(run) if _has_note(run) else run for run in made)

    def _with_notes(self, inlines: Inlines) -> Inlines:
        return tuple(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Note():
                return replace(inline, blocks=self.blocks(inline.blocks))
            case Emphasis() | Strong() | Foreign() | SmallCaps() | Superscript() | Subscript() | Link():
                return replace(inline, inlines=self._with_notes(inline.inlines))
            case _:
                return inline

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                inlines = self.run(block.inlines)
                return block if inlines is block.inlines else replace(block, inlines=inlines)
            case Quotation() | Epigraph():
                return replace(block, blocks=self.blocks(block.blocks), attribution=self._maybe(block.attribution))
            case Verse():
                return replace(block, stanzas=self._stanzas(block.stanzas))
            case Signature():
                return replace(block, lines=tuple(map(self.run, block.lines)))
            case KeptTogether():
                return replace(block, blocks=self.blocks(block.blocks))
            case ItemList():
                items = tuple(replace(item, blocks=self.blocks(item.blocks)) for item in block.items)
                return replace(block, items=items)
            case DefinitionList():
                return self._definition_list(block)
            case Table():
                body = tuple(map(self._row, block.body))
                return replace(block, caption=self._maybe(block.caption), head=self._row(block.head), body=body)
            case Figure():
                return replace(block, caption=self._maybe(block.caption))
            case CodeBlock() | ThematicBreak():
                return block
            case _:
                assert_never(block)

    def _maybe(self, inlines: Inlines | None) -> Inlines | None:
        return self.run(inlines) if inlines else inlines

    def _row(self, row: Row) -> Row:
        return tuple(replace(cell, inlines=self.run(cell.inlines)) for cell in row)

    def _stanzas(self, stanzas: tuple[tuple[VerseLine, ...], ...]) -> tuple[tuple[VerseLine, ...], ...]:
        lines = iter(self.passage(tuple(line.inlines for stanza in stanzas for line in stanza)))
        return tuple(tuple(replace(line, inlines=next(lines)) for line in stanza) for stanza in stanzas)

    def _definition_list(self, block: DefinitionList) -> DefinitionList:
        definitions = tuple(
            replace(entry, term=self.run(entry.term), meanings=tuple(map(self.blocks, entry.meanings)))
            for entry in block.definitions
        )
        return replace(block, definitions=definitions)


def _has_note(run: Inlines) -> bool:
    return any(isinstance(inline, Note) for inline in inlines_in(run))


def passages_of(book: Book) -> list[tuple[Passage, str]]:
    """Give every passage of a book with the language around it; those in notes follow the one that calls them."""
    found: list[tuple[Passage, str]] = []

    def keep(runs: Passage, language: str) -> Passage:
        found.append((runs, language))
        return runs

    rewritten(book, keep)
    return found
