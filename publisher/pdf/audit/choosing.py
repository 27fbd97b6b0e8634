"""Which of several texts a short line goes on with, where more than one would do: the lines after it tell."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from publisher.pdf.audit.lines import Line

# More characters say no more.
_TELLING = 12
# That a text ends with a line says as much as some characters behind it.
_ENDS = 6

Holds: TypeAlias = Callable[[str], bool]


class Choice(NamedTuple):
    """A text that a line may go on with.

    Args:
        take: Goes on with the line in it.
        goes_on: Says of words whether they stand behind the line in it.
        waits: Says of words whether they stand where the line would.
        ends: Whether nothing stands behind the line.
    """

    take: Callable[[], None]
    goes_on: Holds
    waits: Holds
    ends: bool = False


def _leave() -> None:
    """Go on in no text."""


def _never(words: str) -> bool:
    """Say that nothing is known of words."""
    return False


OF_NO_TEXT = Choice(_leave, _never, _never)
"""A line may be of a drawing."""


def choose(choices: Sequence[Choice], lines: Iterable[Line]) -> Choice:
    """Give the choice that the lines after it agree with; the first of equal ones."""
    if len(choices) == 1:
        return choices[0]
    ahead = [line.dense for line in lines]
    return max(choices, key=lambda choice: _agreement(choice, ahead))


def _agreement(choice: Choice, ahead: Sequence[str]) -> int:
    return (_ENDS if choice.ends else _weight(choice.goes_on, ahead)) - _weight(choice.waits, ahead)


def _weight(holds: Holds, ahead: Iterable[str]) -> int:
    """Give how much lines say that agree: a few characters may do so by chance."""
    return max((min(len(words), _TELLING) for words in ahead if holds(words)), default=0)
