"""Books compared by what they say, wherever it stands in the files."""

import dataclasses
from typing import TypeVar, cast

from publisher.source import Position

NOWHERE = Position("", 1)

Thing = TypeVar("Thing")


def without_positions(thing: Thing) -> Thing:
    """Give the same blocks or inlines with every position the same."""
    return cast(Thing, _stripped(thing))


def _stripped(thing: object) -> object:
    if isinstance(thing, Position):
        return NOWHERE
    if isinstance(thing, tuple):
        return tuple(_stripped(item) for item in thing)
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        values = {field.name: _stripped(getattr(thing, field.name)) for field in dataclasses.fields(thing)}
        return dataclasses.replace(thing, **values)
    return thing


def positions_in(thing: object) -> list[Position]:
    """Give every position inside blocks or inlines; those of single characters are left out."""
    if isinstance(thing, Position):
        return [thing]
    if isinstance(thing, tuple):
        return [at for item in thing for at in positions_in(item)]
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        told = (field for field in dataclasses.fields(thing) if field.compare)
        return [at for field in told for at in positions_in(getattr(thing, field.name))]
    return []
