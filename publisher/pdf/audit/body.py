"""The way through the text of the body: how far it is printed, and the calls and sections on the way."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from publisher.pdf.audit.expected import Call, ExpectedText, PageReference, TableSpan
from publisher.pdf.audit.letters import alike
from publisher.pdf.audit.matching import after, after_alike, sayings_at
from publisher.pdf.audit.reading import Line
from publisher.pdf.audit.traces import CallTrace, PageTrace, Traces

# A text of this length says where it belongs; a shorter one may stand anywhere.
TELLING = 12
LEAST = 4
_FAR = 40_000
_NEAR = 400
# Head rows of a table take at most so many lines.
_HEAD_LINES = 24


class BodyWalk:
    """A place in the body's text that moves on line by line."""

    def __init__(self, book: ExpectedText, traces: Traces) -> None:
        self._book = book
        self._traces = traces
        self.at = 0
        self._spot_starts = [spot.start for spot in book.spots]
        self._section_starts = [section.start for section in book.sections]
        self._next_table = 0
        # What stands in place of what the book's words suppose, by the place of the spot.
        self._shown: dict[int, str] = {}
        self._said: dict[int, str] = {}

    @property
    def ended(self) -> bool:
        """Whether all of it is printed."""
        return self.at == len(self._book.body)

    # --- what is expected ------------------------------------------------------------------------------------------

    def end_of(self, words: str) -> int:
        """Give the place after words that go on from here; -1 if these do not."""
        found = after(self._book.body, self.at, words)
        if found < 0 or self._is_inside_call(found):
            found = max(found, self._end_loosely(words))
        return found

    def begins_with_call(self) -> bool:
        """Say whether the number of a note stands next, at a place where the author wants no new line."""
        spots = self._spots(self.at, self.at + 1)
        return bool(spots) and isinstance(spots[0], Call) and self.at not in self._book.openings

    def move(self, place: int, page: int) -> None:
        """Go on to a place; calls, references to pages and sections on the way are met on this page."""
        for spot in self._spots(self.at, place):
            shown = self._shown.pop(spot.start, self._book.body[spot.start : spot.end].lstrip(","))
            self._said[spot.start] = shown
            if isinstance(spot, Call):
                self._traces.notes[spot.note].calls.append(CallTrace(page, shown))
            else:
                self._traces.page_references.append(PageTrace(page, spot, shown))
        starts = self._section_starts
        for index in range(bisect_left(starts, self.at), bisect_left(starts, place)):
            self._traces.section_pages[index] = page
        self.at = place

    def count_repeated(self, lines: Sequence[Line]) -> int:
        """Count the lines at the top of a page that repeat the head of the table that goes on there."""
        tables = self._book.tables
        while self._next_table < len(tables) and tables[self._next_table].end <= self.at:
            self._next_table += 1
        # A head may also stand alone above notes that fill its page.
        if self._next_table == len(tables) or tables[self._next_table].start > self.at:
            return 0
        head = self._as_printed(tables[self._next_table])
        at = 0
        for count, line in enumerate(lines[:_HEAD_LINES], 1):
            at = after_alike(head, at, line.dense)
            if at < 0:
                return 0
            if at == len(head):
                return count
        return 0

    def _as_printed(self, table: TableSpan) -> str:
        """Give the words of a table's head with what its calls said where it was printed first."""
        words = []
        at = table.start - len(table.head)
        for spot in self._spots(at, table.start):
            comma = "," if self._book.body.startswith(",", spot.start) else ""
            words += [self._book.body[at : spot.start], comma, self._said.get(spot.start, "")]
            at = spot.end
        return "".join([*words, self._book.body[at : table.start]])

    def _spots(self, start: int, end: int) -> Sequence[Call | PageReference]:
        return self._book.spots[bisect_left(self._spot_starts, start) : bisect_left(self._spot_starts, end)]

    def _is_inside_call(self, place: int) -> bool:
        """Say whether a line would end inside a number: it says another one, where numbers run by page."""
        return any(place < spot.end for spot in self._spots(self.at, place) if isinstance(spot, Call))

    def _end_loosely(self, words: str) -> int:
        """Give how far a line goes if spots in it say something else, or it is set in capitals."""
        spots = tuple(self._spots_of_line(words))
        found = self._end_after_spots(words, spots) if spots else -1
        return found if found >= 0 else after_alike(self._book.body, self.at, words)

    def _spots_of_line(self, words: str) -> Iterator[Call | PageReference]:
        """Give the spots that a line may hold: what it says there may be shorter than what the book supposes."""
        reach = self.at + len(words)
        for index in range(bisect_left(self._spot_starts, self.at), len(self._spot_starts)):
            spot = self._book.spots[index]
            if spot.start > reach:
                return
            reach += spot.end - spot.start
            yield spot

    def _end_after_spots(self, words: str, spots: Sequence[Call | PageReference]) -> int:
        """Give how far a line goes, whatever its calls and references to pages say; that is noted."""
        body, at = self._book.body, self.at
        # Digits may follow a number, so one line can be read in several ways: how far, and what its spots say then.
        ways: dict[int, dict[int, str]] = {0: {}}
        for spot in spots:
            before = body[at : spot.start]
            reached = {
                place + len(before): shown
                for place, shown in ways.items()
                if alike(words[place : place + len(before)], before)
            }
            if not reached:
                break
            if len(words) in reached and not isinstance(spot, Call):
                at, ways = spot.start, {len(words): reached[len(words)]}
                break
            at, ways = (
                spot.end,
                {
                    end: shown | {spot.start: said}
                    for place, shown in reached.items()
                    for end, said in sayings_at(spot, words, place)
                },
            )
        for place, shown in ways.items():
            end = after_alike(body, at, words[place:])
            if end >= 0:
                self._shown |= shown
                return end
        return -1

    # --- what is not -----------------------------------------------------------------------------------------------

    def skip_to(self, place: int) -> None:
        """Leave out what was lost, with the calls and sections in it."""
        self.at = place

    def find_ahead(self, words: str) -> int:
        """Give the place further on where words stand; -1 if they stand nowhere near."""
        core = words.removesuffix("-")
        reach = _FAR if len(core) >= TELLING else _NEAR
        found = self._book.body.find(core, self.at, self.at + reach) if len(core) >= LEAST else -1
        if found >= 0:
            return found
        # A title may be set in capitals.
        titles = self._section_starts[bisect_left(self._section_starts, self.at) :]
        return next((start for start in titles if after_alike(self._book.body, start, words) >= 0), -1)

    def find_near(self, words: str) -> int:
        """Give the place at most a few lines further on where words stand; -1 if there is none."""
        core = words.removesuffix("-")
        return self._book.body.find(core, self.at, self.at + _NEAR) if len(core) >= LEAST else -1

    def find_behind(self, words: str) -> int:
        """Give the last place where words stand that are printed already; -1 if there is none."""
        core = words.removesuffix("-")
        return self._book.body.rfind(core, max(0, self.at - _FAR), self.at) if len(core) >= TELLING else -1

    def end_at(self, place: int, words: str) -> int:
        """Give the place after words that were found at a place."""
        return max(place + 1, after_alike(self._book.body, place, words))

    def count_same(self, words: str) -> int:
        """Count the characters of words that go on from here before others follow."""
        body, same = self._book.body, 0
        while same < len(words) and self.at + same < len(body) and words[same] == body[self.at + same]:
            same += 1
        return same
