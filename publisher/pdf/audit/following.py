"""Walk along the printed lines of a file and the words of its book at once, and say where the two part.

Nothing is taken from links or from where a line stands: a line belongs to what goes on with its words. That
holds for files of any maker, and finds a note wherever it was put.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from publisher.pdf.audit.expected import ExpectedText
from publisher.pdf.audit.expecting import LineWalk
from publisher.pdf.audit.feet import Piece
from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.matching import is_marker, is_ornament
from publisher.pdf.audit.page_lines import Kind, PageLines, TextArea
from publisher.pdf.audit.reading import PageRead, PdfRead
from publisher.pdf.audit.stream import excerpt
from publisher.pdf.audit.traces import Fault, FaultKind, FloatTrace, NoteTrace, Traces
from publisher.pdf.audit.walking import LEAST, TELLING
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


class _Walk(LineWalk):
    """One walk through a file."""

    def __init__(self, file: PdfRead, book: ExpectedText, traces: Traces, area: TextArea | None, drawings: str) -> None:
        super().__init__(file.pages, book, traces, notes_beside=area is not None and area.notes_beside)
        self._page_lines = PageLines(area, drawings)

    # --- pages -----------------------------------------------------------------------------------------------------

    def page(self, page: PageRead) -> None:
        """Follow the lines of one page."""
        self._page = page.number
        self._in_notes = False
        self._feet.turn()
        lines = self._page_lines.of(page)
        self._lines = [line for line, kind in lines if kind is not Kind.FURNITURE]
        self._at = repeated = taken = 0
        self._traces.furniture[page.number] = []
        while taken < len(lines):
            line, kind = lines[taken]
            if kind is Kind.FURNITURE:
                # Notes that are too tall run off pages upwards.
                if not self._is_note(line):
                    self._traces.furniture[page.number].append(line)
                taken += 1
                continue
            repeated = repeated or self._count_repeated()
            count = 0 if repeated else self._take_plain(lines[taken:])
            if repeated:
                repeated -= 1
            elif not count:
                self._perhaps_drawn = kind is Kind.PERHAPS_DRAWN
                self._line(line)
            self._at += count or 1
            taken += count or 1

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

    def _line(self, line: Line) -> None:
        if self._notes_beside:
            self._in_notes = line.beside
        if is_marker(line, self._lines):
            # A cell may look like one.
            for choice in islice(self._going_on(line, line.dense), 1):
                choice.take()
        elif not self._expected(line, line.dense) and not (is_ornament(line) or self._perhaps_drawn):
            self._unexpected(line, line.dense)

    def _is_note(self, line: Line) -> bool:
        # A folio or a short head may say by chance what a note goes on with.
        choice = next(self._notes(line, line.dense), None) if len(line.dense) >= TELLING else None
        if choice:
            choice.take()
        return choice is not None

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
            self._take_of_note(line, replace(found, end=found.walk.end_at(found.end, words)))
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
        words = excerpt(note.expected.words.spaced, piece.walk.at, piece.end)
        self._fault(FaultKind.LOST, words, note.expected.note.at, piece.note)

    def _fault(self, kind: FaultKind, words: str, at: Position, note: int | None = None) -> None:
        self._traces.faults.append(Fault(kind, self._page, words, at, note))
