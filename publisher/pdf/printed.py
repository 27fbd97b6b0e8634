"""What a finished print edition is, and where in it everything stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.errors import Diagnostic
from publisher.model import Note
from publisher.pdf.binding import BoundPages
from publisher.pdf.calls import SetNote
from publisher.pdf.units import Unit
from publisher.pdf.workshop import Trace
from publisher.store import write_atomically


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """Where a note's call and its text stand: folios."""

    note: Note
    label: str
    called_on: int
    begins_on: int
    ends_on: int


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What one page carries besides its text. A bare page has neither head nor folio.

    `longer` says by how many lines its type area is longer than the theme's.
    """

    folio: int
    head: str | None
    shows_folio: bool
    section: str | None
    notes: tuple[str, ...]
    longer: int = 0


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part that was bound: its id, what people call it, whether it was kept, and what it depends on."""

    identifier: str
    title: str
    kept: bool
    trace: Trace


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """A finished print edition."""

    data: bytes
    pages: int
    notes: int
    page_map: tuple[PrintedPage, ...]
    placed_notes: tuple[PlacedNote, ...]
    found: tuple[Diagnostic, ...] = ()
    parts: tuple[PrintedPart, ...] = ()

    def write(self, path: Path) -> None:
        """Replace a file with this edition, wholly or not at all."""
        write_atomically(path, self.data)


def page_map(
    units: Sequence[BoundPages],
    named: Sequence[tuple[str | None, Unit | None]],
    labels: Mapping[str, tuple[str, ...]],
    signature: int,
) -> tuple[PrintedPage, ...]:
    """List the pages of a book.

    Args:
        units: In their places.
        named: Of each, the id of its section and the unit; `None` for leaves that belong to no section.
        labels: Of the notes of each section, in the order of their calls.
        signature: Blank pages at the end make the number of pages a multiple of it.
    """
    pages: list[PrintedPage] = []
    for bound, (name, unit) in zip(units, named, strict=True):
        while len(pages) < bound.first_folio - 1:
            pages.append(PrintedPage(len(pages) + 1, None, False, None, ()))
        for index, carried in enumerate(bound.furniture):
            pieces = unit.plans[index].notes if unit else ()
            notes = tuple(labels[name or ""][piece.note] for piece in pieces)
            longer = unit.longer.get(index, 0) if unit else 0
            pages.append(PrintedPage(len(pages) + 1, carried.head, carried.folio, name, notes, longer))
    while len(pages) % signature:
        pages.append(PrintedPage(len(pages) + 1, None, False, None, ()))
    return tuple(pages)


def placed_notes(notes: Sequence[SetNote], unit: Unit, first_folio: int) -> Iterator[PlacedNote]:
    """Say where the notes of a section stand; those that stand at the foot of no page are called by none."""
    for index, called in enumerate(unit.calls):
        pages = [page for page, plan in enumerate(unit.plans) if any(piece.note == index for piece in plan.notes)]
        note = notes[index]
        yield PlacedNote(note.note, note.label, first_folio + called, first_folio + pages[0], first_folio + pages[-1])
