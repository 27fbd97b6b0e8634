"""Files of others are looked at by processes that may take only so much time and memory, one for each file."""

import functools
from collections.abc import Callable, Sequence
from typing import TypeVar

from publisher.check.comparing.drawing import Picture, draw_all
from publisher.check.comparing.looking import FileLook, look_at
from publisher.confined import OutOfBoundsError, all_confined
from publisher.errors import ConfigError, Diagnostic

T = TypeVar("T")

# A book of 560 pages takes 10 seconds of a slow machine's processor and 300 MB; a bomb is to take no more than this.
_MOST_SECONDS = 300
_MOST_BYTES = 3_000_000_000


def look_at_all(files: Sequence[bytes]) -> tuple[FileLook, ...]:
    """Look at finished PDFs, all at once.

    Raises:
        UnreadableError: One cannot be opened.
        ConfigError: `pdf-too-long`, `pdf-too-costly`.
    """
    # A file that is given twice is looked at once.
    unlike = tuple(dict.fromkeys(files))
    looks = dict(zip(unlike, _done([functools.partial(look_at, data) for data in unlike]), strict=True))
    return tuple(looks[data] for data in files)


def draw_pages(files: Sequence[tuple[bytes, tuple[int, ...]]]) -> tuple[tuple[Picture, ...], ...]:
    """Draw some pages, numbered from 1, of finished PDFs.

    Raises:
        UnreadableError, ConfigError: As `look_at_all`.
    """
    return tuple(_done([functools.partial(draw_all, data, numbers) for data, numbers in files]))


def _done(works: Sequence[Callable[[], T]]) -> list[T]:
    try:
        return all_confined(works, most_bytes=_MOST_BYTES, most_seconds=_MOST_SECONDS)
    except OutOfBoundsError as problem:
        message = f"looking at a file takes more than {_MOST_SECONDS} seconds or {_MOST_BYTES // 10**9} GB of memory"
        hint = "no book is like that; name another file"
        raise ConfigError(Diagnostic(code="pdf-too-costly", message=message, hint=hint)) from problem
