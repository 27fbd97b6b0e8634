"""Which of several texts a short line goes on with, where more than one would do: the lines after it tell."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from publisher.pdf.audit.lines import Line

# Shorter lines may go on with anything.
_LEAST = 6

Holds: TypeAlias = Callable[[str], bool]


class Choice(NamedTuple):
    """A text that a line may go on with.

    Args:
        take: Goes on with the line in it.
        goes_on: Says of words whether they stand behind the line in it.
        waits: Says of words whether they stand where the line would.
    """

    take: Callable[[], None]
    goes_on: Holds
    waits: Holds


def choose(choices: Sequence[Choice], lines: Iterable[Line]) -> Choice:
    """Give the choice that the lines after it agree with; the first of equal ones."""
    if len(choices) == 1:
        return choices[0]
    ahead = [line.dense for line in lines if len(line.dense) >= _LEAST]
    return max(choices, key=lambda choice: any(map(choice.goes_on, ahead)) - any(map(choice.waits, ahead)))
