"""What a book's pages can be set with before the book has been read."""

from pathlib import Path

from publisher import theme as themes
from publisher.pipeline.places import CACHE, default_output_dir
from publisher.pipeline.settings import read_settings
from publisher.store import Store


def make_ready(folder: Path, *, output_dir: Path | None = None, theme: str | None = None) -> object:
    """Import the typesetter, and give what `book.toml` and the theme alone decide; `None` if they have mistakes.

    Whatever is wrong with the theme, whoever renders the book will say; it is for the process that asks, and no fork
    of it (`publisher.workers.Early`).

    Args:
        folder: The folder that holds `book.toml`.
        output_dir: As `build` is told.
        theme: As `build` is told.
    """
    # WeasyPrint takes half a second to import: this is the process that others do not wait for.
    from publisher import pdf

    pdf.prepare()
    settings = read_settings(folder, None)
    if settings is None:
        return None
    look = themes.load(themes.find(theme or settings.print_options.theme, folder.resolve().parent))
    store = Store((output_dir or default_output_dir(folder)).resolve() / CACHE / "store")
    return pdf.make_ready(look, settings.print_options, store, settings.language)
