"""What each stage of a build took."""

import time
from collections.abc import Callable

from publisher.cli.console import columns
from publisher.progress import Progress, Step


class Timings:
    """Passes steps on and times their stages: each lasts until the next begins, the last one until it is told.

    Args:
        progress: Where steps go.
        clock: Gives seconds.
    """

    def __init__(self, progress: Progress, clock: Callable[[], float] = time.perf_counter) -> None:
        self._progress = progress
        self._clock = clock
        self._stage = "start"
        self._since = clock()
        self._seconds: dict[str, float] = {}

    def __call__(self, step: Step) -> None:
        """Hear of a step."""
        self._begin(f"{step.edition}: {step.stage}")
        self._progress(step)

    def told(self) -> str:
        """Give a line for each stage, and one for all of them."""
        self._begin(self._stage)
        total = sum(self._seconds.values())
        rows = [(name, f"{seconds:.2f} s") for name, seconds in (*self._seconds.items(), ("all", total))]
        return columns(rows, right=(1,))

    def _begin(self, stage: str) -> None:
        now = self._clock()
        self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now
