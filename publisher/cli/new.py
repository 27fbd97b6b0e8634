"""`publish new`."""

import enum
from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.options import Quiet


class Language(enum.StrEnum):
    """The languages that there is a starting manuscript in."""

    TR = "tr"
    EN = "en"
    RU = "ru"
    KK = "kk"


def new(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The manuscript's folder; it must not exist, or be empty.")
    ],
    language: Annotated[Language, typer.Option("--language", "-l", help="What the book is written in.")] = Language.EN,
    title: Annotated[
        str | None, typer.Option("--title", help="The book's title; the folder's name if left out.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Lay out a small, complete manuscript that teaches the markup."""
    import datetime
    import os
    import uuid

    from publisher.cli.console import near, typed
    from publisher.pipeline.starting import start

    # Names of files are bytes, and those of old disks and archives may be no text, which a title is.
    name = title or os.fsencode(folder.absolute().name).decode(errors="ignore").replace("-", " ").replace("_", " ")
    # One of the two moments when the clock is read; the other is `publish import`.
    today = datetime.date.today()
    files = start(folder, language=language, title=name, today=today, book_id=uuid.uuid4())
    if not quiet:
        for file in files:
            typer.echo(near(file))
        typer.echo(f"Next: publish build {typed(folder)}")
