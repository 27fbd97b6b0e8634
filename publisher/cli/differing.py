"""`publish diff`."""

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.options import MANUSCRIPT, Format, Jobs, OutputFormat, Quiet, Theme, Verbose

Old = Annotated[str, typer.Argument(metavar="OLD", help="A finished PDF, a manuscript's folder, or a git revision.")]
New = Annotated[str | None, typer.Argument(metavar="NEW", help="The same; the manuscript as it is now if left out.")]
Of = Annotated[Path, typer.Option("--manuscript", metavar="FOLDER", help="The manuscript that revisions are taken of.")]
Signature = Annotated[
    int, typer.Option("--signature", min=1, max=1000, metavar="N", help="How many pages a folded sheet holds.")
]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a report with the pages side by side, differences marked."),
]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]


def diff(
    old: Old,
    new: New = None,
    manuscript: Of = MANUSCRIPT,
    signature: Signature = 16,
    html: Html = None,
    theme: Theme = None,
    jobs: Jobs = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    output_format: Format = OutputFormat.HUMAN,
) -> None:
    """Say which pages and signatures of the print edition show something else than before.

    Exit codes: 0 if nothing differs, 1 if anything does, 2 or 3 if that cannot be known.
    """
    # PDFium and the pipeline take long to import; `publish --help` must not pay for them.
    from publisher.cli.console import columns, near, tell_json
    from publisher.cli.progress import progress_shown
    from publisher.pipeline import comparing

    is_json = json or output_format is OutputFormat.JSON
    with progress_shown(silent=quiet or is_json, verbose=verbose) as progress:
        wanted = comparing.Wanted(manuscript, theme, jobs, progress)
        before, after = comparing.read_states(old, new if new is not None else str(manuscript), wanted)
        found = comparing.compare(before, after, signature)
    if html is not None:
        comparing.write_report(html, before, after, found)
    exit_code = int(found.differs)
    if is_json:
        tell_json({"old": before.name, "new": after.name, **found.as_dict()}, (), exit_code)
    elif not quiet:
        typer.echo(columns(comparing.tell_comparison(found)))
        if html is not None:
            typer.echo(f"report: {near(html)}")
    raise typer.Exit(exit_code)
