"""The way through the text of the body, and the sections and pages that begin on it."""

from bisect import bisect_left

from publisher.pdf.audit.expected import ExpectedText
from publisher.pdf.audit.matching import after_alike
from publisher.pdf.audit.traces import Traces
from publisher.pdf.audit.walking import Meet, StreamWalk


class BodyWalk(StreamWalk):
    """A place in the body's text that moves on line by line.

    Args:
        book: With the body.
        traces: Are told the sections and pages that begin on the way.
        meet: Is told each spot on the way.
    """

    def __init__(self, book: ExpectedText, traces: Traces, meet: Meet) -> None:
        super().__init__(book.body, meet)
        self._traces = traces
        self._section_starts = [section.start for section in book.sections]

    def limit(self) -> int:
        """Give the next place where pages decide what is printed, or a section begins."""
        first = bisect_left(self._section_starts, self.at)
        return min([super().limit(), *self._section_starts[first : first + 1]])

    def go_on(self, place: int, page: int) -> None:
        """Go on to a place, with no section on the way."""
        if page != self.page:
            self._traces.turns.append((self.at, page))
        super().go_on(place, page)

    def move(self, place: int, page: int) -> None:
        """Go on to a place; sections on the way begin on this page."""
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
