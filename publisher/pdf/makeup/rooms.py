"""Where the notes of a page stand: under its text, of which they take the height, or in a column beside it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from publisher.pdf.makeup.items import TOLERANCE_PT, Area, Items, NotePiece
from publisher.pdf.makeup.notes import NOTHING, Open, Shared, Sharing, height, pieces_alone


class NoteRoom(Protocol):
    """The room for the notes of a page."""

    def share(
        self, wanted: tuple[Open, ...], bottom_pt: float, height_pt: float, least: int, at_end: bool
    ) -> Shared | None:
        """Share the room among the notes wanted on a page; `None` if even the least of each does not fit.

        Args:
            wanted: Those that go on first.
            bottom_pt: Of the page's text.
            height_pt: Of the page.
            least: Lines of a note that stand together.
            at_end: Whether the text ends there.
        """

    def alone(self, still_open: tuple[Open, ...], height_pt: float, first: int) -> tuple[NotePiece, ...]:
        """Give the pieces of open notes that stand on a page without text; the next text begins with item `first`.

        Raises:
            UnplaceableError: A line is taller than the room.
        """

    def taken_pt(self, pieces: Sequence[NotePiece]) -> float:
        """Give what pieces take of the height that text would have."""

    def tops_pt(
        self, pieces: Sequence[NotePiece], called_at_pt: Mapping[int, float], height_pt: float
    ) -> tuple[float, ...]:
        """Give where each piece begins, from the top of the type area.

        Args:
            pieces: From the top down.
            called_at_pt: The baseline of the line that calls each note, for those called on the page.
            height_pt: Of the page.
        """


def room_for_notes(items: Items, notes: Sequence[Items], area: Area) -> NoteRoom:
    """Give the room for the notes of a section."""
    return Margin(items, notes, area) if area.notes_beside else Foot(notes, area)


class Foot:
    """Notes under the text, the last line of the last one at the foot of the page."""

    def __init__(self, notes: Sequence[Items], area: Area) -> None:
        self._notes = notes
        self._area = area
        self._sharing = Sharing(notes, area.weights)
        self._known: dict[tuple[tuple[Open, ...], float, float, int, bool], Shared | None] = {}

    def share(
        self, wanted: tuple[Open, ...], bottom_pt: float, height_pt: float, least: int, at_end: bool
    ) -> Shared | None:
        """See `NoteRoom`; while text is left, notes take no more than their share."""
        if not wanted:
            return NOTHING
        room_pt = height_pt - bottom_pt - self._area.note_gap_pt
        # Pages that begin a line apart leave the same room for the same notes.
        place = wanted, round(room_pt, 3), height_pt, least, at_end
        known = self._known.get(place, NOTHING)
        if known is NOTHING:
            shared = self._sharing.share(wanted, room_pt, height_pt * self._area.note_share, least, at_end)
            known = shared._replace(taken_pt=shared.taken_pt + self._area.note_gap_pt) if shared else None
            self._known[place] = known
        return known

    def alone(self, still_open: tuple[Open, ...], height_pt: float, first: int) -> tuple[NotePiece, ...]:
        """See `NoteRoom`."""
        return pieces_alone(self._notes, height_pt, 0.0, first, still_open)

    def taken_pt(self, pieces: Sequence[NotePiece]) -> float:
        """See `NoteRoom`."""
        return height(self._notes, pieces) + self._area.note_gap_pt if pieces else 0.0

    def tops_pt(
        self, pieces: Sequence[NotePiece], called_at_pt: Mapping[int, float], height_pt: float
    ) -> tuple[float, ...]:
        """See `NoteRoom`."""
        tops = []
        top = height_pt - height(self._notes, pieces)
        for piece in pieces:
            tops.append(top)
            top += height(self._notes, (piece,))
        return tuple(tops)


class Margin:
    """Notes beside the text, each level with the line that calls it as far as the others leave room.

    The column begins so far down that the first line of a note can be level with a first line of text.
    """

    def __init__(self, items: Items, notes: Sequence[Items], area: Area) -> None:
        self._notes = notes
        self._sharing = Sharing(notes, area.weights)
        self._apart_pt = area.between_notes_pt
        lines = [item for item in items if abs(item.bottom_pt - item.top_pt - area.leading_pt) < TOLERANCE_PT]
        below_pt = _usual_baseline(lines) - _usual_baseline([line for note in notes for line in note])
        self._top_pt = max(0.0, below_pt)

    def share(
        self, wanted: tuple[Open, ...], bottom_pt: float, height_pt: float, least: int, at_end: bool
    ) -> Shared | None:
        """See `NoteRoom`; what the text takes or leaves is nothing to them."""
        if not wanted:
            return NOTHING
        room_pt = height_pt - self._top_pt - self._apart_pt * (len(wanted) - 1)
        shared = self._sharing.share(wanted, room_pt, room_pt, least, at_end)
        return shared._replace(taken_pt=0.0) if shared else None

    def alone(self, still_open: tuple[Open, ...], height_pt: float, first: int) -> tuple[NotePiece, ...]:
        """See `NoteRoom`."""
        return pieces_alone(self._notes, height_pt - self._top_pt, self._apart_pt, first, still_open)

    def taken_pt(self, pieces: Sequence[NotePiece]) -> float:
        """See `NoteRoom`."""
        return 0.0

    def tops_pt(
        self, pieces: Sequence[NotePiece], called_at_pt: Mapping[int, float], height_pt: float
    ) -> tuple[float, ...]:
        """See `NoteRoom`: a piece that would meet the one above moves down, and one that would run off the foot up."""
        tops: list[float] = []
        free_from = self._top_pt
        for piece in pieces:
            # What began on an earlier page goes on at the column's head.
            baseline = self._notes[piece.note][0].baseline_pt
            level = called_at_pt[piece.note] - baseline if piece.first == 0 else free_from
            tops.append(max(level, free_from))
            free_from = tops[-1] + height(self._notes, (piece,)) + self._apart_pt
        free_to = height_pt
        for index in range(len(pieces) - 1, -1, -1):
            tops[index] = min(tops[index], free_to - height(self._notes, (pieces[index],)))
            free_to = tops[index] - self._apart_pt
        return tuple(tops)


def _usual_baseline(items: Items) -> float:
    """Give how far below their tops most lines have their baselines."""
    counted = Counter(round(item.baseline_pt, 3) for item in items)
    return counted.most_common(1)[0][0] if counted else 0.0
