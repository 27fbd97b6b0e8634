"""Notes that are numbered by page: set with labels that are guessed, made into pages, and labelled anew.

Numbers by page exist only when the pages do, and their widths may move the lines that pages are made of.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from publisher.errors import Diagnostic, LayoutError
from publisher.model import NoteCall, NoteMarks, Section
from publisher.pdf.calls import Calls, set_by_page
from publisher.pdf.requests import Asking
from publisher.pdf.units import Unit
from publisher.transform.numbering import Numbering, note_label
from publisher.walk import calls_of, plain_text

# Labels settle from the first page on; nearly always the second round is the last.
_ROUNDS = 12

Make: TypeAlias = Callable[[Calls], Asking[Unit]]


def make_labelled_pages(
    section: Section, numbering: Numbering, marks: NoteMarks, make: Make
) -> Asking[tuple[Calls, Unit]]:
    """Make a section's pages until the labels that they were made with are those of the pages.

    Args:
        section: Whose notes are labelled.
        numbering: Of its book.
        marks: Numbers or symbols.
        make: Makes the pages with given labels.

    Raises:
        LayoutError: `note-numbers-unsettled`.
    """

    def labelled(pages: tuple[int, ...]) -> Calls:
        return set_by_page(section, numbering, pages, lambda count: note_label(count, marks), reserved)

    reserved: frozenset[NoteCall] = frozenset()
    tried = [labelled(_guess(section, numbering))]
    for _ in range(_ROUNDS):
        made = yield from make(tried[-1])
        pages = made.calling
        calls = labelled(pages)
        if calls == tried[-1]:
            return calls, made
        if calls in tried:
            # Labels go round in a circle, since each moves the lines that decide on the next.
            reserved |= _changing(tried[tried.index(calls) :])
            calls = labelled(pages)
        tried.append(calls)
    raise LayoutError(_unsettled(section, tried[-2], tried[-1]))


def _changing(circle: Sequence[Calls]) -> frozenset[NoteCall]:
    return frozenset(
        call for call, mark in circle[0].marks.items() if any(mark.label != other.marks[call].label for other in circle)
    )


def _guess(section: Section, numbering: Numbering) -> tuple[int, ...]:
    """Put each note on a page of its own, with all its calls: labels of one digit, and no note set twice."""
    places: dict[object, int] = {}
    return tuple(places.setdefault(numbering.note_of(call), len(places)) for call in calls_of(section))


def _unsettled(section: Section, before: Calls, after: Calls) -> Diagnostic:
    moved: NoteCall = next(call for call in after.marks if after.marks[call] != before.marks[call])
    return Diagnostic(
        code="note-numbers-unsettled",
        message=f"a note of “{plain_text(section.title)}” moves to another page each time that it is numbered",
        at=moved.at,
        hint='write some words more or less before it, or number by section: note_numbering = "section"',
    )
