"""`publish import`."""

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.new import Language
from publisher.cli.options import Format, OutputFormat, Quiet


def import_text(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The text of a printed report (.txt).")],
    folder: Annotated[Path, typer.Argument(help="The manuscript's folder; it must not exist, or be empty.")],
    language: Annotated[
        Language | None, typer.Option("--language", "-l", help="What it is written in; found out if left out.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the files of an earlier import.")] = False,
    quiet: Quiet = False,
    output_format: Format = OutputFormat.HUMAN,
) -> None:
    """Make a manuscript from a text file."""
    import datetime

    from publisher import importers

    # One of the two moments when the clock is read; the other is `publish new`.
    today = datetime.date.today()
    report = importers.import_file(source, folder, force=force, today=today, language=language)
    print(report)
