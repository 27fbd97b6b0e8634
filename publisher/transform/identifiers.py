"""Every section, heading, figure and table gets an id of its own; the author's are kept.

Ids come from a label, else from words, else from content, never from a position, so that they stay when text before
them changes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, count
from typing import assert_never

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
from publisher.remembering import remembered
from publisher.slug import digest, identifier
from publisher.source import Position
from publisher.walk import blocks_in, plain_text


def with_identifiers(book: Book) -> Book:
    """Give a book in which every section, heading, figure and table has an id that no other has."""
    taken = {name for name, _ in authors_identifiers(book)}
    sections = _named_sections(book.sections, taken)
    taken |= {section.identifier or "" for section in sections}
    wanted = list(map(_wanted_in, book.sections))
    counts = Counter(chain.from_iterable(wanted))
    names = [_names(names, section, counts, taken) for names, section in zip(wanted, sections, strict=True)]
    made = (
        _named(section, named.identifier, given)
        for section, named, given in zip(book.sections, sections, names, strict=True)
    )
    return replace(book, sections=tuple(made))


def _named_sections(sections: Sequence[Section], taken: Set[str]) -> tuple[Section, ...]:
    unnamed = [section for section in sections if not section.identifier]
    counts = Counter(_wanted_by(section) for section in unnamed)
    given = set(taken)
    named = []
    for section in sections:
        if not section.identifier:
            wanted = _wanted_by(section)
            alone = counts[wanted] == 1 and wanted not in taken
            section = replace(section, identifier=_free(wanted if alone else _apart(wanted, section.file), given))
        named.append(section)
    return tuple(named)


def _wanted_by(section: Section) -> str:
    return identifier(plain_text(section.title), str(section.role))


def _names(wanted: Iterable[str], section: Section, counts: Mapping[str, int], taken: set[str]) -> tuple[str, ...]:
    """Give the names of a section's blocks that have none; `taken` takes them."""
    home = section.identifier or ""

    def fresh(name: str) -> str:
        alone = counts[name] == 1 and name not in taken
        return _free(name if alone else _apart(name, home), taken)

    return tuple(map(fresh, wanted))


@remembered
def _named(section: Section, identifier: str | None, names: tuple[str, ...]) -> Section:
    """Give a section with its own name, and those of its blocks that have none, in their order."""
    blocks = _name_blocks(section.blocks, iter(names)) if names else section.blocks
    return replace(section, identifier=identifier, blocks=blocks)


def _apart(wanted: str, home: str) -> str:
    """Tell what has the same words in several places apart by where it stands.

    All of them are, the first one too: it would lose its name to one that is written before it.
    """
    return f"{wanted}-{digest(home)}"


def _free(name: str, taken: set[str]) -> str:
    candidates = chain((name,), (f"{name}-{n}" for n in count(2)))
    found = next(candidate for candidate in candidates if candidate not in taken)
    taken.add(found)
    return found


@remembered
def _wanted_in(section: Section) -> tuple[str, ...]:
    """Give the ids that those blocks of a section would like that have none."""
    return tuple(
        _wanted(block)
        for block in blocks_in(section.blocks)
        if isinstance(block, Heading | Figure | Table) and not block.identifier
    )


def _wanted(block: Heading | Figure | Table) -> str:
    match block:
        case Heading():
            return identifier(plain_text(block.inlines), "heading")
        case Figure():
            return identifier("fig-" + (plain_text(block.caption or ()) or block.source), "fig")
        case Table():
            head = " ".join(plain_text(cell.inlines) for cell in block.head)
            return identifier("tbl-" + (plain_text(block.caption or ()) or head), "tbl")
        case _:
            assert_never(block)


def authors_identifiers(book: Book) -> Iterable[tuple[str, Position]]:
    """Give the ids that stand in the book, with the place of each."""
    return chain.from_iterable(map(_authors_in, book.sections))


@remembered
def _authors_in(section: Section) -> tuple[tuple[str, Position], ...]:
    own = ((section.identifier, section.at),) if section.identifier else ()
    inside = (
        (block.identifier, block.at)
        for block in blocks_in(section.blocks)
        if isinstance(block, Paragraph | Heading | Table | Figure) and block.identifier
    )
    return (*own, *inside)


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


def _name_blocks(blocks: Blocks, names: Iterator[str]) -> Blocks:
    return tuple(_name_block(block, names) for block in blocks)


def _name_block(block: Block, names: Iterator[str]) -> Block:
    match block:
        case Heading(identifier=None) | Figure(identifier=None) | Table(identifier=None):
            return replace(block, identifier=next(names))
        case Quotation() | Epigraph() | KeptTogether():
            return replace(block, blocks=_name_blocks(block.blocks, names))
        case ItemList():
            items = tuple(replace(item, blocks=_name_blocks(item.blocks, names)) for item in block.items)
            return replace(block, items=items)
        case DefinitionList():
            entries = tuple(
                replace(entry, meanings=tuple(_name_blocks(meaning, names) for meaning in entry.meanings))
                for entry in block.definitions
            )
            return replace(block, definitions=entries)
        case _:
            return block
