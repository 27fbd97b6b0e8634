"""Page numbers that are printed in the text: parts are set again until what they print is where things stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from publisher.errors import Diagnostic, LayoutError
from publisher.model import Division
from publisher.pdf import binding
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.requests import Asking
from publisher.pdf.units import Unit

Folios: TypeAlias = Mapping[str, int]
"""The page of each id."""

UNKNOWN_FOLIO = 100
"""What stands for a page that is not known yet: as wide as most."""

_ROUNDS = 8
_GUESSED_PAGES = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A unit to be set.

    Args:
        identifier: Of its beginning.
        head: Its running head.
        targets: The ids whose pages it prints.
        typeset: Asks for what sets it with these pages.
        unsettled: What is wrong if its page numbers never come to rest.
        division: That it belongs to.
    """

    identifier: str
    head: str
    targets: frozenset[str]
    typeset: Callable[[Folios], Asking[Unit]]
    unsettled: Diagnostic
    division: Division


TypesetAll: TypeAlias = Callable[[Sequence[tuple[Part, Folios]]], Sequence[Unit]]
"""Sets parts with the pages that they print, in any order."""


def settle(front: DrawnPages, parts: Sequence[Part], typeset: TypesetAll) -> tuple[Unit, ...]:
    """Set all parts, each again as long as a page that it prints is another one by now.

    Args:
        front: The leaves before the first part.
        parts: In reading order.
        typeset: Sets those that are given to it, none of which waits for another.

    Raises:
        LayoutError: Some part changes its own page numbers each time that it is set.
    """
    units: list[Unit | None] = [None] * len(parts)
    printed: list[dict[str, int]] = [{} for _ in parts]

    def wanted(index: int) -> dict[str, int]:
        return _wanted(parts[index], folios)

    def typeset_some(indexes: Sequence[int]) -> None:
        for index in indexes:
            printed[index] = wanted(index)
        made = typeset([(parts[index], printed[index]) for index in indexes])
        for index, unit in zip(indexes, made, strict=True):
            units[index] = unit

    # Those that print pages come last: most pages are known then.
    for printing in (False, True):
        folios = _folios(front, units)
        typeset_some([index for index, part in enumerate(parts) if bool(part.targets) is printing])
    for _ in range(_ROUNDS):
        folios = _folios(front, units)
        stale = [index for index in range(len(parts)) if printed[index] != wanted(index)]
        if not stale:
            return tuple(unit for unit in units if unit)
        typeset_some(stale)
    # Contents and notes follow the author's own parts: where one of these does not rest, they cannot.
    raise LayoutError(min((parts[index].unsettled for index in stale), key=lambda found: found.at is None))


def _wanted(part: Part, folios: Folios) -> dict[str, int]:
    return {target: folios.get(target, UNKNOWN_FOLIO) for target in sorted(part.targets)}


def _folios(front: DrawnPages, units: Sequence[Unit | None]) -> dict[str, int]:
    drawn = [unit.drawn if unit else DrawnPages(b"", _GUESSED_PAGES, {}) for unit in units]
    starts = binding.folios([front, *drawn])
    return {
        name: start + page
        for pages, start in zip(drawn, starts[1:], strict=True)
        for name, (page, _, _) in pages.anchors.items()
    }
