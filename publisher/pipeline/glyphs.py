"""Every character of a book must exist in the theme's fonts: a glyph that is missing prints as an empty box."""

import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from publisher.errors import Diagnostic
from publisher.fonts import Font, missing_characters
from publisher.model import Blocks, Book, Code, CodeBlock, Inlines, Note, NoteMarks, Section, Text
from publisher.remembering import remembered
from publisher.source import Position
from publisher.theme import Theme
from publisher.transform.numbering import SYMBOLS
from publisher.walk import blocks_in, inlines_in, runs_of


def find_missing(book: Book, theme: Theme, editions: Collection[str], folder: Path) -> list[Diagnostic]:
    """Find the characters that no font of an edition can show, each once a file, at its first place there.

    Args:
        book: What is shown.
        theme: Whose fonts show it.
        editions: `print`, `epub`.
        folder: The manuscript's folder, as it stands in positions.
    """
    said = list(_said(book, folder))
    if "print" in editions and book.print_options.note_marks is NoteMarks.SYMBOLS:
        said.append((SYMBOLS, _settings(folder)))
    everything = {char for text, _ in said for char in text}.union(*map(_characters, book.sections))
    absent: set[str] = set()
    for edition in editions:
        absent |= missing_characters(everything, _unpinned(theme, edition))
    if not absent:
        return []
    shown = [*said, *(text for section in book.sections for text in _in_section(section))]
    first: dict[tuple[str, str], Position] = {}
    for text, at in shown:
        for char in sorted(absent.intersection(text)):
            first.setdefault((at.path, char), at)
    lines = cache(_lines)
    return [_finding(char, _locate(char, at, lines(at.path)), theme) for (_, char), at in first.items()]


def _unpinned(theme: Theme, edition: str) -> list[Font]:
    # Pinning a variable font changes its outlines, never the characters it has.
    faces = {face.path: face for face in theme.faces if edition in face.editions}
    return [Font(face, path.read_bytes()) for path, face in faces.items()]


def _said(book: Book, folder: Path) -> Iterator[tuple[str, Position]]:
    """Give every text of `book.toml` that an edition shows, with the nearest place that is known of it."""
    data = book.metadata
    settings = _settings(folder)
    people = [person.name for person in data.authors]
    named = (data.title, data.subtitle, data.series, data.publisher, data.place, data.edition, data.rights)
    for text in (*named, *people, *(section.short_title for section in book.sections)):
        if text:
            yield text, settings


def _settings(folder: Path) -> Position:
    return Position(str(folder / "book.toml"), 1)


@remembered
def _characters(section: Section) -> frozenset[str]:
    return frozenset("".join(text for text, _ in _in_section(section)))


def _in_section(section: Section) -> Iterator[tuple[str, Position]]:
    """Give every text of a section, with the nearest place that is known of it."""
    yield from _in_run(section.title, section.at)
    yield from _in_blocks(section.blocks)


def _in_blocks(blocks: Blocks) -> Iterator[tuple[str, Position]]:
    for block in blocks_in(blocks):
        if isinstance(block, CodeBlock):
            yield block.text, block.at
        for run in runs_of(block):
            yield from _in_run(run, block.at)


def _in_run(run: Inlines, at: Position) -> Iterator[tuple[str, Position]]:
    for inline in inlines_in(run):
        match inline:
            case Text(text) | Code(text):
                yield text, at
            case Note():
                yield from _in_blocks(inline.blocks)
            case _:
                continue


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8-sig").splitlines()


def _locate(char: str, near: Position, lines: list[str]) -> Position:
    """Find a character in its file from a block's first line on; the block's own place if it is written otherwise."""
    for number, line in enumerate(lines[near.line - 1 :], near.line):
        column = unicodedata.normalize("NFC", line).find(char)
        if column >= 0:
            return Position(near.path, number, column + 1)
    return near


def _finding(char: str, at: Position, theme: Theme) -> Diagnostic:
    name = unicodedata.name(char, "no name")
    return Diagnostic(
        code="glyph-missing",
        message=f"no font of the theme “{theme.name}” has “{char}” (U+{ord(char):04X}, {name})",
        at=at,
        hint="write it another way, or add a face that has it to the theme's theme.toml",
    )
