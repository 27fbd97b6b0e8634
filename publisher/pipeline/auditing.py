"""The audit of a print edition in a build: begun while pages are set, ended on the finished file."""

from dataclasses import replace
from typing import Any

from publisher.html.page_starts import PageStarts
from publisher.model import Book
from publisher.pipeline.run import Run
from publisher.progress import Step
from publisher.store import Store
from publisher.workers import collector_paused, forks


class Audit:
    """Holds a print edition against its book; what of that needs no pages can be made ready while they are set.

    Args:
        book: With all its ids.
        run: The build.
        store: Keeps what is read of pages.
    """

    def __init__(self, book: Book, run: Run, store: Store) -> None:
        self._book = book
        self._run = run
        self._store = replace(store, gives=not run.force)
        self._memory: Any = None
        self._foreseen: Any = None

    def make_ready(self) -> None:
        """Do what can be done before there are pages."""
        from publisher import check
        from publisher.check import preflight  # noqa: F401

        with collector_paused():
            self._memory = self._remembered()
            self._foreseen = check.foresee(self._book)

    def _remembered(self) -> Any:
        from publisher import check

        memory = check.Memory(self._store)
        memory.foresee()
        return memory

    def page_starts(self, data: bytes) -> PageStarts:
        """Make sure that a print edition is whole, and give where its pages begin."""
        from publisher import check

        run = self._run
        run.progress(Step("print", "audit", 0, 1))
        memory = self._memory or self._remembered()
        with collector_paused():
            starts = check.page_starts(
                check.require_whole(data, self._book, run.theme, memory, forks(run.jobs), self._foreseen)
            )
        run.progress(Step("print", "audit", 1, 1))
        return starts
