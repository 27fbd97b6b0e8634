"""Figures and tables that need not stand where they are written: print may move them along the pages."""

from collections.abc import Iterator

from publisher.errors import Diagnostic
from publisher.model import (
    Block,
    Book,
    Figure,
    FloatPlace,
    FloatRule,
    Note,
    NoteReference,
    PrintOptions,
    Section,
    Table,
)
from publisher.remembering import remembered
from publisher.walk import blocks_in, inlines_in, runs_of


def floating(section: Section, options: PrintOptions) -> tuple[Figure | Table, ...]:
    """Give the figures and tables of a section that print may move, in their order.

    Only what stands between the blocks of the text moves, and what calls notes stays, so that these keep their order.
    """
    rule = options.floats
    return tuple(block for block in section.blocks if isinstance(block, Figure | Table) and _floats(block, rule))


def find_immovable(book: Book) -> Iterator[Diagnostic]:
    """Find figures and tables that an editor wants at a place of their own and that cannot leave the text."""
    if book.print_options.floats is FloatRule.NONE:
        return
    for section in book.sections:
        asking = _asking_to_move(section)
        movable = {block.at for block in floating(section, book.print_options)} if asking else ()
        yield from (_immovable(block) for block in asking if block.at not in movable)


@remembered
def _asking_to_move(section: Section) -> tuple[Figure | Table, ...]:
    blocks = (block for block in blocks_in(section.blocks) if isinstance(block, Figure | Table))
    return tuple(block for block in blocks if _asks_to_move(block))


def _floats(block: Figure | Table, rule: FloatRule) -> bool:
    if rule is FloatRule.NONE or block.place is FloatPlace.HERE or _calls_notes(block):
        return False
    return block.place is not None or (rule is FloatRule.CAPTIONED and bool(block.caption))


def _asks_to_move(block: Figure | Table) -> bool:
    return block.place not in (None, FloatPlace.HERE)


def _calls_notes(block: Block) -> bool:
    return any(isinstance(inline, Note | NoteReference) for run in runs_of(block) for inline in inlines_in(run))


def _immovable(block: Figure | Table) -> Diagnostic:
    kind = "figure" if isinstance(block, Figure) else "table"
    notes = _calls_notes(block)
    return Diagnostic(
        code="place-impossible",
        message=f"“.{block.place}” cannot be done: this {kind} "
        + ("calls a note" if notes else "stands inside another block"),
        at=block.at,
        hint=("call the note in the text" if notes else f"move the {kind} out of it") + ", or delete the mark",
    )
