"""What was found out when a text was set before: how wide its words are, where its lines end, what is drawn of them.

All of it depends on nothing but what is asked and on fonts and style sheets, so that what was found for one state of a
text is true for the next one.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")

# Words that a text no longer has are kept for a while: they may come back, or stand in a paragraph not looked at now.
_MOST_WORDS = 20_000


class Break(NamedTuple):
    """A place within a word where a line may end.

    Args:
        at: Letters before it.
        before: Their width.
        after: That of the rest.
        give: The widths of the spaces before it.
        divides: Whether a hyphen must be added.
    """

    at: int
    before: float
    after: float
    give: float
    divides: bool


class Word(NamedTuple):
    """What stands between two spaces, or a part of it that has one look.

    Args:
        width: Of all of it.
        give: The widths of the spaces in it that hold it together.
        breaks: From left to right.
    """

    width: float
    give: float
    breaks: tuple[Break, ...]


class GlyphRun(NamedTuple):
    """Glyphs of one font.

    Args:
        font: What it is called on pages.
        size: In pixels.
        letters: The glyphs' numbers in four hexadecimal digits, and in inverted angle brackets how far to go back
            between them, in thousandths of an em.
        beyond: How much further they reach then than they should.
        texts: What each of them stands for; one text where that is one character each.
    """

    font: str
    size: float
    letters: str
    beyond: float
    texts: str | tuple[str, ...]


class Shaped(NamedTuple):
    """What is drawn of a word or a space, in Pango's units.

    Args:
        width: Of all of it.
        ascent: Above the baseline.
        descent: Below it.
        runs: From left to right.
    """

    width: int
    ascent: int
    descent: int
    runs: tuple[GlyphRun, ...]


class Shown(NamedTuple):
    """What one operator shows: glyphs of one font.

    Args:
        font: What it is called on pages.
        size: In pixels.
        letters: The glyphs and how far to go back between them, as of `GlyphRun`, spaces stretched.
        glyphs: Each of the glyphs once.
        texts: What each of these stands for; one text where that is one character each.
        word: Some text that is shown in this font.
    """

    font: str
    size: float
    letters: str
    glyphs: str
    texts: str | tuple[str, ...]
    word: str


class Piece(NamedTuple):
    """A part of a line that has one look.

    Args:
        width: In Pango's units, spaces not stretched.
        ascent: Above the baseline.
        descent: Below it.
        spacing: By how many pixels spaces were stretched when it was drawn; `None` if it was not.
        shown: What was drawn then.
    """

    width: int
    ascent: int
    descent: int
    spacing: float | None = None
    shown: tuple[Shown, ...] = ()


class Cut(NamedTuple):
    """Where a line ends in a paragraph's text, where the next begins, and whether the line gets a hyphen."""

    end: int
    begin: int
    divides: bool


Cuts: TypeAlias = tuple[Cut, ...] | None
"""Where the lines of a paragraph end, its beginning before them; `None` if it is left to WeasyPrint."""

_ByLook: TypeAlias = dict[str, dict[str, Any]]


class Notebook:
    """What was found of a text, by what it depends on.

    What was read back is told as JSON has it, in lists, until somebody asks for it (`read_word`, `read_shaped`,
    `read_piece`): most of it nobody does.

    Args:
        before: What was found in an earlier state: words of it are kept on.
    """

    def __init__(self, before: "Notebook | None" = None) -> None:
        self.words: _ByLook = {}
        self.shaped: _ByLook = {}
        self.pieces: _ByLook = {}
        self.cuts: dict[str, Cuts] = {}
        self._before = before

    def take_over(self, other: "Notebook") -> None:
        """Take down what another has."""
        for mine, others in ((self.words, other.words), (self.shaped, other.shaped), (self.pieces, other.pieces)):
            for look, found in others.items():
                mine.setdefault(look, {}).update(found)
        self.cuts |= other.cuts

    def pack(self) -> bytes:
        """Write it down."""
        before = self._before or Notebook()
        told = {
            "words": _with_older(self.words, before.words),
            "shaped": _with_older(self.shaped, before.shaped),
            "pieces": self.pieces,
            "cuts": self.cuts,
        }
        return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 1)

    @classmethod
    def unpack(cls, data: bytes) -> "Notebook":
        """Read what `pack` wrote."""
        told = json.loads(zlib.decompress(data))
        notebook = cls()
        notebook.words, notebook.shaped, notebook.pieces = told["words"], told["shaped"], told["pieces"]
        notebook.cuts = {
            key: None if cuts is None else tuple([Cut(*cut) for cut in cuts]) for key, cuts in told["cuts"].items()
        }
        return notebook


def _with_older(found: Mapping[str, Mapping[str, Any]], older: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Add what was found before, unless all together has become too much."""
    if sum(map(len, (*found.values(), *older.values()))) > _MOST_WORDS:
        return found
    return {look: {**older.get(look, {}), **found.get(look, {})} for look in {**older, **found}}


def read_word(told: Any) -> Word:
    """Read a word as JSON has it."""
    width, give, breaks = told
    return Word(width, give, tuple([Break(*each) for each in breaks]))


def read_shaped(told: Any) -> Shaped | None:
    """Read what is drawn of a word as JSON has it."""
    if told is None:
        return None
    width, ascent, descent, runs = told
    return Shaped(width, ascent, descent, tuple([_run(*run) for run in runs]))


def _run(font: str, size: float, letters: str, beyond: float, texts: str | list[str]) -> GlyphRun:
    return GlyphRun(font, size, letters, beyond, texts if isinstance(texts, str) else tuple(texts))


def read_piece(told: Any) -> Piece | None:
    """Read a part of a line as JSON has it."""
    if told is None:
        return None
    width, ascent, descent, spacing, shown = told
    return Piece(width, ascent, descent, spacing, tuple([_shown(*each) for each in shown]))


def _shown(font: str, size: float, letters: str, glyphs: str, texts: str | list[str], word: str) -> Shown:
    return Shown(font, size, letters, glyphs, texts if isinstance(texts, str) else tuple(texts), word)


class Remembered(Generic[T]):
    """What is found out of texts of one look.

    Args:
        known: Found before, as it was found or as JSON has it; is told what else is found.
        noted: Is told what is asked for.
        read: Reads what JSON has.
    """

    def __init__(self, known: dict[str, Any], noted: dict[str, T], read: Callable[[Any], T]) -> None:
        self._known = known
        self._noted = noted
        self._read = read

    def get(self, text: str, find: Callable[[], None]) -> T:
        """Give what is known of a text, once it has been found."""
        if text not in self._noted:
            if text not in self._known:
                find()
            found = self._known[text]
            self._noted[text] = self._read(found) if isinstance(found, list) else found
        return self._noted[text]

    def knows(self, text: str) -> bool:
        """Say whether anything is known of a text."""
        return text in self._known

    def learn(self, text: str, found: T) -> None:
        """Take down what was found."""
        self._known[text] = found

    def correct(self, text: str, found: T) -> None:
        """Take down what more was found of a text that was asked for."""
        self._known[text] = self._noted[text] = found


def remembered(known: _ByLook, noted: _ByLook, look: str, read: Callable[[Any], T]) -> Remembered[T]:
    """Give what two notebooks have of the texts of one look."""
    return Remembered(known.setdefault(look, {}), noted.setdefault(look, {}), read)
