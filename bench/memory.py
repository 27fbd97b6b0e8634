"""How much memory a process and all that it started hold together, from Linux's /proc."""

import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

_PERIOD_SECONDS = 0.1


class MemoryOfTree:
    """Watches a process and its descendants from entering to leaving; pages that they share count once.

    Args:
        process: The number of the process.
    """

    def __init__(self, process: int) -> None:
        self.peak_mb = 0.0
        self._process = process
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(_PERIOD_SECONDS):
            self.peak_mb = max(self.peak_mb, sum(_held_mb(each) for each in tree(self._process)))


def tree(process: int) -> Iterator[int]:
    """Give the numbers of a process and of all its descendants."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _read(task).split():
            yield from tree(int(child))


def _held_mb(process: int) -> float:
    """Give a process's proportional share of the memory it maps, in megabytes (10⁶ bytes); 0 if it is gone."""
    for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _read(path: Path) -> str:
    # A process may end between being listed and being read.
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
