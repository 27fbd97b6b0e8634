"""What was found out when a text was set before: how wide its words are, where the lines of its paragraphs end.

Both depend on nothing but what is asked and on fonts and style sheets, so that what was found for one state of a
text is true for the next one.
"""

import hashlib
import json
import zlib
from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

from publisher.pdf.breaking import Places


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


Ends: TypeAlias = tuple[int, ...] | None
"""The places where lines end; `None` if something does not fit in a line."""


class Notebook:
    """Words by their look, as they are measured and as they are drawn, and the ends of lines by all they depend on."""

    def __init__(self) -> None:
        self.words: dict[str, dict[str, Word]] = {}
        self.shaped: dict[str, dict[str, Shaped | None]] = {}
        self.ends: dict[str, Ends] = {}

    def take_over(self, other: "Notebook") -> None:
        """Take down what another has."""
        for look, words in other.words.items():
            self.words.setdefault(look, {}).update(words)
        for look, shaped in other.shaped.items():
            self.shaped.setdefault(look, {}).update(shaped)
        self.ends |= other.ends

    def pack(self) -> bytes:
        """Write it down."""
        told = {"words": self.words, "shaped": self.shaped, "ends": self.ends}
        return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 1)

    @classmethod
    def unpack(cls, data: bytes) -> "Notebook":
        """Read what `pack` wrote."""
        told = json.loads(zlib.decompress(data))
        notebook = cls()
        notebook.words = {
            look: {text: _word(*word) for text, word in words.items()} for look, words in told["words"].items()
        }
        notebook.shaped = {
            look: {text: _shaped(shaped) for text, shaped in each.items()} for look, each in told["shaped"].items()
        }
        notebook.ends = {key: None if ends is None else tuple(ends) for key, ends in told["ends"].items()}
        return notebook


def _word(width: float, give: float, breaks: Iterable[tuple[int, float, float, float, bool]]) -> Word:
    return Word(width, give, tuple([Break(*each) for each in breaks]))


def _shaped(told: Any) -> Shaped | None:
    if told is None:
        return None
    width, ascent, descent, runs = told
    return Shaped(width, ascent, descent, tuple([_run(*run) for run in runs]))


def _run(font: str, size: float, letters: str, beyond: float, texts: str | list[str]) -> GlyphRun:
    return GlyphRun(font, size, letters, beyond, texts if isinstance(texts, str) else tuple(texts))


def lines_key(places: Places, measure: float, *, justified: bool) -> str:
    """Hash what the ends of a paragraph's lines depend on, the manner of either kind of paragraph aside."""
    numbers = [measure, justified]
    words: list[str] = []
    for place in places:
        numbers += (place.end, place.begin, place.hang_end, place.hang_begin, place.give_end, place.give_begin)
        numbers += (place.hyphen, place.cost, place.runt)
        words += (place.word_end, place.word_begin)
    digest = hashlib.blake2b(array("d", numbers).tobytes(), digest_size=16)
    digest.update("\0".join(words).encode())
    return digest.hexdigest()
