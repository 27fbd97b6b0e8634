"""Words of a cover in the sizes at which they have room: no part lies on another one, and none beyond the sheet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from publisher.errors import Diagnostic
from publisher.pdf.engine.measuring import Extent, extent
from publisher.pdf.engine.setting import LaidOut

STEPS = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66)
"""How much smaller than its theme wants it a part may be set, tried in this order."""

_PX_PER_MM = 96 / 25.4
_GAP_MM = 5.0
_SLACK_MM = 0.3


@dataclass(frozen=True, slots=True)
class Room:
    """Where a sheet's parts are, in millimetres from its left edge.

    Args:
        side: From the edges of back and front to their words.
        width: Of back and front.
        front_left: Where the front begins.
    """

    side: float
    width: float
    front_left: float


Sizes = Mapping[str, float]
"""Of `front`, `back` and `spine`: one of `STEPS`."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A cover laid out, and what has no room on it even at the smallest size."""

    laid_out: LaidOut
    found: tuple[Diagnostic, ...]


def fit(lay_out: Callable[[Sizes], LaidOut], room: Room) -> Fitted:
    """Lay a cover out, and again with smaller words where some have no room.

    Args:
        lay_out: With given sizes.
        room: Of the sheet.
    """
    steps = dict.fromkeys(_CROWDED, 0)
    while True:
        laid_out = lay_out({part: STEPS[step] for part, step in steps.items()})
        crowded = [part for part, is_crowded in _CROWDED.items() if is_crowded(laid_out.pages[0], room)]
        smaller = [part for part in crowded if steps[part] + 1 < len(STEPS)]
        if not smaller:
            return Fitted(laid_out, tuple(_overfull(part) for part in crowded))
        for part in smaller:
            steps[part] += 1


def _front(page: Any, room: Room) -> bool:
    words, foot = extent(page, "words"), extent(page, "foot")
    right = room.front_left + room.width - room.side
    return _reaches(words, right) or _reaches(foot, right) or _meets(words, foot) or _meets(_series(page, room), foot)


def _series(page: Any, room: Room) -> Extent | None:
    series = extent(page, "series")
    return series if series and series.right > room.front_left * _PX_PER_MM else None


def _back(page: Any, room: Room) -> bool:
    text = extent(page, "text")
    below = [extent(page, name) for name in ("bar-code", "imprint")]
    return _reaches(text, room.width - room.side) or any(_meets(text, each) for each in below)


def _spine(page: Any, _: Room) -> bool:
    title, house = extent(page, "spine-title"), extent(page, "spine-foot")
    return title is not None and house is not None and title.right > house.left - _GAP_MM * _PX_PER_MM


_CROWDED: Mapping[str, Callable[[Any, Room], bool]] = {"front": _front, "back": _back, "spine": _spine}


def _reaches(part: Extent | None, right_mm: float) -> bool:
    return part is not None and part.right > (right_mm + _SLACK_MM) * _PX_PER_MM


def _meets(upper: Extent | None, lower: Extent | None) -> bool:
    return upper is not None and lower is not None and upper.bottom > lower.top - _GAP_MM * _PX_PER_MM


_SAYS = {
    "front": ("title, subtitle and authors have no room on the front", "shorten the subtitle, or name fewer authors"),
    "back": ("the text has no room on the back, above the bar code", "shorten the text of [cover]"),
    "spine": ("the title has no room on the spine", "shorten the title; a subtitle is not printed there"),
}


def _overfull(part: str) -> Diagnostic:
    says, hint = _SAYS[part]
    return Diagnostic(code="cover-overfull", message=f"{says}, even at {STEPS[-1]:.0%} of its size", hint=hint)
