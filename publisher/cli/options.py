"""Arguments and options that several commands share."""

import enum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer


class OutputFormat(enum.StrEnum):
    """How a command tells what it did."""

    HUMAN = "human"
    JSON = "json"


MANUSCRIPT = Path("manuscript")

Manuscript: TypeAlias = Annotated[Path, typer.Argument(metavar="MANUSCRIPT", help="The folder that holds book.toml.")]
Format: TypeAlias = Annotated[
    OutputFormat, typer.Option("--format", help="Text for people, or one JSON object on standard output.")
]
OutputDir: TypeAlias = Annotated[
    Path | None,
    typer.Option("--output-dir", help="Where editions go; build/ beside the manuscript's folder if left out."),
]
OutputFile: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", help="The file to write, instead of one named after the title.")
]
Theme: TypeAlias = Annotated[
    str | None, typer.Option("--theme", help="A theme in styles/, instead of the one that book.toml names.")
]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Make all of it again, even if it is up to date.")]

Jobs: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "-j", "--jobs", min=1, metavar="N", help="Set N sections at a time; one for each processor if left out."
    ),
]
NoPageList: TypeAlias = Annotated[
    bool, typer.Option("--no-page-list", help="The e-book does not list the pages of the print edition.")
]


class MadeFor(enum.StrEnum):
    """What a print edition is for: `publisher.model.Purpose`, which `--help` must not import."""

    PRESS = "press"
    ARCHIVE = "archive"
    SCREEN = "screen"
    PROOF = "proof"


Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="Tell mistakes and warnings only.")]
Verbose: TypeAlias = Annotated[bool, typer.Option("--verbose", "-v", help="Tell every step.")]
Explain: TypeAlias = Annotated[
    bool, typer.Option("--explain", help="Say why each edition was made, and which of its parts were made or kept.")
]
ShowTimings: TypeAlias = Annotated[bool, typer.Option("--timings", help="Say on standard error what each stage took.")]
