"""Read a manuscript and complete it, or say everything that is wrong with it at once."""

import os
import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from publisher.errors import ConfigError, Diagnostic, ManuscriptError, Severity, in_reading_order
from publisher.model import Book
from publisher.source import Position


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A book that can be rendered, the warnings about it, and the book as its author wrote it."""

    book: Book
    found: tuple[Diagnostic, ...]
    written: Book


def load_book(folder: str | Path, *, environ: Mapping[str, str] | None = None) -> Book:
    """Give the book that a manuscript folder holds.

    Args:
        folder: Holds `book.toml`.
        environ: Where `SOURCE_DATE_EPOCH` may stand; the process's environment if left out.

    Raises:
        ManuscriptError: With all mistakes of the manuscript.
        ConfigError: The folder is none that holds a manuscript, or `SOURCE_DATE_EPOCH` is no number.
    """
    return load(Path(folder), source_date_epoch(os.environ if environ is None else environ)).book


Check: TypeAlias = Callable[[Book], Iterable[Diagnostic]]


def load(folder: Path, epoch: int | None, *checks: Check) -> Manuscript:
    """Read a manuscript, complete it (ids, languages, punctuation), and look after its links.

    Args:
        folder: Holds `book.toml`.
        epoch: Seconds since 1970 that stand in for a date that the book leaves out.
        checks: What else to look for, so that its findings are told together with all others.

    Raises:
        ManuscriptError: With all mistakes of the manuscript.
        ConfigError: The folder is none that holds a manuscript.
    """
    require_manuscript(folder)
    # These take a while to import; a book that is up to date needs none.
    from publisher import manuscript
    from publisher.transform import floating, identifiers, numbering, punctuation, references, runs

    book, found = manuscript.load(folder, source_date_epoch=epoch)
    if book is None:
        raise ManuscriptError(*in_reading_order(found))
    found = [*found, *identifiers.find_duplicates(book)]
    written = book
    book = runs.with_language_runs(identifiers.with_identifiers(book))
    if book.smart_punctuation:
        book = punctuation.with_smart_punctuation(book)
    numbers = numbering.number(book, book.print_options.note_numbering)
    found += references.find_broken(book, numbers)
    found += floating.find_immovable(book)
    for check in checks:
        found += check(book)
    return Manuscript(book, _stop_on_errors(found), written)


def _stop_on_errors(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give the warnings, in reading order.

    Raises:
        ManuscriptError: With everything found, if there is an error among it.
    """
    ordered = in_reading_order(found)
    if any(item.severity is Severity.ERROR for item in ordered):
        raise ManuscriptError(*ordered)
    return ordered


def source_date_epoch(environ: Mapping[str, str]) -> int | None:
    """Give the moment that stands for “now” in reproducible builds, in seconds since 1970; `None` if none is set.

    Raises:
        ConfigError: `source-date-invalid`.
    """
    value = environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    # The year 9999 is the last that a date can hold.
    if value.isascii() and value.isdigit() and int(value) < 253_402_300_800:
        return int(value)
    raise ConfigError(
        Diagnostic(
            code="source-date-invalid",
            message=f"SOURCE_DATE_EPOCH is “{value}”, not a number of seconds since 1970",
            hint="unset it, or give it a number, for example: SOURCE_DATE_EPOCH=1735689600",
        )
    )


def require_manuscript(folder: Path, command: str = "build") -> None:
    """See that a folder holds a manuscript.

    Args:
        folder: It.
        command: Of `publish`: the hint names it, with a manuscript that is near.

    Raises:
        ConfigError: `manuscript-missing`, `manuscript-not-a-folder`, `book-toml-missing`.
    """
    if folder.is_file():
        parent = folder.parent
        raise ConfigError(
            Diagnostic(
                code="manuscript-not-a-folder",
                message=f"{folder} is a file; a manuscript is the folder that holds book.toml",
                hint=f"publish {command} {_typed(parent)}"
                if (parent / "book.toml").is_file()
                else f"to make a manuscript of a text: publish import {_typed(folder)} FOLDER",
            )
        )
    if not folder.is_dir():
        raise ConfigError(
            Diagnostic(
                code="manuscript-missing",
                message=f"there is no folder {folder}",
                hint=_nearest_manuscript(folder.parent, command)
                or f"publish new {_typed(folder)} makes a small manuscript to start from",
            )
        )
    if not (folder / "book.toml").is_file():
        raise ConfigError(
            Diagnostic(
                code="book-toml-missing",
                message="a manuscript folder holds a book.toml, this one does not",
                at=Position(str(folder / "book.toml"), 1),
                hint=_nearest_manuscript(folder, command)
                or 'the least that it holds: format = 1, then [book] with title = "…", language = "en" and a date',
            )
        )


def _nearest_manuscript(folder: Path, command: str) -> str | None:
    for settings in (folder / "book.toml", *sorted(folder.glob("*/book.toml"))):
        if settings.is_file():
            return f"there is a manuscript in {settings.parent}: publish {command} {_typed(settings.parent)}"
    return None


def _typed(path: Path) -> str:
    return shlex.quote(str(path))
