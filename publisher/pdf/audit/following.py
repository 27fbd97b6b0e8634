"""Walk along the printed lines of a file and the words of its book at once, and say where the two part.

Nothing is taken from links or from where a line stands: a line belongs to what goes on with its words. That
holds for files of any maker, and finds a note wherever it was put.
"""

from collections.abc import Iterator
from functools import partial
from itertools import chain, islice

from publisher.pdf.audit.body import BodyWalk
from publisher.pdf.audit.choosing import OF_NO_TEXT, Choice, Holds, choose
from publisher.pdf.audit.expected import ExpectedText
from publisher.pdf.audit.feet import FeetWalk, Piece
from publisher.pdf.audit.floats import FloatsWalk
from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.matching import is_marker, is_ornament
from publisher.pdf.audit.page_lines import Kind, PageLines, TextArea
from publisher.pdf.audit.reading import PageRead, PdfRead
from publisher.pdf.audit.stream import Stream, excerpt
from publisher.pdf.audit.traces import Fault, FaultKind, FloatTrace, NoteTrace, Placed, Traces
from publisher.pdf.audit.walking import LEAST, TELLING, StreamWalk
from publisher.source import Position


def follow(file: PdfRead, book: ExpectedText, area: TextArea | None = None, drawings: str = "") -> Traces:
    """Hold the lines of a file against the words of a book.

    Args:
        file: As read.
        book: Its words.
        area: Between which heights text stands, if known.
        drawings: The words in the book's drawings, which are no text of it.
    """
    first = _first_page(file, book)
    traces = Traces(first, [NoteTrace(note) for note in book.notes], [FloatTrace(each) for each in book.floats])
    if first is not None:
        walk = _Walk(file, book, traces, area, drawings)
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
        start = book.body.text[:size]
        tail = start[-min(24, len(start)) :]
        for page in file.pages:
            if tail and tail in "".join(line.dense.removesuffix("-") for line in page.lines):
                return page.number
    return None


_PAGES_AHEAD = 2


class _Walk:
    """One walk through a file."""

    def __init__(self, file: PdfRead, book: ExpectedText, traces: Traces, area: TextArea | None, drawings: str) -> None:
        self._pages = file.pages
        self._book = book
        self._traces = traces
        self._page_lines = PageLines(area, drawings)
        self._notes_beside = area is not None and area.notes_beside
        self._feet = FeetWalk(traces.notes, by_page=book.notes_by_page)
        self._body = BodyWalk(book, traces, self._feet.call)
        self._floats = FloatsWalk(traces.floats, self._body.meet)
        self._page = 0
        self._in_notes = False
        self._in_float: int | None = None
        # The lines of text of the page, and where among them the walk is.
        self._lines: list[Line] = []
        self._at = 0
        self._perhaps_drawn = False

    # --- pages -----------------------------------------------------------------------------------------------------

    def page(self, page: PageRead) -> None:
        """Follow the lines of one page."""
        self._page = page.number
        self._in_notes = False
        self._feet.turn()
        lines = list(self._page_lines.of(page))
        self._lines = [line for line, kind in lines if kind is not Kind.FURNITURE]
        self._at = repeated = 0
        self._traces.furniture[page.number] = []
        for line, kind in lines:
            if kind is Kind.FURNITURE:
                # Notes that are too tall run off pages upwards.
                if not self._is_note(line):
                    self._traces.furniture[page.number].append(line)
                continue
            repeated = repeated or self._count_repeated()
            if repeated:
                repeated -= 1
            else:
                self._perhaps_drawn = kind is Kind.PERHAPS_DRAWN
                self._line(line)
            self._at += 1

    def end(self, last_page: int) -> None:
        """Tell what was never printed."""
        self._page = self._traces.placed[-1].page if self._traces.placed else last_page
        if not self._body.ended:
            self._lost(len(self._book.body.text), None)
        for piece in self._feet.unfinished():
            self._lost_of_note(piece)
        for index, floated in enumerate(self._traces.floats):
            if floated.begun and not floated.whole:
                self._page = floated.ends_on or last_page
                self._lost(len(floated.expected.words.text), index)

    def _count_repeated(self) -> int:
        """Count the lines from here on that repeat the head of a table that goes on on this page."""
        return self._body.count_repeated(self._lines, self._at, self._page) or self._floats.count_repeated(
            self._lines, self._at, self._page
        )

    # --- what is expected ------------------------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        if self._notes_beside:
            self._in_notes = line.beside
        if is_marker(line, self._lines):
            # A cell may look like one.
            for choice in islice(self._text(line, line.dense), 1):
                choice.take()
        elif not self._expected(line, line.dense) and not (is_ornament(line) or self._perhaps_drawn):
            self._unexpected(line, line.dense)

    def _is_note(self, line: Line) -> bool:
        # A folio or a short head may say by chance what a note goes on with.
        choice = next(self._notes(line, line.dense), None) if len(line.dense) >= TELLING else None
        if choice:
            choice.take()
        return choice is not None

    def _expected(self, line: Line, words: str) -> bool:
        """Go on with a line where it belongs; say whether that is anywhere."""
        if self._floats.goes_on_again(words):
            return True
        choices = [self._text(line, words), self._notes(line, words)]
        if self._in_notes:
            choices.reverse()
        if self._notes_beside:
            # What stands in one column is of the other only if nothing else will do.
            found = next((some for some in map(list, choices) if some), [])
        else:
            found = list(chain(*choices) if len(words) < TELLING else islice(chain(*choices), 1))
        if found and self._perhaps_drawn:
            found.append(OF_NO_TEXT)
        if found:
            choose(found, self._ahead()).take()
        return bool(found) or self._goes_on_in_note_again(words)

    def _ahead(self) -> Iterator[Line]:
        """Give the lines that follow, on this page and the next ones."""
        yield from self._lines[self._at + 1 :]
        for page in self._pages[self._page : self._page + _PAGES_AHEAD]:
            yield from page.lines

    def _text(self, line: Line, words: str) -> Iterator[Choice]:
        """Give the float and the body as far as they go on with a line."""
        found = self._floats.going_on(words) or self._float_that_begins(line, words)
        if found:
            yield self._choice(line, found[1], found[0])
        end = self._body.end_of(words)
        if end >= 0:
            yield self._choice(line, end, None)

    def _choice(self, line: Line, end: int, index: int | None) -> Choice:
        way = self._way(index)
        return Choice(
            partial(self._take, line, end, index),
            partial(way.stands_at, end),
            partial(way.stands_at, way.at),
            end == len(self._words(index).text),
        )

    def _notes(self, line: Line, words: str) -> Iterator[Choice]:
        """Give the notes that go on with a line, and the one that begins with it."""
        feet = self._feet
        for piece in feet.going_on(words):
            waits = partial(feet.stands_at, piece.note, piece.setting.reached if piece.setting else 0)
            yield self._choice_of_note(line, piece, waits)
        # A row of asterisks with gaps is a sign between paragraphs; without, it may be the number of a note.
        begins = None if is_ornament(line) and line.text != line.dense else feet.beginning(words, self._page)
        if begins:
            yield self._choice_of_note(line, begins, partial(feet.stands_behind, begins.note, begins.label or ""))

    def _choice_of_note(self, line: Line, piece: Piece, waits: Holds) -> Choice:
        return Choice(
            partial(self._take_of_note, line, piece),
            partial(self._feet.stands_at, piece.note, piece.end),
            waits,
            piece.end == len(self._book.notes[piece.note].text),
        )

    def _goes_on_in_note_again(self, words: str) -> bool:
        again = self._feet.goes_on_again(words)
        self._in_notes = self._in_notes or again
        return again

    def _float_that_begins(self, line: Line, words: str) -> tuple[int, int] | None:
        found = self._floats.beginning(self._lines, self._at) if words == line.dense else None
        if not found:
            return None
        index, reach = found
        # The text may say by chance what a float begins with: the lines that follow tell.
        if self._body.end_of(words) >= 0 and self._body.reach(self._lines, self._at, self._body.at) >= reach:
            return None
        return index, self._floats.walk(index).end_of(words)

    def _take(self, line: Line, end: int, index: int | None) -> None:
        """Go on in the body, or in the float of an index."""
        at = self._way(index).at
        if index is None:
            goes_on = bool(self._traces.placed) and self._traces.placed[-1].line is line
            begins_with_call = not goes_on and self._body.begins_with_call()
            self._body.move(end, self._page)
        else:
            begins_with_call = False
            self._floats.take(index, end, line, self._page)
        place = self._words(index).place(at)
        self._traces.placed.append(
            Placed(self._page, line, None, place, floated=index, begins_with_call=begins_with_call)
        )
        self._in_notes = False
        self._in_float = index

    def _way(self, index: int | None) -> StreamWalk:
        return self._body if index is None else self._floats.walk(index)

    def _words(self, index: int | None) -> Stream:
        return self._book.body if index is None else self._book.floats[index].words

    def _take_of_note(self, line: Line, piece: Piece) -> None:
        at = self._traces.notes[piece.note].expected.note.at
        begins = piece.label is not None
        self._traces.placed.append(Placed(self._page, line, piece.note, at, begins_note=begins))
        self._in_notes = True
        self._in_float = None
        self._feet.take(piece, self._page)

    # --- what is not -----------------------------------------------------------------------------------------------

    def _unexpected(self, line: Line, words: str) -> None:
        """Find out where a line belongs that goes on with nothing."""
        begins = self._feet.beginning_otherwise(words)
        if begins:
            self._take_of_note(line, begins)
        elif self._feet.begins_again(words, self._page):
            self._in_notes = True
        elif not (
            self._is_of_float_again()
            or self._is_later_in_float(line, words)
            or self._is_ahead(line, words)
            or self._is_later_in_note(line, words)
            or self._goes_on_partly(line, words)
            or self._stands_again(line, words)
        ):
            # The author finds the place by what stands before it.
            before = self._way(self._in_float).at - 1
            self._fault(FaultKind.UNKNOWN, line.text, self._words(self._in_float).place(before))

    def _is_of_float_again(self) -> bool:
        """Find a float that is printed already and begins here once more."""
        index = self._floats.begin_again(self._lines, self._at)
        if index is not None:
            self._traces.floats[index].doubled_on = self._page
        return index is not None

    def _is_later_in_float(self, line: Line, words: str) -> bool:
        """Find a line further on in the float that the line before is of, or the rows of one whose caption is lost."""
        found = self._floats.later(self._in_float, words) or self._floats.without_caption(self._lines, self._at)
        if found:
            index, at = found
            self._lost(at, index)
            self._take(line, self._way(index).end_at(at, words), index)
        return found is not None

    def _is_ahead(self, line: Line, words: str) -> bool:
        """Find a line further on in the body, or in a float: what stands before it is lost."""
        for index in self._ways(words):
            found = self._way(index).find_ahead(words)
            if found >= 0:
                self._lost(found, index)
                self._take(line, self._way(index).end_at(found, words), index)
                return True
        return False

    def _ways(self, words: str) -> Iterator[int | None]:
        yield None
        if len(words) >= TELLING:
            yield from self._floats.unfinished()

    def _is_later_in_note(self, line: Line, words: str) -> bool:
        """Find a line further on in an open note, or inside one that has not begun."""
        found = self._feet.later(words)
        if found:
            self._lost_of_note(found)
            self._take_of_note(line, self._feet.end_at(found, words))
        return found is not None

    def _goes_on_partly(self, line: Line, words: str) -> bool:
        """Follow a line whose beginning is expected and whose rest is not."""
        for index in (None, *self._floats.unfinished()):
            way = self._way(index)
            same = way.count_same(words)
            if same >= (LEAST if index is None or index == self._in_float else self._floats.telling(index)):
                self._take(line, way.at + same, index)
                if not self._expected(line, words[same:]):
                    self._rest(line, words[same:], index)
                return True
        return False

    def _rest(self, line: Line, words: str, index: int | None) -> None:
        way = self._way(index)
        for cut in range(len(words)):
            found = way.find_near(words[cut:])
            if found >= 0:
                if cut:
                    self._fault(FaultKind.UNKNOWN, words[:cut], self._words(index).place(way.at))
                if found > way.at:
                    self._lost(found, index)
                self._take(line, way.end_at(found, words[cut:]), index)
                return
        self._fault(FaultKind.UNKNOWN, words, self._words(index).place(way.at))

    def _stands_again(self, line: Line, words: str) -> bool:
        """Find words that are printed already."""
        if self._feet.stands_again(words, self._page):
            self._in_notes = True
            return True
        for index in (None, *self._floats.begun()):
            behind = self._way(index).find_behind(words)
            if behind >= 0:
                self._fault(FaultKind.DOUBLED, line.text, self._words(index).place(behind))
                return True
        return False

    # --- faults ----------------------------------------------------------------------------------------------------

    def _lost(self, end: int, index: int | None) -> None:
        """Tell that words up to a place are lost, and go on from there."""
        way, words = self._way(index), self._words(index)
        self._fault(FaultKind.LOST, excerpt(words.spaced, way.at, end), words.place(way.at))
        way.skip_to(end)

    def _lost_of_note(self, piece: Piece) -> None:
        note = self._traces.notes[piece.note]
        reached = piece.setting.reached if piece.setting else 0
        words = excerpt(note.expected.spaced, reached, piece.end)
        self._fault(FaultKind.LOST, words, note.expected.note.at, piece.note)

    def _fault(self, kind: FaultKind, words: str, at: Position, note: int | None = None) -> None:
        self._traces.faults.append(Fault(kind, self._page, words, at, note))
