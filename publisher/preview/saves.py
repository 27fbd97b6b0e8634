"""Which files of a book an author has saved: names, not events, and only where the content is another one."""

import contextlib
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Self, TypeAlias

from publisher.pipeline.fingerprint import sha256
from publisher.preview.processes import CONTEXT

Snapshot: TypeAlias = Mapping[Path, str]
"""The hash of each file."""

# What editors and sync programs put down beside a file for a moment; hidden files are no part of a manuscript at all.
_PASSING = re.compile(
    r"~$|^#.*#$|^4913$|^~\$|\.(?:tmp|temp|part|bak|orig|swp|swo|swx|crdownload|kate-swp)$|___jb_(?:tmp|old)___$",
    re.IGNORECASE,
)
# A save of several files, or of one in several steps, is one save if no pause in it is longer than this.
_PAUSE_MS = 50
_LONGEST_MS = 400
# How often a watcher looks whether the folders, and whoever listens, are still there.
_LOOK_MS = 500


class Saves:
    """Waits for saves in some folders.

    Events only say that it is time to look: what was saved is found by content, so that a file that was touched, or
    written as it was, is none. A process of its own listens, for the library has threads, and a process that has any
    must not be forked.
    """

    end: "Connection[Any, Any]"

    def __init__(self) -> None:
        self._roots: tuple[Path, ...] = ()
        self._known: Snapshot = {}
        self._process: BaseProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self.end.close()
            self._process.kill()
            self._process.join()

    def watch(self, roots: tuple[Path, ...]) -> None:
        """Wait for saves in these folders from now on, instead of others."""
        if roots != self._roots:
            self.__exit__()
            self._roots = roots
            self._listen()
            self._known = snapshot(roots)

    def take(self) -> tuple[Path, ...]:
        """Wait until something happens, and name the files that are new, gone, or another than before."""
        try:
            self.end.recv()
        except EOFError:
            # Somebody has killed it.
            self.__exit__()
            self._listen()
        before, self._known = self._known, snapshot(self._roots)
        return tuple(sorted(path for path in before.keys() | self._known if before.get(path) != self._known.get(path)))

    def _listen(self) -> None:
        self.end, theirs = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=_report, args=(theirs, self.end, self._roots), daemon=True)
        self._process.start()
        theirs.close()
        # Its first word says that it listens.
        with contextlib.suppress(EOFError):
            self.end.recv()


def snapshot(roots: Iterable[Path]) -> Snapshot:
    """Hash every file below some folders that may be part of a book."""
    # Opening a pipe would wait for ever.
    return {path: sha256(path) for root in roots for path in _files(root) if path.is_file()}


def counts(path: Path, root: Path) -> bool:
    """Say whether what lies below a folder may be part of a book."""
    parts = path.relative_to(root).parts if path.is_relative_to(root) else ()
    return bool(parts) and not any(part.startswith(".") for part in parts) and not _PASSING.search(parts[-1])


def _report(end: "Connection[Any, Any]", theirs: "Connection[Any, Any]", roots: Sequence[Path]) -> None:
    """Send a word when watching has begun, and whenever something happens; end when nobody listens any more."""
    theirs.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = os.getppid()
    polls = None
    with contextlib.suppress(BrokenPipeError):
        while os.getppid() == parent:
            try:
                _listen(end, roots, polls)
            except FileNotFoundError:
                continue
            except OSError:
                # The system watches no more folders than it was set up for: look at the files instead, now and then.
                polls = True


def _is_text(path: Path) -> bool:
    return os.fsencode(path).decode(errors="ignore") == str(path)


def _listen(end: "Connection[Any, Any]", roots: Sequence[Path], polls: bool | None) -> None:
    """Send a word at once, and at each change, until the folders are others than they were."""
    # The process that forks must not have the library's threads.
    import watchfiles

    there = [root for root in roots if root.is_dir()]
    parent, marks = os.getppid(), _marks(roots)
    if not there or not all(_is_text(root) for root in there):
        # The library takes names that are text alone: look now and then.
        end.send(None)
        time.sleep(_LOOK_MS / 1000)
        return
    changes = watchfiles.watch(
        *there,
        watch_filter=lambda _, path: any(counts(Path(path), root) for root in roots),
        debounce=_LONGEST_MS,
        step=_PAUSE_MS,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=polls,
    )
    is_first = True
    for saved in changes:
        if saved or is_first:
            end.send(None)
        is_first = False
        # A folder that was taken away and put back is another one, which nobody watches.
        if os.getppid() != parent or _marks(roots) != marks:
            return


def _marks(roots: Sequence[Path]) -> list[tuple[int, int] | None]:
    return [_mark(root) for root in roots]


def _mark(root: Path) -> tuple[int, int] | None:
    try:
        told = root.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


def _files(root: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (path for path in (Path(place, name) for name in names) if counts(path, root))
