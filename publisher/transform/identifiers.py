"""Every section, heading, figure and table gets an id of its own; the author's are kept.

Ids come from a label, else from words, never from a position, so that they stay when text before them changes.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain, count

from publisher.errors import Diagnostic
from publisher.model import (
    Block,
    Blocks,
    Book,
    DefinitionList,
    Epigraph,
    Figure,
    Heading,
    ItemList,
    KeptTogether,
    Paragraph,
    Quotation,
    Section,
    Table,
)
from publisher.slug import digest, identifier
from publisher.source import Position
from publisher.walk import blocks_in, plain_text


def with_identifiers(book: Book) -> Book:
    """Give a book in which every section, heading, figure and table has an id that no other has."""
    taken = {name for name, _ in authors_identifiers(book)}

    def fresh(text: str, prefix: str) -> str:
        wanted = identifier(text, prefix)
        candidates = chain((wanted, f"{wanted}-{digest(text)}"), (f"{wanted}-{n}" for n in count(2)))
        name = next(candidate for candidate in candidates if candidate not in taken)
        taken.add(name)
        return name

    named = [_name_section(section, fresh) for section in book.sections]
    return replace(book, sections=tuple(replace(s, blocks=_name_blocks(s.blocks, fresh)) for s in named))


def authors_identifiers(book: Book) -> Iterable[tuple[str, Position]]:
    """Give the ids that stand in the book, with the place of each."""
    for section in book.sections:
        if section.identifier:
            yield section.identifier, section.at
        for block in blocks_in(section.blocks):
            if isinstance(block, Paragraph | Heading | Table | Figure) and block.identifier:
                yield block.identifier, block.at


def find_duplicates(book: Book) -> list[Diagnostic]:
    """Find ids that the author gave twice."""
    first: dict[str, Position] = {}
    found = []
    for name, at in authors_identifiers(book):
        if name in first:
            found.append(
                Diagnostic(
                    code="id-duplicate",
                    message=f"the id “{name}” is already used at {first[name]}",
                    at=at,
                    hint="give one of the two another id; links to it must follow",
                )
            )
        first.setdefault(name, at)
    return found


def _name_section(section: Section, fresh: Callable[[str, str], str]) -> Section:
    if section.identifier:
        return section
    return replace(section, identifier=fresh(plain_text(section.title), str(section.role)))


def _name_blocks(blocks: Blocks, fresh: Callable[[str, str], str]) -> Blocks:
    return tuple(_name_block(block, fresh) for block in blocks)


def _name_block(block: Block, fresh: Callable[[str, str], str]) -> Block:
    match block:
        case Heading(identifier=None):
            return replace(block, identifier=fresh(plain_text(block.inlines), "heading"))
        case Figure(identifier=None):
            return replace(block, identifier=fresh("fig-" + plain_text(block.caption or ()), "fig"))
        case Table(identifier=None):
            return replace(block, identifier=fresh("tbl-" + plain_text(block.caption or ()), "tbl"))
        case Quotation() | Epigraph() | KeptTogether():
            return replace(block, blocks=_name_blocks(block.blocks, fresh))
        case ItemList():
            items = tuple(replace(item, blocks=_name_blocks(item.blocks, fresh)) for item in block.items)
            return replace(block, items=items)
        case DefinitionList():
            entries = tuple(
                replace(entry, meanings=tuple(_name_blocks(meaning, fresh) for meaning in entry.meanings))
                for entry in block.definitions
            )
            return replace(block, definitions=entries)
        case _:
            return block
