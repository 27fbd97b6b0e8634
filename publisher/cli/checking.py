"""`publish check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.options import MANUSCRIPT, Format, OutputDir, OutputFormat, Quiet, Theme

Target = Annotated[
    Path, typer.Argument(metavar="FILE|MANUSCRIPT", help="A finished PDF or EPUB, or the folder that holds book.toml.")
]
Against = Annotated[
    Path | None,
    typer.Option("--manuscript", metavar="FOLDER", help="The manuscript that the file should hold."),
]
ByPage = Annotated[bool, typer.Option("--by-page", help="Tell how well each page is set, and not only all of them.")]


def check(
    target: Target = MANUSCRIPT,
    manuscript: Against = None,
    output_dir: OutputDir = None,
    theme: Theme = None,
    by_page: ByPage = False,
    quiet: Quiet = False,
    output_format: Format = OutputFormat.HUMAN,
) -> None:
    """Check a manuscript and its editions, or one finished file."""
    # The parser and PDFium take long to import; `publish --help` must not pay for them.
    from publisher import pipeline
    from publisher.cli.console import tell_json, tell_list

    if manuscript is None and (target.is_dir() or not target.suffix):
        report = pipeline.check_manuscript(target, output_dir=output_dir, theme=theme)
    else:
        report = pipeline.check_file(target, manuscript, theme=theme)
    if output_format is OutputFormat.JSON:
        tell_json(report.as_dict(), report.found, report.exit_code)
    else:
        tell_list(report.found)
        if not quiet:
            _tell_what_was_held(report.files, report.pages, report.notes, report.left_out)
            if report.typography:
                _tell_figures(report.typography.in_all)
                _tell_figures(report.typography.by_page if by_page else ())
            elif report.pages is not None:
                typer.echo("It has no justified text whose word spaces, line ends and page ends could be measured.")
    raise typer.Exit(report.exit_code)


def _tell_what_was_held(files: Sequence[Path], pages: int | None, notes: int, left_out: Sequence[str]) -> None:
    from publisher.cli.console import near

    for file in files:
        typer.echo(f"read {near(file)}" + (f": {pages} pages" if pages and file.suffix.lower() == ".pdf" else ""))
    if left_out:
        typer.echo(f"Without its manuscript, the file alone cannot show: {', '.join(left_out)}.")
        typer.echo("To hold it against its manuscript: --manuscript FOLDER")
    elif not files:
        typer.echo("No edition is built; the manuscript alone was checked.")
    elif notes:
        typer.echo(f"Each word and each of {notes} notes was looked for.")


def _tell_figures(rows: Sequence[Sequence[str]]) -> None:
    """Print figures below their names, or beside them, with numbers at the right edge of their columns."""
    from publisher.cli.console import columns

    if rows:
        numbers = range(1, 2) if len(rows[0]) == 2 else range(len(rows[0]) - 1)
        typer.echo("\n" + columns(rows, right=numbers))
