"""`publish pdf`, `publish epub` and `publish build`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.options import (
    MANUSCRIPT,
    Explain,
    Force,
    Format,
    Jobs,
    MadeFor,
    Manuscript,
    NoPageList,
    OutputDir,
    OutputFile,
    OutputFormat,
    Quiet,
    ShowTimings,
    Theme,
    Verbose,
)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a build tells, and how."""

    quiet: bool
    verbose: bool
    output_format: OutputFormat
    explain: bool
    timings: bool


def pdf(
    manuscript: Manuscript = MANUSCRIPT,
    output: OutputFile = None,
    output_dir: OutputDir = None,
    theme: Theme = None,
    force: Force = False,
    jobs: Jobs = None,
    explain: Explain = False,
    timings: ShowTimings = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    output_format: Format = OutputFormat.HUMAN,
    explain_page: Annotated[
        int | None,
        typer.Option("--explain-page", metavar="N", help="Write nothing; say why page N ends where it does."),
    ] = None,
    purpose: Annotated[
        MadeFor,
        typer.Option(
            "--for", help="press (PDF/X-4), archive (PDF/A), screen (PDF/UA, links), proof (for its editors)."
        ),
    ] = MadeFor.PRESS,
    cover: Annotated[
        bool, typer.Option("--cover", help="Make the cover instead: back, spine and front, for the press.")
    ] = False,
) -> None:
    """Build the print edition."""
    if explain_page is not None:
        _explain(manuscript, explain_page, output_dir, theme, jobs, quiet=quiet, verbose=verbose)
        return
    if cover and purpose is not MadeFor.PRESS:
        raise typer.BadParameter("a cover is for the press; leave one of the two out", param_hint="--for with --cover")
    tell = _Telling(quiet, verbose, output_format, explain, timings)
    made_for = "cover" if cover else purpose
    _build(manuscript, "print", output, output_dir, theme, force, tell, jobs, made_for)


def epub(
    manuscript: Manuscript = MANUSCRIPT,
    output: OutputFile = None,
    output_dir: OutputDir = None,
    theme: Theme = None,
    force: Force = False,
    explain: Explain = False,
    timings: ShowTimings = False,
    jobs: Jobs = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    output_format: Format = OutputFormat.HUMAN,
    no_page_list: NoPageList = False,
) -> None:
    """Build the e-book edition."""
    tell = _Telling(quiet, verbose, output_format, explain, timings)
    _build(manuscript, "epub", output, output_dir, theme, force, tell, jobs, page_list=not no_page_list)


def build(
    manuscript: Manuscript = MANUSCRIPT,
    output_dir: OutputDir = None,
    theme: Theme = None,
    force: Force = False,
    jobs: Jobs = None,
    explain: Explain = False,
    timings: ShowTimings = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    output_format: Format = OutputFormat.HUMAN,
    no_page_list: NoPageList = False,
) -> None:
    """Build every edition that is out of date."""
    tell = _Telling(quiet, verbose, output_format, explain, timings)
    _build(manuscript, None, None, output_dir, theme, force, tell, jobs, page_list=not no_page_list)


def _explain(
    manuscript: Path,
    page: int,
    output_dir: Path | None,
    theme: str | None,
    jobs: int | None,
    *,
    quiet: bool,
    verbose: bool,
) -> None:
    from publisher import pipeline
    from publisher.cli.progress import progress_shown

    with progress_shown(silent=quiet, verbose=verbose) as progress:
        lines = pipeline.explain_page(
            manuscript, page, output_dir=output_dir, theme=theme, progress=progress, jobs=jobs
        )
    typer.echo("\n".join(lines))


def _build(
    manuscript: Path,
    edition: str | None,
    output: Path | None,
    output_dir: Path | None,
    theme: str | None,
    force: bool,
    tell: _Telling,
    jobs: int | None = None,
    purpose: str = MadeFor.PRESS,
    *,
    page_list: bool = True,
) -> None:
    # The typesetters and parsers behind this take long to import; `publish --help` must not pay for them.
    from publisher import pipeline
    from publisher.cli.progress import progress_shown
    from publisher.cli.report import tell_build, tell_reasons
    from publisher.cli.timings import Timings
    from publisher.model import EditionName, Purpose
    from publisher.pipeline.loading import require_manuscript

    require_manuscript(manuscript, {None: "build", "print": "pdf", "epub": "epub"}[edition])
    silent = tell.quiet or tell.output_format is OutputFormat.JSON
    with progress_shown(silent=silent, verbose=tell.verbose) as progress:
        timed = Timings(progress)
        report = pipeline.build(
            manuscript,
            editions=[EditionName(edition)] if edition else None,
            output_dir=output_dir,
            output=output,
            theme=theme,
            progress=timed,
            force=force,
            purpose=Purpose(purpose),
            jobs=jobs,
            page_list=page_list,
        )
    tell_build(report, tell.output_format, quiet=tell.quiet)
    if tell.explain and tell.output_format is OutputFormat.HUMAN:
        tell_reasons(report)
    if tell.timings:
        typer.echo(timed.told(), err=True)
    raise typer.Exit(report.exit_code)
