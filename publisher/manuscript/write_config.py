"""From metadata and sections to a book.toml that an author likes to open."""

from collections.abc import Iterable
from dataclasses import asdict

import tomli_w

from publisher.config.keys import FORMAT
from publisher.model import EpubOptions, Metadata, Person, PressOptions, PrintOptions, Section, SubjectCode

_HEAD = "# What the book is. docs/manuscript.md lists every key."
_SECTIONS = "# The sections, in reading order. Roles: foreword, introduction, chapter, conclusion, appendix …"
_PRINT = "# The print edition. Lengths are in millimetres; what is left out comes from the theme."
_EPUB = "# The e-book edition."
_TYPOGRAPHY = "# Straight quotation marks, hyphens for dashes and three dots are printed as they stand."
_HYPHENATION = "# How words are divided: with a hyphen where it may; without one, not at all."

COVER_STUB = """
# The cover, made by publish pdf --cover. Ask the printer for the paper; docs/print.md says what it is for.
# [cover]
# paper_gsm = 80
# paper_bulk = 1.25
# text = "What stands on the back."
"""
"""What an author may fill in for a cover, as comments."""


def write_book_toml(
    metadata: Metadata,
    sections: Iterable[Section],
    print_options: PrintOptions | None = None,
    epub_options: EpubOptions | None = None,
    word_divisions: Iterable[str] = (),
    *,
    smart_punctuation: bool = True,
) -> str:
    """Write book.toml, with a comment above each part.

    Args:
        metadata: Of the book.
        sections: In reading order; only file, role and what else book.toml says of one is used.
        print_options: Only what differs from the default is written.
        epub_options: Likewise.
        word_divisions: As in `Book`.
        smart_punctuation: Likewise.
    """
    parts = [f"format = {FORMAT}", f"{_HEAD}\n{_table('book', _book(metadata))}"]
    tables = [_table("section", _section(section), many=True) for section in sections]
    if tables:
        parts += [f"{_SECTIONS}\n{tables[0]}", *tables[1:]]
    if options := _print(print_options or PrintOptions()):
        parts.append(f"{_PRINT}\n{_table('print', options)}")
    if options := _epub(epub_options or EpubOptions()):
        parts.append(f"{_EPUB}\n{_table('epub', options)}")
    if exceptions := list(word_divisions):
        parts.append(f"{_HYPHENATION}\n{_table('hyphenation', {'exceptions': exceptions})}")
    if not smart_punctuation:
        parts.append(f"{_TYPOGRAPHY}\n{_table('typography', {'smart_punctuation': False})}")
    return "\n\n".join(parts) + "\n"


def _table(name: str, values: dict[str, object], *, many: bool = False) -> str:
    head = f"[[{name}]]" if many else f"[{name}]"
    return f"{head}\n{tomli_w.dumps(values).rstrip()}"


def _book(metadata: Metadata) -> dict[str, object]:
    values: dict[str, object | None] = {
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "series": metadata.series,
        "series_number": _plain(metadata.series_number),
        "authors": [_person(person) for person in metadata.authors] or None,
        "language": metadata.language,
        "publisher": metadata.publisher,
        "place": metadata.place,
        "date": metadata.date,
        "edition": metadata.edition,
        "uuid": metadata.uuid,
        "rights": metadata.rights,
        "description": metadata.description,
        "subjects": [*metadata.subjects, *map(_subject, metadata.subject_codes)] or None,
        "logo": metadata.logo,
    }
    return {key: value for key, value in values.items() if value is not None}


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and number.is_integer() else number


def _subject(subject: SubjectCode) -> object:
    return {"scheme": str(subject.scheme), "code": subject.code, "name": subject.name}


def _person(person: Person) -> object:
    if person == Person(person.name):
        return person.name
    values = {"name": person.name, "file_as": person.file_as, "role": person.role if person.role != "aut" else None}
    return {key: value for key, value in values.items() if value is not None}


def _section(section: Section) -> dict[str, object]:
    values = {
        "file": section.file,
        "role": str(section.role),
        "short_title": section.short_title,
        "language": section.language,
    }
    return {key: value for key, value in values.items() if value is not None}


def _epub(options: EpubOptions) -> dict[str, object]:
    values = asdict(options) | {"soft_hyphens": options.soft_hyphens or None}
    return {key: value for key, value in values.items() if value is not None}


def _print(options: PrintOptions) -> dict[str, object]:
    default = PrintOptions()
    values: dict[str, object | None] = {
        "isbn": options.isbn,
        "theme": options.theme if options.theme != default.theme else None,
        "trim_mm": list(options.trim_mm) if options.trim_mm else None,
        "bleed_mm": options.bleed_mm,
        "notes": str(options.notes) if options.notes != default.notes else None,
        "note_numbering": str(options.note_numbering) if options.note_numbering != default.note_numbering else None,
        "note_marks": str(options.note_marks) if options.note_marks != default.note_marks else None,
        "lists": [str(kind) for kind in options.lists] or None,
        "floats": str(options.floats) if options.floats != default.floats else None,
        **_press(options.press),
        "line_breaking": str(options.line_breaking) if options.line_breaking != default.line_breaking else None,
        "printer": options.printer if options.printer != default.printer else None,
    }
    return {key: value for key, value in values.items() if value is not None}


def _press(options: PressOptions) -> dict[str, object | None]:
    return {
        "condition": str(options.condition) if options.condition else None,
        "profile": options.profile,
        "marks": [str(mark) for mark in options.marks] or None,
        "slug_mm": options.slug_mm,
        "signature": options.signature if options.signature != PressOptions().signature else None,
        "spot": options.spot,
    }
