"""What a process remembers of a manuscript is what it would make of it anew, whatever was saved meanwhile."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from publisher import fonts, pipeline, remembering
from publisher import theme as themes
from publisher.errors import ManuscriptError
from publisher.model import Book, EditionName
from publisher.pdf import sections
from publisher.pdf.calls import SetNote, set_once
from publisher.pdf.sections import Setting, section_html, section_targets
from publisher.store import Store
from publisher.theme import Face
from publisher.transform.floating import floating
from publisher.transform.numbering import number
from tests.support.author import Author, CleanBuild
from tests.support.book_test import SETTINGS, BookTest

CHAPTER = """\
# "Kedi" ve köpek

Bir "kedi" -- ve Мы говорим... bir köpek.[^iki]{} Bkz. [](#kuyu) ve [](#burada){{.page}}.

## Kuyu {{#kuyu}}

Burada 1-2 kuyu var.[^iki] {{#burada}}

## Sabah

| A | B |
|---|---|
| 1 | 2,5 |

: Sayılar ^[Not.]

[^iki]: Köpeğin "adı" bilinmiyor.
"""


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is remembered live no longer than a test."""
    monkeypatch.setattr(remembering, "_known", None)


@pytest.fixture
def clean(book: BookTest, tmp_path: Path, warm_store: Path) -> CleanBuild:
    return CleanBuild(book, tmp_path / "clean", warm_store)


def read(folder: Path) -> tuple[object, ...]:
    try:
        loaded = pipeline.load(folder, None)
    except ManuscriptError as problem:
        return problem.found
    return loaded.book, loaded.written, loaded.found, tuple(written(loaded.book))


def written(book: Book) -> Iterator[str]:
    """Write every section as print does, with some page for each that it asks for."""
    options = book.print_options
    theme = themes.load(themes.find(options.theme, Path()))
    numbering = number(book, options.note_numbering, options.note_marks)
    setting = Setting(book, theme, numbering)
    for section in book.sections:
        calls = set_once(section, numbering)
        folios = dict.fromkeys(section_targets(section, setting, calls), 7)
        yield section_html(section, setting, calls, folios, floating(section, options))


def read_anew(folder: Path) -> tuple[object, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(remembering, "_known", None)
        patch.setattr("publisher.manuscript.remembering._known", {})
        return read(folder)


def saves(book: BookTest) -> Iterator[str]:
    """Save what changes other sections than the one that it stands in, and settings; tell what was done."""
    book.write("02-bahce.md", CHAPTER.format(""))
    yield "a chapter"
    book.write("01-kapi.md", "# Kapı\n\nKapının önünde^[Bir.] bir kedi.\n\n## Kuyu\n\nSabah.\n\n## Sabah\n\nSabah.\n")
    yield "headings that another chapter has too"
    book.change("01-kapi.md", "## Kuyu", "## Kuyu {#kedi-ve-kopek}")
    yield "an id that a chapter would have had"
    book.change("01-kapi.md", "{#kedi-ve-kopek}", "{#kuyu}")
    yield "an id that is there twice"
    book.change("01-kapi.md", " {#kuyu}", "")
    yield "no longer"
    book.change("02-bahce.md", "[](#kuyu)", "[](#kapi)")
    yield "a title that is pointed at"
    book.change("01-kapi.md", "# Kapı", "# Pencere {#kapi}")
    yield "its words"
    book.change("01-kapi.md", "# Pencere {#kapi}", "# Pencere")
    yield "a link that is broken by another chapter"
    book.change("01-kapi.md", "# Pencere", '+++\nshort_title = "Pe..."\nlanguage = "en"\n+++\n\n# Pencere {#kapi}')
    yield "a section's own settings"
    for setting in (
        SETTINGS.replace('"tr"', '"en"'),
        SETTINGS + "\n[typography]\nsmart_punctuation = false\n",
        SETTINGS + '\n[print]\nfloats = "none"\n',
        SETTINGS + '\n[print]\nnote_marks = "symbols"\n',
        SETTINGS + '\n[print]\nnote_numbering = "section"\n',
        SETTINGS + '\n[print]\nnotes = "section"\n',
        SETTINGS + '\n[print]\nnotes = "margin"\n',
        SETTINGS + '\n[print]\nnotes = "end"\n',
        SETTINGS + '\n[[section]]\nfile = "02-bahce.md"\nrole = "foreword"\n\n[[section]]\nfile = "01-kapi.md"\n',
        SETTINGS + '\n[[section]]\nfile = "02-bahce.md"\nlanguage = "ru"\n',
        SETTINGS,
    ):
        book.write("book.toml", setting)
        yield setting.removeprefix(SETTINGS)


def test_after_any_save_a_book_is_what_its_files_say(book: BookTest) -> None:
    remembering.remember()
    for told in saves(book):
        with contextlib.suppress(ManuscriptError):
            pipeline.read_ahead(book.folder)
        assert read(book.folder) == read_anew(book.folder), told
    # What says something else of a section that is the same is read in the same run.
    assert read(book.folder) == read(book.folder)


def test_what_was_read_ahead_is_not_made_again(book: BookTest) -> None:
    for _ in saves(book):
        pass
    remembering.remember()
    pipeline.read_ahead(book.folder)
    before = pipeline.load(book.folder, None).book.sections
    again = pipeline.load(book.folder, None).book.sections
    assert [one is other for one, other in zip(before, again, strict=True)] == [True, True]
    book.change("01-kapi.md", "kedi", "köpek")
    first, second = pipeline.load(book.folder, None).book.sections
    assert (first is again[0], second is again[1]) == (False, True)


def test_a_chapter_that_says_nothing_new_is_not_written_again(book: BookTest, monkeypatch: pytest.MonkeyPatch) -> None:
    book.write("03-kuyu.md", "# Kuyu\n\nKuyu.^[Son.]\n")
    remembering.remember()
    pipeline.read_ahead(book.folder)
    notes: list[str] = []
    placed = sections._note

    def placed_anew(note: SetNote, *others: Any) -> Markup:
        notes.append(note.label)
        return placed(note, *others)

    monkeypatch.setattr(sections, "_note", placed_anew)
    book.change("02-bahce.md", "bir ağaç", "iki ağaç")
    pipeline.read_ahead(book.folder)
    assert notes == ["2"]
    # What is written again is what has other numbers now.
    book.change("02-bahce.md", "vardı.", "vardı.^[Başka.]")
    pipeline.read_ahead(book.folder)
    assert notes == ["2", "2", "3", "4"]


def test_files_that_left_the_book_are_forgotten(book: BookTest) -> None:
    remembering.remember()
    book.write("03-kuyu.md", "# Kuyu\n\nKuyu.\n")
    pipeline.read_ahead(book.folder)

    def known() -> set[str]:
        return {path for _, path in remembering._known or ()}

    assert str(book.folder / "03-kuyu.md") in known()
    (book.folder / "03-kuyu.md").unlink()
    pipeline.read_ahead(book.folder)
    assert known() == {str(book.folder / name) for name in ("01-kapi.md", "02-bahce.md")}


def test_editions_after_saves_are_those_of_a_clean_build(book: BookTest, clean: CleanBuild) -> None:
    author = Author(book.folder, 11, "bahce", SETTINGS)
    done = []
    for count in range(5):
        done.append(author.edit())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(remembering, "_known", None)
            expected = clean()
        remembering.remember()
        pipeline.read_ahead(book.folder)
        book.build(EditionName.PRINT, jobs=1 + count % 2)
        assert book.edition("pdf").read_bytes() == expected, done


def test_a_font_whose_file_was_changed_is_another_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = themes.load(themes.find("ankasam", Path()))
    files = sorted({face.path for face in theme.faces})
    face = replace(theme.faces[0], axes=(), lower_em=0.0)
    monkeypatch.setattr(Face, "path", tmp_path / "font")
    remembering.remember()

    def loaded(data: bytes) -> fonts.Font:
        (tmp_path / "font").write_bytes(data)
        (font,) = fonts.load(replace(theme, faces=(face,)), "print", Store(None))
        return font

    one, same, other = (loaded(files[index].read_bytes()) for index in (0, 0, 1))
    assert one is same
    assert (one.data, other.data) == (files[0].read_bytes(), files[1].read_bytes())
