"""The process that watches and builds for a preview, so that the one that serves may have threads."""

import contextlib
import os
import signal
from multiprocessing.connection import Connection
from typing import Any, NoReturn, Self

from publisher.errors import PublisherError
from publisher.preview.builds import Order
from publisher.preview.processes import CONTEXT
from publisher.preview.watching import follow

# How often it looks whether whoever it works for is still there.
_LOOK_SECONDS = 2.0
_GRACE_SECONDS = 5.0


class Author:
    """Follows the saves of an author, and sends all events through a pipe; in the end an error, if one stopped it."""

    def __init__(self, order: Order) -> None:
        self.end, theirs = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=_work, args=(theirs, self.end, order))
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end.close()
        self._process.terminate()
        self._process.join(_GRACE_SECONDS)
        self._process.kill()
        self._process.join()


def _work(end: "Connection[Any, Any]", theirs: "Connection[Any, Any]", order: Order) -> None:
    theirs.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    if hasattr(signal, "setitimer"):
        # One that was killed says nothing.
        parent = os.getppid()
        signal.signal(signal.SIGALRM, lambda *_: None if os.getppid() == parent else _end())
        signal.setitimer(signal.ITIMER_REAL, _LOOK_SECONDS, _LOOK_SECONDS)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        try:
            for event in follow(order):
                end.send(event)
        except PublisherError as problem:
            end.send(problem)


def _end(*_: object) -> NoReturn:
    raise KeyboardInterrupt
