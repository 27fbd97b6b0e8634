"""Walk along the printed lines of a file and the words of its book at once, and say where the two part.

Nothing is taken from links or from where a line stands: a line belongs to what goes on with its words. That
holds for files of any maker, and finds a note wherever it was put.
"""

from collections.abc import Sequence

from publisher.pdf.audit.body import LEAST, TELLING, BodyWalk
from publisher.pdf.audit.expected import ExpectedText, excerpt
from publisher.pdf.audit.feet import FeetWalk, Piece
from publisher.pdf.audit.matching import is_marker, is_ornament
from publisher.pdf.audit.reading import Line, PageRead, PdfRead
from publisher.pdf.audit.traces import Fault, FaultKind, NoteTrace, Placed, TextArea, Traces
from publisher.source import Position

_SAME_BASELINE_PT = 1.5


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
        self._body = BodyWalk(book, traces)
        self._feet = FeetWalk(traces.notes)
        self._page = 0
        self._lowest = 0.0
        self._in_notes = False

    # --- pages -----------------------------------------------------------------------------------------------------

    def page(self, page: PageRead) -> None:
        """Follow the lines of one page."""
        self._page = page.number
        self._in_notes = False
        self._lowest = max((line.baseline for line in page.lines if line.baseline < page.height), default=0.0)
        lines = self._lines_of(page)
        text = [line for line in lines if not self._is_furniture(line, page)]
        skip = self._body.count_repeated(text)
        repeated, text = text[:skip], text[skip:]
        self._traces.furniture[page.number] = []
        for line in lines:
            if self._is_furniture(line, page):
                # Notes that are too tall run off pages upwards.
                if not self._is_note(line):
                    self._traces.furniture[page.number].append(line)
            elif line not in repeated:
                self._line(line, text)

    def end(self, last_page: int) -> None:
        """Tell what was never printed."""
        self._page = self._traces.placed[-1].page if self._traces.placed else last_page
        if not self._body.ended:
            self._lost(len(self._book.body))
        for index, trace in enumerate(self._traces.notes):
            if trace.begun and not trace.whole:
                self._lost_of_note(Piece(index, len(trace.expected.text)))

    def _lines_of(self, page: PageRead) -> list[Line]:
        """Give a page's lines, those of drawings and markers of lists left out."""
        lines = [line for line in page.lines if not self._is_of_drawing(line)]
        text = [line for line in lines if not self._is_furniture(line, page)]
        # Markers are drawn when all text is.
        while text and is_marker(text[-1], text):
            lines.remove(text.pop())
        return lines

    def _is_furniture(self, line: Line, page: PageRead) -> bool:
        if self._area is None:
            return False
        if 0 < line.baseline < self._area.top:
            return True
        # Where a page is a line longer, text may stand between the area and the folio.
        is_lowest = line.baseline >= self._lowest - _SAME_BASELINE_PT
        return is_lowest and self._area.bottom + 1 < line.baseline < page.height and line.dense.isdigit()

    def _is_of_drawing(self, line: Line) -> bool:
        """Say whether a line is of a drawing: those are drawn character by character."""
        return line.dense in self._drawings and len(line.runs) > 1 and all(len(run.text) <= 2 for run in line.runs)

    # --- what is expected ------------------------------------------------------------------------------------------

    def _line(self, line: Line, others: Sequence[Line]) -> None:
        if is_marker(line, others):
            self._is_body(line, line.dense)
        elif not self._expected(line, line.dense) and not is_ornament(line):
            self._unexpected(line, line.dense)

    def _is_note(self, line: Line) -> bool:
        # A folio or a short head may say by chance what a note goes on with.
        return len(line.dense) >= TELLING and (
            self._begins_note(line, line.dense) or self._goes_on_in_note(line, line.dense)
        )

    def _expected(self, line: Line, words: str) -> bool:
        if self._in_notes:
            return self._goes_on_in_note(line, words) or self._begins_note(line, words) or self._is_body(line, words)
        return self._is_body(line, words) or self._goes_on_in_note(line, words) or self._begins_note(line, words)

    def _is_body(self, line: Line, words: str) -> bool:
        end = self._body.end_of(words)
        if end >= 0:
            self._take(line, end)
        return end >= 0

    def _take(self, line: Line, end: int) -> None:
        goes_on = bool(self._traces.placed) and self._traces.placed[-1].line is line
        begins_with_call = not goes_on and self._body.begins_with_call()
        place = self._book.place(self._body.at)
        self._traces.placed.append(Placed(self._page, line, None, place, begins_with_call))
        self._in_notes = False
        self._body.move(end, self._page)

    def _goes_on_in_note(self, line: Line, words: str) -> bool:
        piece = self._feet.going_on(words)
        if piece:
            self._take_of_note(line, piece)
            return True
        again = self._feet.goes_on_again(words)
        self._in_notes = self._in_notes or again
        return again

    def _begins_note(self, line: Line, words: str) -> bool:
        # A row of asterisks with gaps is a sign between paragraphs; without, it may be the number of a note.
        piece = None if is_ornament(line) and line.text != line.dense else self._feet.beginning(words)
        if piece:
            self._take_of_note(line, piece)
        return piece is not None

    def _take_of_note(self, line: Line, piece: Piece) -> None:
        at = self._traces.notes[piece.note].expected.note.at
        self._traces.placed.append(Placed(self._page, line, piece.note, at))
        self._in_notes = True
        self._feet.take(piece, self._page)

    # --- what is not -----------------------------------------------------------------------------------------------

    def _unexpected(self, line: Line, words: str) -> None:
        """Find out where a line belongs that goes on with nothing."""
        if self._feet.begins_again(words, self._page):
            self._in_notes = True
        elif self._is_ahead(line, words) or self._is_later_in_note(line, words) or self._goes_on_partly(line, words):
            pass
        elif self._feet.stands_again(words, self._page):
            self._in_notes = True
        else:
            behind = self._body.find_behind(words)
            kind = FaultKind.UNKNOWN if behind < 0 else FaultKind.DOUBLED
            self._fault(kind, line.text, self._book.place(self._body.at if behind < 0 else behind))

    def _is_ahead(self, line: Line, words: str) -> bool:
        """Find a line further on in the body: what stands before it is lost."""
        found = self._body.find_ahead(words)
        if found >= 0:
            self._lost(found)
            self._take(line, self._body.end_at(found, words))
        return found >= 0

    def _is_later_in_note(self, line: Line, words: str) -> bool:
        """Find a line further on in an open note, or inside one that has not begun."""
        found = self._feet.later(words)
        if found:
            self._lost_of_note(found)
            self._take_of_note(line, self._feet.end_at(found, words))
        return found is not None

    def _goes_on_partly(self, line: Line, words: str) -> bool:
        """Follow a line whose beginning is expected and whose rest is not."""
        same = self._body.count_same(words)
        if same < LEAST:
            return False
        self._take(line, self._body.at + same)
        if not self._expected(line, words[same:]):
            self._rest(line, words[same:])
        return True

    def _rest(self, line: Line, words: str) -> None:
        for cut in range(len(words)):
            found = self._body.find_near(words[cut:])
            if found >= 0:
                if cut:
                    self._fault(FaultKind.UNKNOWN, words[:cut], self._book.place(self._body.at))
                if found > self._body.at:
                    self._lost(found)
                self._take(line, self._body.end_at(found, words[cut:]))
                return
        self._fault(FaultKind.UNKNOWN, words, self._book.place(self._body.at))

    # --- faults ----------------------------------------------------------------------------------------------------

    def _lost(self, end: int) -> None:
        """Tell that the body's words up to a place are lost, and go on from there."""
        start = self._body.at
        self._fault(FaultKind.LOST, excerpt(self._book.spaced, start, end), self._book.place(start))
        self._body.skip_to(end)

    def _lost_of_note(self, piece: Piece) -> None:
        note = self._traces.notes[piece.note]
        words = excerpt(note.expected.spaced, note.reached, piece.end)
        self._fault(FaultKind.LOST, words, note.expected.note.at, piece.note)

    def _fault(self, kind: FaultKind, words: str, at: Position, note: int | None = None) -> None:
        self._traces.faults.append(Fault(kind, self._page, words, at, note))
