"""What an edit changed, page by page: known at once from the hashes of pages, then looked at as pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.check.comparing import Kind
from publisher.check.comparing.drawing import Picture
from publisher.check.comparing.marking import Region, regions
from publisher.preview.sheets import Sheet, Sheets

# So wide pages are drawn to see what differs on them.
_WIDTH_PX = 720
# What an edit changes on more pages is more than anybody looks at.
_MOST_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a page (from 1): which one it was, and where it differs."""

    number: int
    kind: Kind
    before: int | None = None
    regions: tuple[Region, ...] = ()


def changes(old: Sequence[Sheet], new: Sequence[Sheet]) -> tuple[Change, ...]:
    """Say which pages are not what they were, by their hashes alone."""
    return tuple(_changes(old, new))


def _changes(old: Sequence[Sheet], new: Sequence[Sheet]) -> Iterator[Change]:
    places: dict[str, list[int]] = {}
    for sheet in old:
        places.setdefault(sheet.body, []).append(sheet.number)
    kept = {sheet.body for sheet in new} & places.keys()
    # By how much pages have moved where a change begins.
    offset = 0
    for sheet in new:
        number = sheet.number
        if number <= len(old) and old[number - 1].body == sheet.body:
            offset = 0
            if old[number - 1].mark != sheet.mark:
                yield Change(number, Kind.CHANGED, number)
        elif sheet.body in kept:
            before = min(places[sheet.body], key=lambda place: abs(place + offset - number))
            offset = number - before
            yield Change(number, Kind.MOVED, before)
        else:
            before = number - offset
            is_free = 1 <= before <= len(old) and old[before - 1].body not in kept
            yield Change(number, Kind.CHANGED, before) if is_free else Change(number, Kind.NEW)


def looked_at(old: Sheets, new: Sheets, found: Sequence[Change]) -> tuple[Change, ...]:
    """Mark where changed pages differ, and leave out those that look as they did."""
    return tuple(_looked_at(old, new, found))


def _looked_at(old: Sheets, new: Sheets, found: Sequence[Change]) -> Iterator[Change]:
    left = _MOST_LOOKED_AT
    for change in found:
        if change.kind is not Kind.CHANGED or change.before is None or not left:
            yield change
            continue
        left -= 1
        marks = regions(_picture(old, change.before), _picture(new, change.number))
        if marks:
            yield Change(change.number, change.kind, change.before, marks)


def _picture(sheets: Sheets, number: int) -> Picture:
    sheet = sheets.sheets[number - 1]
    return Picture(sheets.png(number, _WIDTH_PX), _WIDTH_PX, round(sheet.height * _WIDTH_PX / max(sheet.width, 1.0)))
