"""What the tests of importers ask of a text that was read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.importers import Imported, read_text
from publisher.model import Blocks, Inlines, Note, Section, Text
from publisher.walk import notes_of, plain_text, reading_order

TEXTS = Path(__file__).parent / "texts"
REPORT = Path(__file__).parents[3] / "shared" / "report" / "stratejik-boyut.txt"

needs_report = pytest.mark.skipif(not REPORT.exists(), reason="the printed report is not beside the project")


def read(name: str) -> tuple[str, Imported]:
    """Give the source of a text made for these tests, and what was read of it."""
    source = (TEXTS / name).read_text(encoding="utf-8")
    return source, read_text(source, path=name)


def read_pages(*pages: str, language: str | None = "en") -> Imported:
    return read_text("\f".join(pages), path="x.txt", language=language)


def paragraphs(imported: Imported) -> list[str]:
    """Give the texts of all blocks, notes left out."""
    return [plain_text(run) for section in imported.sections for run in reading_order(section.blocks)]


def notes(imported: Imported) -> dict[str, str]:
    """Give notes by name, with their texts."""
    found = (note for section in imported.sections for note in notes_of(section))
    return {str(note.name): " / ".join(texts(note.blocks)) for note in found}


def texts(blocks: Blocks) -> list[str]:
    return [plain_text(run) for run in reading_order(blocks)]


def called_at(imported: Imported) -> dict[str, str]:
    """Give for each note the word, with its punctuation, right before its call."""
    return {str(note.name): word for section in imported.sections for word, note in _calls(section)}


def codes(imported: Imported) -> list[str]:
    return [item.code.removeprefix("import-") for item in imported.found]


def _calls(section: Section) -> Iterator[tuple[str, Note]]:
    for run in (section.title, *reading_order(section.blocks)):
        yield from _calls_in(run)


def _calls_in(run: Inlines) -> Iterator[tuple[str, Note]]:
    before = ""
    for inline in run:
        if isinstance(inline, Text):
            before = inline.text
        elif isinstance(inline, Note):
            assert before == before.rstrip(), "a call is bound to its word"
            yield before.split()[-1], inline
