"""What each call of a note prints, and which setting of the note's text it leads to.

A note is set once. Where numbers run by page, one that is called again on a later page is set there once more:
its number is another one there.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from publisher.model import Note, NoteCall, NoteReference, Section
from publisher.transform.numbering import Numbering
from publisher.walk import calls_of


@dataclass(frozen=True, slots=True)
class Mark:
    """One call: its label, its id, the index of the setting it leads to, and whether it brings that to its page.

    `reserved` asks for room that does not depend on the label.
    """

    label: str
    identifier: str
    setting: int
    brings: bool
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class SetNote:
    """One setting of a note's text: its label, its id, and the ids of the calls that lead to it.

    `reserved` as for the call that brings it.
    """

    note: Note
    label: str
    identifier: str
    calls: tuple[str, ...]
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Calls:
    """A section's calls, and the settings of its notes in their order."""

    marks: Mapping[NoteCall, Mark]
    notes: tuple[SetNote, ...]


def set_once(section: Section, numbering: Numbering) -> Calls:
    """Give a section's calls where each note is set once, under the number that the whole book knows it by."""
    calls = tuple(calls_of(section))
    settings = {note: index for index, note in enumerate(call for call in calls if isinstance(call, Note))}
    return _calls(
        calls,
        numbering,
        [settings[numbering.note_of(call)] for call in calls],
        [isinstance(call, Note) for call in calls],
        [numbering.notes[note] for note in settings],
    )


def set_by_page(
    section: Section,
    numbering: Numbering,
    pages: Sequence[int],
    label: Callable[[int], str],
    reserved: Collection[NoteCall] = (),
) -> Calls:
    """Give a section's calls where numbers begin again on each page.

    Args:
        section: Whose calls.
        numbering: Of its book.
        pages: Where each call stands, in reading order.
        label: From the count of a note on its page, the first being 1, to what is printed.
        reserved: Calls whose room must not depend on their labels.
    """
    calls = tuple(calls_of(section))
    settings: dict[tuple[int, Note], int] = {}
    counts: Counter[int] = Counter()
    leads: list[int] = []
    brings: list[bool] = []
    labels: list[str] = []
    for call, page in zip(calls, pages, strict=True):
        place = page, numbering.note_of(call)
        brings.append(place not in settings)
        if brings[-1]:
            settings[place] = len(settings)
            counts[page] += 1
            labels.append(label(counts[page]))
        leads.append(settings[place])
    return _calls(calls, numbering, leads, brings, labels, reserved)


def _calls(
    calls: Sequence[NoteCall],
    numbering: Numbering,
    leads: Sequence[int],
    brings: Sequence[bool],
    labels: Sequence[str],
    reserved: Collection[NoteCall] = (),
) -> Calls:
    names = [_name(call, numbering) for call in calls]
    marks = {
        call: Mark(labels[setting], f"call-{name}", setting, new, call in reserved)
        for call, name, setting, new in zip(calls, names, leads, brings, strict=True)
    }
    bringing = [(call, name) for call, name, new in zip(calls, names, brings, strict=True) if new]
    notes = tuple(
        SetNote(
            numbering.note_of(call),
            labels[setting],
            name,
            tuple(mark.identifier for mark in marks.values() if mark.setting == setting),
            call in reserved,
        )
        for setting, (call, name) in enumerate(bringing)
    )
    return Calls(marks, notes)


def _name(call: NoteCall, numbering: Numbering) -> str:
    """Name a call after its note; a further one with its count after a full stop, which no note's name has."""
    if isinstance(call, NoteReference):
        repeat = numbering.repeats[call]
        return f"{numbering.note_ids[repeat.note]}.{repeat.count}"
    return numbering.note_ids[call]
