"""The way through a text: how far it is printed, what stands in it where pages decide, what is to be found where."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from publisher.pdf.audit.letters import alike
from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.matching import after, after_alike, sayings_at
from publisher.pdf.audit.stream import Call, Spot, Stream, TableSpan

# A text of this length says where it belongs; a shorter one may stand anywhere.
TELLING = 12
LEAST = 4
_FAR = 40_000
_NEAR = 400
# Head rows of a table take at most so many lines.
_HEAD_LINES = 24
# So many lines tell where they belong.
_AHEAD_LINES = 8

Meet: TypeAlias = Callable[[Spot, int, str], None]
"""Is told each spot on the way, its page, and what is printed there."""


def ignore(spot: Spot, page: int, shown: str) -> None:
    """Take no note of a spot."""


class StreamWalk:
    """A place in a text that moves on line by line.

    Args:
        words: The text.
        meet: Is told each spot on the way.
    """

    def __init__(self, words: Stream, meet: Meet) -> None:
        self._words = words
        self._text = words.text
        self._meet = meet
        self.at = 0
        self.page = 0
        self._next_table = 0
        # What lines that end at a place say where the book's words suppose something else, by the place of the spot.
        self._shown: dict[int, dict[int, str]] = {}
        self._said: dict[int, str] = {}

    @property
    def ended(self) -> bool:
        """Whether all of it is printed."""
        return self.at == len(self._text)

    # --- what is expected ------------------------------------------------------------------------------------------

    def end_of(self, words: str) -> int:
        """Give the place after words that go on from here; -1 if these do not."""
        found = after(self._text, self.at, words)
        if found < 0 or self._is_inside_call(found):
            return max(found, self._end_loosely(words))
        self._shown.pop(found, None)
        return found

    def stands_at(self, place: int, words: str) -> bool:
        """Say whether words stand at a place in the text."""
        if after(self._text, place, words) >= 0:
            return True
        if not self._spots(place, place + len(words)):
            return False
        ahead = StreamWalk(self._words, ignore)
        ahead.at = place
        return ahead.end_of(words) >= 0

    def begins_with_call(self) -> bool:
        """Say whether the number of a note stands next, at a place where the author wants no new line."""
        spots = self._spots(self.at, self.at + 1)
        return bool(spots) and isinstance(spots[0], Call) and self.at not in self._words.openings

    def move(self, place: int, page: int) -> None:
        """Go on to a place on a page."""
        said = self._shown.get(place, {})
        self._shown.clear()
        for spot in self._spots(self.at, place):
            shown = said.get(spot.start, self._text[spot.start : spot.end].lstrip(","))
            self._said[spot.start] = shown
            self._meet(spot, page, shown)
        self.at = place
        self.page = page

    def limit(self) -> int:
        """Give the next place where pages decide what is printed."""
        starts = self._words.spot_starts
        first = bisect_left(starts, self.at)
        return starts[first] if first < len(starts) else len(self._text)

    def go_on(self, place: int, page: int) -> None:
        """Go on to a place on a page, with no spot on the way."""
        self._shown.clear()
        self.at = place
        self.page = page

    def reach(self, lines: Sequence[Line], at: int, start: int) -> int:
        """Give how many characters the lines of a page from one on go on with at a place in the text."""
        ahead = StreamWalk(self._words, ignore)
        ahead.at = start
        for line in lines[at : at + _AHEAD_LINES]:
            end = ahead.end_of(line.dense)
            if end < 0 or ahead.ended:
                break
            ahead.move(end, self.page)
        return ahead.at - start

    def count_repeated(self, lines: Sequence[Line], at: int, page: int) -> int:
        """Count the lines from one on that repeat, on a new page, the head of the table that goes on there."""
        tables = self._words.tables
        if not tables or page == self.page:
            return 0
        while self._next_table < len(tables) and tables[self._next_table].end <= self.at:
            self._next_table += 1
        # A head may also stand alone above notes that fill its page.
        if self._next_table == len(tables) or tables[self._next_table].start > self.at:
            return 0
        head = self._as_printed(tables[self._next_table])
        reached = 0
        for count, line in enumerate(lines[at : at + _HEAD_LINES], 1):
            reached = after_alike(head, reached, line.dense)
            if reached < 0:
                return 0
            if reached == len(head):
                return count
        return 0

    def _as_printed(self, table: TableSpan) -> str:
        """Give the words of a table's head with what its calls said where it was printed first."""
        words = []
        at = table.start - len(table.head)
        for spot in self._spots(at, table.start):
            comma = "," if self._text.startswith(",", spot.start) else ""
            words += [self._text[at : spot.start], comma, self._said.get(spot.start, "")]
            at = spot.end
        return "".join([*words, self._text[at : table.start]])

    def _spots(self, start: int, end: int) -> Sequence[Spot]:
        starts = self._words.spot_starts
        first = bisect_left(starts, start)
        # Most lines have none.
        if first == len(starts) or starts[first] >= end:
            return ()
        return self._words.spots[first : bisect_left(starts, end, first)]

    def _is_inside_call(self, place: int) -> bool:
        """Say whether a line would end inside a number: it says another one, where numbers run by page."""
        return any(place < spot.end for spot in self._spots(self.at, place) if isinstance(spot, Call))

    def _end_loosely(self, words: str) -> int:
        """Give how far a line goes if spots in it say something else, or it is set in capitals."""
        spots = tuple(self._spots_of_line(words))
        found = self._end_after_spots(words, spots) if spots else -1
        return found if found >= 0 else after_alike(self._text, self.at, words)

    def _spots_of_line(self, words: str) -> Iterator[Spot]:
        """Give the spots that a line may hold: what it says there may be shorter than what the book supposes."""
        reach = self.at + len(words)
        for index in range(bisect_left(self._words.spot_starts, self.at), len(self._words.spot_starts)):
            spot = self._words.spots[index]
            if spot.start > reach:
                return
            reach += spot.end - spot.start
            yield spot

    def _end_after_spots(self, words: str, spots: Sequence[Spot]) -> int:
        """Give how far a line goes, whatever its calls and references to pages say; that is noted."""
        body, at = self._text, self.at
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
                self._shown[end] = shown
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
        return self._text.find(core, self.at, self.at + reach) if len(core) >= LEAST else -1

    def find_near(self, words: str) -> int:
        """Give the place at most a few lines further on where words stand; -1 if there is none."""
        core = words.removesuffix("-")
        return self._text.find(core, self.at, self.at + _NEAR) if len(core) >= LEAST else -1

    def find_opening(self, words: str) -> int:
        """Give the place at most a few lines further on where a line begins with words; -1 if there is none."""
        near = range(self.at, min(len(self._text), self.at + _NEAR))
        return next((at for at in near if at in self._words.openings and self._text.startswith(words, at)), -1)

    def find_behind(self, words: str) -> int:
        """Give the last place where words stand that are printed already; -1 if there is none."""
        core = words.removesuffix("-")
        return self._text.rfind(core, max(0, self.at - _FAR), self.at) if len(core) >= TELLING else -1

    def end_at(self, place: int, words: str) -> int:
        """Give the place after words that were found at a place."""
        return max(place + 1, after_alike(self._text, place, words))

    def count_same(self, words: str) -> int:
        """Count the characters of words that go on from here before others follow."""
        body, same = self._text, 0
        while same < len(words) and self.at + same < len(body) and words[same] == body[self.at + same]:
            same += 1
        return same
