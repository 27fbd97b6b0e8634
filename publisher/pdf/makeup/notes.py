"""How the notes of a page share its foot."""

from collections.abc import Sequence
from typing import NamedTuple

from publisher.pdf.makeup.items import TOLERANCE_PT, Items, NotePiece, PagePlan, UnplaceableError


class Open(NamedTuple):
    """A note with lines still to be set, from line `first` on."""

    note: int
    first: int


def share(
    notes: Sequence[Items], wanted: Sequence[Open], room_pt: float, most_pt: float, least: int, at_end: bool
) -> tuple[NotePiece, ...] | None:
    """Share the room among the notes wanted on a page; `None` if even the least of each does not fit."""
    ends = []
    left = room_pt
    for note in wanted:
        lines = notes[note.note]
        end = _at_least(lines, note.first, least)
        left -= _piece_height(lines, note.first, end)
        if left < -TOLERANCE_PT:
            return None
        ends.append(end)
    if not at_end:
        # The share limits only what is set beyond the least.
        left = min(left, max(0.0, most_pt - (room_pt - left)))
    pieces = []
    for note, end in zip(wanted, ends, strict=True):
        lines = notes[note.note]
        best = _grow(lines, note.first, end, left)
        left -= _piece_height(lines, note.first, best) - _piece_height(lines, note.first, end)
        pieces.append(NotePiece(note.note, note.first, best))
    return tuple(pieces)


def _at_least(lines: Items, first: int, least: int) -> int:
    """Give the end of the shortest piece that a page may set: `least` lines, and a place to break after them."""
    for end in range(first + least, len(lines)):
        if lines[end].may_begin_page or least == 1:
            return end
    return len(lines)


def _grow(lines: Items, first: int, end: int, left_pt: float) -> int:
    """Give the furthest end, from `end` on, for which the piece grows by no more than `left_pt`."""
    base = _piece_height(lines, first, end)
    if _piece_height(lines, first, len(lines)) - base <= left_pt + TOLERANCE_PT:
        return len(lines)
    best = end
    for further in range(end + 1, len(lines) + 1):
        if _piece_height(lines, first, further) - base > left_pt + TOLERANCE_PT:
            break
        if further == len(lines) or lines[further].may_begin_page:
            best = further
    return best


def _piece_height(lines: Items, first: int, last: int) -> float:
    return lines[last - 1].bottom_pt - lines[first].top_pt if last > first else 0.0


def height(notes: Sequence[Items], pieces: Sequence[NotePiece]) -> float:
    """Give the height of pieces set one under the other, in points."""
    return sum(_piece_height(notes[piece.note], piece.first, piece.last) for piece in pieces)


def notes_alone(notes: Sequence[Items], height_pt: float, first: int, still_open: tuple[Open, ...]) -> PagePlan:
    """Make a page that holds nothing but the rest of open notes, or nothing at all."""
    pieces: list[NotePiece] = []
    left = height_pt
    for note in still_open:
        lines = notes[note.note]
        end = _grow(lines, note.first, note.first, left)
        if end == note.first:
            break
        left -= _piece_height(lines, note.first, end)
        pieces.append(NotePiece(note.note, note.first, end))
    if still_open and not pieces:
        # A run of note lines that may not be parted is taller than a page: part it all the same.
        note = still_open[0]
        lines = notes[note.note]
        end = note.first
        while end < len(lines) and _piece_height(lines, note.first, end + 1) <= height_pt + TOLERANCE_PT:
            end += 1
        if end == note.first:
            raise UnplaceableError(max(first - 1, 0), note.note)
        pieces.append(NotePiece(note.note, note.first, end))
    return PagePlan(first, first, (), tuple(pieces), height_pt - height(notes, pieces))


def carry(page: PagePlan, items: Items, notes: Sequence[Items], still_open: tuple[Open, ...]) -> tuple[Open, ...]:
    """Give the notes that go on after a page, in the order of their calls."""
    reached = {note.note: note.first for note in still_open}
    reached |= {note: 0 for item in items[page.first : page.last] for note in item.notes}
    reached |= {piece.note: piece.last for piece in page.notes}
    return tuple(Open(note, line) for note, line in reached.items() if line < len(notes[note]))
