"""Who does the work: this process, or others that it forks. What comes out is the same."""

import contextlib
import functools
import gc
import heapq
import itertools
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, NamedTuple, NoReturn, Protocol, Self, TypeAlias

from publisher.errors import Diagnostic, LayoutError

# Where there are no forks, nobody asks for workers (`available`).
_CONTEXT = multiprocessing.get_context("fork") if hasattr(os, "fork") else multiprocessing.get_context("spawn")

# What a worker may take for what it has left to do when there are no more jobs.
_GRACE_SECONDS = 5.0


class Given(NamedTuple):
    """What a job gives, and what is left to do once it was handed over: nobody waits for that."""

    data: bytes
    afterwards: Callable[[], object]


class _NoMore:
    """Told to a worker in place of a job: there are no more."""


Make: TypeAlias = Callable[..., bytes | Given]
"""From a job, which is a plain value, to what it gives; a pure function.

Who has made something ready passes it on as `ready`, which may save time and decides nothing.
"""


class Crew(Protocol):
    """Does jobs in any order, the heaviest first. A distributed engine would be one more."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def give(self, number: int, job: Any, weight: int) -> None:
        """Add a job, under a number of the giver's."""

    def begin(self) -> None:
        """Have all begin who can, while this process does something else."""

    def take(self) -> tuple[int, bytes]:
        """Wait for the next result, and give it with the number of its job; whoever made it begins with the next one.

        Raises:
            LayoutError: `worker-lost`.
        """


Hire: TypeAlias = Callable[[Make], Crew]


@contextlib.contextmanager
def frozen() -> Iterator[None]:
    """Keep the garbage collector from looking through what is there now, for as long as this lasts."""
    ours = gc.get_freeze_count() == 0
    if ours:
        gc.freeze()
    try:
        yield
    finally:
        if ours:
            gc.unfreeze()


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector where much is made that lives on: looking through it is waste."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Queue:
    """Jobs that wait, the heaviest first, in the order given among those of one weight."""

    def __init__(self) -> None:
        self._jobs: list[tuple[int, int, int, Any]] = []
        self._count = itertools.count()

    def __len__(self) -> int:
        return len(self._jobs)

    def put(self, number: int, job: Any, weight: int) -> None:
        heapq.heappush(self._jobs, (-weight, next(self._count), number, job))

    def pop(self) -> tuple[int, Any]:
        _, _, number, job = heapq.heappop(self._jobs)
        return number, job


class Alone:
    """Does every job itself, when its result is asked for."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self._queue = _Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def give(self, number: int, job: Any, weight: int) -> None:
        """Add a job."""
        self._queue.put(number, job, weight)

    def begin(self) -> None:
        """Begin with nothing: this process does something else."""

    def take(self) -> tuple[int, bytes]:
        """Do the next job."""
        number, job = self._queue.pop()
        with collector_paused():
            data, afterwards = _given(self._make(job))
            afterwards()
        return number, data


class Early:
    """A worker who is there before there is work: he makes ready while this process finds out what is to be done.

    Args:
        prepare: What is worth doing before the first job; what it gives is passed to `make` along with every job. What
            goes wrong then will again when it is needed.
    """

    def __init__(self, prepare: Callable[[], object]) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="publish-", ignore_cleanup_errors=True)
        self.end, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_begin, args=(theirs, self.end, prepare, self.folder.name), daemon=True)
        self.process.start()
        theirs.close()
        self._is_free = True
        self._called_by = os.getpid()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end.close()
        self.process.kill()
        self.process.join()
        self.folder.cleanup()

    def join(self) -> None:
        """Wait until he is no more."""
        if os.getpid() == self._called_by:
            self.process.join()
        else:
            # A fork of whoever called him cannot ask how he came to his end.
            wait([self.process.sentinel])

    def engage(self, make: Make) -> bool:
        """Tell him what his jobs will be; say whether he is free to do them."""
        free, self._is_free = self._is_free, False
        if free:
            # One who is gone is noticed when his first result is awaited.
            with contextlib.suppress(BrokenPipeError):
                self.end.send(make)
        return free


class Processes:
    """Does jobs in processes of its own, forked when there is one to do.

    A fork knows all that this process knew then, and does its jobs with what it makes of that: this process itself
    must not have begun on what `make` sets up, for a library's threads do not live on in a fork.

    Args:
        count: At most so many.
        prepare: What is worth doing once before the first fork, if there will be more of them: imports.
        make: Does a job.
        early: Another worker, who is there already.
        meanwhile: What this process does, once, while it would wait for the first result.
    """

    def __init__(
        self,
        count: int,
        prepare: Callable[[], object],
        make: Make,
        *,
        early: Early | None = None,
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        self._count = count
        self._prepare = prepare
        self._make = make
        self._early = early
        self._meanwhile = meanwhile
        self._queue = _Queue()
        self._idle: list[Connection[Any, Any]] = []
        self._busy: dict[Connection[Any, Any], int] = {}

    def __enter__(self) -> Self:
        self._workers: dict[Connection[Any, Any], Any] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="publish-", ignore_cleanup_errors=True)
        return self

    def __exit__(self, *_: object) -> None:
        for end in self._workers.keys() - self._busy.keys():
            # It need not hear us hang up: others may have that end too.
            with contextlib.suppress(BrokenPipeError):
                end.send(_NoMore)
        for end, worker in self._workers.items():
            # Nothing that it does is worth waiting for, but what it has left to do.
            if end in self._busy or not wait([worker.sentinel], _GRACE_SECONDS):
                worker.kill()
            end.close()
            self._join(worker)
        self._folder.cleanup()

    def give(self, number: int, job: Any, weight: int) -> None:
        """Add a job; somebody who is there and idle begins with it at once, whatever comes after it."""
        self._queue.put(number, job, weight)
        if self._early is not None and not self._workers:
            self._hire_early()
        if self._idle:
            self._hand_to(self._idle.pop())

    def begin(self) -> None:
        """Hand out what waits, to those who are idle and to as many more as there may be."""
        while self._queue and (self._idle or len(self._workers) < self._count):
            self._hand_to(self._idle.pop() if self._idle else self._fork())

    def take(self) -> tuple[int, bytes]:
        """Wait for the next result."""
        self.begin()
        if self._meanwhile is not None:
            self._meanwhile()
            self._meanwhile = None
        end = next(end for end in self._busy if end in wait(list(self._busy)))
        number = self._busy.pop(end)
        try:
            problem, data = end.recv(), end.recv_bytes()
        except (EOFError, ConnectionResetError):
            self._join(self._workers[end])
            raise _lost(self._workers[end].exitcode) from None
        self._idle.append(end)
        if problem is not None:
            raise problem
        self.begin()
        return number, data

    def _join(self, worker: Any) -> None:
        if self._early is not None and worker is self._early.process:
            self._early.join()
        else:
            worker.join()

    def _hand_to(self, end: "Connection[Any, Any]") -> None:
        number, job = self._queue.pop()
        self._busy[end] = number
        # A worker that is gone is noticed when its result is awaited.
        with contextlib.suppress(BrokenPipeError):
            end.send(job)

    def _hire_early(self) -> None:
        if self._early is not None and self._early.engage(self._make):
            self._workers[self._early.end] = self._early.process
            self._idle.append(self._early.end)

    def _fork(self) -> "Connection[Any, Any]":
        # A single worker may as well do that itself, while this process goes on.
        if not self._workers and len(self._queue) > 1:
            self._prepare()
        ours, theirs = _CONTEXT.Pipe()
        inherited = (*self._workers, ours)
        worker = _CONTEXT.Process(target=_work, args=(theirs, inherited, self._make, self._folder.name), daemon=True)
        worker.start()
        theirs.close()
        self._workers[ours] = worker
        return ours


def _begin(
    end: "Connection[Any, Any]", parents: "Connection[Any, Any]", prepare: Callable[[], object], folder: str
) -> NoReturn:
    """Make ready, hear what is to be done, and do it."""
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    tempfile.tempdir = folder
    ready = None
    with contextlib.suppress(Exception):
        ready = prepare()
    try:
        make = end.recv()
    except (EOFError, OSError):
        os._exit(0)
    _work(end, (), make if ready is None else functools.partial(make, ready=ready), folder)


def _work(
    end: "Connection[Any, Any]", inherited: tuple["Connection[Any, Any]", ...], make: Make, folder: str
) -> NoReturn:
    """Do jobs until the process that forked this one hangs up, or is no more."""
    for other in inherited:
        # Else the pipes of a parent that was killed would stay open, and we with them.
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    tempfile.tempdir = folder
    # What was there before the fork is the parent's to look after; looking through it would only copy it.
    gc.freeze()
    # Whoever is killed with something unread resets what others write to and read from.
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while (job := end.recv()) is not _NoMore:
            # Nor does anybody wait for what is garbage by then.
            with collector_paused():
                _do(end, make, job)
    os._exit(0)


def _do(end: "Connection[Any, Any]", make: Make, job: Any) -> None:
    try:
        problem, given = None, make(job)
    except Exception as raised:
        import traceback

        raised.add_note("".join(traceback.format_tb(raised.__traceback__)))
        problem, given = raised, b""
    data, afterwards = _given(given)
    end.send(problem)
    end.send_bytes(data)
    afterwards()


def _given(made: bytes | Given) -> Given:
    return made if isinstance(made, Given) else Given(made, int)


def _lost(exit_code: int | None) -> LayoutError:
    return LayoutError(
        Diagnostic(
            code="worker-lost",
            message=f"a process that set pages came to an end ({exit_code}), perhaps for want of memory",
            hint="free some memory, or set one section at a time: -j 1",
        )
    )


def forks(count: int) -> Hire | None:
    """Give who does jobs that need nothing set up, as many at a time; `None` for a single one."""
    return functools.partial(Processes, count, int) if count > 1 else None


def available() -> int:
    """Give how many processes this one may keep busy."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
