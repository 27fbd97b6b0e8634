"""Files of others are looked at by processes that may take only so much time and memory, one for each file."""

import contextlib
import pickle
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from publisher.check.comparing.drawing import Picture, draw_all
from publisher.check.comparing.looking import FileLook, look_at
from publisher.errors import ConfigError, Diagnostic, LayoutError
from publisher.workers import Processes

# A book of 560 pages takes 10 seconds of a slow machine's processor and 300 MB; a bomb is to take no more than this.
_MOST_SECONDS = 300
_MOST_BYTES = 3_000_000_000


@dataclass(frozen=True, slots=True)
class _Looks:
    """Look at all pages of a file."""

    data: bytes


@dataclass(frozen=True, slots=True)
class _Draws:
    """Draw some pages of a file."""

    data: bytes
    numbers: tuple[int, ...]


def look_at_all(files: Sequence[bytes]) -> tuple[FileLook, ...]:
    """Look at finished PDFs, all at once.

    Raises:
        UnreadableError: One cannot be opened.
        ConfigError: `pdf-too-long`, `pdf-too-costly`.
    """
    # A file that is given twice is looked at once.
    unlike = tuple(dict.fromkeys(files))
    looks = dict(zip(unlike, _do([_Looks(data) for data in unlike]), strict=True))
    return tuple(looks[data] for data in files)


def draw_pages(files: Sequence[tuple[bytes, tuple[int, ...]]]) -> tuple[tuple[Picture, ...], ...]:
    """Draw some pages, numbered from 1, of finished PDFs.

    Raises:
        UnreadableError, ConfigError: As `look_at_all`.
    """
    return tuple(_do([_Draws(data, numbers) for data, numbers in files]))


def _do(jobs: Sequence[Any]) -> list[Any]:
    results: list[Any] = [None] * len(jobs)
    with Processes(len(jobs), lambda: None, _make) as crew:
        for index, job in enumerate(jobs):
            crew.give(index, job, 0)
        for _ in jobs:
            try:
                index, data = crew.take()
            except LayoutError as problem:
                raise _too_costly() from problem
            results[index] = pickle.loads(data)
    return results


def _make(job: Any) -> bytes:
    for kind, most in (
        (resource.RLIMIT_CPU, _MOST_SECONDS),
        (resource.RLIMIT_AS, _MOST_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS knows limits of memory that it does not hold, and refuses some.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    try:
        match job:
            case _Looks(data):
                return pickle.dumps(look_at(data))
            case _:
                return pickle.dumps(draw_all(job.data, job.numbers))
    except MemoryError as problem:
        raise _too_costly() from problem


def _too_costly() -> ConfigError:
    return ConfigError(
        Diagnostic(
            code="pdf-too-costly",
            message=f"looking at a file takes more than {_MOST_SECONDS} seconds or {_MOST_BYTES // 10**9} GB of memory",
            hint="no book is like that; name another file",
        )
    )
