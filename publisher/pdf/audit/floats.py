"""The ways through the words of the floats: which have begun, how far each is printed."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from publisher.pdf.audit.letters import first_key
from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.traces import FloatTrace
from publisher.pdf.audit.walking import TELLING, Meet, StreamWalk, ignore


class FloatsWalk:
    """A place in the words of each float.

    Args:
        floats: What becomes of them, to be written down.
        meet: Is told each reference to a page in them.
    """

    def __init__(self, floats: Sequence[FloatTrace], meet: Meet) -> None:
        self._floats = floats
        self._walks = [StreamWalk(trace.expected.words, meet) for trace in floats]
        # Those that have begun and are not whole, the last begun first.
        self._open: list[int] = []
        # One that is being printed once more.
        self._again: StreamWalk | None = None
        # Most lines begin as no float does.
        self._by_first: dict[str, list[int]] = defaultdict(list)
        for index, trace in enumerate(floats):
            self._by_first[first_key(trace.expected.words.text)].append(index)

    @property
    def in_print(self) -> bool:
        """Whether one has begun and is not whole, or is being printed once more."""
        return bool(self._open) or self._again is not None

    @property
    def first_keys(self) -> Container[str]:
        """What lines begin with that a float may begin with (`first_key`)."""
        return self._by_first.keys()

    def walk(self, index: int) -> StreamWalk:
        """Give the way through the words of a float."""
        return self._walks[index]

    def going_on(self, words: str) -> tuple[int, int] | None:
        """Give the begun float that goes on with words, and how far they go."""
        for index in self._open:
            end = self._walks[index].end_of(words)
            if end >= 0:
                return index, end
        return None

    def beginning(self, lines: Sequence[Line], at: int) -> tuple[int, int] | None:
        """Give the float that begins with a line of a page, and how many characters go on with it there."""
        return self._beginning(lines, at, begun=False)

    def _beginning(self, lines: Sequence[Line], at: int, *, begun: bool) -> tuple[int, int] | None:
        for index in self._by_first.get(first_key(lines[at].dense), ()):
            if self._floats[index].begun is begun:
                reach = self._walks[index].reach(lines, at, 0)
                if reach >= self.telling(index):
                    return index, reach
        return None

    def telling(self, index: int) -> int:
        """Give how many characters at its beginning say which float it is."""
        expected = self._floats[index].expected
        return len(expected.label) or min(TELLING, len(expected.words.text))

    def count_repeated(self, lines: Sequence[Line], at: int, page: int) -> int:
        """Count the lines that repeat, on a new page, the head of a table that goes on there."""
        return max([self._walks[index].count_repeated(lines, at, page) for index in self._open], default=0)

    def take(self, index: int, end: int, line: Line, page: int) -> None:
        """Go on in a float, or begin it on this page."""
        trace, walk = self._floats[index], self._walks[index]
        if trace.begins_on is None:
            trace.begins_on = page
            trace.begins_with = line
            self._open.insert(0, index)
        trace.ends_on = page
        trace.reached = end
        walk.move(end, page)
        if walk.ended and index in self._open:
            self._open.remove(index)

    # --- what is not -----------------------------------------------------------------------------------------------

    def unfinished(self) -> Iterator[int]:
        """Give the floats that are not whole, those that have begun first."""
        yield from tuple(self._open)
        yield from (index for index, trace in enumerate(self._floats) if not trace.begun)

    def begun(self) -> Iterator[int]:
        """Give the floats of which something is printed."""
        return (index for index, trace in enumerate(self._floats) if trace.begun)

    def later(self, last: int | None, words: str) -> tuple[int, int] | None:
        """Give the float that the line before is of, if words stand further on in it, and where."""
        if last not in self._open:
            return None
        walk = self._walks[last]
        found = walk.find_near(words)
        found = walk.find_opening(words) if found < 0 else found
        return (last, found) if found >= 0 else None

    def without_caption(self, lines: Sequence[Line], at: int) -> tuple[int, int] | None:
        """Give the float whose rows begin with a line of a page, and where: its caption is lost."""
        for index, trace in enumerate(self._floats):
            for table in () if trace.begun else trace.expected.words.tables:
                start = table.start - len(table.head)
                if self._walks[index].reach(lines, at, start) >= min(TELLING, table.end - start):
                    return index, start
        return None

    def begin_again(self, lines: Sequence[Line], at: int) -> int | None:
        """Give the float that is printed already and begins once more with a line of a page."""
        found = self._beginning(lines, at, begun=True)
        if not found:
            return None
        index, _ = found
        self._again = StreamWalk(self._floats[index].expected.words, ignore)
        self.goes_on_again(lines[at].dense)
        return index

    def goes_on_again(self, words: str) -> bool:
        """Follow a float that is being printed once more; say whether words are of it."""
        end = self._again.end_of(words) if self._again else -1
        if self._again and end >= 0:
            self._again.move(end, 0)
        if end < 0 or (self._again and self._again.ended):
            self._again = None
        return end >= 0
