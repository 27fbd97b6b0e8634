"""A manuscript folder made of a file from elsewhere: all of it, or nothing."""

import datetime
import re
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher import manuscript
from publisher.config import derived_uuid
from publisher.config.isbn import is_isbn, thirteen_digits
from publisher.errors import ConfigError, Diagnostic, ManuscriptError, Severity, in_reading_order
from publisher.importers.pages import Dropped
from publisher.importers.source import read_source
from publisher.importers.text import Imported, read_text
from publisher.model import Metadata, PrintOptions, Section
from publisher.source import Position
from publisher.walk import notes_of

CONFIG_NAME = "book.toml"
_ISBN = re.compile(r"\bISBN(?:-1[03])?\b[\s:.]{0,4}(\d[\d \-–‐]{8,16}[\dXx])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import wrote.

    Args:
        folder: The manuscript's.
        files: Those written, `book.toml` first.
        title: The book's.
        language: The book's, given or guessed.
        sections: How many.
        notes: How many.
        found: What an editor has to look at, with file and line of the manuscript. Each place in a section is
            marked there too, by a comment that no edition shows.
        dropped: What was on the printed pages and is not in the manuscript, with lines of the source.
    """

    folder: Path
    files: tuple[Path, ...]
    title: str
    language: str
    sections: int
    notes: int
    found: tuple[Diagnostic, ...]
    dropped: tuple[Dropped, ...]


def import_file(source: Path, folder: Path, *, force: bool, today: datetime.date, language: str | None) -> ImportReport:
    """Write the manuscript of a printed book's text layer.

    Args:
        source: A text file in UTF-8.
        folder: Made if it is not there.
        force: Whether files of the same names in the folder are replaced.
        today: The book's date.
        language: A BCP 47 tag; guessed from the letters if `None`.

    Raises:
        ConfigError: `folder-exists`, `folder-is-file`, `folder-not-writable`, or a code of `read_source`.
        ManuscriptError: The text makes no manuscript that can be read again, as one that is too large.
    """
    _require_free(folder, force)
    text = read_source(source)
    imported = read_text(text, path=str(source), language=language)
    if not imported.sections:
        raise ConfigError(_without_text(source))
    title = imported.title or source.stem
    metadata = Metadata(title, imported.language, today, derived_uuid(title, (), imported.language))
    metadata = replace(metadata, series=imported.series)
    config = manuscript.write_book_toml(metadata, imported.sections, PrintOptions(isbn=_only_isbn(text)))
    texts = {CONFIG_NAME: config + manuscript.COVER_STUB}
    found = [*_about_book(imported, title, folder)]
    for section in imported.sections:
        texts[section.file], marked = _marked(section, imported.found, folder)
        found += marked
    _write(texts, folder)
    return ImportReport(
        folder=folder,
        files=tuple(folder / name for name in texts),
        title=title,
        language=imported.language,
        sections=len(imported.sections),
        notes=sum(1 for section in imported.sections for _ in notes_of(section)),
        found=in_reading_order([*found, *_left_over(folder, texts)]),
        dropped=imported.dropped,
    )


def _only_isbn(text: str) -> str | None:
    """Give the ISBN that a text names; `None` if it names none, or several, of which nobody knows which is meant."""
    named = [" ".join(match.split()) for match in _ISBN.findall(text)]
    numbers = {thirteen_digits(isbn): isbn for isbn in named if is_isbn(isbn)}
    return next(iter(numbers.values())) if len(numbers) == 1 else None


# --- what to look at -----------------------------------------------------------------------------------------


def _about_book(imported: Imported, title: str, folder: Path) -> list[Diagnostic]:
    at = Position(f"{folder.as_posix()}/{CONFIG_NAME}", 1)
    found = [_warning("import-authors", "the source does not say who wrote the book", at, 'add authors = ["Name"]')]
    if imported.title is None:
        text = f"no running head names the book; it is called “{title}” after the file"
        found.append(_warning("import-book-title", text, at, "correct title"))
    return found


def _left_over(folder: Path, texts: dict[str, str]) -> list[Diagnostic]:
    names = sorted(file.name for file in folder.glob("*.md") if file.name not in texts)
    hint = f"delete it, or add a [[section]] for it to {CONFIG_NAME}"
    return [
        _warning("import-left-over", "this file was there before and is no section now", _file(folder, name), hint)
        for name in names
    ]


def _file(folder: Path, name: str) -> Position:
    return Position(f"{folder.as_posix()}/{name}", 1)


def _warning(code: str, message: str, at: Position, hint: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, at=at, hint=hint, severity=Severity.WARNING)


def _marked(section: Section, found: Sequence[Diagnostic], folder: Path) -> tuple[str, list[Diagnostic]]:
    """Write a section with a comment above each block that has to be looked at, and place the findings there."""
    path = f"{folder.as_posix()}/{section.file}"
    text = manuscript.write_section(section)
    places = _places(section, text, path)
    by_line: defaultdict[int, list[Diagnostic]] = defaultdict(list)
    for item in found:
        if item.at in places:
            by_line[places[item.at]].append(item)
    lines: list[str] = []
    placed: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), start=1):
        for item in by_line[number]:
            lines += [_comment(item), ""]
        placed += [replace(item, at=Position(path, len(lines) + 1)) for item in by_line[number]]
        lines.append(line)
    return "\n".join(lines), placed


def _places(section: Section, text: str, path: str) -> dict[Position | None, int]:
    """Give the line on which each block begins in the written file, by its position in the source."""
    parsed, _ = manuscript.read(text, path)
    places: dict[Position | None, int] = {section.at: 1}
    for block, written in zip(section.blocks, parsed.blocks, strict=False):
        places.setdefault(block.at, written.at.line)
    return places


def _comment(item: Diagnostic) -> str:
    """Give a comment of one line; a hyphen pair would end it."""
    text = f"{item.message} ({item.hint})".replace("--", "- -").replace(">", "›")
    return f"<!-- check {item.code}: {text} -->"


# --- writing -------------------------------------------------------------------------------------------------


def _require_free(folder: Path, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigError(
            Diagnostic(code="folder-is-file", message=f"{folder} is a file", hint="name a folder that is not there yet")
        )
    if folder.is_dir() and not force and any(folder.iterdir()):
        raise ConfigError(
            Diagnostic(
                code="folder-exists",
                message=f"the folder {folder} is there already and not empty",
                hint="name another, or add --force to replace the files of an earlier import",
            )
        )


def _write(texts: dict[str, str], folder: Path) -> None:
    """Write all files beside the folder, read them again, and only then put them in place."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
            staging = Path(name) / "manuscript"
            staging.mkdir()
            for file, text in texts.items():
                (staging / file).write_text(text, encoding="utf-8", newline="\n")
            _require_readable(staging, folder)
            _put_in_place(staging, folder, texts)
    except OSError as error:
        raise ConfigError(
            Diagnostic(
                code="folder-not-writable",
                message=f"{folder} cannot be written: {error.strerror or error}",
                hint="name a folder in a place that you may write to",
            )
        ) from error


def _require_readable(staging: Path, folder: Path) -> None:
    _, found = manuscript.load(staging)
    mistakes = [item for item in found if item.severity is Severity.ERROR]
    if mistakes:
        raise ManuscriptError(*(_moved(item, staging, folder) for item in mistakes))


def _moved(item: Diagnostic, staging: Path, folder: Path) -> Diagnostic:
    if item.at is None:
        return item
    path = item.at.path.replace(staging.as_posix(), folder.as_posix(), 1)
    return replace(item, at=replace(item.at, path=path))


def _put_in_place(staging: Path, folder: Path, names: dict[str, str]) -> None:
    if not folder.exists():
        staging.rename(folder)
        return
    # book.toml names the others, so it comes last.
    for name in [*(name for name in names if name != CONFIG_NAME), CONFIG_NAME]:
        (staging / name).replace(folder / name)


def _without_text(source: Path) -> Diagnostic:
    return Diagnostic(
        code="source-empty",
        message=f"{source} holds no text",
        hint="if it came from a PDF of pictures, its text has to be recognised first",
    )
