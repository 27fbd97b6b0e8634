"""What was made of a part of a book: a process that stays beside an author makes it again only where it was changed.

What is remembered is a function of one part and of some settings. It is known by the part itself, which is held on to,
not by how it looks; so a part that was read again is another one, and nothing is taken for what it is not.
"""

import functools
from collections.abc import Callable, Collection
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from publisher.source import Position


class Placed(Protocol):
    """A part of a book: it is never changed, and has a file."""

    @property
    def at(self) -> Position:
        """Where it begins."""


Part = TypeVar("Part", bound=Placed)
Settings = ParamSpec("Settings")
Made = TypeVar("Made")

# Of each act and file: the part, the settings, and what came of them; `None` for a process that makes everything once.
_known: dict[tuple[Callable[..., Any], str], tuple[Placed, Any, Any]] | None = None


def remember() -> None:
    """Keep from now on what is made."""
    global _known
    if _known is None:
        _known = {}


def remembers() -> bool:
    """Say whether this process keeps what it makes."""
    return _known is not None


def forget_others(paths: Collection[str]) -> None:
    """Forget what was made of other files than these."""
    for act, path in list(_known or ()):
        if _known is not None and path not in paths:
            del _known[act, path]


def remembered(make: Callable[Concatenate[Part, Settings], Made]) -> Callable[Concatenate[Part, Settings], Made]:
    """Give a pure function of a part, and of settings that can be compared, that remembers its last result for a file.

    What it gives is shared: nobody may change it.
    """

    @functools.wraps(make)
    def known(part: Part, /, *settings: Settings.args, **named: Settings.kwargs) -> Made:
        if _known is None:
            return make(part, *settings, **named)
        place = make, part.at.path
        before = _known.get(place)
        if before is not None and before[0] is part and before[1] == (settings, named):
            result: Made = before[2]
            return result
        made = make(part, *settings, **named)
        _known[place] = part, (settings, named), made
        return made

    return known
