"""Say in plain words why an edition was made again, and what of it was set."""

from collections.abc import Iterable, Iterator, Mapping

from publisher.pipeline.records import Record, UnitRecord

_MOST_NAMES = 5


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


def what_was_set(units: Iterable[UnitRecord], record: Record | None) -> Iterator[str]:
    """Give a line for each part of the print edition that was set, with the reason, and one for all others."""
    before = {unit.identifier: unit for unit in record.units} if record else {}
    kept = 0
    for unit in units:
        kept += unit.kept
        if not unit.kept:
            yield f"set: {unit.title} ({_why_set(unit, before.get(unit.identifier))})"
    yield f"kept: {kept} {'part' if kept == 1 else 'parts'}"


def _changes(now: Mapping[str, str], before: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(now.keys() | before.keys()):
        if name not in before:
            yield f"{name} is new"
        elif name not in now:
            yield f"{name} is gone"
        elif now[name] != before[name]:
            yield f"{name} has changed"


def _why_set(unit: UnitRecord, before: UnitRecord | None) -> str:
    if before is None:
        return "it is new"
    if unit.kit != before.kit:
        return "style sheets, fonts, the page, word divisions or the program have changed"
    if unit.wording != before.wording:
        return "its text has changed"
    if unit.text != before.text:
        return "numbers in it have changed: of notes, pages, figures or tables"
    return "it was not kept"
