"""The words of a finished PDF as they are set: where each begins and ends, and how wide its font's own space is.

Widths are advances, not ink: a word ends where the next glyph would begin. Lengths are points from the trimmed page's
top left corner, downwards.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from publisher.pdf.audit.reading import UnreadableError

# PDFium gives U+0002 or U+FFFE for a hyphen at which it would join two lines.
HYPHENS = "-\u00ad\u2010\x02\ufffe"
# Spaces of one width (thin, hair, figure) are part of a word; those that justify lines are these.
_BREAKS = " \u00a0\t\r\n"
# A hyphen may end a line, and what follows it begins another without anything between them.
_DIVIDING = re.escape(HYPHENS)
_WORD = re.compile(rf"[^{_BREAKS}{_DIVIDING}]*[{_DIVIDING}]+|[^{_BREAKS}{_DIVIDING}]+")
# Wider than any space between words, narrower than the space between columns of a table.
_WIDEST_GAP_PT = 60.0
_RAISED = 0.5
_OVERLAP_PT = 0.5
_PICTURES = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM)
_SUBSET = re.compile("^[A-Z]{6}[+]")
_WEIGHT = "thin|light|book|regular|regu|roman|normal|medium|medi|semi|demi|extra|ultra|bold|black|heavy"
_STYLE = re.compile(f"(?:{_WEIGHT}|italic|ital|it|oblique|obli|obl|slanted)+", re.IGNORECASE)


class Word(NamedTuple):
    """What stands between two spaces."""

    text: str
    left: float
    right: float


class SetLine(NamedTuple):
    """Words that follow each other on one baseline, in the order in which they are drawn.

    Args:
        words: At least one.
        baseline: Of most of its letters.
        size: Of most of its letters.
        family: The font of most of its letters, without its style.
        space: How wide the font's own space is; 0 where the file draws none.
        letter_scale: By what its letters are wider than their font has them; 1 where they are not.
    """

    words: tuple[Word, ...]
    baseline: float
    size: float
    family: str
    space: float
    letter_scale: float = 1.0

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def gaps(self) -> tuple[float, ...]:
        """The widths of its word spaces."""
        return tuple(after.left - before.right for before, after in pairwise(self.words))

    @property
    def hyphenated(self) -> bool:
        """Whether it ends in a hyphen."""
        return self.words[-1].text[-1] in HYPHENS

    @property
    def letters(self) -> int:
        """How many characters it has, spaces left out."""
        return sum(len(word.text) for word in self.words)


@dataclass(frozen=True, slots=True)
class SetPage:
    """One page. `number` counts from 1; `pictures` are the tops and feet of what is no text."""

    number: int
    width: float
    height: float
    lines: tuple[SetLine, ...]
    pictures: tuple[tuple[float, float], ...]


def read_setting(data: bytes) -> tuple[SetPage, ...]:
    """Read how the words of a finished PDF are set.

    Raises:
        UnreadableError: It cannot be opened.
    """
    try:
        drawn = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise UnreadableError(str(problem)) from problem
    try:
        return tuple(_page(drawn[index], index + 1) for index in range(len(drawn)))
    finally:
        drawn.close()


def _page(page: Any, number: int) -> SetPage:
    try:
        return read_page(page, number)
    finally:
        page.close()


def read_page(page: Any, number: int) -> SetPage:
    """Read how the words of one page are set: PDFium's page, and its number from 1."""
    left, bottom, right, top = page.get_trimbox()
    text = page.get_textpage()
    try:
        pieces = list(_Pieces(text.raw, left, top))
        return SetPage(number, right - left, top - bottom, tuple(_lines(pieces)), tuple(_pictures(page, top)))
    finally:
        text.close()


def _pictures(page: Any, top: float) -> Iterator[tuple[float, float]]:
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(drawn) in _PICTURES:
            raw.FPDFPageObj_GetBounds(drawn, *sides)
            yield top - sides[3].value, top - sides[1].value


class _Look(NamedTuple):
    """How letters are drawn; a size of 0 stands for those that do not stand upright."""

    size: float
    family: str
    scale: float


class _Piece(NamedTuple):
    """A word or a part of one, with the look of its first character.

    `space` is the width of the font's space, or 0 if it is not known; `joins` says that no space stands before it.
    """

    word: Word
    baseline: float
    look: _Look
    space: float
    joins: bool


class _Pieces:
    """Reads the words of one page."""

    def __init__(self, text: Any, left: float, top: float) -> None:
        self._text = text
        self._left = left
        self._top = top
        self._x = ctypes.c_double()
        self._y = ctypes.c_double()
        self._box = raw.FS_RECTF()
        self._size = ctypes.c_float()
        self._matrix = raw.FS_MATRIX()
        self._looks: dict[int, _Look] = {}
        self._spaces: dict[_Look, float] = {}

    def __iter__(self) -> Iterator[_Piece]:
        count = raw.FPDFText_CountChars(self._text)
        signs = "".join([chr(raw.FPDFText_GetUnicode(self._text, index) or 0xFFFD) for index in range(count)])
        for found in _WORD.finditer(signs):
            first, after = found.span()
            look = self._look(first)
            word = self._word(found[0], first, after)
            baseline = self._top - self._y.value
            if look.size and math.isfinite(word.left + word.right + baseline):
                joins = first > 0 and signs[first - 1] not in _BREAKS
                yield _Piece(word, baseline, look, self._space(after, signs, look), joins)

    def _word(self, text: str, first: int, after: int) -> Word:
        """Give a word; its baseline is then in `_y`."""
        raw.FPDFText_GetLooseCharBox(self._text, after - 1, self._box)
        raw.FPDFText_GetCharOrigin(self._text, first, self._x, self._y)
        return Word(text, self._x.value - self._left, self._box.right - self._left)

    def _space(self, index: int, signs: str, look: _Look) -> float:
        """Give the width of a font's space, once a page has drawn one."""
        if look not in self._spaces and signs[index : index + 1] == " ":
            if raw.FPDFText_IsGenerated(self._text, index) != 0:
                return 0.0
            raw.FPDFText_GetLooseCharBox(self._text, index, self._box)
            self._spaces[look] = float(self._box.right - self._box.left) / look.scale
        return self._spaces.get(look, 0.0)

    def _look(self, index: int) -> _Look:
        """Give the look of a character: that of the text object which it is drawn in."""
        drawn = raw.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value
        if key is None:
            return _UNKNOWN
        if key not in self._looks:
            self._looks[key] = self._look_of(index, drawn)
        return self._looks[key]

    def _look_of(self, index: int, drawn: Any) -> _Look:
        raw.FPDFTextObj_GetFontSize(drawn, self._size)
        raw.FPDFText_GetMatrix(self._text, index, self._matrix)
        wide, high = self._matrix.a, self._matrix.d
        if wide <= 0 or abs(high) <= abs(self._matrix.b):
            return _UNKNOWN
        return _Look(round(self._size.value * abs(high), 2), _family(drawn), round(wide / abs(high), 4))


_UNKNOWN = _Look(0.0, "", 1.0)


def _family(drawn: Any) -> str:
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(drawn), buffer, 256)
    parts = re.split("[-,]", _SUBSET.sub("", buffer.value.decode("utf-8", "replace")))
    while len(parts) > 1 and _STYLE.fullmatch(parts[-1]):
        parts.pop()
    return "-".join(parts)


def _lines(pieces: Sequence[_Piece]) -> Iterator[SetLine]:
    line: list[_Piece] = []
    for piece in pieces:
        if line and not _goes_on(line[-1], piece):
            yield _line(line)
            line = []
        line.append(piece)
    if line:
        yield _line(line)


def _goes_on(before: _Piece, piece: _Piece) -> bool:
    gap = piece.word.left - before.word.right
    raised = abs(before.baseline - piece.baseline) < _RAISED * max(before.look.size, piece.look.size)
    return raised and -_OVERLAP_PT < gap < _WIDEST_GAP_PT


def _line(pieces: Sequence[_Piece]) -> SetLine:
    words: list[Word] = []
    letters: Counter[tuple[float, _Look]] = Counter()
    for piece in pieces:
        letters[piece.baseline, piece.look] += len(piece.word.text)
        if words and piece.joins:
            words[-1] = Word(words[-1].text + piece.word.text, words[-1].left, piece.word.right)
        else:
            words.append(piece.word)
    (baseline, look), _ = letters.most_common(1)[0]
    space = max(piece.space for piece in pieces if piece.look == look)
    return SetLine(tuple(words), baseline, look.size, look.family, space, look.scale)
