"""The ways through the texts of the notes: which are open, how far each is printed, which come once more."""

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.pdf.audit.matching import after, after_alike, after_number, label_of
from publisher.pdf.audit.traces import NoteTrace
from publisher.pdf.audit.walking import LEAST, TELLING


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line of a note: which, and how far it goes. `label` is the number that it begins with."""

    note: int
    end: int
    label: str | None = None


class FeetWalk:
    """A place in the text of each note."""

    def __init__(self, notes: list[NoteTrace]) -> None:
        self._notes = notes
        self._open: list[int] = []
        self._next = 0
        # Notes that are being printed once more, and how far.
        self._again: dict[int, int] = {}

    # --- what is expected ------------------------------------------------------------------------------------------

    def going_on(self, words: str) -> Piece | None:
        """Give the open note that goes on with words."""
        for index in self._open:
            trace = self._notes[index]
            end = after_alike(trace.expected.text, trace.reached, words)
            if end >= 0:
                return Piece(index, end)
        return None

    def beginning(self, words: str) -> Piece | None:
        """Give the note that begins with words, behind its number or another one."""
        label = label_of(words)
        due = next((index for index in self._unbegun() if self._notes[index].calls), None)
        for index in self._unbegun():
            note = self._notes[index].expected
            end = after_number(note.text, note.label, words, after_alike)
            if end >= 0:
                return Piece(index, end, note.label)
            if label and label != note.label:
                # Few words behind another number say nothing, unless this note is the next to come.
                end = after_number(note.text, label, words, after_alike if index == due else after)
                if end >= LEAST or end == len(note.text) or (end >= 0 and index == due):
                    return Piece(index, end, label)
        return None

    def take(self, piece: Piece, page: int) -> None:
        """Go on in a note, or begin it on this page."""
        trace = self._notes[piece.note]
        if not trace.begun:
            trace.label = piece.label
            trace.begins_on = page
            trace.settings[page] = piece.label
            self._open.append(piece.note)
        trace.reached = piece.end
        if trace.whole and piece.note in self._open:
            self._open.remove(piece.note)

    def _unbegun(self) -> Iterator[int]:
        while self._next < len(self._notes) and self._notes[self._next].begun:
            self._next += 1
        return (index for index in range(self._next, len(self._notes)) if not self._notes[index].begun)

    # --- what is not -----------------------------------------------------------------------------------------------

    def later(self, words: str) -> Piece | None:
        """Give the open or coming note further on in which words stand: what stands before them is lost."""
        core = words.removesuffix("-")
        if len(core) < LEAST:
            return None
        for index in [*self._open, *(self._unbegun() if len(core) >= TELLING else ())]:
            trace = self._notes[index]
            found = trace.expected.text.find(core, trace.reached)
            if found >= 0:
                return Piece(index, found)
        return None

    def end_at(self, piece: Piece, words: str) -> Piece:
        """Give the piece that words make from the place on where they were found."""
        text = self._notes[piece.note].expected.text
        return Piece(piece.note, max(piece.end + 1, after(text, piece.end, words)))

    def goes_on_again(self, words: str) -> bool:
        """Follow a note that is being printed once more; say whether words are of one."""
        for index, reached in self._again.items():
            end = after(self._notes[index].expected.text, reached, words)
            if end >= 0:
                self._again[index] = end
                return True
        return False

    def begins_again(self, words: str, page: int) -> bool:
        """Find a note that begins with words and has begun before."""
        label = label_of(words)
        for index, trace in enumerate(self._notes):
            end = after_number(trace.expected.text, label, words, after) if trace.begun and label else -1
            if end > 0:
                self._note_again(index, end, page, label)
                return True
        return False

    def stands_again(self, words: str, page: int) -> bool:
        """Find a note in which words stand and are printed already."""
        core = words.removesuffix("-")
        for index, trace in enumerate(self._notes if len(core) >= TELLING else ()):
            found = trace.expected.text.find(core) if trace.begun else -1
            if found >= 0:
                self._note_again(index, found + len(core), page, None)
                return True
        return False

    def _note_again(self, index: int, end: int, page: int, label: str | None) -> None:
        """Note a further setting: right on a page that calls the note once more, wrong anywhere else."""
        trace = self._notes[index]
        called_again = page not in trace.settings and any(call.page == page for call in trace.calls)
        if label and called_again:
            trace.settings[page] = label
        elif trace.doubled_on is None:
            trace.doubled_on = page
        self._again[index] = end
