"""The ways through the texts of the notes: which are open, how far each is printed, which come once more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.matching import after, after_number, label_of
from publisher.pdf.audit.traces import NoteTrace, Setting
from publisher.pdf.audit.walking import LEAST, TELLING, Meet, StreamWalk


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line of a note.

    Args:
        note: Which.
        walk: Through the setting of it that the line is of.
        end: How far it goes.
        begins: Whether the setting begins with it.
        label: The number that it begins with, if any.
    """

    note: int
    walk: StreamWalk
    end: int
    begins: bool = False
    label: str | None = None


class FeetWalk:
    """A place in the text of each note.

    Args:
        notes: What becomes of them, to be written down.
        meet: Is told each reference to a page in them.
        by_page: Whether a note is set once more on each further page that calls it.
    """

    def __init__(self, notes: Sequence[NoteTrace], meet: Meet, *, by_page: bool) -> None:
        self._notes = notes
        self._meet = meet
        self._by_page = by_page
        # The settings that are not whole, with the notes that they are of.
        self._open: list[tuple[int, StreamWalk]] = []
        self._next = 0
        # Through the setting that the last line of the page is of, if it is of one.
        self._last: StreamWalk | None = None
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

    def count_repeated(self, lines: Sequence[Line], at: int, page: int) -> int:
        """Count the lines that repeat, on a new page, the head of a table that goes on there."""
        return max([walk.count_repeated(lines, at, page) for _, walk in self._open], default=0)

    def going_on(self, words: str) -> Iterator[Piece]:
        """Give the open notes that go on with words: the last one first, then those after it."""
        last = next((at for at, (_, walk) in enumerate(self._open) if walk is self._last), 0)
        for index, walk in (*self._open[last:], *self._open[:last]):
            end = walk.end_of(words)
            if end >= 0:
                yield Piece(index, walk, end)

    def last_open(self) -> tuple[int, StreamWalk] | None:
        """Give the note that the last line of the page is of, if it is not whole, and the way through it."""
        return next((each for each in self._open if each[1] is self._last), None)

    @property
    def may_repeat(self) -> bool:
        """Whether an open note has a table, the head of which may come once more."""
        return any(self._notes[index].expected.words.tables for index, _ in self._open)

    def beginning(self, words: str, page: int) -> Piece | None:
        """Give the note that begins with words, behind the number that it should have."""
        return (self._called_so(words, page) or self._coming(words)) if label_of(words) else None

    def _called_so(self, words: str, page: int) -> Piece | None:
        """Give the note that this page calls by the number before words, if it is not set there yet."""
        for index, label in self._called:
            trace = self._notes[index]
            piece = self._begin(index, label, words) if page not in trace.settings else None
            # A number by itself says nothing of a note that need not be set again.
            if piece and (piece.end or self._by_page or not trace.begun):
                return piece
        return None

    def _coming(self, words: str) -> Piece | None:
        """Give a note that this page does not call; a number by itself says nothing of it."""
        pieces = (self._begin(index, self._notes[index].expected.label, words) for index in self._unbegun())
        return next((piece for piece in pieces if piece and piece.end), None)

    def _begin(self, index: int, label: str, words: str) -> Piece | None:
        """Give what words say of a note behind a number, if they begin so."""
        if not words.startswith(label):
            return None
        walk = StreamWalk(self._notes[index].expected.words, self._meet)
        end = after_number(label, words, walk.end_of)
        return Piece(index, walk, end, begins=True, label=label) if end >= 0 else None

    def take(self, piece: Piece, page: int) -> None:
        """Go on in a note, or begin it on this page."""
        if piece.begins:
            self._notes[piece.note].settings[page] = Setting(page, piece.label)
            self._open.append((piece.note, piece.walk))
        piece.walk.move(piece.end, page)
        self._last = piece.walk
        self._close_if_whole(piece.walk)

    def go_on(self, walk: StreamWalk, end: int, page: int) -> None:
        """Go on in the note that the last line was of, with no spot on the way."""
        walk.go_on(end, page)
        self._close_if_whole(walk)

    def _close_if_whole(self, walk: StreamWalk) -> None:
        if walk.ended:
            self._open = [each for each in self._open if each[1] is not walk]

    def _unbegun(self) -> Iterator[int]:
        while self._next < len(self._notes) and self._notes[self._next].begun:
            self._next += 1
        return (index for index in range(self._next, len(self._notes)) if not self._notes[index].begun)

    # --- what is not -----------------------------------------------------------------------------------------------

    def unfinished(self) -> Iterator[Piece]:
        """Give the notes that have begun and are not whole, with their ends."""
        return (Piece(index, walk, len(self._text(index))) for index, walk in self._open)

    def beginning_otherwise(self, words: str) -> Piece | None:
        """Give the note that begins with words, behind a number that is not its own."""
        label = label_of(words)
        due = next((index for index in self._unbegun() if self._notes[index].calls), None)
        for index in self._unbegun() if label else ():
            # Few words behind another number say nothing, unless this note is the next to come.
            piece = self._begin(index, label, words)
            if piece and (piece.end >= LEAST or piece.end == len(self._text(index)) or index == due):
                return piece
        return None

    def later(self, words: str) -> Piece | None:
        """Give the open or coming note further on in which words stand: what stands before them is lost."""
        core = words.removesuffix("-")
        if len(core) < LEAST:
            return None
        for index, walk in self._open:
            found = self._text(index).find(core, walk.at)
            if found >= 0:
                return Piece(index, walk, found)
        for index in self._unbegun() if len(core) >= TELLING else ():
            found = self._text(index).find(core)
            if found >= 0:
                return Piece(index, StreamWalk(self._notes[index].expected.words, self._meet), found, begins=True)
        return None

    def goes_on_again(self, words: str) -> bool:
        """Follow a note that is printed once more than it should be; say whether words are of one."""
        for index, reached in self._again.items():
            end = after(self._text(index), reached, words)
            if end >= 0:
                self._again[index] = end
                return True
        return False

    def begins_again(self, words: str, page: int) -> bool:
        """Find a note that begins with words and has begun before."""
        label = label_of(words)
        for index, trace in enumerate(self._notes if label else ()):
            end = after_number(label, words, partial(after, trace.expected.words.text, 0)) if trace.begun else -1
            if end > 0:
                self._note_again(index, end, page)
                return True
        return False

    def stands_again(self, words: str, page: int) -> bool:
        """Find a note in which words stand and are printed already."""
        core = words.removesuffix("-")
        for index, trace in enumerate(self._notes if len(core) >= TELLING else ()):
            found = self._text(index).find(core) if trace.begun else -1
            if found >= 0:
                self._note_again(index, found + len(core), page)
                return True
        return False

    def _note_again(self, index: int, end: int, page: int) -> None:
        trace = self._notes[index]
        if trace.doubled_on is None:
            trace.doubled_on = page
        self._again[index] = end

    def _text(self, index: int) -> str:
        return self._notes[index].expected.words.text
