"""`publish watch` under way, timed from outside; Linux tells in /proc what its processes have spent."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.memory import tree
from bench.run import PROJECT

_TICKS = os.sysconf("SC_CLK_TCK")
# A build that has told its end still has to end.
_AFTERWARDS_SECONDS = 0.5


class Watched:
    """Watches a book and makes its print edition at every save; entered once the first build is done.

    Args:
        folder: Of its manuscript.
        output: Where the edition goes.
        jobs: Sections set at a time.
    """

    def __init__(self, folder: Path, output: Path, jobs: str) -> None:
        options = ("--only", "pdf", "--output-dir", str(output), "-j", jobs, "--format", "json")
        command = [sys.executable, "-m", "publisher", "watch", str(folder), *options]
        self._process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        self._ended()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate()

    def save(self, file: Path, text: str) -> tuple[float, float]:
        """Save a file; give the seconds on the clock until the edition lies on disk, and those of all processors."""
        time.sleep(_AFTERWARDS_SECONDS)
        spent, began = self._spent(), time.perf_counter()
        file.write_text(text, encoding="utf-8")
        self._ended()
        took = time.perf_counter() - began
        time.sleep(_AFTERWARDS_SECONDS)
        return took, self._spent() - spent

    def _ended(self) -> None:
        """Wait for the end of a build."""
        assert self._process.stdout
        for line in self._process.stdout:
            told = json.loads(line)
            if told["event"] == "ended":
                if told["exit_code"]:
                    sys.exit(f"the build failed: {line}")
                return
        sys.exit("publish watch came to an end")

    def _spent(self) -> float:
        """Give the seconds of the watching process, of all that it started, and of those of them that have ended."""
        return sum(map(_seconds, tree(self._process.pid)))


def _seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    # utime, stime, cutime and cstime; the first field here is the third one.
    return sum(map(int, fields[11:15])) / _TICKS
