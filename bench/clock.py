"""Measure the phases of a run from outside: functions of the package are wrapped, none knows of it."""

import functools
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

_BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass
class Clock:
    """Seconds that each phase took by itself, phases inside it left out, and the peak of memory when it ended."""

    seconds: dict[str, float] = field(default_factory=dict)
    peak_mb: dict[str, float] = field(default_factory=dict)
    _inner: list[float] = field(default_factory=list)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count what happens inside to a phase."""
        self.seconds.setdefault(name, 0.0)
        self._inner.append(0.0)
        began = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - began
            self.seconds[name] += took - self._inner.pop()
            if self._inner:
                self._inner[-1] += took
            self.peak_mb[name] = peak_mb()

    def wrap(self, owner: Any, attribute: str, name: str) -> None:
        """Time every call of a function where it is looked up."""
        function: Callable[..., Any] = getattr(owner, attribute)

        @functools.wraps(function)
        def timed(*arguments: Any, **options: Any) -> Any:
            with self.phase(name):
                return function(*arguments, **options)

        setattr(owner, attribute, timed)


def peak_mb() -> float:
    """Give the most memory that the process has held so far, in megabytes (10⁶ bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES_PER_UNIT / 1e6
