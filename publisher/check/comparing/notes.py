"""Which notes of a file have another number in the next one, are new, or gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from publisher.check.comparing.looking import LookNote
from publisher.pdf.audit.letters import dense

# So many signs tell a note from others, and stand on the page that it begins on.
_TELLING = 120


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note before and after; `None` where it is not there."""

    old: LookNote | None
    new: LookNote | None


def changed_notes(old: Sequence[LookNote], new: Sequence[LookNote]) -> Iterator[NoteChange]:
    """Give the notes that are renumbered, new or gone, in the order of the new file."""
    matcher = SequenceMatcher(None, [_key(note) for note in old], [_key(note) for note in new], autojunk=False)
    for said, begin, end, other, other_end in matcher.get_opcodes():
        if said == "equal":
            pairs = zip(old[begin:end], new[other:other_end], strict=True)
            yield from (NoteChange(a, b) for a, b in pairs if a.label != b.label)
        elif end - begin == other_end - other:
            # As many as before, in other words or cut otherwise: these are the same notes.
            pairs = zip(old[begin:end], new[other:other_end], strict=True)
            yield from (NoteChange(a, b) for a, b in pairs if a.label != b.label)
        else:
            yield from (NoteChange(note, None) for note in old[begin:end])
            yield from (NoteChange(None, note) for note in new[other:other_end])


def _key(note: LookNote) -> str:
    return dense(note.text).replace("-", "")[:_TELLING]
