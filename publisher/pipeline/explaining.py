"""Say why a page of a manuscript's print edition ends where it does, without writing an edition."""

import os
from collections.abc import Mapping
from pathlib import Path

from publisher import progress as steps
from publisher import theme as themes
from publisher.pipeline import places
from publisher.pipeline.loading import load, source_date_epoch
from publisher.pipeline.places import CACHE
from publisher.progress import Progress
from publisher.store import Store
from publisher.workers import available


def explain_page(
    manuscript: str | Path,
    page: int,
    *,
    output_dir: Path | None = None,
    theme: str | None = None,
    progress: Progress = steps.silent,
    environ: Mapping[str, str] | None = None,
    jobs: int | None = None,
) -> tuple[str, ...]:
    """Give the lines of an explanation.

    Args:
        manuscript: The folder that holds `book.toml`.
        page: Which, the first being 1.
        output_dir: Where editions go and fonts are kept; `build` beside the manuscript's folder if left out.
        theme: A theme's name, instead of the one in `book.toml`.
        progress: Is told each step.
        environ: Where `SOURCE_DATE_EPOCH` may stand; the process's environment if left out.
        jobs: How many sections are set at a time; as many as the machine has processors for if left out.

    Raises:
        ManuscriptError: With all mistakes of the manuscript.
        ConfigError: The folder or the theme is not usable.
        LayoutError: The pages cannot be made, or `page-unknown`.
    """
    folder = Path(manuscript)
    book = load(folder, source_date_epoch(os.environ if environ is None else environ)).book
    look = themes.load(themes.find(theme or book.print_options.theme, folder.resolve().parent))
    home = output_dir or places.default_output_dir(folder)
    places.make_writable(home)
    # WeasyPrint takes half a second to import.
    from publisher import pdf

    store = Store(home.resolve() / CACHE / "store")
    hire = pdf.hire(jobs or available())
    return pdf.explain_page(book, look, page, store=store, units=store, hire=hire, progress=progress)
