"""Work on files that nobody vouches for, in a process of its own with so much memory and time and no more.

A few kilobytes can stand for gigabytes, and the libraries that read them would fill the memory of this process, or
end it. There, the worst that can happen is that the answer is: it took too much.
"""

import contextlib
import faulthandler
import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from publisher.errors import PublisherError

T = TypeVar("T")

MOST_BYTES = 3_000_000_000
"""Beyond what this process has: a picture of a hundred million pixels in inks, unpacked a few times over."""

MOST_SECONDS = 300
"""Of a processor: ten times what the longest book takes."""

# A process that waits for something else than the processor is not to be waited for either.
_PATIENCE = 2


class OutOfBoundsError(Exception):
    """The work took more memory or time than it may; says which."""


def confined(work: Callable[[], T], *, most_bytes: int | None = None, most_seconds: int | None = None) -> T:
    """Give what comes of some work, done in a fork of this process; where none can be forked, in this one.

    Args:
        work: What it gives, and what it raises on purpose, must be plain values.
        most_bytes: Memory that it may take beyond what this process has; `MOST_BYTES` if left out.
        most_seconds: Of a processor; `MOST_SECONDS` if left out.

    Raises:
        OutOfBoundsError: It took more, or the process that did it was ended by what it read.
        PublisherError: As `work` raises.
    """
    (answer,) = all_confined([work], most_bytes=most_bytes, most_seconds=most_seconds)
    return answer


def all_confined(
    works: Sequence[Callable[[], T]], *, most_bytes: int | None = None, most_seconds: int | None = None
) -> list[T]:
    """Give what comes of several works that are done at once, each as `confined` does it.

    Raises:
        OutOfBoundsError, PublisherError: As `confined`, of the first work that fails.
    """
    if not hasattr(os, "fork"):
        return [work() for work in works]
    most_bytes, most_seconds = most_bytes or MOST_BYTES, most_seconds or MOST_SECONDS
    context = multiprocessing.get_context("fork")
    with contextlib.ExitStack() as started:
        ends = [started.enter_context(_started(context, work, most_bytes, most_seconds)) for work in works]
        return [_answer(end, worker, most_bytes, most_seconds) for end, worker in ends]


@contextlib.contextmanager
def _started(
    context: Any, work: Callable[[], Any], most_bytes: int, most_seconds: int
) -> "Iterator[tuple[Connection[Any, Any], Any]]":
    """Have a process do some work; it is ended when nobody waits for it any more."""
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(theirs, work, most_bytes, most_seconds))
    worker.start()
    theirs.close()
    try:
        yield ours, worker
    finally:
        worker.kill()
        worker.join()
        ours.close()


def _answer(end: "Connection[Any, Any]", worker: Any, most_bytes: int, most_seconds: int) -> Any:
    if not end.poll(most_seconds * _PATIENCE):
        raise OutOfBoundsError(_too_long(most_seconds))
    try:
        kind, value = end.recv()
    except EOFError:
        worker.join()
        raise OutOfBoundsError(_ended(worker.exitcode, most_seconds)) from None
    match kind:
        case "done":
            return value
        case "found":
            problem, found = value
            raise problem(*found)
        case "memory":
            raise OutOfBoundsError(f"it takes more than {most_bytes / 1e9:g} GB of memory to read")
        case _:
            raise value


def _too_long(most_seconds: int) -> str:
    return f"it takes more than {most_seconds} seconds to read"


def _ended(exit_code: int | None, most_seconds: int) -> str:
    if exit_code in (-signal.SIGXCPU, -signal.SIGKILL):
        return _too_long(most_seconds)
    return f"what reads it broke down, most likely for want of memory ({exit_code})"


def _work(end: "Connection[Any, Any]", work: Callable[[], Any], most_bytes: int, most_seconds: int) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # What breaks down there is told by this process, and nothing else is to be told of it.
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    gc.freeze()
    _limit(most_bytes, most_seconds)
    answer = _done(work)
    with contextlib.suppress(BrokenPipeError):
        end.send(answer)
    end.close()
    os._exit(0)


def _done(work: Callable[[], Any]) -> tuple[str, Any]:
    try:
        return "done", work()
    except PublisherError as problem:
        return "found", (type(problem), problem.found)
    except MemoryError:
        return "memory", None
    except Exception as problem:
        import traceback

        problem.add_note("".join(traceback.format_tb(problem.__traceback__)))
        return "raised", problem


def _limit(most_bytes: int, most_seconds: int) -> None:
    import resource

    has = _address_space()
    for what, most in ((resource.RLIMIT_AS, has + most_bytes), (resource.RLIMIT_CPU, most_seconds)):
        # Some systems know one of them and do not let it be set; the other one still bounds.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _address_space() -> int:
    """Give how much of it this process has; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
