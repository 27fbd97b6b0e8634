"""What a printed line goes on with: the body, a note, a figure or a table; and how the walk goes on there."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice

from publisher.pdf.audit.body import BodyWalk
from publisher.pdf.audit.choosing import OF_NO_TEXT, Choice, Holds, choose
from publisher.pdf.audit.expected import ExpectedText
from publisher.pdf.audit.feet import FeetWalk, Piece
from publisher.pdf.audit.floats import FloatsWalk
from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.matching import after_number, is_ornament
from publisher.pdf.audit.page_lines import Kind
from publisher.pdf.audit.plain import plain_ends
from publisher.pdf.audit.reading import PageRead
from publisher.pdf.audit.stream import PageReference, Spot, Stream
from publisher.pdf.audit.traces import CallTrace, PageTrace, Placed, Traces
from publisher.pdf.audit.walking import TELLING, StreamWalk

_PAGES_AHEAD = 2


class LineWalk:
    """A place in each text of a book at once, that moves on line by line.

    Args:
        pages: Of the file.
        book: Its words.
        traces: To be written.
        notes_beside: Whether notes stand beside the text, and lines say in which column they are.
    """

    def __init__(self, pages: Sequence[PageRead], book: ExpectedText, traces: Traces, *, notes_beside: bool) -> None:
        self._pages = pages
        self._book = book
        self._traces = traces
        self._notes_beside = notes_beside
        self._feet = FeetWalk(traces.notes, self._meet, by_page=book.notes_by_page)
        self._body = BodyWalk(book, traces, self._meet)
        self._floats = FloatsWalk(traces.floats, self._meet)
        self._page = 0
        # The lines of text of the page, and where among them the walk is.
        self._lines: list[Line] = []
        self._at = 0
        # What the line before is of: a note, the float of an index, or else the body.
        self._in_notes = False
        self._in_float: int | None = None
        self._perhaps_drawn = False

    def _way(self, index: int | None) -> StreamWalk:
        """Give the way through the float of an index, or through the body."""
        return self._body if index is None else self._floats.walk(index)

    def _words(self, index: int | None) -> Stream:
        return self._book.body if index is None else self._book.floats[index].words

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

    def _take_plain(self, lines: Sequence[tuple[Line, Kind]]) -> int:
        """Go on with the lines that can be of nothing but the text that the line before is of; count them."""
        if self._notes_beside:
            self._in_notes = lines[0][0].beside
        if self._floats.in_print or self._feet.may_repeat:
            return 0
        return self._take_plain_of_note(lines) if self._in_notes else self._take_plain_of_body(lines)

    def _count_repeated(self) -> int:
        """Count the lines from here on that repeat the head of a table that goes on on this page."""
        walks = (self._body, self._floats, self._feet)
        return max([walk.count_repeated(self._lines, self._at, self._page) for walk in walks])

    def _take_plain_of_body(self, lines: Sequence[tuple[Line, Kind]]) -> int:
        way, words, page = self._body, self._book.body, self._page
        start = way.at
        strange = self._floats.first_keys
        ends = plain_ends(lines, words.text, start, way.limit(), strange=strange, beside=False)
        if ends:
            places = words.places([start, *ends[:-1]])
            self._traces.placed += [Placed(page, line, None, at) for (line, _), at in zip(lines, places, strict=False)]
            way.go_on(ends[-1], page)
            self._in_float = None
        return len(ends)

    def _take_plain_of_note(self, lines: Sequence[tuple[Line, Kind]]) -> int:
        last = self._feet.last_open()
        # Two notes that stand beside the text at once may go on with the same line.
        if last is None or self._notes_beside:
            return 0
        note, way = last
        expected, page = self._traces.notes[note].expected, self._page
        ends = plain_ends(lines, expected.words.text, way.at, way.limit(), strange=(), beside=False)
        if ends:
            at = expected.note.at
            self._traces.placed += [Placed(page, line, note, at) for line, _ in lines[: len(ends)]]
            self._feet.go_on(way, ends[-1], page)
            self._in_float = None
        return len(ends)

    def _going_on(self, line: Line, words: str) -> Iterator[Choice]:
        """Give what goes on with a line, notes that begin with it left out."""
        ways = (self._text, self._open_notes)
        yield from chain.from_iterable(way(line, words) for way in (reversed(ways) if self._in_notes else ways))

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
        yield from self._open_notes(line, words)
        # A row of asterisks with gaps is a sign between paragraphs; without, it may be the number of a note.
        begins = None if is_ornament(line) and line.text != line.dense else self._feet.beginning(words, self._page)
        if begins:
            yield self._choice_of_note(line, begins, partial(self._stands_behind, begins))

    def _open_notes(self, line: Line, words: str) -> Iterator[Choice]:
        for piece in self._feet.going_on(words):
            yield self._choice_of_note(line, piece, partial(piece.walk.stands_at, piece.walk.at))

    def _choice_of_note(self, line: Line, piece: Piece, waits: Holds) -> Choice:
        return Choice(
            partial(self._take_of_note, line, piece),
            partial(piece.walk.stands_at, piece.end),
            waits,
            piece.end == len(self._book.notes[piece.note].words.text),
        )

    def _stands_behind(self, begins: Piece, words: str) -> bool:
        """Say whether a note may as well begin with other words."""
        return after_number(begins.label or "", words, begins.walk.end_of) > 0

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

    def _take_of_note(self, line: Line, piece: Piece) -> None:
        at = self._traces.notes[piece.note].expected.note.at
        begins = piece.begins and piece.label is not None
        self._traces.placed.append(Placed(self._page, line, piece.note, at, begins_note=begins))
        self._in_notes = True
        self._in_float = None
        self._feet.take(piece, self._page)

    def _meet(self, spot: Spot, page: int, shown: str) -> None:
        """Write down what is printed where pages decide."""
        if isinstance(spot, PageReference):
            self._traces.page_references.append(PageTrace(page, spot, shown))
        else:
            self._traces.calls += 1
            self._traces.notes[spot.note].calls.append(CallTrace(page, shown, self._traces.calls))
            self._feet.call(spot.note, shown)
