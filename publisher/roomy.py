"""Room on the interpreter's stack for what calls deep and often."""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# CPython keeps frames in pieces of 16 KB and gives a piece back as soon as the last frame in it returns. A loop that
# happens to stand at a piece's end gets one from the system for each function that it calls, twenty times the cost of
# the call; WeasyPrint's boxes within boxes often stand there. A frame that is larger than a piece gets one of its own,
# up to twice its size: all that it calls find room behind it. A megabyte holds some ten thousand frames.
_SLOTS = 1 << 17


def roomy(function: Callable[P, T]) -> Callable[P, T]:
    """Give a function that calls another with a megabyte of stack before it."""

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    room: Any = call
    room.__code__ = room.__code__.replace(co_stacksize=_SLOTS)
    return call
