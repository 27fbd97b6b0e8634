"""`publish clean`."""

import typer

from publisher.cli.options import MANUSCRIPT, Manuscript, OutputDir, Quiet


def clean(manuscript: Manuscript = MANUSCRIPT, output_dir: OutputDir = None, quiet: Quiet = False) -> None:
    """Remove what builds made, and nothing else."""
    from publisher import pipeline
    from publisher.cli.console import near
    from publisher.pipeline.loading import require_manuscript
    from publisher.pipeline.places import default_output_dir

    if output_dir is None:
        require_manuscript(manuscript, "clean")
    # Editions may outlive their manuscript, whose folder need not be there to say whose they are.
    told = manuscript != MANUSCRIPT or manuscript.is_dir()
    report = pipeline.clean(output_dir or default_output_dir(manuscript), manuscript if told else None)
    if quiet:
        return
    for path in report.removed:
        typer.echo(f"removed {near(path)}")
    for path in report.kept:
        typer.echo(f"kept {near(path)}: somebody has changed it since it was built")
    if not (report.removed or report.kept):
        typer.echo("nothing to remove")
