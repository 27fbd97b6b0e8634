"""`publish check`."""

from collections.abc import Mapping, Sequence
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

Printer = Annotated[
    str | None,
    typer.Option(
        "--printer", metavar="NAME", help="Hold PDFs to what this printer wants, instead of the one in book.toml."
    ),
]
Fix = Annotated[
    bool, typer.Option("--fix", help="Mend the manuscript's text where that needs no look at it; all else stays.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="With --fix: say what would be mended, and write nothing.")]


def check(
    target: Target = MANUSCRIPT,
    manuscript: Against = None,
    fix: Fix = False,
    dry_run: DryRun = False,
    output_dir: OutputDir = None,
    theme: Theme = None,
    printer: Printer = None,
    by_page: ByPage = False,
    quiet: Quiet = False,
    output_format: Format = OutputFormat.HUMAN,
) -> None:
    """Check a manuscript and its editions, or one finished file."""
    # The parser and PDFium take long to import; `publish --help` must not pay for them.
    from publisher import pipeline
    from publisher.cli.console import tell_json, tell_list

    if fix or dry_run:
        _fix(target, dry_run=dry_run, is_asked=fix, quiet=quiet, output_format=output_format)
    if manuscript is None and (target.is_dir() or not target.suffix):
        report = pipeline.check_manuscript(target, output_dir=output_dir, theme=theme, printer=printer)
    else:
        report = pipeline.check_file(target, manuscript, theme=theme, printer=printer)
    if output_format is OutputFormat.JSON:
        tell_json(report.as_dict(), report.found, report.exit_code)
    else:
        tell_list(report.found)
        if not quiet:
            _tell_what_was_held(report.files, report.pages_in, report.notes, report.left_out)
            _tell_standards(report.held_to, report.proved, report.unproved)
            _tell_judges(report.judged, report.unjudged)
            if report.typography:
                _tell_figures(report.typography.in_all)
                _tell_figures(report.typography.by_page if by_page else ())
            elif report.pages is not None:
                typer.echo("It has no justified text whose word spaces, line ends and page ends could be measured.")
            _tell_what_can_be_mended(target, report.mendable)
    raise typer.Exit(report.exit_code)


def _fix(target: Path, *, dry_run: bool, is_asked: bool, quiet: bool, output_format: OutputFormat) -> None:
    """Mend a manuscript, and end."""
    from publisher import pipeline
    from publisher.cli.console import tell_json, tell_list

    if not is_asked:
        raise typer.BadParameter("it goes with --fix", param_hint="--dry-run")
    report = pipeline.fix(target, dry_run=dry_run)
    if output_format is OutputFormat.JSON:
        tell_json(report.as_dict(), report.found, report.exit_code)
    else:
        tell_list(report.found)
        if not quiet:
            for found, edits in report.mended:
                changes = ", ".join(f"{_shown(edit.old)} → {_shown(edit.new)}" for edit in edits)
                typer.echo(f"{found.at}: {found.code}: {changes}")
            typer.echo(_told(len(report.mended), report.files, report.exit_code, written=report.written))
    raise typer.Exit(report.exit_code)


def _shown(text: str) -> str:
    """Write characters so that spaces can be told apart, and nothing is something."""
    return text.replace(" ", "␣").replace("\u00a0", "⍽") or "nothing"


def _told(count: int, files: Sequence[Path], exit_code: int, *, written: bool) -> str:
    if exit_code:
        return "Nothing is mended while the manuscript has mistakes."
    if not count:
        return "There is nothing that can be mended without a look at it."
    places = f"{count} place{'s' if count > 1 else ''} in {len(files)} file{'s' if len(files) > 1 else ''}"
    return f"{places} mended." if written else f"{places} would be mended; nothing was written."


def _tell_what_can_be_mended(folder: Path, count: int) -> None:
    from publisher.cli.console import typed

    if count:
        what = "One of the findings" if count == 1 else f"{count} of the findings"
        typer.echo(f"{what} can be mended without a look at the place: publish check --fix {typed(folder)}")


def _tell_what_was_held(
    files: Sequence[Path], pages_in: Mapping[Path, int], notes: int, left_out: Sequence[str]
) -> None:
    from publisher.cli.console import near

    for file in files:
        pages = pages_in.get(file)
        typer.echo(f"read {near(file)}" + (f": {pages} page{'s' if pages > 1 else ''}" if pages else ""))
    if left_out:
        typer.echo(f"Without its manuscript, the file alone cannot show: {', '.join(left_out)}.")
        typer.echo("To hold it against its manuscript: --manuscript FOLDER")
    elif not files:
        typer.echo("No edition is built; the manuscript alone was checked.")
    elif notes:
        typer.echo(f"Each word and each of {notes} notes was looked for.")


def _tell_standards(
    held_to: Mapping[Path, Sequence[str]], proved: Mapping[Path, Sequence[str]], unproved: Mapping[Path, Sequence[str]]
) -> None:
    """Say which standards and printers files were held to, and which of their claims nobody has looked at."""
    from publisher.cli.console import near

    for file, names in held_to.items():
        typer.echo(f"{near(file)} was held to {' and '.join((*names[1:], f'what “{names[0]}” wants'))}.")
    for file, names in proved.items():
        typer.echo(f"{near(file)} claims to be {' and '.join(names)}; veraPDF has looked at that.")
    for file, names in unproved.items():
        typer.echo(f"{near(file)} claims to be {' and '.join(names)}; there is no verapdf on the PATH to prove it.")


def _tell_judges(judged: Mapping[Path, Sequence[str]], unjudged: Mapping[Path, Sequence[str]]) -> None:
    """Say who else has looked at e-books, and who has not, and why."""
    from publisher.cli.console import near

    for file, names in judged.items():
        typer.echo(f"{' and '.join(names)} looked at {near(file)}.")
    for file, names in unjudged.items():
        typer.echo(f"{near(file)} was not looked at by {' and '.join(names)}.")


def _tell_figures(rows: Sequence[Sequence[str]]) -> None:
    """Print figures below their names, or beside them, with numbers at the right edge of their columns."""
    from publisher.cli.console import columns

    if rows:
        numbers = range(1, 2) if len(rows[0]) == 2 else range(len(rows[0]) - 1)
        typer.echo("\n" + columns(rows, right=numbers))
