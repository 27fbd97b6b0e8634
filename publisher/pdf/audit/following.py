"""Walk along the printed lines of a file and the words of its book at once, and say where the two part.

Nothing is taken from links or from where a line stands: a line belongs to what goes on with its words. That
holds for files of any maker, and finds a note wherever it was put.
"""

import enum
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from publisher.pdf.audit.expected import Call, ExpectedNote, ExpectedText, PageReference, excerpt
from publisher.pdf.audit.letters import alike
from publisher.pdf.audit.reading import Line, PageRead, PdfRead
from publisher.source import Position

_LABEL = re.compile(r"[0-9]{1,4}|[*†‡§¶‖#]{1,6}|[a-z]{1,2}(?=[.)])")
# “p. 12”, or its second half on a new line; “12-б.” in Kazakh.
_PAGE = re.compile(r"(?:[^\W\d]{1,6}\.?)?([0-9]{1,4})(?:-[^\W\d]{1,3}\.)?")
_MARKER = re.compile(r"[–—•◦▪‣*⁃-]{1,3}|\w{1,5}[.)]")
_ORNAMENT = re.compile(r"[*⁂❦☙❧•·—–~.-]{1,9}")
# A text of this length says where it belongs; a shorter one may stand anywhere.
_TELLING = 12
_FAR = 40_000
_NEAR = 400
_LEAST = 4
# Head rows of a table take at most so many lines.
_HEAD_LINES = 24


class FaultKind(enum.Enum):
    """What can be wrong with words."""

    LOST = enum.auto()
    DOUBLED = enum.auto()
    UNKNOWN = enum.auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """Words that the file lacks, has twice or should not have. `note` is `None` for words of the body."""

    kind: FaultKind
    page: int
    words: str
    at: Position
    note: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed line, where it stands and what it is of; `note` is `None` for the body.

    `begins_with_call` says that the number of a note stands at its beginning, away from the word that it belongs to.
    """

    page: int
    line: Line
    note: int | None
    at: Position
    begins_with_call: bool = False


@dataclass(frozen=True, slots=True)
class CallTrace:
    """A call as printed: its page, from 1, and its number."""

    page: int
    label: str


@dataclass(frozen=True, slots=True)
class PageTrace:
    """A reference to a page as printed: where it stands, and the page that it tells."""

    page: int
    reference: PageReference
    told: str


@dataclass(slots=True)
class NoteTrace:
    """What became of a note.

    Args:
        expected: Its words.
        calls: In their order, further ones too.
        begins_on: The page, from 1; `None` if no word of it is printed.
        reached: How many of its characters are printed.
        label: Its number as printed before it; `None` if its beginning is lost.
        settings: The pages that it begins on, more than one where numbers run by page.
        doubled_on: The page that has it once more than any page calls it.
    """

    expected: ExpectedNote
    calls: list[CallTrace] = field(default_factory=list)
    begins_on: int | None = None
    reached: int = 0
    label: str | None = None
    settings: dict[int, str | None] = field(default_factory=dict)
    doubled_on: int | None = None

    @property
    def called_on(self) -> int | None:
        """The page of the first call; `None` if that is lost."""
        return self.calls[0].page if self.calls else None

    @property
    def begun(self) -> bool:
        """Whether any word of it is printed."""
        return self.begins_on is not None

    @property
    def whole(self) -> bool:
        """Whether all of it is printed."""
        return self.begun and self.reached == len(self.expected.text)


@dataclass(frozen=True, slots=True)
class TextArea:
    """The heights between which text stands; outside of them stands furniture."""

    top: float
    bottom: float


@dataclass(slots=True)
class Traces:
    """All that a walk found out.

    Args:
        first_page: Where the first section begins; `None` if nothing of the book is in the file.
        notes: By index, as in the expected text.
        placed: Lines of text in the order in which they are drawn.
        furniture: Lines outside the type area, with their pages.
        section_pages: The page that each section begins on, by its index.
        page_references: As printed.
        faults: In the order in which they were met.
    """

    first_page: int | None
    notes: list[NoteTrace]
    placed: list[Placed] = field(default_factory=list)
    furniture: dict[int, list[Line]] = field(default_factory=dict)
    section_pages: dict[int, int] = field(default_factory=dict)
    page_references: list[PageTrace] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def follow(file: PdfRead, book: ExpectedText, area: TextArea | None = None, drawings: str = "") -> Traces:
    """Hold the lines of a file against the words of a book.

    Args:
        file: As read.
        book: Its words.
        area: Between which heights text stands, if known.
        drawings: The words in the book's drawings, which are no text of it.
    """
    first = _first_page(file, book)
    traces = Traces(first, [NoteTrace(note) for note in book.notes])
    if first is not None:
        walk = _Walk(book, traces, area, drawings)
        for page in file.pages[first - 1 :]:
            walk.page(page)
        walk.end(len(file.pages))
    return traces


def _first_page(file: PdfRead, book: ExpectedText) -> int | None:
    """Find the page that the first section begins on: by its name, or by its first words after the title."""
    if not book.sections:
        return None
    named = file.destinations.get(book.sections[0].section.identifier or "")
    if named is not None:
        return named
    for size in (240, 80, 24):
        start = book.body[:size]
        tail = start[-min(24, len(start)) :]
        for page in file.pages:
            if tail and tail in "".join(line.dense.removesuffix("-") for line in page.lines):
                return page.number
    return None


class _Walk:
    """One walk through a file."""

    def __init__(self, book: ExpectedText, traces: Traces, area: TextArea | None, drawings: str) -> None:
        self._book = book
        self._traces = traces
        self._area = area
        self._drawings = drawings
        self._at = 0
        self._spots = list(reversed(book.spots))
        self._next_section = 0
        self._next_table = 0
        self._next_note = 0
        self._open: list[int] = []
        # What stands in place of what the book's words suppose, by the place of the spot.
        self._shown: dict[int, str] = {}
        # Notes that are being printed once more, and how far.
        self._again: dict[int, int] = {}
        self._page = 0
        self._in_notes = False

    # --- pages ---------------------------------------------------------------------------------------------------

    def page(self, page: PageRead) -> None:
        """Follow the lines of one page."""
        self._page = page.number
        self._in_notes = False
        lines = self._lines_of(page)
        text = [line for line in lines if not self._is_furniture(line, page)]
        skip = self._repeated_head(text)
        repeated, text = text[:skip], text[skip:]
        self._traces.furniture[page.number] = []
        for line in lines:
            if self._is_furniture(line, page):
                # Notes that are too tall run off pages upwards.
                if not self._is_note(line):
                    self._traces.furniture[page.number].append(line)
            elif line not in repeated:
                self._line(line, text)

    def _is_note(self, line: Line) -> bool:
        begins = len(line.dense) >= _TELLING and self._begins_note(line, line.dense)
        return begins or self._goes_on_in_note(line, line.dense)

    def _line(self, line: Line, others: Sequence[Line]) -> None:
        if _is_marker(line, others) and not self._is_body(line, line.dense):
            return
        if not self._expected(line, line.dense) and not _ORNAMENT.fullmatch(line.dense):
            self._unexpected(line, line.dense)

    def end(self, last_page: int) -> None:
        """Tell what was never printed."""
        self._page = self._traces.placed[-1].page if self._traces.placed else last_page
        if self._at < len(self._book.body):
            self._lost(self._at, len(self._book.body))
        for index, trace in enumerate(self._traces.notes):
            if trace.begun and not trace.whole:
                self._lost_of_note(index, len(trace.expected.text))

    def _lines_of(self, page: PageRead) -> list[Line]:
        """Give a page's lines, those of drawings and markers of lists left out."""
        lines = [line for line in page.lines if not self._is_of_drawing(line)]
        text = [line for line in lines if not self._is_furniture(line, page)]
        # Markers are drawn when all text is.
        while text and _is_marker(text[-1], text):
            lines.remove(text.pop())
        return lines

    def _is_furniture(self, line: Line, page: PageRead) -> bool:
        if self._area is None:
            return False
        if 0 < line.baseline < self._area.top:
            return True
        return self._area.bottom + 1 < line.baseline < page.height and line.dense.isdigit()

    def _is_of_drawing(self, line: Line) -> bool:
        """Say whether a line is of a drawing: those are drawn character by character."""
        return line.dense in self._drawings and len(line.runs) > 1 and all(len(run.text) <= 2 for run in line.runs)

    def _repeated_head(self, lines: Sequence[Line]) -> int:
        """Count the lines at the top of a page that repeat the head of the table that goes on there."""
        tables = self._book.tables
        while self._next_table < len(tables) and tables[self._next_table].end <= self._at:
            self._next_table += 1
        if self._next_table == len(tables) or not tables[self._next_table].start < self._at:
            return 0
        head = tables[self._next_table].head
        at = 0
        for count, line in enumerate(lines[:_HEAD_LINES], 1):
            at = _after(head, at, line.dense)
            if at < 0:
                return 0
            if at == len(head):
                return count
        return 0

    # --- what is expected ------------------------------------------------------------------------------------------

    def _expected(self, line: Line, words: str) -> bool:
        if self._in_notes:
            return self._goes_on_in_note(line, words) or self._begins_note(line, words) or self._is_body(line, words)
        return self._is_body(line, words) or self._goes_on_in_note(line, words) or self._begins_note(line, words)

    def _is_body(self, line: Line, words: str) -> bool:
        after = _after(self._book.body, self._at, words)
        if after < 0 or self._is_inside_call(after):
            after = max(after, self._after_loosely(words))
        if after < 0:
            return False
        self._take(line, after)
        return True

    def _take(self, line: Line, after: int) -> None:
        place, begins = self._book.place(self._at), self._begins_with_call(line)
        self._traces.placed.append(Placed(self._page, line, None, place, begins))
        self._in_notes = False
        self._move(after)

    def _is_inside_call(self, place: int) -> bool:
        """Say whether a line would end inside a number: it says another one, where numbers run by page."""
        near = reversed(self._spots[-16:])
        return any(spot.start < place < spot.end for spot in near if isinstance(spot, Call))

    def _begins_with_call(self, line: Line) -> bool:
        spot = self._spots[-1] if self._spots else None
        if not isinstance(spot, Call) or spot.start != self._at or self._at in self._book.openings:
            return False
        return not self._traces.placed or self._traces.placed[-1].line is not line

    def _move(self, after: int) -> None:
        """Go on in the body; sections, calls and references on the way are met on this page."""
        while self._spots and self._spots[-1].start < after:
            spot = self._spots.pop()
            shown = self._shown.pop(spot.start, self._book.body[spot.start : spot.end].lstrip(","))
            if isinstance(spot, Call):
                self._traces.notes[spot.note].calls.append(CallTrace(self._page, shown))
            else:
                self._traces.page_references.append(PageTrace(self._page, spot, shown))
        sections = self._book.sections
        while self._next_section < len(sections) and sections[self._next_section].start < after:
            self._traces.section_pages[self._next_section] = self._page
            self._next_section += 1
        self._at = after

    def _goes_on_in_note(self, line: Line, words: str) -> bool:
        for index in self._open:
            trace = self._traces.notes[index]
            after = _after_alike(trace.expected.text, trace.reached, words)
            if after >= 0:
                self._take_of_note(line, index, after)
                return True
        for index, reached in self._again.items():
            after = _after(self._traces.notes[index].expected.text, reached, words)
            if after >= 0:
                self._again[index] = after
                self._in_notes = True
                return True
        return False

    def _take_of_note(self, line: Line, index: int, after: int) -> None:
        trace = self._traces.notes[index]
        self._traces.placed.append(Placed(self._page, line, index, trace.expected.note.at))
        self._in_notes = True
        trace.reached = after
        if trace.whole and index in self._open:
            self._open.remove(index)

    def _begins_note(self, line: Line, words: str) -> bool:
        label = _label_of(words)
        for index in self._unbegun():
            note = self._traces.notes[index].expected
            after = _after_number(note.text, note.label, words, _after_alike)
            if after >= 0:
                self._begin(line, index, note.label, after)
                return True
            if label and label != note.label:
                after = _after_number(note.text, label, words, _after)
                if after >= _LEAST or after == len(note.text):
                    self._begin(line, index, label, after)
                    return True
        return False

    def _begin(self, line: Line, index: int, label: str | None, after: int) -> None:
        trace = self._traces.notes[index]
        trace.label = label
        trace.begins_on = self._page
        trace.settings[self._page] = label
        self._open.append(index)
        self._take_of_note(line, index, after)

    def _unbegun(self) -> Iterator[int]:
        notes = self._traces.notes
        while self._next_note < len(notes) and notes[self._next_note].begun:
            self._next_note += 1
        return (n for n in range(self._next_note, len(notes)) if not notes[n].begun)

    def _after_loosely(self, words: str) -> int:
        """Give how far a line goes in the body if spots in it say something else, or it is set in capitals."""
        spots = [spot for spot in reversed(self._spots[-16:]) if self._at <= spot.start <= self._at + len(words)]
        if spots:
            found = self._after_spots(words, spots)
            if found >= 0:
                return found
        return _after_alike(self._book.body, self._at, words)

    def _after_spots(self, words: str, spots: Sequence[Call | PageReference]) -> int:
        """Give how far a line goes in the body, whatever its calls and references to pages say; that is noted."""
        body, at, place = self._book.body, self._at, 0
        shown: dict[int, str] = {}
        for spot in spots:
            before = body[at : spot.start]
            if not words.startswith(before, place):
                break
            place += len(before)
            if place == len(words) and not isinstance(spot, Call):
                at = spot.start
                break
            found = _spot_at(spot, words, place)
            if found is None:
                return -1
            shown[spot.start] = found[found.lastindex or 0]
            at, place = spot.end, found.end()
        after = _after(body, at, words[place:])
        if after >= 0:
            self._shown |= shown
        return after

    # --- what is not -----------------------------------------------------------------------------------------------

    def _unexpected(self, line: Line, words: str) -> None:
        """Find out where a line belongs that goes on with nothing."""
        core = words.removesuffix("-")
        if self._is_printed_again(words) or self._is_ahead(line, words, core) or self._is_later_in_note(line, words):
            return
        if self._goes_on_partly(line, words):
            return
        if self._is_inside_finished_note(core):
            return
        behind = self._book.body.rfind(core, max(0, self._at - _FAR), self._at) if len(core) >= _TELLING else -1
        if behind >= 0:
            self._fault(FaultKind.DOUBLED, line.text, self._book.place(behind), None)
        else:
            self._fault(FaultKind.UNKNOWN, line.text, self._book.place(self._at), None)

    def _is_printed_again(self, words: str) -> bool:
        label = _label_of(words)
        for index, trace in enumerate(self._traces.notes):
            after = _after_number(trace.expected.text, label, words, _after) if trace.begun and label else -1
            if after > 0:
                self._note_again(index, after, label)
                return True
        return False

    def _note_again(self, index: int, after: int, label: str | None) -> None:
        """Note a further setting: right on a page that calls the note once more, wrong anywhere else."""
        trace = self._traces.notes[index]
        called_again = self._page not in trace.settings and any(call.page == self._page for call in trace.calls)
        if label and called_again:
            trace.settings[self._page] = label
        elif trace.doubled_on is None:
            trace.doubled_on = self._page
        self._again[index] = after
        self._in_notes = True

    def _is_ahead(self, line: Line, words: str, core: str) -> bool:
        """Find a line further on in the body: what stands before it is lost."""
        found = self._find_ahead(words, core)
        if found < 0:
            return False
        self._lost(self._at, found)
        self._skip_to(found)
        self._take(line, max(found + 1, _after_alike(self._book.body, found, words)))
        return True

    def _find_ahead(self, words: str, core: str) -> int:
        reach = _FAR if len(core) >= _TELLING else _NEAR
        found = self._book.body.find(core, self._at, self._at + reach) if len(core) >= _LEAST else -1
        if found >= 0:
            return found
        # A title may be set in capitals.
        titles = (section.start for section in self._book.sections[self._next_section :])
        return next((start for start in titles if _after_alike(self._book.body, start, words) >= 0), -1)

    def _skip_to(self, place: int) -> None:
        """Leave out what was lost, with the calls in it."""
        while self._spots and self._spots[-1].start < place:
            self._spots.pop()
        sections = self._book.sections
        while self._next_section < len(sections) and sections[self._next_section].start < place:
            self._next_section += 1
        self._at = place

    def _is_later_in_note(self, line: Line, words: str) -> bool:
        """Find a line further on in an open note, or inside one that has not begun."""
        core = words.removesuffix("-")
        for index in [*self._open, *(self._unbegun() if len(core) >= _TELLING else ())]:
            trace = self._traces.notes[index]
            found = trace.expected.text.find(core, trace.reached) if len(core) >= _LEAST else -1
            if found < 0:
                continue
            self._lost_of_note(index, found)
            if not trace.begun:
                trace.begins_on = self._page
                trace.settings[self._page] = None
                self._open.append(index)
            self._take_of_note(line, index, max(found + len(core), _after(trace.expected.text, found, words)))
            return True
        return False

    def _goes_on_partly(self, line: Line, words: str) -> bool:
        """Follow a line whose beginning is expected and whose rest is not, or the other way round."""
        body, at = self._book.body, self._at
        same = 0
        while same < len(words) and at + same < len(body) and words[same] == body[at + same]:
            same += 1
        if same >= _LEAST:
            self._take(line, at + same)
            if not self._expected(line, words[same:]):
                self._rest(line, words[same:])
            return True
        return False

    def _rest(self, line: Line, words: str) -> None:
        for cut in range(max(1, len(words) - _LEAST + 1)):
            core = words[cut:].removesuffix("-")
            found = self._book.body.find(core, self._at, self._at + _NEAR) if len(core) >= _LEAST else -1
            if found >= 0:
                if cut:
                    self._fault(FaultKind.UNKNOWN, words[:cut], self._book.place(self._at), None)
                if found > self._at:
                    self._lost(self._at, found)
                    self._skip_to(found)
                self._take(line, found + len(core))
                return
        self._fault(FaultKind.UNKNOWN, words, self._book.place(self._at), None)

    def _is_inside_finished_note(self, core: str) -> bool:
        if len(core) < _TELLING:
            return False
        for index, trace in enumerate(self._traces.notes):
            found = trace.expected.text.find(core) if trace.begun else -1
            if found >= 0:
                self._note_again(index, found + len(core), None)
                return True
        return False

    # --- faults ----------------------------------------------------------------------------------------------------

    def _lost(self, start: int, end: int) -> None:
        words = excerpt(self._book.spaced, start, end)
        self._fault(FaultKind.LOST, words, self._book.place(start), None)

    def _lost_of_note(self, index: int, end: int) -> None:
        trace = self._traces.notes[index]
        words = excerpt(trace.expected.spaced, trace.reached, end)
        self._fault(FaultKind.LOST, words, trace.expected.note.at, index)
        trace.reached = end

    def _fault(self, kind: FaultKind, words: str, at: Position, note: int | None) -> None:
        self._traces.faults.append(Fault(kind, self._page, words, at, note))


def _after(text: str, at: int, words: str) -> int:
    """Give the place in a text after words that stand at a place in it, -1 if others stand there.

    A hyphen at the end of a line may be the typesetter's.
    """
    if text.startswith(words, at):
        return at + len(words)
    if words.endswith("-") and text.startswith(words[:-1], at):
        return at + len(words) - 1
    return -1


def _after_alike(text: str, at: int, words: str) -> int:
    """Give the same for words that may be set in capitals, or composed otherwise."""
    after = _after(text, at, words)
    if after >= 0 or not words:
        return after
    core = words.removesuffix("-")
    for length in sorted(range(max(1, len(core) - 4), len(core) + 5), key=lambda n: abs(n - len(core))):
        if at + length <= len(text) and alike(core, text[at : at + length]):
            return at + length
    return -1


def _after_number(text: str, label: str, words: str, after: Callable[[str, int, str], int]) -> int:
    """Give how far a line that begins with a number goes in a note; -1 if it does not begin the note."""
    if not label or not words.startswith(label):
        return -1
    rest = words[len(label) :]
    return max(after(text, 0, rest), after(text, 0, rest[1:]) if rest[:1] in (".", ")") else -1)


def _spot_at(spot: Call | PageReference, words: str, place: int) -> re.Match[str] | None:
    if isinstance(spot, Call):
        return _LABEL.match(words, place + words.startswith(",", place))
    return _PAGE.match(words, place)


def _label_of(words: str) -> str:
    found = _LABEL.match(words)
    return found[0] if found else ""


def _is_marker(line: Line, lines: Sequence[Line]) -> bool:
    """Say whether a line is a list's marker: it stands left of another on the same baseline."""
    return bool(_MARKER.fullmatch(line.dense)) and any(
        abs(other.baseline - line.baseline) < 1.5 and other.left > line.left for other in lines if other is not line
    )
