"""From book.toml to dataclasses, with every mistake named and placed."""

import datetime
import re
import tomllib
import unicodedata
import uuid
from dataclasses import dataclass, field
from typing import Any

from publisher.config.cover import cover_options
from publisher.config.divisions import word_divisions
from publisher.config.epub import epub_options
from publisher.config.isbn import isbn
from publisher.config.keys import FORMAT, Report, Table
from publisher.config.places import KeyPath, key_places
from publisher.config.press import press_options
from publisher.config.subjects import subjects
from publisher.config.typography import Ignored, Typography, typography
from publisher.errors import Diagnostic
from publisher.language import tags
from publisher.model import (
    ArchiveStandard,
    CoverOptions,
    EditionName,
    EpubOptions,
    FloatRule,
    LineBreaking,
    ListKind,
    Metadata,
    NoteMarks,
    NoteNumbering,
    NotePlace,
    Person,
    PrintOptions,
    Role,
)
from publisher.source import Position

__all__ = ["Config", "Ignored", "SectionEntry", "Typography", "named_sections", "read", "read_front_matter"]

_BROKEN_AT = re.compile(
    r"^(?P<what>.*?)(?: \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\))?$", re.S
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_THEME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_RELATOR = re.compile(r"[a-z]{3}")
_MOST_TRIM_MM = 1000.0
_LEAST_TRIM_MM = 50.0
_MOST_BLEED_MM = 20.0
_MOST_VOLUMES = 100_000


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """One `[[section]]`, or the front matter of a file; `None` for what it leaves out."""

    file: str
    role: Role | None
    short_title: str | None
    identifier: str | None
    language: str | None
    at: Position


@dataclass(frozen=True, slots=True)
class Config:
    """All of book.toml; `sections` is `None` where every file is a section, in the order of their names."""

    metadata: Metadata
    print_options: PrintOptions
    epub_options: EpubOptions
    editions: tuple[EditionName, ...]
    sections: tuple[SectionEntry, ...] | None
    at_logo: Position | None = None
    at_profile: Position | None = None
    at_printer: Position | None = None
    at_cover: Position | None = None
    cover_options: CoverOptions = field(default_factory=CoverOptions)
    word_divisions: tuple[str, ...] = ()
    typography: Typography = field(default_factory=Typography)


def read(text: str, path: str, *, source_date_epoch: int | None) -> tuple[Config | None, list[Diagnostic]]:
    """Read book.toml.

    Args:
        text: What stands in it.
        path: The file, as messages shall name it.
        source_date_epoch: Seconds since 1970 that stand in for a date that the file leaves out.

    Returns:
        The configuration, `None` if it has mistakes, and all of these.
    """
    text = _plain(text)
    values, found = _parsed(text, path)
    if values is None:
        return None, found
    report = Report(path, key_places(text))
    _check_characters(values, (), report)
    config = _config(values, report, source_date_epoch)
    return (None if report.found else config), report.found


def named_sections(text: str, path: str) -> tuple[SectionEntry, ...] | None:
    """Give the sections that a book.toml with mistakes names, so that theirs are told together with its own.

    Returns:
        Nothing if the file is no TOML; `None` where it lists none, so that every file is a section.
    """
    text = _plain(text)
    values, _ = _parsed(text, path)
    return () if values is None else _sections(values.get("section"), Report(path, key_places(text)))


def read_front_matter(text: str, path: str) -> tuple[SectionEntry | None, list[Diagnostic]]:
    """Read the TOML that stands before a section's text; its first line must be the file's first."""
    values, found = _parsed(text, path)
    if values is None:
        return None, found
    report = Report(path, key_places(text))
    _check_characters(values, (), report)
    table = Table(values, "front matter", (), report)
    return _entry("", table), report.found


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _parsed(text: str, path: str) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    try:
        return _composed(tomllib.loads(text)), []
    except RecursionError:
        what, line, column = "brackets are nested too deep", 1, 1
    except tomllib.TOMLDecodeError as error:
        match = _BROKEN_AT.match(str(error))
        assert match
        what = match["what"][:1].lower() + match["what"][1:]
        lines = text.rstrip("\n").split("\n")
        line, column = (int(match["line"]), int(match["column"])) if match["line"] else (len(lines), len(lines[-1]) + 1)
    broken = Diagnostic(
        code="toml-broken",
        message=f"this is no TOML: {what}",
        at=Position(path, line, column),
        hint='write key = "text in straight quotes", one on a line, below the [table] it belongs to',
    )
    return None, [broken]


def _check_characters(value: object, path: KeyPath, report: Report) -> None:
    """Report what TOML can write as an escape, and neither edition can hold."""
    if isinstance(value, str) and (match := _UNPRINTABLE.search(value)):
        report.add(
            "character-unprintable",
            f"the character U+{ord(match[0]):04X} cannot be printed",
            path,
            "delete it; it may have come along when text was copied",
        )
    elif isinstance(value, list | dict):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            _check_characters(item, (*path, name), report)


def _composed(value: Any) -> Any:
    """Give values whose texts are NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    if isinstance(value, dict):
        return {_composed(name): _composed(item) for name, item in value.items()}
    return value


def _config(values: dict[str, Any], report: Report, source_date_epoch: int | None) -> Config | None:
    top = Table(values, "", (), report)
    if (number := top.value("format")) is not None and (number != FORMAT or isinstance(number, bool)):
        top.wrong("format", f"format {number} is not known", f"write format = {FORMAT}, or use a newer version")
    metadata = None
    at_logo = None
    if "book" in values:
        book = Table(values["book"], "book", ("book",), report)
        metadata = _metadata(book, report, source_date_epoch) if isinstance(values["book"], dict) else None
        at_logo = book.place("logo") if metadata and metadata.logo else None
    print_table = Table(values.get("print", {}), "print", ("print",), report)
    print_options = _print_options(print_table)
    at_profile = print_table.place("profile") if print_options.press.profile else None
    at_printer = print_table.place("printer")
    cover = cover_options(Table(values.get("cover", {}), "cover", ("cover",), report))
    epub = Table(values.get("epub", {}), "epub", ("epub",), report)
    e_book = epub_options(epub)
    divisions = word_divisions(Table(values.get("hyphenation", {}), "hyphenation", ("hyphenation",), report))
    looks = typography(Table(values.get("typography", {}), "typography", ("typography",), report), report)
    editions = _editions(top)
    sections = _sections(values.get("section"), report)
    if not metadata:
        return None
    return Config(
        metadata=metadata,
        print_options=print_options,
        epub_options=e_book,
        editions=editions,
        sections=sections,
        at_logo=at_logo,
        at_profile=at_profile,
        at_printer=at_printer,
        at_cover=epub.place("cover") if e_book.cover else None,
        cover_options=cover,
        word_divisions=divisions,
        typography=looks,
    )


def _metadata(book: Table, report: Report, source_date_epoch: int | None) -> Metadata | None:
    title = book.text("title")
    language = _language(book)
    authors = _authors(book, report)
    date = _date(book, source_date_epoch)
    identity = _uuid(book)
    rest = {
        key: book.text(key) for key in ("subtitle", "series", "publisher", "place", "edition", "rights", "description")
    }
    named, codes = subjects(book, report)
    logo = book.text("logo")
    number = book.number("series_number", 0, _MOST_VOLUMES)
    if number is not None and not rest["series"]:
        book.wrong("series_number", "a number without a series", 'add series = "…"')
    if not title or not language or not date:
        return None
    return Metadata(
        title=title,
        language=language,
        date=date,
        uuid=identity or derived_uuid(title, authors, language),
        authors=authors,
        subjects=named,
        subject_codes=codes,
        series_number=number,
        logo=logo,
        **rest,
    )


def derived_uuid(title: str, authors: tuple[Person, ...], language: str) -> str:
    """Give the identity of a book that was given none: the same for the same title, authors and language."""
    words = "\n".join((title, language, *(author.name for author in authors)))
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:publish:book:{words}"))


def _language(table: Table) -> str | None:
    language = table.text("language")
    if not language or tags.exists(language):
        return language
    table.wrong(
        "language",
        f"“{language}” is no language tag",
        "write one as BCP 47 has it: tr, en, kk, ru, kk-Cyrl",
        "language-wrong",
    )
    return None


def _authors(book: Table, report: Report) -> tuple[Person, ...]:
    values = book.value("authors")
    if values is None:
        return ()
    if not isinstance(values, list):
        book.wrong("authors", "“authors” must be a list", 'write authors = ["Name", "Name"]')
        return ()
    people = [_author(value, index, book, report) for index, value in enumerate(values)]
    return tuple(person for person in people if person)


def _author(value: object, index: int, book: Table, report: Report) -> Person | None:
    if isinstance(value, str) and value.strip():
        return Person(value.strip())
    path = ("book", "authors", index)
    if not isinstance(value, dict):
        report.add("value-wrong", "an author must be a name or a table", path, 'write "Name" or { name = "Name" }')
        return None
    table = Table(value, "authors", path, report)
    name = table.text("name")
    role = table.text("role") or "aut"
    if not _RELATOR.fullmatch(role):
        table.wrong("role", f"“{role}” is no MARC relator code", "write aut, edt, trl, ill …")
    return Person(name, table.text("file_as"), role) if name else None


def _date(book: Table, source_date_epoch: int | None) -> datetime.date | None:
    if book.value("date") is not None:
        return book.date("date")
    if source_date_epoch is not None:
        return datetime.datetime.fromtimestamp(source_date_epoch, datetime.UTC).date()
    book.wrong(
        "date",
        "[book] has no “date”",
        "add date = 2025-11-29, the day of publication, or set SOURCE_DATE_EPOCH",
        "date-missing",
    )
    return None


def _uuid(book: Table) -> str | None:
    written = book.text("uuid")
    if written is None:
        return None
    try:
        return str(uuid.UUID(written.removeprefix("urn:uuid:")))
    except ValueError:
        book.wrong(
            "uuid", f"“{written}” is no UUID", "delete the line: one is derived from title, authors and language"
        )
        return None


def _print_options(table: Table) -> PrintOptions:
    theme = table.text("theme") or PrintOptions().theme
    if not _THEME.fullmatch(theme):
        table.wrong("theme", f"“{theme}” is no name of a theme", "write the name of a folder in styles/: ankasam")
    notes = table.choice("notes", NotePlace) or NotePlace.FOOT
    marks = table.choice("note_marks", NoteMarks) or NoteMarks.NUMBERS
    archive = table.choice("archive", ArchiveStandard) or PrintOptions().archive
    return PrintOptions(
        isbn=isbn(table),
        theme=theme,
        trim_mm=_trim(table),
        bleed_mm=table.number("bleed_mm", 0, _MOST_BLEED_MM),
        note_numbering=_note_numbering(table, notes, marks),
        note_marks=marks,
        notes=notes,
        lists=table.choices("lists", ListKind),
        floats=table.choice("floats", FloatRule) or PrintOptions().floats,
        press=press_options(table),
        archive=archive,
        attach_manuscript=_attach_manuscript(table, archive),
        line_breaking=table.choice("line_breaking", LineBreaking) or PrintOptions().line_breaking,
        printer=_printer(table),
    )


def _attach_manuscript(table: Table, archive: ArchiveStandard) -> bool:
    attach = table.flag("attach_manuscript") or False
    if attach and archive is ArchiveStandard.A2A:
        table.wrong(
            "attach_manuscript",
            "PDF/A-2a holds no manuscript",
            'write archive = "A-3a" or archive = "A-4", or delete this line',
        )
    return attach


def _printer(table: Table) -> str:
    printer = table.text("printer") or PrintOptions().printer
    if not _THEME.fullmatch(printer):
        table.wrong("printer", f"“{printer}” is no name of a printer", "write generic, or the name of NAME.toml here")
    return printer


def _note_numbering(table: Table, notes: NotePlace, marks: NoteMarks) -> NoteNumbering:
    numbering = table.choice("note_numbering", NoteNumbering)
    if numbering is NoteNumbering.PAGE and not notes.on_page:
        table.wrong(
            "note_numbering",
            f"numbers cannot begin again on each page with notes = “{notes}”",
            'write note_numbering = "section", or notes = "foot"',
        )
    if marks is NoteMarks.NUMBERS:
        return numbering or NoteNumbering.BOOK
    if numbering is NoteNumbering.BOOK:
        table.wrong("note_marks", "there are too few symbols for a whole book", 'write note_numbering = "page"')
    return numbering or (NoteNumbering.PAGE if notes.on_page else NoteNumbering.SECTION)


def _trim(table: Table) -> tuple[float, float] | None:
    value = table.value("trim_mm")
    if value is None:
        return None
    sides = value if isinstance(value, list) else []
    fits = [
        isinstance(side, int | float) and not isinstance(side, bool) and _LEAST_TRIM_MM <= side <= _MOST_TRIM_MM
        for side in sides
    ]
    if len(fits) != 2 or not all(fits):
        table.wrong(
            "trim_mm",
            f"“trim_mm” must be width and height, each from {_LEAST_TRIM_MM:g} to {_MOST_TRIM_MM:g}",
            "write trim_mm = [165, 240]",
        )
        return None
    return float(sides[0]), float(sides[1])


def _editions(top: Table) -> tuple[EditionName, ...]:
    values = top.value("editions")
    if values is None:
        return tuple(EditionName)
    if values == []:
        top.wrong("editions", "“editions” must be a list of names", 'write editions = ["print", "epub"]')
    return top.choices("editions", EditionName)


def _sections(values: object, report: Report) -> tuple[SectionEntry, ...] | None:
    if values is None:
        return None
    if not isinstance(values, list):
        report.add(
            "value-wrong", "“section” must be a list of tables", ("section",), "write [[section]] in two brackets"
        )
        return ()
    tables = [Table(value, "section", ("section", index), report) for index, value in enumerate(values)]
    return tuple(_entry(table.text("file") or "", table) for table in tables)


def _entry(file: str, table: Table) -> SectionEntry:
    identifier = table.text("id")
    if identifier and not _IDENTIFIER.fullmatch(identifier):
        table.wrong(
            "id",
            f"“{identifier}” cannot be an id",
            "begin with a letter of A–Z, go on with letters, digits, - and _",
            "id-malformed",
        )
        identifier = None
    return SectionEntry(
        file=file,
        role=table.choice("role", Role, "role-unknown"),
        short_title=table.text("short_title"),
        identifier=identifier,
        language=_language(table),
        at=table.place("file"),
    )
