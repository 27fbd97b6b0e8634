"""How far a build is: a bar on a terminal, elsewhere one plain line a stage."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from publisher.progress import Progress, Step, silent


@contextmanager
def progress_shown(*, silent: bool, verbose: bool) -> Iterator[Progress]:
    """Give what a build tells its steps to; all of it is shown on standard error."""
    if silent:
        yield _silent
    elif sys.stderr.isatty() and not verbose:
        with _bar() as progress:
            yield progress
    else:
        yield _Lines(verbose)


_silent = silent


class _Lines:
    """One line when a stage begins; one for each step if asked for."""

    def __init__(self, verbose: bool) -> None:
        self._verbose = verbose
        self._stage: tuple[str, str] | None = None

    def __call__(self, step: Step) -> None:
        stage = (step.edition, step.stage)
        if self._verbose:
            pages = f", {step.pages} pages" if step.pages else ""
            print(f"{step.edition}: {step.stage} {step.done}/{step.total}{pages}", file=sys.stderr, flush=True)
        elif stage != self._stage:
            print(f"{step.edition}: {step.stage}", file=sys.stderr, flush=True)
        self._stage = stage


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TextColumn("{task.fields[pages]}"),
        TimeElapsedColumn(),
    )
    tasks: dict[tuple[str, str], TaskID] = {}
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:

        def show(step: Step) -> None:
            stage = (step.edition, step.stage)
            if stage not in tasks:
                tasks[stage] = bar.add_task(f"{step.edition}: {step.stage}", total=step.total, pages="")
            pages = f"{step.pages} pages" if step.pages else ""
            bar.update(tasks[stage], completed=step.done, total=step.total, pages=pages)

        yield show
