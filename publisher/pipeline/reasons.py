"""Say in plain words why an edition was made again, and which of its parts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from publisher.model import EditionName
from publisher.pipeline.records import Record, UnitRecord

_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class _Words:
    """How an edition's parts are spoken of: what was done to them, what they are, what all of them are made with."""

    done: str
    part: str
    kit: str


_WORDS = {
    EditionName.PRINT: _Words("set", "part", "style sheets, fonts, the page, word divisions or the program"),
    EditionName.EPUB: _Words("made", "document", "templates, soft hyphens, word divisions or the program"),
}


def why_made(inputs: Mapping[str, str], record: Record | None, on_disk: str, *, force: bool) -> str:
    """Give the reason why an edition is not up to date.

    Args:
        inputs: What it is made from now.
        record: What is remembered of it.
        on_disk: Hash of the file that lies in its place; empty if there is none.
        force: Whether it was asked for anyway.
    """
    if record is None:
        return "nothing is known of an earlier build"
    changed = [*_changes(inputs, record.inputs)]
    if changed:
        more = f" and {len(changed) - _MOST_NAMES} more" if len(changed) > _MOST_NAMES else ""
        return ", ".join(changed[:_MOST_NAMES]) + more
    if not on_disk:
        return "its file is gone"
    if on_disk != record.sha256:
        return "its file is not the one that was written"
    if force:
        return "asked for"
    return "the manuscript was saved while the last build read it"


def what_was_made(edition: EditionName, units: Iterable[UnitRecord], record: Record | None) -> Iterator[str]:
    """Give a line for each part of an edition that was made, with the reason, and one for all others."""
    words = _WORDS[edition]
    before = {unit.identifier: unit for unit in record.units} if record else {}
    kept = 0
    for unit in units:
        kept += unit.kept
        if not unit.kept:
            yield f"{words.done}: {unit.title} ({_why_made(unit, before.get(unit.identifier), words)})"
    yield f"kept: {kept} {words.part}{'' if kept == 1 else 's'}"


def _changes(now: Mapping[str, str], before: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(now.keys() | before.keys()):
        if name not in before:
            yield f"{name} is new"
        elif name not in now:
            yield f"{name} is gone"
        elif now[name] != before[name]:
            yield f"{name} has changed"


def _why_made(unit: UnitRecord, before: UnitRecord | None, words: _Words) -> str:
    if before is None:
        return "it is new"
    if unit.kit != before.kit:
        return f"{words.kit} have changed"
    if unit.wording != before.wording:
        return "its text has changed"
    if unit.text != before.text:
        return "numbers in it have changed: of notes, pages, figures or tables"
    return "it was not kept"
