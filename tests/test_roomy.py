"""Deep calls find room on the stack."""

import resource
from collections.abc import Callable

from publisher.roomy import roomy

DEPTHS = range(120)
CALLS = 500


def faults_of(work: Callable[[], object]) -> int:
    """Count how often the system had to give memory that was not there."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def at_every_depth() -> None:
    for depth in DEPTHS:
        go_down(depth)


def go_down(depth: int) -> None:
    if depth:
        go_down(depth - 1)
    else:
        for number in range(CALLS):
            leaf(number)


def leaf(number: int) -> int:
    return number + 1


def test_calls_deep_down_take_no_memory_again_and_again() -> None:
    # Else every call at some depth takes a piece of the stack and gives it back.
    assert faults_of(roomy(at_every_depth)) < CALLS / 2


def test_what_is_called_gets_and_gives_what_it_would() -> None:
    @roomy
    def add(one: int, *, other: int) -> int:
        """Add."""
        return one + other

    assert add(1, other=2) == 3
    assert (add.__name__, add.__doc__) == ("add", "Add.")
