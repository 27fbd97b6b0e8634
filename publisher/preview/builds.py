"""One build in a process of its own, which has all imports at its birth and can be stopped at any moment."""

import contextlib
import gc
import os
import signal
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn, Self

from publisher import pipeline
from publisher.errors import Diagnostic, PublisherError
from publisher.model import EditionName, Purpose
from publisher.pipeline import BuildReport
from publisher.preview.processes import CONTEXT
from publisher.workers import Early, available

# What a build that was asked to stop may take to put its things away.
_GRACE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, in the words of `pipeline.build`; whether pages are shown before their audit."""

    folder: Path
    editions: tuple[EditionName, ...] | None = None
    output_dir: Path | None = None
    theme: str | None = None
    purpose: Purpose = Purpose.PRESS
    jobs: int | None = None
    page_list: bool = True
    shows: bool = False

    def build(self, progress: Callable[[Any], None], early: Early | None = None) -> BuildReport:
        """Build what is out of date; steps, and perhaps `Pages`, are told on the way."""
        return pipeline.build(
            self.folder,
            editions=self.editions,
            output_dir=self.output_dir,
            theme=self.theme,
            progress=progress,
            purpose=self.purpose,
            jobs=self.jobs,
            page_list=self.page_list,
            show=(lambda data: progress(Pages(data))) if self.shows else None,
            early=early,
        )

    def make_ready(self) -> object:
        """Give what its pages can be set with before the manuscript has been read."""
        return pipeline.make_ready(self.folder, output_dir=self.output_dir, theme=self.theme)


@dataclass(frozen=True, slots=True)
class Pages:
    """A print edition whose pages stand, and that nobody has audited yet."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build came to its end.

    Args:
        report: What was made and found; if nothing was made, what stopped it.
        seconds: What it took.
        crash: The traceback of a mistake of ours; `None` if there was none.
    """

    report: BuildReport
    seconds: float
    crash: str | None = None


class Standby:
    """Somebody who has made ready to set pages before the next build begins; he waits, and takes no time.

    He is no fork of a build, so that what he has set up lives on until there is one. What turns out to be another
    theme's, or another page's, he makes anew.
    """

    def __init__(self, order: Order) -> None:
        self._order = order
        self._early: Early | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._early:
            self._early.__exit__()
            self._early = None

    def call(self) -> None:
        """Send away who may have worked, and have another one make ready, if there are to be several."""
        self.__exit__()
        if (self._order.jobs or available()) > 1:
            self._early = Early(self._order.make_ready)

    def take(self) -> Early | None:
        """Give him to a build; `None` if nobody was called, or somebody has killed him."""
        return self._early if self._early and self._early.process.is_alive() else None


class Running:
    """A build under way. Its process sends steps, then the outcome, and is no more.

    Args:
        order: What to build.
        folder: For what it puts down while it works; emptied by whoever made it.
        early: Who has made ready to set its pages.
    """

    def __init__(self, order: Order, folder: Path, early: Early | None = None) -> None:
        self.end, theirs = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=_work, args=(theirs, self.end, order, str(folder), early))
        self._process.start()
        self._has_ended = False
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End it, whatever it does; the edition on disk is the old one or the new one."""
        self.end.close()
        if not self._has_ended:
            self._process.terminate()
            self._process.join(_GRACE_SECONDS)
            if self._process.pid is not None and hasattr(os, "killpg"):
                # Those that it forked, and itself if it would not listen.
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
        self._process.join()

    def take(self) -> Any:
        """Wait for the next thing that the build tells: a `Step`, or its `Outcome`."""
        try:
            told = self.end.recv()
        except EOFError:
            self._process.join()
            told = Outcome(BuildReport((), (_lost(self._process.exitcode),), 1), 0.0)
        self._has_ended = isinstance(told, Outcome)
        return told


def prepare() -> None:
    """Import what builds need, once for all that are forked from here, and remember from now on what is read.

    Nothing is set: the threads of a typesetter would not live on in a fork.
    """
    import jinja2.sandbox  # noqa: F401
    import langcodes  # noqa: F401

    from publisher import check, epub, manuscript, pdf, remembering  # noqa: F401
    from publisher.check import preflight  # noqa: F401
    from publisher.external.program import program
    from publisher.pipeline import ahead, building, readying, renewing  # noqa: F401
    from publisher.transform import floating, identifiers, numbering, punctuation, references, runs  # noqa: F401

    pdf.prepare()
    program()
    remembering.remember()


def read_ahead(order: Order) -> None:
    """Read what was saved, and do what comes before its pages, for every build that is forked from here."""
    # Whatever is wrong with it, the build will say.
    with contextlib.suppress(Exception):
        pipeline.read_ahead(order.folder, output_dir=order.output_dir, theme=order.theme)


def _work(
    end: "Connection[Any, Any]", theirs: "Connection[Any, Any]", order: Order, folder: str, early: Early | None
) -> NoReturn:
    # Else a build would not notice that nobody listens.
    theirs.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stopped)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    tempfile.tempdir = folder
    gc.freeze()
    with contextlib.suppress(BrokenPipeError):
        end.send(_outcome(order, end.send, early))
    end.close()
    os._exit(0)


def _outcome(order: Order, progress: Callable[[Any], None], early: Early | None) -> Outcome:
    began = time.perf_counter()
    crash = None
    try:
        report = order.build(progress, early)
    except PublisherError as problem:
        report = BuildReport((), problem.found, problem.exit_code)
    except BrokenPipeError:
        raise
    except Exception:
        report, crash = BuildReport((), (), 1), traceback.format_exc()
    return Outcome(report, time.perf_counter() - began, crash)


def _stopped(number: int, frame: object) -> NoReturn:
    # The way out leads past everything that cleans up; what a library says of that on the way concerns nobody.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    raise SystemExit(0)


def _lost(exit_code: int | None) -> Diagnostic:
    return Diagnostic(
        code="build-lost",
        message=f"the process that built came to an end ({exit_code}), perhaps for want of memory",
        hint="free some memory, or set one section at a time: -j 1; the next save builds again",
    )
