"""`publish watch`."""

import enum
import json
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeAlias

import typer

from publisher.cli.options import (
    MANUSCRIPT,
    Format,
    Jobs,
    MadeFor,
    Manuscript,
    NoPageList,
    OutputDir,
    OutputFormat,
    Quiet,
    Theme,
    Verbose,
)


class Only(enum.StrEnum):
    """One of the editions, by the name of its command."""

    PDF = "pdf"
    EPUB = "epub"


OneEdition: TypeAlias = Annotated[
    Only | None, typer.Option("--only", help="Build this edition; those that book.toml names if left out.")
]
Purpose: TypeAlias = Annotated[MadeFor, typer.Option("--for", help="What the print edition is for, as in publish pdf.")]


def watch(
    manuscript: Manuscript = MANUSCRIPT,
    only: OneEdition = None,
    purpose: Purpose = MadeFor.PRESS,
    output_dir: OutputDir = None,
    theme: Theme = None,
    jobs: Jobs = None,
    no_page_list: NoPageList = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    output_format: Format = OutputFormat.HUMAN,
) -> None:
    """Build at every save, until Ctrl-C."""
    # Everything that builds need is imported once, and `publish --help` must not pay for it.
    from publisher.preview.watching import follow

    order = make_order(manuscript, only, purpose, output_dir, theme, jobs, page_list=not no_page_list)
    signal.signal(signal.SIGTERM, end)
    tell = _Lines(manuscript, quiet=quiet, verbose=verbose, output_format=output_format)
    try:
        for event in follow(order):
            tell(event)
    except KeyboardInterrupt:
        # This is how watching ends.
        tell.close()


def make_order(
    manuscript: Path,
    only: Only | None,
    purpose: MadeFor,
    output_dir: Path | None,
    theme: str | None,
    jobs: int | None,
    *,
    page_list: bool,
    shows: bool = False,
) -> Any:
    """Put the options of a command in the words of a build: a `publisher.preview.builds.Order`."""
    from publisher.model import EditionName
    from publisher.model import Purpose as Use
    from publisher.preview.builds import Order

    edition = {Only.PDF: EditionName.PRINT, Only.EPUB: EditionName.EPUB}
    return Order(
        folder=manuscript,
        editions=(edition[only],) if only else None,
        output_dir=output_dir,
        theme=theme,
        purpose=Use(purpose),
        jobs=jobs,
        page_list=page_list,
        shows=shows,
    )


def end(number: int, frame: object) -> NoReturn:
    """End as by Ctrl-C."""
    raise KeyboardInterrupt


class _Lines:
    """Tells each build in one line, and the mistakes that it found on standard error."""

    def __init__(self, folder: Path, *, quiet: bool, verbose: bool, output_format: OutputFormat) -> None:
        self._folder = folder
        self._is_json = output_format is OutputFormat.JSON
        self._quiet = quiet
        self._verbose = verbose
        self._shown = ExitStack()
        self._progress: Any = None
        self._is_first = True

    def __call__(self, event: Any) -> None:
        from publisher.preview.watching import Began, Dropped, Ended
        from publisher.progress import Step

        match event:
            case Step():
                self._step(event)
            case Began():
                self._began()
            case Dropped():
                self.close()
                self._say(f"{_names(event.changed)}: saved meanwhile; the build was stopped and begins again")
                self._say_json({"event": "dropped", "changed": [str(path) for path in event.changed]})
            case Ended():
                self.close()
                self._ended(event)

    def close(self) -> None:
        """Show no progress any more."""
        self._shown.close()
        self._progress = None

    def _began(self) -> None:
        from publisher.cli.console import near

        if self._is_first:
            self._say(f"Watching {near(self._folder)}; Ctrl-C ends it.")
        self._is_first = False

    def _step(self, step: Any) -> None:
        from publisher.cli.progress import progress_shown

        if self._progress is None:
            silent = self._quiet or self._is_json or not (self._verbose or sys.stderr.isatty())
            self._progress = self._shown.enter_context(progress_shown(silent=silent, verbose=self._verbose))
        self._progress(step)

    def _ended(self, event: Any) -> None:
        from publisher.cli.console import tell_list

        outcome = event.outcome
        if self._is_json:
            self._say_json(_values(event))
            return
        tell_list(outcome.report.found)
        if outcome.crash:
            print(outcome.crash, end="", file=sys.stderr, flush=True)
        what = f"{_names(event.changed)}: " if event.changed else ""
        self._say(f"{what}{_result(outcome)} ({outcome.seconds:.1f} s)", always=bool(outcome.report.exit_code))

    def _say(self, line: str, *, always: bool = False) -> None:
        if not self._is_json and (always or not self._quiet):
            print(line, flush=True)

    def _say_json(self, values: dict[str, Any]) -> None:
        if self._is_json:
            print(json.dumps(values, ensure_ascii=False), flush=True)


def _names(files: tuple[Path, ...]) -> str:
    from publisher.cli.console import near

    shown = ", ".join(near(file) for file in files[:3])
    return f"{shown} and {len(files) - 3} more" if len(files) > 3 else shown


def _result(outcome: Any) -> str:
    """Say in half a line what came of a build."""
    from publisher.cli.console import near
    from publisher.errors import Severity

    made = [edition for edition in outcome.report.editions if not edition.fresh]
    parts = [f"{near(edition.file)}{f', {edition.pages} pages' if edition.pages else ''}" for edition in made]
    errors = sum(item.severity is Severity.ERROR for item in outcome.report.found)
    if outcome.crash:
        parts.append("this is a mistake of the program; please report the lines above. The editions stay as they were")
    elif errors:
        parts.append(f"{errors} {'mistake' if errors == 1 else 'mistakes'}; what is not made stays as it was")
    elif outcome.report.exit_code:
        parts.append("nothing was made")
    return "; ".join(parts) or "nothing to make anew"


def _values(event: Any) -> dict[str, Any]:
    outcome = event.outcome
    return {
        "event": "ended",
        "changed": [str(path) for path in event.changed],
        "seconds": round(outcome.seconds, 3),
        "exit_code": outcome.report.exit_code,
        "found": [item.as_dict() for item in outcome.report.found],
        "editions": [edition.as_dict() for edition in outcome.report.editions],
        "crash": outcome.crash,
    }
