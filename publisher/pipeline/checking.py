"""Check finished editions: a file alone, a file against its manuscript, or all that a manuscript's builds made."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publisher import theme as themes
from publisher.errors import ConfigError, Diagnostic, ManuscriptError, Severity, in_reading_order
from publisher.html.page_starts import PageStarts
from publisher.model import Book, EditionName, Purpose
from publisher.pipeline import places
from publisher.pipeline.linting import lint
from publisher.pipeline.loading import load, require_manuscript, source_date_epoch
from publisher.theme import Theme
from publisher.workers import available, forks

# Far larger than any book, and a bound all the same.
_MOST_BYTES = 2_000_000_000
_INSIDES = tuple(purpose for purpose in Purpose if purpose.holds_the_book)


@dataclass(frozen=True, slots=True)
class TypographyReport:
    """How well a print edition is set.

    Args:
        values: All figures, for `--format json`.
        in_all: Names of figures and their values, for people.
        by_page: Names of figures, and then a row of values for each page.
    """

    values: Mapping[str, Any]
    in_all: tuple[tuple[str, ...], ...]
    by_page: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at, and what it found.

    Args:
        files: Editions that were read.
        found: In the order of the manuscript.
        left_out: Codes of rules that could not be held, for want of the manuscript.
        pages: Of the print edition that was read; `None` if none was.
        pages_in: Of each PDF that was read, covers included.
        notes: Notes whose place was proved.
        typography: How well the print edition is set; `None` if none was read, or one without justified text.
        mendable: Findings in the manuscript's text that `fix` would mend.
        held_to: For each file made for a press: the printer, and PDF/X-4 if it claims that.
        proved: Of each file, the versions of PDF/A and PDF/UA that it claims and veraPDF has looked at.
        unproved: Those that nobody has, for want of veraPDF.
        judged: Of each e-book, who else looked at it: EPUBCheck, Ace.
        unjudged: Who did not, with the reason.
        starts: Where the pages of the print edition that was read begin, if it is whole.
    """

    files: tuple[Path, ...]
    found: tuple[Diagnostic, ...]
    left_out: tuple[str, ...] = ()
    pages: int | None = None
    pages_in: Mapping[Path, int] = field(default_factory=dict)
    notes: int = 0
    typography: TypographyReport | None = None
    mendable: int = 0
    held_to: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    proved: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    unproved: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    judged: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    unjudged: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    starts: PageStarts = field(default=(), repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Give what was looked at as plain values for `--format json`; findings are told beside it."""
        return {
            "files": [str(file) for file in self.files],
            "pages": self.pages,
            "pages_in": {str(file): count for file, count in self.pages_in.items()},
            "notes": self.notes,
            "left_out": list(self.left_out),
            "typography": self.typography.values if self.typography else None,
            "mendable": self.mendable,
            "held_to": _by_file(self.held_to),
            "proved": _by_file(self.proved),
            "unproved": _by_file(self.unproved),
            "judged": _by_file(self.judged),
            "unjudged": _by_file(self.unjudged),
        }

    @property
    def exit_code(self) -> int:
        """What the command line ends with."""
        return int(any(item.severity is Severity.ERROR for item in self.found))


def _by_file(names: Mapping[Path, tuple[str, ...]]) -> dict[str, list[str]]:
    return {str(file): list(named) for file, named in names.items()}


def check_file(
    file: Path,
    manuscript: Path | None,
    *,
    theme: str | None = None,
    printer: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> CheckReport:
    """Check a finished edition.

    Args:
        file: A PDF or an EPUB, whoever made it.
        manuscript: The folder whose book it should hold; without it, what the file alone can show.
        theme: The theme that it was made with, instead of the one in `book.toml`.
        printer: For whom it is made, even if it does not claim PDF/X, instead of the one in `book.toml`.
        environ: Where `SOURCE_DATE_EPOCH` may stand; the process's environment if left out.

    Raises:
        ManuscriptError: The manuscript has mistakes.
        ConfigError: `file-missing`, `file-too-large`, `file-unreadable`, or those of a folder that is no manuscript;
            `printer-unknown`, `printer-broken`.
    """
    data = bytes_of(file)
    if manuscript is None:
        return _check(file, data, None, None, _Press(printer, None))
    book = load(manuscript, _epoch(environ)).book
    return _check(file, data, book, _look(book, theme, manuscript), _Press(printer, manuscript))


def check_manuscript(
    folder: Path,
    *,
    output_dir: Path | None = None,
    theme: str | None = None,
    printer: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> CheckReport:
    """Check a manuscript, its text included, and those of its editions that lie in its build folder.

    Raises:
        ConfigError: The folder is no manuscript, or an edition cannot be read.
    """
    require_manuscript(folder, "check")
    try:
        loaded = load(folder, _epoch(environ))
        linted = lint(loaded, folder, _epoch(environ))
    except ManuscriptError as problem:
        return CheckReport((), problem.found)
    book = loaded.book
    look = _look(book, theme, folder)
    home = output_dir or places.default_output_dir(folder)
    press = _Press(printer, folder)
    title = loaded.written.metadata.title
    books = [file for file in _editions(folder, title, home, _INSIDES) if file.is_file()]
    reports = [_check(file, bytes_of(file), book, look, press) for file in books]
    covers = [file for file in _editions(folder, title, home, (Purpose.COVER,)) if file.is_file()]
    reports += [_check(file, bytes_of(file), book, look, press) for file in covers if file not in books]
    found = [*loaded.found, *linted.found, *(item for report in reports for item in report.found)]
    return CheckReport(
        files=tuple(file for report in reports for file in report.files),
        found=in_reading_order([*found, *_wrong_page_lists(reports, book)]),
        pages=next((report.pages for report in reports if report.pages is not None), None),
        pages_in={file: count for report in reports for file, count in report.pages_in.items()},
        notes=max((report.notes for report in reports), default=0),
        typography=next((report.typography for report in reports if report.typography), None),
        mendable=linted.mendable,
        held_to={file: names for report in reports for file, names in report.held_to.items()},
        proved={file: names for report in reports for file, names in report.proved.items()},
        unproved={file: names for report in reports for file, names in report.unproved.items()},
        judged={file: names for report in reports for file, names in report.judged.items()},
        unjudged={file: names for report in reports for file, names in report.unjudged.items()},
    )


def _wrong_page_lists(reports: Sequence[CheckReport], book: Book) -> Iterator[Diagnostic]:
    """Hold the page list of an e-book against the print edition beside it, where both are whole."""
    starts = next((report.starts for report in reports if report.starts), ())
    for report in reports:
        (file,) = report.files
        if starts and file.suffix == ".epub":
            from publisher import check
            from publisher.check.ebook import NOT_WHOLE

            if any(item.code in NOT_WHOLE for item in report.found):
                continue
            yield from check.check_page_list(file.read_bytes(), book, starts)


def _editions(folder: Path, title: str, home: Path, purposes: Sequence[Purpose]) -> list[Path]:
    """Give every file that builds of a manuscript may have made for some purposes."""
    every = [
        file
        for purpose in purposes
        for _, file in places.targets(folder, tuple(EditionName), title, home, None, purpose)
    ]
    return list(dict.fromkeys(every))


def _epoch(environ: Mapping[str, str] | None) -> int | None:
    return source_date_epoch(os.environ if environ is None else environ)


def _look(book: Book, theme: str | None, folder: Path) -> Theme:
    return themes.load(themes.find(theme or book.print_options.theme, folder.resolve().parent))


@dataclass(frozen=True, slots=True)
class _Press:
    """For whom a file is made: a printer's name, asked for or `None`, and the folder that may hold one of its own."""

    printer: str | None
    folder: Path | None


def _check(file: Path, data: bytes, book: Book | None, theme: Theme | None, press: _Press) -> CheckReport:
    if file.suffix.lower() == ".epub":
        return _check_ebook(file, data, book, theme)
    # Both take a while to load; other commands need none.
    from publisher.check.conformance import prove
    from publisher.confined import OutOfBoundsError, confined

    try:
        report, made = confined(lambda: _read_pdf(file, data, book, theme, press))
    except OutOfBoundsError as problem:
        return CheckReport((file,), (_unbounded(file, problem),))
    proof = prove(file, made)
    return replace(
        report,
        found=(*report.found, *proof.found),
        proved={file: tuple(claim.says for claim in proof.proved)} if proof.proved else {},
        unproved={file: tuple(claim.says for claim in proof.unproved)} if proof.unproved else {},
    )


def _read_pdf(
    file: Path, data: bytes, book: Book | None, theme: Theme | None, press: _Press
) -> tuple[CheckReport, Any]:
    """Check what a file shows by itself and against its book; give what it claims to conform to as well."""
    from publisher import check
    from publisher.check.conformance import claims
    from publisher.check.preflight import preflight
    from publisher.pdf.audit import UnreadableError

    try:
        edition = check.examine(data, book, theme, hire=forks(available()))
    except UnreadableError as problem:
        raise ConfigError(unreadable(file, "PDF", problem)) from problem
    on_cover: tuple[Diagnostic, ...] = ()
    is_cover = bool(book and theme and check.is_cover(edition.file, book, theme))
    if book and is_cover:
        # It is no place for the book's words, but its printer is the same.
        on_cover = tuple(check.check_cover(edition.file, book))
        press = replace(press, printer=press.printer or book.print_options.printer)
        edition = replace(edition, source=None)
    flight = preflight(data, edition, press.printer, press.folder)
    found = (*on_cover, *check.check_print(edition))
    report = CheckReport(
        files=(file,),
        found=(*found, *(flight.found if flight else ())),
        left_out=() if book else check.PRINT_RULES.left_out(with_book=False),
        pages=len(edition.file.pages),
        pages_in={file: len(edition.file.pages)},
        notes=sum(1 for _ in edition.notes()),
        typography=None if is_cover else _typography(data),
        held_to={file: flight.held_to} if flight else {},
        starts=check.page_starts(edition) if edition.source and not found else (),
    )
    return report, claims(data)


def _typography(data: bytes) -> TypographyReport | None:
    from publisher.check import typography

    figures = typography.measure(data)
    if figures is None:
        return None
    return TypographyReport(figures.as_dict(), typography.in_all(figures), typography.by_page(figures))


def _check_ebook(file: Path, data: bytes, book: Book | None, theme: Theme | None) -> CheckReport:
    from publisher.check.ebook import HARMFUL, NEED_BOOK, examine_ebook
    from publisher.check.ebook.against_book import check_ebook
    from publisher.check.ebook.judges import judge, unjudged
    from publisher.epub.reading import UnreadableError

    try:
        found = examine_ebook(data)
        lost = tuple(check_ebook(data, book, theme)) if book and theme else ()
    except UnreadableError as problem:
        raise ConfigError(unreadable(file, "EPUB", problem)) from problem
    harmful = next((item for item in found if item.code in HARMFUL), None)
    said = unjudged(f"not asked: {harmful.message}") if harmful else judge(file)
    return CheckReport(
        files=(file,),
        found=in_reading_order((*found, *lost, *said.found)),
        left_out=() if book else NEED_BOOK,
        judged={file: said.judged} if said.judged else {},
        unjudged={file: said.unjudged} if said.unjudged else {},
    )


def _unbounded(file: Path, problem: Exception) -> Diagnostic:
    return Diagnostic(
        code="file-unbounded",
        message=f"{file} is more than can be checked: {problem}",
        hint="a book is not like that: make the file anew, and trust none that somebody sends you in its place",
    )


def unreadable(file: Path, kind: str, problem: Exception) -> Diagnostic:
    """Say that a file is not what it is taken for."""
    return Diagnostic(
        code="file-unreadable",
        message=f"{file} cannot be read as {kind}: {problem}",
        hint=f"a manuscript's files are checked by the name of their folder: {file.parent}"
        if file.suffix.lower() not in (".pdf", ".epub") and (file.parent / "book.toml").is_file()
        else "name a finished PDF or EPUB, without a password, or a manuscript's folder",
    )


def bytes_of(file: Path) -> bytes:
    """Read a finished edition.

    Raises:
        ConfigError: `file-missing`, `file-too-large`.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise ConfigError(
                Diagnostic(code="file-too-large", message=f"{file} is larger than any book", hint="name another file")
            )
        return file.read_bytes()
    except OSError as problem:
        raise ConfigError(
            Diagnostic(
                code="file-missing",
                message=f"cannot read {file}: {problem.strerror or problem}",
                hint="name a finished PDF or EPUB, or a manuscript's folder",
            )
        ) from problem
