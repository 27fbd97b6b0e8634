"""Characters that an e-book's own fonts cannot show."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from publisher import fonts
from publisher.errors import Diagnostic, Severity
from publisher.fonts import Font
from publisher.model import Blocks, Book, CodeBlock, Section
from publisher.source import Position
from publisher.store import Store, code_of
from publisher.walk import blocks_in, notes_of, plain_text, runs_of


def find_missing(book: Book, loaded: Sequence[Font], store: Store) -> tuple[Diagnostic, ...]:
    """Find characters that no font of the theme has: a warning each, at the first block that holds it.

    A reading system may have a font for it, so the e-book is made all the same.
    """
    places: dict[str, Position] = {}
    for text, at in _texts(book):
        for char in set(text):
            places.setdefault(char, at)
    missing = _missing("".join(sorted(places)), loaded, store)
    return tuple(_warning(char, places[char]) for char in missing)


def _missing(characters: str, loaded: Sequence[Font], store: Store) -> str:
    key = store.key("epub-missing", characters, code_of(fonts.__file__), *(font.data for font in loaded))
    found = store.get_or_make(key, lambda: "".join(sorted(fonts.missing_characters(characters, loaded))).encode())
    return found.decode()


def _texts(book: Book) -> Iterator[tuple[str, Position]]:
    for section in book.sections:
        yield plain_text(section.title), section.at
        for blocks in _runs_of_blocks(section):
            for block in blocks_in(blocks):
                yield "".join(plain_text(run) for run in runs_of(block)), block.at
                if isinstance(block, CodeBlock):
                    yield block.text, block.at


def _runs_of_blocks(section: Section) -> Iterable[Blocks]:
    yield section.blocks
    for note in notes_of(section):
        yield note.blocks


def _warning(char: str, at: Position) -> Diagnostic:
    name = unicodedata.name(char, "a character without a name")
    return Diagnostic(
        code="glyph-missing",
        message=f"no font of the theme has “{char}” (U+{ord(char):04X}, {name})",
        at=at,
        hint="readers without such a font show a box: use another character, or a theme whose fonts have it",
        severity=Severity.WARNING,
    )
