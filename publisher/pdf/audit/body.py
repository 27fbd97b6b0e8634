"""The way through the text of the body, and the calls, sections and floats that are due on the way."""

from bisect import bisect_left
from collections.abc import Callable

from publisher.pdf.audit.expected import ExpectedText
from publisher.pdf.audit.matching import after_alike
from publisher.pdf.audit.stream import Call, Spot
from publisher.pdf.audit.traces import CallTrace, PageTrace, Traces
from publisher.pdf.audit.walking import StreamWalk


class BodyWalk(StreamWalk):
    """A place in the body's text that moves on line by line; what it meets is told in the traces.

    Args:
        book: With the body.
        traces: To be written.
        called: Is told the note of each call on the way, and its number.
    """

    def __init__(self, book: ExpectedText, traces: Traces, called: Callable[[int, str], None]) -> None:
        super().__init__(book.body, self.meet)
        self._traces = traces
        self._called = called
        self._calls = 0
        self._section_starts = [section.start for section in book.sections]

    def move(self, place: int, page: int) -> None:
        """Go on to a place; calls, references to pages and sections on the way are met on this page."""
        starts = self._section_starts
        for index in range(bisect_left(starts, self.at), bisect_left(starts, place)):
            self._traces.section_pages[index] = page
        if page != self.page:
            self._traces.turns.append((self.at, page))
        super().move(place, page)

    def find_ahead(self, words: str) -> int:
        """Give the place further on where words stand; -1 if they stand nowhere near."""
        found = super().find_ahead(words)
        if found >= 0:
            return found
        # A title may be set in capitals.
        titles = self._section_starts[bisect_left(self._section_starts, self.at) :]
        return next((start for start in titles if after_alike(self._text, start, words) >= 0), -1)

    def meet(self, spot: Spot, page: int, shown: str) -> None:
        """Write down what is printed at a spot."""
        if isinstance(spot, Call):
            self._traces.notes[spot.note].calls.append(CallTrace(page, shown, self._calls))
            self._calls += 1
            self._called(spot.note, shown)
        else:
            self._traces.page_references.append(PageTrace(page, spot, shown))
