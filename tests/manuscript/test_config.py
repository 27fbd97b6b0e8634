"""book.toml: everything in it is read, and every mistake named at its line."""

import datetime
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher import config, manuscript
from publisher.config.isbn import is_isbn
from publisher.config.keys import FORMAT, KEYS, REQUIRED
from publisher.config.press import SIGNATURES
from publisher.model import (
    CoverOptions,
    EditionName,
    EpubOptions,
    FloatRule,
    LineBreaking,
    ListKind,
    Mark,
    NoteMarks,
    NoteNumbering,
    NotePlace,
    Person,
    PressCondition,
    PressOptions,
    PrintOptions,
    Role,
    Section,
    SubjectCode,
    SubjectScheme,
)
from publisher.source import Position
from tests.manuscript.test_mistakes import FOLDER, matches
from tests.support.cases import Case, cases_in
from tests.support.command import PROJECT

CASES = list(cases_in(FOLDER / "config.md"))
MINIMAL = 'format = 1\n[book]\ntitle = "T"\nlanguage = "tr"\n'


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_mistakes_of(case: Case) -> None:
    settings, found = config.read(case.given, "book.toml", source_date_epoch=None)
    report = "\n".join(map(str, found))
    assert len(found) == len(case.expected), report
    assert (settings is None) == bool(found)
    for expected in case.expected:
        assert any(matches(each, expected) for each in found), f"{expected}\nfound:\n{report}"


def test_everything_is_read() -> None:
    settings, found = config.read(CASES[0].given, "book.toml", source_date_epoch=None)
    assert settings and not found
    book = settings.metadata
    assert (book.title, book.subtitle, book.series, book.language) == ("Title", "Sub", "e-Rapor", "tr")
    assert book.authors == (Person("Ada"), Person("Bo", "Bo, A.", "edt"))
    assert (book.publisher, book.place, book.date) == ("Press", "Ankara", datetime.date(2025, 11, 29))
    assert (book.edition, book.rights, book.description) == ("2", "All", "About")
    assert (book.uuid, book.subjects) == ("1b4e28ba-2fa1-11d2-883f-0016d3cca427", ("a", "b"))
    assert (book.logo, settings.at_logo) == ("logo.svg", Position("book.toml", 19, 1))
    assert settings.editions == (EditionName.EPUB,)
    assert settings.print_options == PrintOptions(
        "978-3-16-148410-0",
        "ankasam",
        (165.0, 240.5),
        3.0,
        NoteNumbering.SECTION,
        NoteMarks.SYMBOLS,
        NotePlace.END,
        (ListKind.TABLES, ListKind.FIGURES),
        floats=FloatRule.MARKED,
        press=PressOptions(PressCondition.FOGRA52, "press/own.icc", (Mark.CROP, Mark.FOLD), 12.5, 16, "PANTONE 295 C"),
        line_breaking=LineBreaking.SIMPLE,
        printer="kdp",
    )
    assert settings.cover_options == CoverOptions(12.5, 90, 1.3, ("One.", "Two."))
    assert settings.epub_options == EpubOptions(
        "0-306-40615-2",
        soft_hyphens=True,
        cover="cover.jpg",
        certified_by="An Association",
        certifier_credential="Paper 7",
        certifier_report="https://example.org/report",
        accessibility_contact="books@example.org",
    )
    assert settings.at_cover
    assert (book.series_number, book.subject_codes) == (7, (SubjectCode(SubjectScheme.THEMA, "JPSL", "Geopolitics"),))
    (section,) = settings.sections or ()
    assert (section.file, section.role, section.short_title) == ("01.md", Role.FOREWORD, "Short")
    assert (section.identifier, section.language, section.at) == ("first", "en", Position("book.toml", 22, 1))


def test_symbols_begin_again_where_there_are_enough_of_them() -> None:
    for place, numbering in (("foot", NoteNumbering.PAGE), ("end", NoteNumbering.SECTION)):
        text = MINIMAL + f'date = 2001-02-03\n[print]\nnotes = "{place}"\nnote_marks = "symbols"\n'
        settings, found = config.read(text, "book.toml", source_date_epoch=0)
        assert settings and not found
        assert settings.print_options.note_numbering is numbering


def test_the_epoch_stands_in_for_a_date() -> None:
    settings, found = config.read(MINIMAL, "book.toml", source_date_epoch=1_764_374_400)
    assert settings and not found
    assert settings.metadata.date == datetime.date(2025, 11, 29)
    assert settings.sections is None


def test_a_date_in_the_file_wins_over_the_epoch() -> None:
    settings, _ = config.read(MINIMAL + "date = 2001-02-03\n", "book.toml", source_date_epoch=0)
    assert settings and settings.metadata.date == datetime.date(2001, 2, 3)


def test_the_identity_follows_title_authors_and_language_alone() -> None:
    def identity(text: str) -> str:
        settings, _ = config.read(text, "book.toml", source_date_epoch=0)
        assert settings
        return settings.metadata.uuid

    first = identity(MINIMAL)
    assert identity(MINIMAL + 'publisher = "P"\n') == first
    assert identity(MINIMAL.replace('"T"', '"U"')) != first
    assert identity(MINIMAL.replace('"tr"', '"en"')) != first
    assert identity(MINIMAL + 'authors = ["A"]\n') != first


@pytest.mark.parametrize("isbn", ["978-3-16-148410-0", "9783161484100", "0-306-40615-2", "080442957X"])
def test_isbn_that_is_right(isbn: str) -> None:
    assert is_isbn(isbn)


@pytest.mark.parametrize("isbn", ["978-3-16-148410-1", "0-306-40615-3", "X80442957X", "123", "", "977316148410٠"])
def test_isbn_that_is_wrong(isbn: str) -> None:
    assert not is_isbn(isbn)


TOML = st.lists(
    st.sampled_from(
        [
            "format = 1\n",
            "[book]\n",
            "[[section]]\n",
            "title",
            " = ",
            '"x"',
            "'''",
            '"""',
            "[",
            "]",
            "{",
            "}",
            ",",
            "\n",
            "date = 2025-01-01\n",
            "a.b",
            "#",
            "\\",
            "é",
            "authors = [\n",
            '"file"',
            "book",
            ".",
            "5",
            "inf",
            "true",
            "\r\n",
        ]
    ),
    max_size=20,
).map("".join)


@given(st.one_of(TOML, st.text(max_size=60)))
@settings(max_examples=300, deadline=None)
def test_reading_never_raises(text: str) -> None:
    _, found = config.read(text, "book.toml", source_date_epoch=0)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for each in found:
        assert each.at and 1 <= each.at.line <= len(lines) and each.at.column <= len(lines[each.at.line - 1]) + 1


def test_brackets_without_end_are_a_mistake_like_others() -> None:
    _, found = config.read("a = " + "[" * 100_000, "book.toml", source_date_epoch=0)
    assert [each.code for each in found] == ["toml-broken"]


def test_what_is_written_reads_back_the_same() -> None:
    read, _ = config.read(CASES[0].given, "book.toml", source_date_epoch=None)
    assert read
    section = Section("01.md", Role.FOREWORD, (), (), Position("01.md", 1), "Short", None, "en")
    written = manuscript.write_book_toml(
        read.metadata, [section], read.print_options, read.epub_options, read.word_divisions, smart_punctuation=False
    )
    again, found = config.read(written, "book.toml", source_date_epoch=None)
    assert again and not found
    assert (again.metadata, again.print_options) == (read.metadata, read.print_options)
    assert again.epub_options == read.epub_options
    assert [(entry.file, entry.role, entry.short_title) for entry in again.sections or ()] == [
        ("01.md", Role.FOREWORD, "Short")
    ]
    assert again.word_divisions == read.word_divisions == ("Ka-zak-stan", "ANKASAM")
    assert read.typography.smart_punctuation is again.typography.smart_punctuation is False
    assert written.count("\n# ") == 6


def test_what_is_to_be_passed_over_is_read_with_its_place() -> None:
    read, _ = config.read(CASES[0].given, "book.toml", source_date_epoch=None)
    assert read
    everywhere, there = read.typography.ignored
    assert (everywhere.code, everywhere.file, everywhere.words) == ("space-double", None, None)
    assert (there.code, there.file, there.words, there.at.line) == ("range-hyphen", "01.md", "1-2", everywhere.at.line)


def test_punctuation_is_smart_unless_the_book_says_otherwise() -> None:
    text = 'format = 1\n[book]\ntitle = "T"\nlanguage = "tr"\ndate = 2025-11-29\n'
    read, _ = config.read(text, "book.toml", source_date_epoch=None)
    assert read and read.typography == config.Typography()
    assert read.typography.smart_punctuation


# --- the schema --------------------------------------------------------------------------------------------------

SCHEMA = json.loads((PROJECT / "docs" / "book.schema.json").read_text(encoding="utf-8"))


def tables() -> dict[str, dict[str, Any]]:
    book = SCHEMA["properties"]["book"]
    return {
        "": SCHEMA,
        "book": book,
        "authors": book["properties"]["authors"]["items"]["oneOf"][1],
        "section": SCHEMA["properties"]["section"]["items"],
        "print": SCHEMA["properties"]["print"],
        "cover": SCHEMA["properties"]["cover"],
        "epub": SCHEMA["properties"]["epub"],
        "subjects": book["properties"]["subjects"]["items"]["oneOf"][1],
        "hyphenation": SCHEMA["properties"]["hyphenation"],
        "typography": SCHEMA["properties"]["typography"],
        "ignore": SCHEMA["properties"]["typography"]["properties"]["ignore"]["items"],
    }


@pytest.mark.parametrize("name", [name for name in KEYS if name != "front matter"])
def test_schema_and_reader_agree_on_every_key(name: str) -> None:
    table = tables()[name]
    assert tuple(table["properties"]) == KEYS[name]
    assert tuple(table.get("required", ())) == REQUIRED.get(name, ())
    assert table["additionalProperties"] is False
    assert all(value.get("description") for value in table["properties"].values())


def test_schema_and_reader_agree_on_every_choice() -> None:
    values = tables()
    assert values["section"]["properties"]["role"]["enum"] == [str(role) for role in Role]
    printed = values["print"]["properties"]
    assert printed["notes"]["enum"] == [str(kind) for kind in NotePlace]
    assert printed["note_numbering"]["enum"] == [str(kind) for kind in NoteNumbering]
    assert printed["note_marks"]["enum"] == [str(kind) for kind in NoteMarks]
    assert printed["lists"]["items"]["enum"] == [str(kind) for kind in ListKind]
    assert printed["floats"]["enum"] == [str(kind) for kind in FloatRule]
    assert printed["condition"]["enum"] == [str(condition) for condition in PressCondition]
    assert printed["marks"]["items"]["enum"] == [str(mark) for mark in Mark]
    assert printed["signature"]["enum"] == list(SIGNATURES)
    assert printed["line_breaking"]["enum"] == [str(kind) for kind in LineBreaking]
    assert SCHEMA["properties"]["editions"]["items"]["enum"] == [str(name) for name in EditionName]
    assert values["subjects"]["properties"]["scheme"]["enum"] == [str(scheme) for scheme in SubjectScheme]
    assert SCHEMA["properties"]["format"]["const"] == FORMAT
