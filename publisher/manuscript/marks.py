"""What an editor asks of a block in print: classes in its braces, of which some contradict each other."""

import enum
from collections.abc import Sequence
from typing import TypeVar

from publisher.manuscript.attributes import Attributes
from publisher.manuscript.reading import Reading
from publisher.model import FloatPlace, PageWish
from publisher.source import Position

_ONE_OF: tuple[tuple[enum.StrEnum, ...], ...] = (
    (PageWish.NEW_PAGE, PageWish.NEW_RECTO),
    (PageWish.SPREAD_LONG, PageWish.SPREAD_SHORT),
    tuple(FloatPlace),
)

Mark = TypeVar("Mark", bound=enum.StrEnum)


def marks(written: Attributes, taken: Sequence[Mark], at: Position, reading: Reading) -> tuple[Mark, ...]:
    """Give what is asked for, each once; what contradicts an earlier mark is a mistake and left out.

    Args:
        written: The braces.
        taken: What may be asked for there, in the order in which it is given.
        at: The place of a mistake.
        reading: Takes it.
    """
    names = {name for name, _ in written.classes}
    asked = tuple(mark for mark in taken if mark in names)
    for group in _ONE_OF:
        contrary = [mark for mark in asked if mark in group]
        if len(contrary) > 1:
            one, other, *_ = contrary
            reading.report(
                "attributes-contradictory", f"“.{one}” and “.{other}” cannot both be done", at, "delete one of them"
            )
            asked = tuple(mark for mark in asked if mark not in contrary[1:])
    return asked
