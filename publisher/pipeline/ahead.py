"""What a process that stays beside an author makes of his manuscript before a build, which is a fork of it."""

import os
from collections.abc import Mapping
from pathlib import Path

from publisher import pdf
from publisher import theme as themes
from publisher.manuscript.remembering import forget_others
from publisher.model import EditionName
from publisher.pipeline import glyphs
from publisher.pipeline.loading import load, source_date_epoch
from publisher.pipeline.places import CACHE, default_output_dir
from publisher.pipeline.settings import read_settings
from publisher.store import Store


def read_ahead(
    folder: Path,
    *,
    output_dir: Path | None = None,
    theme: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> None:
    """Read what was saved of a manuscript, and do with it what builds do before they make pages.

    That is remembered (`publisher.remembering.remember`), as are the theme's templates and style sheets; of files that
    are no longer of the book it is forgotten.

    Args:
        folder: The folder that holds `book.toml`.
        output_dir: As `build` is told.
        theme: As `build` is told.
        environ: As `build` is told.

    Raises:
        PublisherError: What a build would tell.
    """
    settings = read_settings(folder, None)
    if settings is None:
        return
    look = themes.read(themes.find(theme or settings.print_options.theme, folder.resolve().parent))
    themes.require_sound(look)
    look.compile()
    epoch = source_date_epoch(os.environ if environ is None else environ)
    book = load(folder, epoch, lambda book: glyphs.find_missing(book, look, book.editions, folder)).book
    forget_others({section.at.path for section in book.sections})
    if EditionName.PRINT in book.editions:
        pdf.read_ahead(book, look, Store((output_dir or default_output_dir(folder)).resolve() / CACHE / "store"))
