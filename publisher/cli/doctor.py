"""`publish doctor`."""

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.options import Format, OutputFormat, Quiet


def doctor(
    theme: Annotated[str, typer.Option("--theme", help="The theme whose fonts are looked for.")] = "ankasam",
    quiet: Quiet = False,
    output_format: Format = OutputFormat.HUMAN,
) -> None:
    """Show what `publish` needs and what is missing."""
    from publisher.cli import console
    from publisher.cli.needs import needs
    from publisher.errors import ToolMissingError

    found = needs(Path.cwd(), theme)
    missing = any(need.required and need.remedy for need in found)
    exit_code = ToolMissingError.exit_code if missing else 0
    if output_format is OutputFormat.JSON:
        console.tell_json({"needs": [need.as_dict() for need in found]}, (), exit_code)
        raise typer.Exit(exit_code)
    if not quiet:
        rows = [(need.state, need.kind, need.name, need.version or "–", need.place or "–") for need in found]
        typer.echo(console.columns([("state", "kind", "name", "version", "place"), *rows]))
    for need in found:
        if need.remedy:
            weight = "" if need.required else " (editions can be made without it)"
            typer.echo(f"{need.name}: {need.state}{weight}\n  hint: {need.remedy}", err=True)
    raise typer.Exit(exit_code)
