"""What a walk along a printed file finds out: where each line, call and note stands, and what is wrong."""

import enum
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.pdf.audit.expected import ExpectedFloat, ExpectedNote
from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.stream import PageReference
from publisher.source import Position


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


class Placed(NamedTuple):
    """A printed line, where it stands and what it is of.

    Args:
        page: From 1.
        line: As read.
        note: The index of the note that it is of, if it is of one.
        at: The place of its words in the manuscript.
        floated: The index of the float that it is of, if it is of one.
        begins_note: Whether a note begins with it.
        begins_with_call: Whether the number of a note stands at its beginning, away from its word.
    """

    page: int
    line: Line
    note: int | None
    at: Position
    floated: int | None = None
    begins_note: bool = False
    begins_with_call: bool = False

    @property
    def of_body(self) -> bool:
        """Whether it is neither of a note nor of a float."""
        return self.note is None and self.floated is None


@dataclass(frozen=True, slots=True)
class CallTrace:
    """A call as printed: its page, from 1, its number, and how many calls come before it in the book."""

    page: int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class PageTrace:
    """A reference to a page as printed: where it stands, and the page that it tells."""

    page: int
    reference: PageReference
    told: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A note's text as printed: the page that it begins on, from 1.

    `label` is the number printed before it; `None` if its beginning is lost.
    """

    page: int
    label: str | None


@dataclass(slots=True)
class NoteTrace:
    """What became of a note.

    Args:
        expected: Its words.
        calls: In their order, further ones too.
        settings: By the page that each begins on, in their order: more than one where numbers run by page.
        doubled_on: The page that has it once more than any page calls it.
    """

    expected: ExpectedNote
    calls: list[CallTrace] = field(default_factory=list)
    settings: dict[int, Setting] = field(default_factory=dict)
    doubled_on: int | None = None

    @property
    def called_on(self) -> int | None:
        """The page of the first call; `None` if that is lost."""
        return self.calls[0].page if self.calls else None

    @property
    def begun(self) -> bool:
        """Whether any word of it is printed."""
        return bool(self.settings)

    @property
    def begins_on(self) -> int | None:
        """The first page that it begins on; `None` if no word of it is printed."""
        return next(iter(self.settings), None)


@dataclass(slots=True)
class FloatTrace:
    """What became of a float.

    Args:
        expected: Its words.
        begins_on: The page, from 1; `None` if no word of it is printed.
        begins_with: The line that it begins with; `None` as well then.
        ends_on: The page of its last words so far.
        reached: How many of its characters are printed.
        doubled_on: The page that has it once more.
    """

    expected: ExpectedFloat
    begins_on: int | None = None
    begins_with: Line | None = None
    ends_on: int | None = None
    reached: int = 0
    doubled_on: int | None = None

    @property
    def begun(self) -> bool:
        """Whether any word of it is printed, or it has none."""
        return self.begins_on is not None or not self.expected.words.text

    @property
    def whole(self) -> bool:
        """Whether all of it is printed."""
        return self.reached == len(self.expected.words.text)


@dataclass(slots=True)
class Traces:
    """All that a walk found out.

    Args:
        first_page: Where the first section begins; `None` if nothing of the book is in the file.
        notes: By index, as in the expected text.
        floats: The same.
        placed: Lines of text in the order in which they are drawn.
        furniture: Lines outside the type area, with their pages.
        section_pages: The page that each section begins on, by its index.
        turns: Where in the body's text another page begins, and which.
        page_references: As printed.
        calls: How many are printed.
        faults: In the order in which they were met.
    """

    first_page: int | None
    notes: list[NoteTrace]
    floats: list[FloatTrace] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    furniture: dict[int, list[Line]] = field(default_factory=dict)
    section_pages: dict[int, int] = field(default_factory=dict)
    turns: list[tuple[int, int]] = field(default_factory=list)
    page_references: list[PageTrace] = field(default_factory=list)
    calls: int = 0
    faults: list[Fault] = field(default_factory=list)

    def page_of(self, offset: int) -> int | None:
        """Give the page of what stands before a place in the body's text; `None` if none of it is printed."""
        before = max(0, bisect_left(self.turns, (offset, 0)) - 1)
        return self.turns[before][1] if self.turns else None

    def begins_page(self, offset: int) -> bool:
        """Say whether the body's text goes on with a new page at a place."""
        after = bisect_left(self.turns, (offset, 0))
        return after < len(self.turns) and self.turns[after][0] == offset
