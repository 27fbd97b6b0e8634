"""How far a build has come, told to whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Step:
    """One step done.

    Args:
        edition: `print` or `epub`.
        stage: What is being made: “sections”, “binding” …
        done: Steps done of `total` in this stage.
        total: Steps of this stage.
        pages: Pages made so far; 0 where the edition has none.
    """

    edition: str
    stage: str
    done: int
    total: int
    pages: int = 0


Progress: TypeAlias = Callable[[Step], None]


def silent(step: Step) -> None:
    """Show nothing."""
