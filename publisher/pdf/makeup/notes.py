"""How the notes of a page share the room for them."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from publisher.pdf.makeup.items import TOLERANCE_PT, Items, NotePiece, PagePlan, UnplaceableError, Weights

_BOTTOM_PT = attrgetter("bottom_pt")


class Open(NamedTuple):
    """A note with lines still to be set, from line `first` on."""

    note: int
    first: int


class Shared(NamedTuple):
    """Notes of a page that share the room for them.

    Args:
        pieces: From the top down.
        still_open: Notes that go on, in the order of their calls.
        taken_pt: Of the height that text would have; here, that of the pieces one under the other.
        cost: Of those that go on.
    """

    pieces: tuple[NotePiece, ...]
    still_open: tuple[Open, ...]
    taken_pt: float
    cost: float


NOTHING = Shared((), (), 0.0, 0.0)


class _Begun(NamedTuple):
    """A note with the least of it set: where that ends, its height, and that of the rest."""

    end: int
    least_pt: float
    rest_pt: float


class Sharing:
    """How notes share a room, with what was reckoned of each once."""

    def __init__(self, notes: Sequence[Items], weights: Weights) -> None:
        self._notes = notes
        self._weights = weights
        self._begun: dict[tuple[Open, int], _Begun] = {}

    def share(self, wanted: Sequence[Open], room_pt: float, most_pt: float, least: int, at_end: bool) -> Shared | None:
        """Share the room among the notes wanted on a page; `None` if even the least of each does not fit."""
        begun = [self._begun.get((note, least)) or self._begin(note, least) for note in wanted]
        least_pt = rest_pt = 0.0
        for _, its_least_pt, its_rest_pt in begun:
            least_pt += its_least_pt
            rest_pt += its_rest_pt
        if least_pt + rest_pt <= (room_pt if at_end else min(room_pt, most_pt)):
            pieces = tuple([NotePiece(note.note, note.first, len(self._notes[note.note])) for note in wanted])
            return Shared(pieces, (), least_pt + rest_pt, 0.0)
        if least_pt > room_pt + TOLERANCE_PT:
            return None
        left_pt = room_pt - least_pt
        if not at_end:
            # The share limits only what is set beyond the least.
            left_pt = min(left_pt, max(0.0, most_pt - least_pt))
        return self._share_scarce(wanted, begun, left_pt)

    def _begin(self, note: Open, least: int) -> _Begun:
        lines = self._notes[note.note]
        end = _at_least(lines, note.first, least)
        whole_pt = lines[-1].bottom_pt - lines[note.first].top_pt
        rest_pt = lines[-1].bottom_pt - lines[end - 1].bottom_pt
        begun = self._begun[note, least] = _Begun(end, whole_pt - rest_pt, rest_pt)
        return begun

    def _share_scarce(self, wanted: Sequence[Open], begun: Sequence[_Begun], left_pt: float) -> Shared:
        """Share what is left after the least of each: all of those that it finishes, then more of the others.

        The shorter the rest of a note, the sooner it is finished; those that must go on take what is left in the
        order of their calls.
        """
        left = left_pt
        ends = [end for end, _, _ in begun]
        rests = [rest_pt for _, _, rest_pt in begun]
        for index in sorted(range(len(wanted)), key=rests.__getitem__):
            if rests[index] > left + TOLERANCE_PT:
                break
            ends[index] = len(self._notes[wanted[index].note])
            left -= rests[index]
        pieces, still_open, taken_pt, cost = [], [], 0.0, 0.0
        for (note, first), end in zip(wanted, ends, strict=True):
            lines = self._notes[note]
            best = end if end == len(lines) else _grow(lines, first, end, left)
            left -= lines[best - 1].bottom_pt - lines[end - 1].bottom_pt
            taken_pt += lines[best - 1].bottom_pt - lines[first].top_pt
            pieces.append(NotePiece(note, first, best))
            if best < len(lines):
                still_open.append(Open(note, best))
                cost += self._weights.split_note + (self._weights.stub if best == len(lines) - 1 else 0.0)
        return Shared(tuple(pieces), tuple(still_open), taken_pt, cost)


def _at_least(lines: Items, first: int, least: int) -> int:
    """Give the end of the shortest piece that a page may set: `least` lines, and a place to break after them."""
    for end in range(first + least, len(lines)):
        if lines[end].may_begin_page or least == 1:
            return end
    return len(lines)


def _grow(lines: Items, first: int, end: int, left_pt: float) -> int:
    """Give the furthest end, from `end` on, for which the piece grows by no more than `left_pt`."""
    reached_pt = lines[end - 1].bottom_pt if end > first else lines[first].top_pt
    furthest = bisect_right(lines, reached_pt + left_pt + TOLERANCE_PT, lo=end, key=_BOTTOM_PT)
    if furthest == len(lines):
        return furthest
    while furthest > end and not lines[furthest].may_begin_page:
        furthest -= 1
    return furthest


def _piece_height(lines: Items, first: int, last: int) -> float:
    return lines[last - 1].bottom_pt - lines[first].top_pt if last > first else 0.0


def height(notes: Sequence[Items], pieces: Sequence[NotePiece]) -> float:
    """Give the height of pieces set one under the other, in points."""
    total = 0.0
    for note, first, last in pieces:
        lines = notes[note]
        total += lines[last - 1].bottom_pt - lines[first].top_pt
    return total


def pieces_alone(
    notes: Sequence[Items], height_pt: float, between_pt: float, first: int, still_open: tuple[Open, ...]
) -> tuple[NotePiece, ...]:
    """Give the pieces of open notes that fill a page on which nothing else stands.

    Args:
        notes: The lines of each note.
        height_pt: Of the page.
        between_pt: Between one piece and the next.
        first: Index of the item that is to come after them.
        still_open: Notes that go on.

    Raises:
        UnplaceableError: A line is taller than the page.
    """
    pieces: list[NotePiece] = []
    left = height_pt
    for note in still_open:
        lines = notes[note.note]
        end = _grow(lines, note.first, note.first, left)
        if end == note.first:
            break
        left -= _piece_height(lines, note.first, end) + between_pt
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
    return tuple(pieces)


def carry(page: PagePlan, items: Items, notes: Sequence[Items], still_open: tuple[Open, ...]) -> tuple[Open, ...]:
    """Give the notes that go on after a page, in the order of their calls."""
    reached = {note.note: note.first for note in still_open}
    reached |= {note: 0 for item in items[page.first : page.last] for note in item.notes}
    reached |= {piece.note: piece.last for piece in page.notes}
    return tuple(Open(note, line) for note, line in reached.items() if line < len(notes[note]))
