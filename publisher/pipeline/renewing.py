"""Make every edition that is out of date; one that is not costs a look at what it was made from."""

import functools
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from publisher import progress as steps
from publisher import theme as themes
from publisher.errors import in_reading_order
from publisher.model import EditionName, Purpose
from publisher.pipeline import places, records
from publisher.pipeline.fingerprint import fingerprint, sha256
from publisher.pipeline.loading import load, require_manuscript, source_date_epoch
from publisher.pipeline.places import CACHE
from publisher.pipeline.readying import make_ready
from publisher.pipeline.records import Record
from publisher.pipeline.report import BuildReport, EditionReport
from publisher.pipeline.run import Run
from publisher.pipeline.settings import Settings, read_settings
from publisher.progress import Progress
from publisher.workers import Early, available


def build(
    manuscript: str | Path = "manuscript",
    *,
    editions: Iterable[EditionName] | None = None,
    output_dir: Path | None = None,
    output: Path | None = None,
    theme: str | None = None,
    progress: Progress = steps.silent,
    environ: Mapping[str, str] | None = None,
    force: bool = False,
    purpose: Purpose = Purpose.PRESS,
    jobs: int | None = None,
    page_list: bool = True,
    show: Callable[[bytes], None] | None = None,
    early: Early | None = None,
) -> BuildReport:
    """Make a manuscript's editions, those that are out of date.

    Args:
        manuscript: The folder that holds `book.toml`.
        editions: Which; those that `book.toml` names if left out.
        output_dir: Where to; `build` beside the manuscript's folder if left out.
        output: The file to write, if one edition is asked for.
        theme: A theme's name, instead of the one in `book.toml`.
        progress: Is told each step.
        environ: Where `SOURCE_DATE_EPOCH` may stand; the process's environment if left out.
        purpose: What the print edition is for; named in its file's name, unless it is for the press.
        force: Make them again from the manuscript alone, even if they are up to date.
        jobs: How many sections are set at a time; as many as the machine has processors for if left out.
        page_list: Whether the e-book lists the pages of the print edition, if the book has one.
        show: Is given the print edition as soon as its pages stand, to look at: nobody knows yet whether it is whole,
            and the file on disk is still the last good one.
        early: Who sets pages, if somebody has made ready already (`make_ready`).

    Raises:
        ManuscriptError: With all mistakes of the manuscript; no edition was touched.
        ConfigError: The folder, the theme or the output place is not usable.
    """
    folder = Path(manuscript)
    environ = os.environ if environ is None else environ
    require_manuscript(folder)
    epoch = source_date_epoch(environ)
    settings = read_settings(folder, epoch) or Settings.of(load(folder, epoch).book)
    look = themes.read(themes.find(theme or settings.print_options.theme, folder.resolve().parent))
    home = output_dir or places.default_output_dir(folder)
    wanted = places.targets(folder, tuple(editions or settings.editions), settings.title, home, output, purpose)
    run = Run(
        folder,
        look,
        home.resolve() / CACHE,
        epoch,
        progress,
        purpose,
        jobs or available(),
        force,
        page_list,
        show,
        early,
    )
    files = run.files()
    made_from = {edition: run.inputs(edition, files) for edition, _ in wanted}
    kept = {} if force else _up_to_date(run, wanted, made_from)
    stale = {edition: file for edition, file in wanted if edition not in kept}
    ready = functools.partial(make_ready, folder, output_dir=output_dir, theme=theme)
    made = _made(run, stale, made_from, ready) if stale else BuildReport(())
    reports = {report.name: report for report in made.editions}
    for edition, record in kept.items():
        reports[edition] = _kept(record, dict(wanted)[edition])
    found = [*made.found, *(item for record in kept.values() for item in record.found)]
    ordered = tuple(reports[edition] for edition, _ in wanted if edition in reports)
    return BuildReport(ordered, in_reading_order(found), made.failure)


def _made(
    run: Run,
    stale: Mapping[EditionName, Path],
    made_from: Mapping[EditionName, Mapping[str, str]],
    ready: Callable[[], object],
) -> BuildReport:
    # The parser, the font tools, the typesetter: editions that are up to date need none of them.
    from publisher.pipeline.building import make

    return make(run, stale, made_from, ready)


def _up_to_date(
    run: Run, wanted: list[tuple[EditionName, Path]], made_from: Mapping[EditionName, Mapping[str, str]]
) -> dict[EditionName, Record]:
    kept = {}
    for edition, file in wanted:
        record = records.read(run.cache, file.resolve())
        if record and record.fingerprint == fingerprint(made_from[edition]) and _is_as_written(record):
            kept[edition] = record
    return kept


def _is_as_written(record: Record) -> bool:
    return all(sha256(path) == written for path, written in record.files().items())


def _kept(record: Record, file: Path) -> EditionReport:
    return EditionReport(
        name=record.edition,
        file=file,
        pages=record.pages,
        notes=record.notes,
        bytes=file.stat().st_size,
        seconds=0.0,
        fresh=True,
    )
