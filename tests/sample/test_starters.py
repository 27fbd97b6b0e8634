"""The starting manuscripts: clean, complete, and the same lesson in every language."""

import datetime
import uuid
from pathlib import Path

import pytest

from publisher import language, walk
from publisher.model import Block, Book, Inline, NoteNumbering
from publisher.pipeline import loading, starting

TITLE = 'Bir "küçük" kitap \\ ve bir deneme'
TODAY = datetime.date(2026, 11, 22)
BOOK_ID = uuid.UUID("0d9c7a52-6a1e-4a35-9d0b-3f6f4d6a1c11")
TAUGHT = {
    "CodeBlock",
    "DefinitionList",
    "Epigraph",
    "Figure",
    "Foreign",
    "Heading",
    "ItemList",
    "Link",
    "Note",
    "Quotation",
    "Reference",
    "Signature",
    "SmallCaps",
    "Table",
    "ThematicBreak",
    "Verse",
}


@pytest.fixture(params=sorted(language.LANGUAGES))
def started(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / str(request.param)
    starting.start(folder, language=request.param, title=TITLE, today=TODAY, book_id=BOOK_ID)
    return folder


def test_starter_has_no_mistake(started: Path) -> None:
    loaded = loading.load(started, None)
    assert loaded.found == ()
    assert loaded.book.metadata.language == started.name


def test_starter_takes_title_date_and_identity(started: Path) -> None:
    metadata = loading.load(started, None).written.metadata
    assert (metadata.title, metadata.date, metadata.uuid) == (TITLE, TODAY, str(BOOK_ID))
    assert "{{" not in (started / "book.toml").read_text(encoding="utf-8")


def test_starter_explains_its_settings_and_its_markup(started: Path) -> None:
    settings = (started / "book.toml").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("# ") for line in settings) > 20
    for section in loading.load(started, None).book.sections:
        assert "<!-- " in (started / section.file).read_text(encoding="utf-8")


def test_starters_teach_the_same_in_every_language(started: Path, tmp_path: Path) -> None:
    starting.start(tmp_path / "model", language="en", title=TITLE, today=TODAY, book_id=BOOK_ID)
    model, book = loading.load(tmp_path / "model", None).book, loading.load(started, None).book
    assert shape(book) == shape(model)
    assert {name for section in shape(book) for name in section} >= TAUGHT


def test_starter_has_a_note_with_a_name_and_one_in_place(started: Path) -> None:
    book = loading.load(started, None).book
    names = [note.name for section in book.sections for note in walk.notes_of(section)]
    assert [name is None for name in names] == [False, True]
    assert book.print_options.note_numbering is NoteNumbering.BOOK


def shape(book: Book) -> list[list[str]]:
    """Name the elements of each section in reading order: every block, and every inline that has a meaning."""
    return [
        [type(element).__name__ for block in walk.blocks_in(section.blocks) for element in elements(block)]
        for section in book.sections
    ]


def elements(block: Block) -> list[Block | Inline]:
    plain = {"Text", "Emphasis", "Strong", "Code"}
    inlines = [inline for run in walk.runs_of(block) for inline in walk.inlines_in(run)]
    return [block, *(inline for inline in inlines if type(inline).__name__ not in plain)]
