"""Make editions, each written whole or not at all."""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publisher import theme as themes
from publisher.errors import AuditError, ConfigError, Diagnostic, PublisherError, Severity, in_reading_order
from publisher.html.page_starts import PageStarts
from publisher.model import Book, EditionName, Purpose
from publisher.pipeline import glyphs, places, records
from publisher.pipeline.auditing import Audit
from publisher.pipeline.fingerprint import fingerprint, sha256
from publisher.pipeline.loading import Manuscript, load
from publisher.pipeline.page_map import PageMap
from publisher.pipeline.reasons import what_was_made, why_made
from publisher.pipeline.records import Record, UnitRecord
from publisher.pipeline.report import BuildReport, EditionReport
from publisher.pipeline.run import Run
from publisher.printers import load_printer
from publisher.progress import Step
from publisher.store import Store, write_atomically
from publisher.workers import Early, collector_paused, forks


@dataclass(frozen=True, slots=True)
class _Rendered:
    data: bytes
    notes: int
    pages: int | None
    found: tuple[Diagnostic, ...]
    units: tuple[UnitRecord, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)


def make(
    run: Run,
    stale: Mapping[EditionName, Path],
    made_from: Mapping[EditionName, Mapping[str, str]],
    ready: Callable[[], object],
) -> BuildReport:
    """Make editions, with somebody who makes ready to set pages while the manuscript is read.

    Args:
        run: The build.
        stale: Each edition that is to be made, and its file.
        made_from: Of each, what it is made from (`Run.inputs`).
        ready: What he does meanwhile, unless the build was given somebody who has done it.

    Raises:
        ManuscriptError: With all mistakes of the manuscript; no edition was touched.
    """
    if run.early or run.jobs == 1 or EditionName.PRINT not in stale:
        return _make(run, stale, made_from)
    # Both need it, and a fork knows what was imported before it.
    from publisher import pdf  # noqa: F401

    with Early(ready) as early:
        return _make(replace(run, early=early), stale, made_from)


def _make(
    run: Run, stale: Mapping[EditionName, Path], made_from: Mapping[EditionName, Mapping[str, str]]
) -> BuildReport:
    themes.require_sound(run.theme)
    for file in stale.values():
        places.make_writable(file.parent)
    run.progress(Step("book", "manuscript", 0, 1))
    page_mark = run.page_mark(next(iter(made_from.values())))
    loaded = load(run.folder, run.epoch, lambda book: glyphs.find_missing(book, run.theme, stale, run.folder))
    run.progress(Step("book", "manuscript", 1, 1))
    reports: list[EditionReport] = []
    found = list(loaded.found)
    failure = 0
    store = Store(run.cache / "store")
    # The author may have saved a file meanwhile: then nobody knows whose pages these are.
    kept_in = replace(store, gives=not run.force) if run.page_mark(run.files()) == page_mark else Store(None)
    page_map = PageMap(page_mark, kept_in)
    for edition, file in stale.items():
        # One edition that cannot be made does not keep the other from its readers.
        try:
            report, more = _make_one(run, loaded, store, page_map, edition, file, made_from[edition])
        except PublisherError as problem:
            found += problem.found
            failure = max(failure, problem.exit_code)
        else:
            reports.append(report)
            found += more
    store.prune()
    return BuildReport(tuple(reports), tuple(found), failure)


def _make_one(
    run: Run,
    loaded: Manuscript,
    store: Store,
    page_map: PageMap,
    edition: EditionName,
    file: Path,
    made_from: Mapping[str, str],
) -> tuple[EditionReport, tuple[Diagnostic, ...]]:
    began = time.perf_counter()
    rendered = _RENDERERS[edition](loaded, run, store, page_map)
    if any(item.severity is Severity.ERROR for item in rendered.found):
        raise PublisherError(*rendered.found)
    # The author may have saved a file meanwhile: then nobody knows what this edition holds.
    unchanged = run.inputs(edition, run.files()) == made_from
    known = records.read(run.cache, file.resolve())
    why = why_made(made_from, known, sha256(file), force=run.force)
    record = Record(
        file=file.resolve(),
        edition=edition,
        manuscript=str(run.folder.resolve()),
        fingerprint=fingerprint(made_from) if unchanged else "",
        sha256=_sha256(rendered.data),
        before=_ours(known, file),
        pages=rendered.pages,
        notes=rendered.notes,
        found=in_reading_order([*loaded.found, *rendered.found]),
        inputs=made_from,
        units=rendered.units,
        beside={places.beside(file, ending).name: _sha256(data) for ending, data in rendered.beside.items()},
    )
    _write(run.cache, record, rendered, file, known)
    report = EditionReport(
        name=edition,
        file=file,
        pages=rendered.pages,
        notes=rendered.notes,
        bytes=len(rendered.data),
        seconds=time.perf_counter() - began,
        fresh=False,
        reasons=(why, *(what_was_made(edition, rendered.units, known) if rendered.units else ())),
    )
    return report, rendered.found


def _ours(record: Record | None, file: Path) -> str | None:
    """Give the hash of what lies at a place, if we wrote it."""
    present = sha256(file)
    return present if record and present in (record.sha256, record.before) else None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _remove_stale(record: Record, known: Record | None) -> None:
    """Remove what lay beside the last edition and does not beside this one, unless somebody has changed it."""
    for path, written in known.files().items() if known else ():
        if path not in record.files() and sha256(path) == written:
            path.unlink(missing_ok=True)


def _write(cache: Path, record: Record, rendered: _Rendered, file: Path, known: Record | None) -> None:
    try:
        _remove_stale(record, known)
        records.write(cache, record)
        for ending, data in rendered.beside.items():
            write_atomically(places.beside(file, ending), data)
        write_atomically(file, rendered.data)
    except OSError as problem:
        raise ConfigError(places.unwritable(file, problem)) from problem


def _render_print(loaded: Manuscript, run: Run, store: Store, page_map: PageMap) -> _Rendered:
    from publisher import pdf

    book = loaded.book
    audit = Audit(book, run, store)
    printed = _lay_out(book, run, store, _UNDER.get(run.purpose, run.purpose), audit)
    if run.purpose is Purpose.COVER:
        cover = pdf.render_cover(book, run.theme, printed.pages, store=store)
        return _Rendered(cover.data, 0, 1, cover.found)
    if run.show:
        run.show(printed.data)
    page_map.keep(audit.page_starts(printed.data))
    units = tuple(
        UnitRecord(part.identifier, part.title, part.kept, part.trace.kit, part.trace.text, part.trace.wording)
        for part in printed.parts
    )
    if run.purpose is Purpose.PROOF:
        from publisher import check
        from publisher.pipeline.linting import lint

        found = (*loaded.found, *printed.found, *lint(loaded, run.folder, run.epoch).found)
        beside = check.proof_pages(check.examine(printed.data, book, run.theme, hire=forks(run.jobs)), found)
        proof = pdf.render_proof(printed.data, beside, book, run.theme, store=store)
        return _Rendered(proof, printed.notes, printed.pages, tuple(printed.found), units)
    coarse = _coarse_pictures(printed.data, book, run) if run.purpose is Purpose.PRESS else ()
    return _Rendered(printed.data, printed.notes, printed.pages, (*printed.found, *coarse), units)


def _coarse_pictures(data: bytes, book: Book, run: Run) -> tuple[Diagnostic, ...]:
    """Tell of pictures with too few pixels for the press; too few by far are an error."""
    from publisher.check.preflight import too_coarse

    return too_coarse(data, book, load_printer(book.print_options.printer, run.folder))


def _lay_out(book: Book, run: Run, store: Store, purpose: Purpose | None, audit: Audit) -> Any:
    """Give the print edition, a `publisher.pdf.PrintedBook`."""
    # WeasyPrint takes half a second to import; an edition that is up to date must not pay for it.
    from publisher import pdf

    return pdf.render(
        book,
        run.theme,
        store=store,
        units=replace(store, gives=not run.force),
        hire=pdf.hire(run.jobs, run.early, audit.make_ready),
        progress=run.progress,
        purpose=purpose,
    )


def _render_epub(loaded: Manuscript, run: Run, store: Store, page_map: PageMap) -> _Rendered:
    from publisher import epub

    book = loaded.book
    pages: PageStarts = ()
    found: tuple[Diagnostic, ...] = ()
    if run.page_list and EditionName.PRINT in book.editions:
        audit = Audit(book, run, store)
        pages, found = page_map.get(lambda: audit.page_starts(_lay_out(book, run, store, None, audit).data))

    def make(kept: Store) -> epub.Ebook:
        with collector_paused():
            ebook = epub.render(
                book, run.theme, store=store, progress=run.progress, pages=pages, inks=_inks(book), kept=kept
            )
            if pages:
                from publisher import check

                check.require_page_list(ebook.data, book, pages)
        return ebook

    try:
        ebook = make(replace(store, gives=not run.force))
    except AuditError:
        # What is wrong with it may have come out of the store, which anybody may have written to.
        ebook = make(replace(store, gives=False))
    units = tuple(
        UnitRecord(part.identifier, part.title, part.kept, part.kit, part.made_from, part.wording)
        for part in ebook.parts
    )
    beside = {".onix.xml": ebook.onix} | ({".cover.svg": ebook.cover_source} if ebook.cover_source else {})
    return _Rendered(ebook.data, ebook.notes, None, (*found, *ebook.found), units, beside)


def _inks(book: Book) -> bytes | None:
    """Give the profile of the press that a book names; `None` for the standard one, which comes with the package."""
    if book.press_profile or not book.print_options.press.condition:
        return book.press_profile.data if book.press_profile else None
    from publisher.pdf.standards import press_inks

    _, profile = press_inks(book)
    return profile.data if profile else None


# The pages that a cover is made for, and those that lie under a proof.
_UNDER: Mapping[Purpose, Purpose | None] = {Purpose.COVER: Purpose.PRESS, Purpose.PROOF: None}

_RENDERERS: Mapping[EditionName, Callable[[Manuscript, Run, Store, PageMap], _Rendered]] = {
    EditionName.PRINT: _render_print,
    EditionName.EPUB: _render_epub,
}
