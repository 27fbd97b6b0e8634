"""`publish import`."""

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.new import Language
from publisher.cli.options import Format, OutputFormat, Quiet, Verbose


def import_text(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The text of a printed report, in UTF-8.")],
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The manuscript's folder; it must not exist, or be empty.")
    ],
    language: Annotated[
        Language | None, typer.Option("--language", "-l", help="What it is written in; guessed if left out.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files of the same names.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    output_format: Format = OutputFormat.HUMAN,
) -> None:
    """Make a manuscript from a text file."""
    import datetime

    from publisher import importers, pipeline
    from publisher.cli import console

    # One of the two moments when the clock is read; the other is `publish new`.
    today = datetime.date.today()
    report = importers.import_file(source, folder, force=force, today=today, language=language)
    if output_format is OutputFormat.JSON:
        left_out = [{"line": item.line, "reason": item.reason, "text": item.text} for item in report.dropped]
        values = {
            "folder": str(report.folder),
            "files": [str(file) for file in report.files],
            "title": report.title,
            "language": report.language,
            "sections": report.sections,
            "notes": report.notes,
            "left_out": left_out,
        }
        console.tell_json(values, report.found, 0)
        return
    console.tell_list(report.found)
    if verbose:
        for dropped in report.dropped:
            typer.echo(f"{source}:{dropped.line}: left out ({dropped.reason}): {dropped.text}", err=True)
    if not quiet:
        typer.echo(f"{report.title}: {_count(report.sections, 'section')}, {_count(report.notes, 'note')}")
        if report.dropped:
            typer.echo(f"{_count(len(report.dropped), 'line')} of the pages' furniture left out; --verbose lists them")
        if report.found:
            typer.echo(f"{_count(len(report.found), 'place')} to look at; those in the text are marked there")
        if count := pipeline.count_mendable(folder):
            places = _count(count, "place")
            typer.echo(f"{places} where a typographer would mend a sign: publish check --fix {console.typed(folder)}")
        typer.echo(f"Next: publish build {console.typed(folder)}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
