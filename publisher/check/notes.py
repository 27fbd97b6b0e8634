"""Rules on notes: each stands once, whole, under its own number, on the page that calls it, in order."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from operator import itemgetter

from publisher.check.printed import PrintEdition, finding, print_rule
from publisher.errors import Diagnostic
from publisher.pdf.audit import Line, NoteTrace, Placed

# Baselines nearer than this share of the smaller size print over each other.
_LEAST_LEADING = 0.8
_REPORT = "this is a fault of the program that made the file; if it was publish, please report it"


@print_rule("note-lost")
def note_lost(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find notes of which nothing is printed."""
    for note in edition.notes():
        if not note.begun:
            called = f"is called on page {note.called_on}" if note.called_on else "and its call are printed nowhere"
            rest = ", and its text is printed nowhere" if note.called_on else ""
            yield _of_note("note-lost", note, f"{called}{rest}")


@print_rule("note-displaced")
def note_displaced(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find notes that begin on another page than the one that calls them."""
    for note in edition.notes():
        if note.begun and note.called_on and note.begins_on != note.called_on:
            yield _of_note("note-displaced", note, f"called on page {note.called_on}, set on page {note.begins_on}")
        elif note.begun and edition.source and edition.source.expected.notes_by_page:
            missing = next((call.page for call in note.calls if call.page not in note.settings), None)
            if missing:
                yield _of_note("note-displaced", note, f"called again on page {missing}, and not set there")


@print_rule("note-doubled")
def note_doubled(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find notes that are printed more often than pages call them."""
    for note in edition.notes():
        if note.doubled_on:
            yield _of_note(
                "note-doubled", note, f"set on page {note.begins_on}, and once more on page {note.doubled_on}"
            )


@print_rule("note-disordered")
def note_disordered(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find notes that begin on a page above or before one that is called earlier."""
    notes = list(edition.notes())
    for page, lines in edition.placed.items():
        begins = [placed for placed in lines if placed.begins_note and placed.note is not None]
        last: tuple[int, NoteTrace] | None = None
        for placed in sorted(begins, key=lambda item: item.line.baseline):
            note = notes[placed.note or 0]
            count = _first_call(note, page)
            if count is None:
                continue
            if last and count < last[0]:
                yield _of_note("note-disordered", note, f"stands on page {page} after note {last[1].expected.label}")
            last = max(last or (count, note), (count, note), key=itemgetter(0))


def _first_call(note: NoteTrace, page: int) -> int | None:
    """Give how many calls come before the first of a note on a page, or on any if that has none."""
    counts = [call.count for call in note.calls if call.page == page] or [call.count for call in note.calls]
    return min(counts, default=None)


@print_rule("note-number-wrong")
def note_number_wrong(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find calls with another number than the note they call."""
    for note in edition.notes():
        for call in note.calls:
            setting = note.settings.get(call.page) or next(iter(note.settings.values()), None)
            if setting and setting.label and call.label != setting.label:
                says = f"called as {call.label} on page {call.page}, but set as {setting.label}"
                yield _of_note("note-number-wrong", note, says)


@print_rule("call-begins-line")
def call_begins_line(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find lines that begin with a call: it is bound to the word before it."""
    for page, lines in edition.placed.items():
        for placed in lines:
            if placed.begins_with_call:
                message = f"page {page}: the line “{placed.line.text}” begins with the number of a note"
                yield finding("call-begins-line", message, placed.at, _REPORT)


@print_rule("body-under-notes")
def body_under_notes(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find text of the body that stands as low as the notes of its page, or on notes beside it; floats among notes."""
    for page, lines in edition.placed.items():
        notes = [item.line for item in lines if item.note is not None]
        if not notes:
            continue
        stands = partial(_stands_on, notes) if edition.has_notes_beside else _among(notes)
        for placed in lines:
            if placed.note is None and stands(placed):
                message = f"page {page}: the line “{placed.line.text}” stands among the notes"
                yield finding("body-under-notes", message, placed.at, _REPORT)


def _among(notes: Sequence[Line]) -> Callable[[Placed], bool]:
    """Give what says of a line of text whether it stands among the notes of its page."""
    top, bottom = min(line.top for line in notes), max(line.bottom for line in notes)
    # A maker may put figures and tables below the notes.
    return lambda placed: placed.line.baseline > top and (placed.floated is None or placed.line.top < bottom)


def _stands_on(notes: Sequence[Line], placed: Placed) -> bool:
    return any(_overlap(placed.line, line) for line in notes)


@print_rule("notes-overlap")
def notes_overlap(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find notes that are printed on each other."""
    notes = list(edition.notes())
    for page, lines in edition.placed.items():
        printed = sorted((item.line.baseline, item.note, item.line) for item in lines if item.note is not None)
        pairs = {
            tuple(sorted((note, other)))
            for (_, note, line), (_, other, below) in pairwise(printed)
            if note != other and _overlap(line, below)
        }
        for first, second in sorted(pairs):
            message = f"stands on note {notes[first].expected.label} on page {page}"
            yield _of_note("notes-overlap", notes[second], message)


def _overlap(line: Line, other: Line) -> bool:
    """Say whether two lines are printed on each other."""
    apart = _LEAST_LEADING * min(run.size for run in (*line.runs, *other.runs))
    return abs(line.baseline - other.baseline) < apart and line.left < other.right and other.left < line.right


def _of_note(code: str, note: NoteTrace, message: str) -> Diagnostic:
    return finding(code, f"note {note.expected.label}: {message}", note.expected.note.at, _REPORT)
