"""The ways through the texts of the notes: which are open, how far each is printed, which come once more."""

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.pdf.audit.matching import after, after_alike, after_number, label_of
from publisher.pdf.audit.traces import NoteTrace, Setting
from publisher.pdf.audit.walking import LEAST, TELLING


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line of a note: which, how far it goes, and the setting that it goes on with.

    `label` is the number that it begins with, where it begins a setting.
    """

    note: int
    end: int
    setting: Setting | None = None
    label: str | None = None


class FeetWalk:
    """A place in the text of each note.

    Args:
        notes: What becomes of them, to be written down.
        by_page: Whether a note is set once more on each further page that calls it.
    """

    def __init__(self, notes: list[NoteTrace], *, by_page: bool) -> None:
        self._notes = notes
        self._by_page = by_page
        self._open: list[tuple[int, Setting]] = []
        self._next = 0
        # The setting that the last line of the page is of, if it is of one.
        self._last: Setting | None = None
        # The notes that the page calls, with the numbers that call them there.
        self._called: list[tuple[int, str]] = []
        # Notes that are printed once more than they should be, and how far.
        self._again: dict[int, int] = {}

    # --- what is expected ------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """Begin a page."""
        self._called = []
        self._last = None

    def call(self, note: int, label: str) -> None:
        """Meet a call."""
        self._called.append((note, label))

    def going_on(self, words: str) -> Iterator[Piece]:
        """Give the open notes that go on with words: the last one first, then those after it."""
        last = next((at for at, (_, setting) in enumerate(self._open) if setting is self._last), 0)
        for index, setting in (*self._open[last:], *self._open[:last]):
            end = after_alike(self._notes[index].expected.text, setting.reached, words)
            if end >= 0:
                yield Piece(index, end, setting)

    def beginning(self, words: str, page: int) -> Piece | None:
        """Give the note that begins with words, behind the number that it should have."""
        return self._called_so(words, page) or self._coming(words)

    def _called_so(self, words: str, page: int) -> Piece | None:
        """Give the note that this page calls by the number before words, if it is not set there yet."""
        for index, label in self._called:
            trace = self._notes[index]
            if page in trace.settings or not words.startswith(label):
                continue
            end = after_number(trace.expected.text, label, words, after_alike)
            # A number by itself says nothing of a note that need not be set again.
            if end > 0 or (end == 0 and (self._by_page or not trace.begun)):
                return Piece(index, end, label=label)
        return None

    def _coming(self, words: str) -> Piece | None:
        for index in self._unbegun() if label_of(words) else ():
            note = self._notes[index].expected
            end = after_number(note.text, note.label, words, after_alike)
            if end >= 0:
                return Piece(index, end, label=note.label)
        return None

    def take(self, piece: Piece, page: int) -> None:
        """Go on in a note, or begin it on this page."""
        trace = self._notes[piece.note]
        setting = piece.setting
        if setting is None:
            setting = Setting(page, piece.label)
            trace.settings[page] = setting
            self._open.append((piece.note, setting))
        setting.reached = piece.end
        self._last = setting
        if setting.reached == len(trace.expected.text):
            self._open = [each for each in self._open if each[1] is not setting]

    def _unbegun(self) -> Iterator[int]:
        while self._next < len(self._notes) and self._notes[self._next].begun:
            self._next += 1
        return (index for index in range(self._next, len(self._notes)) if not self._notes[index].begun)

    def stands_at(self, note: int, place: int, words: str) -> bool:
        """Say whether words stand at a place in a note."""
        return after(self._notes[note].expected.text, place, words) >= 0

    def stands_behind(self, note: int, label: str, words: str) -> bool:
        """Say whether a note begins with words behind a number."""
        return after_number(self._notes[note].expected.text, label, words, after) > 0

    # --- what is not -----------------------------------------------------------------------------------------------

    def unfinished(self) -> Iterator[Piece]:
        """Give the notes that have begun and are not whole, with their ends."""
        return (Piece(index, len(self._notes[index].expected.text), setting) for index, setting in self._open)

    def beginning_otherwise(self, words: str) -> Piece | None:
        """Give the note that begins with words, behind a number that is not its own."""
        label = label_of(words)
        due = next((index for index in self._unbegun() if self._notes[index].calls), None)
        for index in self._unbegun() if label else ():
            # Few words behind another number say nothing, unless this note is the next to come.
            text = self._notes[index].expected.text
            end = after_number(text, label, words, after_alike if index == due else after)
            if end >= LEAST or (end >= 0 and (end == len(text) or index == due)):
                return Piece(index, end, label=label)
        return None

    def later(self, words: str) -> Piece | None:
        """Give the open or coming note further on in which words stand: what stands before them is lost."""
        core = words.removesuffix("-")
        if len(core) < LEAST:
            return None
        coming = self._unbegun() if len(core) >= TELLING else ()
        for index, setting in (*self._open, *((index, None) for index in coming)):
            found = self._notes[index].expected.text.find(core, setting.reached if setting else 0)
            if found >= 0:
                return Piece(index, found, setting)
        return None

    def end_at(self, piece: Piece, words: str) -> Piece:
        """Give the piece that words make from the place on where they were found."""
        text = self._notes[piece.note].expected.text
        return Piece(piece.note, max(piece.end + 1, after(text, piece.end, words)), piece.setting)

    def goes_on_again(self, words: str) -> bool:
        """Follow a note that is printed once more than it should be; say whether words are of one."""
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
                self._note_again(index, end, page)
                return True
        return False

    def stands_again(self, words: str, page: int) -> bool:
        """Find a note in which words stand and are printed already."""
        core = words.removesuffix("-")
        for index, trace in enumerate(self._notes if len(core) >= TELLING else ()):
            found = trace.expected.text.find(core) if trace.begun else -1
            if found >= 0:
                self._note_again(index, found + len(core), page)
                return True
        return False

    def _note_again(self, index: int, end: int, page: int) -> None:
        trace = self._notes[index]
        if trace.doubled_on is None:
            trace.doubled_on = page
        self._again[index] = end
