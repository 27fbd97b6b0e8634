"""Notes lifted from the feet of pages: which of them run on, and the words that call them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from publisher.importers.calls import AFTER_STOP, UNLIKELY, Call, calls_on
from publisher.importers.feet import Foot, feet_of
from publisher.importers.headings import is_heading
from publisher.importers.pages import CALL_CLOSE, CALL_OPEN, Dropped, Line, Page

_ENDED = re.compile(r"[.!?…:][”’\"'»)\]]*$|[”»)\]]$")


@dataclass(slots=True)
class FootNote:
    """A note as it stands at the foot of a page, and on the next page where it runs on.

    Args:
        number: As printed.
        lines: Its lines, the number taken off.
        call: Number of the line that calls it.
        problems: What an editor has to look at: pairs of a diagnostic's code and message.
    """

    number: int
    lines: list[Line]
    call: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lifted:
    """Pages without their feet.

    Args:
        pages: The text, with a mark (see `pages.CALL_OPEN`) and an index into `notes` wherever a call stood.
        notes: The notes in the order of their feet.
        dropped: The printed numbers, at the feet and in the text.
        loose: Lines with something like a call that no note answers: number of the line, and the call.
    """

    pages: tuple[Page, ...]
    notes: tuple[FootNote, ...]
    dropped: tuple[Dropped, ...]
    loose: tuple[tuple[int, str], ...]


def lift(pages: Sequence[Page]) -> Lifted:
    """Lift the notes from the feet of pages and mark the words that call them."""
    lifter = _Lifter()
    texts = tuple(lifter.page(page, pages[index + 1 : index + 2]) for index, page in enumerate(pages))
    texts = tuple(page for page in texts if any(not line.blank for line in page))
    return Lifted(texts, tuple(lifter.notes), tuple(lifter.dropped), tuple(_loose_calls(texts, lifter.notes)))


class _Lifter:
    """Goes through the pages with what earlier ones have told."""

    def __init__(self) -> None:
        """Begin before the first page."""
        self.notes: list[FootNote] = []
        self.dropped: list[Dropped] = []
        self._open: FootNote | None = None

    def page(self, page: Page, following: Sequence[Page]) -> Page:
        """Give a page's text with its calls marked; its notes go to `notes`."""
        calls = list(calls_on(page))
        feet = feet_of(page, calls, self.notes[-1].number if self.notes else 0)
        end = feet[0].index if feet else len(page)
        start = self._run_on(page, end, following)
        if start is not None and self._open:
            self._open.lines += [line for line in page[start:end] if not line.blank]
        self._open = self._last_note(page, feet) or self._open_still(page, start)
        body = page[: end if start is None else start]
        return self._mark(body, calls, self.notes[len(self.notes) - len(feet) :] if feet else [])

    def _last_note(self, page: Page, feet: Sequence[Foot]) -> FootNote | None:
        """Add a page's notes; give the last if it stops short of an end."""
        ends = [*(foot.index for foot in feet[1:]), len(page)]
        for foot, following in zip(feet, ends, strict=False):
            first = page[foot.index]
            lines = [replace(first, text=foot.text), *page[foot.index + 1 : following]]
            note = FootNote(foot.number, [line for line in lines if not line.blank])
            if _paragraphs(page[foot.index : following]) > 1:
                note.problems.append(("note-tail", f"what stands after note {foot.number} was taken for its end"))
            self.dropped.append(Dropped(first.number, str(foot.number), "note-number"))
            self.notes.append(note)
        return self.notes[-1] if feet and not _ended(self.notes[-1].lines[-1].text) else None

    def _open_still(self, page: Page, start: int | None) -> FootNote | None:
        """Give the note that goes on after a page without feet of its own, if one does."""
        return self._open if start is not None and not _ended(page_end(page)) else None

    def _run_on(self, page: Page, feet: int, following: Sequence[Page]) -> int | None:
        """Find where the end of the previous page's last note begins on this page; `None` if it ended there.

        Args:
            page: The whole page.
            feet: Where its own notes begin; its length if it has none.
            following: The next page, if there is one.
        """
        end = feet
        while feet == len(page) and page[end - 1].blank:
            end -= 1
        start = end
        while start > 0 and not page[start - 1].blank:
            start -= 1
        above = [line for line in page[:start] if not line.blank]
        if self._open is None or not above or start == end:
            return None
        cut_off = not _ended(above[-1].text) and not is_heading([above[-1].text])
        small = page[start].text[0].islower()
        goes_on = feet == len(page) and _ended(page[end - 1].text) and page_start(following)[:1].islower()
        if not cut_off and small and feet == len(page):
            self._open.problems.append(("note-run-on", f"the end of note {self._open.number} was guessed"))
        elif cut_off and not (small or goes_on or feet < len(page)):
            text = f"note {self._open.number} may go on in the last lines of the next page"
            self._open.problems.append(("note-run-on", text))
        return start if small or (cut_off and (goes_on or feet < len(page))) else None

    def _mark(self, body: Page, calls: Sequence[Call], notes: Sequence[FootNote]) -> Page:
        """Put a mark in the place of each call."""
        marks: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        first = len(self.notes) - len(notes)
        for index, (note, call) in enumerate(_matched(notes, [call for call in calls if call.line < len(body)]), first):
            line = call.line if call else _last_printed(body)
            stretch = (call.start, call.end) if call else (len(body[line].text),) * 2
            note.call = body[line].number
            marks[line].append((*stretch, index))
            if call:
                self.dropped.append(Dropped(note.call, body[line].text[slice(*stretch)].strip(), "note-call"))
        return tuple(_marked(line, marks.get(index, [])) for index, line in enumerate(body))


def page_start(pages: Sequence[Page]) -> str:
    """Give the first printed line of pages."""
    return next((line.text for page in pages for line in page if not line.blank), "")


def page_end(page: Page) -> str:
    """Give the last printed line of a page."""
    return next((line.text for line in reversed(page) if not line.blank), "")


def _ended(text: str) -> bool:
    return bool(_ENDED.search(text))


def _paragraphs(lines: Sequence[Line]) -> int:
    printed = [not line.blank for line in lines]
    return sum(now and not before for before, now in zip([False, *printed], printed, strict=False))


def _last_printed(body: Page) -> int:
    return next(index for index in range(len(body) - 1, -1, -1) if not body[index].blank)


def _marked(line: Line, marks: Sequence[tuple[int, int, int]]) -> Line:
    text = line.text
    for start, end, index in sorted(marks, reverse=True):
        text = f"{text[:start]}{CALL_OPEN}{index}{CALL_CLOSE}{text[end:]}"
    return replace(line, text=text)


def _matched(notes: Sequence[FootNote], calls: Sequence[Call]) -> Iterator[tuple[FootNote, Call | None]]:
    """Give each note with its call: in order on the page, the surest first, then the nearest."""
    by_number: defaultdict[int, list[Call]] = defaultdict(list)
    for call in calls:
        by_number[call.number].append(call)
    after = (-1, 0)
    for note in notes:
        possible = [call for call in by_number[note.number] if (call.line, call.start) >= after]
        strongest = max((call.strength for call in possible), default=0)
        best = [call for call in possible if call.strength == strongest]
        if not best:
            text = f"nothing on its page calls note {note.number}; it is called at the end of the page"
            note.problems.append(("note-not-called", text))
        elif len(best) > 1 or strongest == UNLIKELY:
            note.problems.append(("note-call-unsure", f"note {note.number} may be called at another word"))
        after = (best[0].line, best[0].end) if best else after
        yield note, best[0] if best else None


def _loose_calls(pages: Sequence[Page], notes: Sequence[FootNote]) -> Iterator[tuple[int, str]]:
    """Find what looks like a call after the notes' own have been marked."""
    highest = max((note.number for note in notes), default=0) + 1
    for page in pages:
        for call in calls_on(page):
            if call.strength >= AFTER_STOP and call.number <= highest:
                line = page[call.line]
                yield line.number, line.text[call.start : call.end].strip()
