"""`publish`: the commands put together, and the one place where an error becomes text and an exit code.

Nothing slow is imported here: `publish --help` answers in under 0.2 s.
"""

import errno
import functools
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from publisher import __version__
from publisher.cli import build, checking, clean, differing, doctor, importing, new, previewing, watching
from publisher.cli.options import OutputFormat
from publisher.errors import ConfigError, Diagnostic, PublisherError

app = typer.Typer(
    name="publish",
    help="Make a print-ready PDF and an accessible EPUB from one manuscript.",
    epilog="Exit codes: 0 done, 1 mistakes in the manuscript, 2 wrong usage or settings, 3 a needed tool is missing.",
    no_args_is_help=True,
    # Rich's help costs a tenth of a second, its tracebacks hide the lines that a bug report needs.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line."""
    # A terminal that cannot show a letter shows its number, as standard error does, rather than a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    app(prog_name="publish")


def reported(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command end in text and an exit code where it raises one of our own errors."""

    @functools.wraps(command)
    def run(**arguments: Any) -> None:
        try:
            with _out_of_reach_told():
                command(**arguments)
        except PublisherError as problem:
            from publisher.cli import console

            output_format = arguments.get("output_format", OutputFormat.HUMAN)
            console.tell_found(problem.found, output_format, problem.exit_code)
            raise typer.Exit(problem.exit_code) from None

    return run


@contextmanager
def _out_of_reach_told() -> Iterator[None]:
    """Tell of a name that the system will not even look up: the mistake of whoever gave it, not ours."""
    try:
        yield
    except OSError as problem:
        if problem.errno not in (errno.EACCES, errno.ENAMETOOLONG) or problem.filename is None:
            raise
        raise ConfigError(
            Diagnostic(
                code="path-out-of-reach",
                message=f"cannot reach {problem.filename}: {problem.strerror}",
                hint="see whether you may open it and the folders around it, or name another",
            )
        ) from problem


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"publish {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and end.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Make a print-ready PDF and an accessible EPUB from one manuscript."""


app.command("pdf")(reported(build.pdf))
app.command("epub")(reported(build.epub))
app.command("build")(reported(build.build))
app.command("watch")(reported(watching.watch))
app.command("preview")(reported(previewing.preview))
app.command("check")(reported(checking.check))
app.command("diff")(reported(differing.diff))
app.command("new")(reported(new.new))
app.command("import")(reported(importing.import_text))
app.command("doctor")(reported(doctor.doctor))
app.command("clean")(reported(clean.clean))

if __name__ == "__main__":
    main()
