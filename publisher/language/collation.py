"""The order of words in indexes and bibliographies."""

import re
import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

from anyascii import anyascii

from publisher.language.case import Case

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

SortKey: TypeAlias = tuple[tuple[tuple[int, int], ...], tuple[str, ...], tuple[int, ...], str]

_PIECE = re.compile(r"(?P<number>\d+)|(?P<gap>[\s\-‐‑–—/]+)|(?P<letter>[^\W_])")
# What comes first: a gap, so that “yeni yol” stands before “yenilik”; then numbers, letters, signs of other scripts.
_GAP, _NUMBER, _LETTER, _OTHER = range(4)


class Collation:
    """The order of one language.

    Args:
        case: Of the language.
        alphabets: Small letters in their order; the language's own alphabet first, then those of foreign names.
    """

    def __init__(self, case: Case, *alphabets: str) -> None:
        letters = "".join(alphabets)
        self._ranks = {letter: (rank, 0) for rank, letter in enumerate(letters)}
        self._ranks |= {case.upper(letter): (rank, 1) for rank, letter in enumerate(letters)}

    def key(self, text: str) -> SortKey:
        """Give the key by which texts are sorted: no two texts that differ have the same.

        Letters decide, word by word, and numbers by their value; then marks that are no letter's own (a circumflex in
        Turkish, the dots of ё in Russian), then capitals, which come last. Punctuation counts only between equals.
        """
        order: list[tuple[int, int]] = []
        marks: list[str] = []
        capitals: list[int] = []
        composed = unicodedata.normalize("NFC", text)
        for piece in _PIECE.finditer(composed.strip()):
            match piece.lastgroup:
                case "number":
                    order += _number(piece.group())
                case "gap":
                    order.append((_GAP, 0))
                case _:
                    for rank, mark, capital in self._letters(piece.group()):
                        order.append(rank)
                        marks.append(mark)
                        capitals.append(capital)
        return tuple(order), tuple(marks), tuple(capitals), text

    def _letters(self, letter: str) -> Iterator[tuple[tuple[int, int], str, int]]:
        """Give rank, mark and capital of a letter; of æ, which no alphabet here has, those of two."""
        base, *marks = list(unicodedata.normalize("NFD", letter))
        for known, mark in ((letter, ""), (base, "".join(marks))):
            if known in self._ranks:
                rank, capital = self._ranks[known]
                yield (_LETTER, rank), mark, capital
                return
        spelled = anyascii(base) if unicodedata.name(base, "").startswith("LATIN") else ""
        if spelled and set(spelled) <= self._ranks.keys():
            for part in spelled:
                rank, capital = self._ranks[part]
                yield (_LETTER, rank), letter, capital
        else:
            yield (_OTHER, ord(base)), "".join(marks), 0


def _number(digits: str) -> Iterator[tuple[int, int]]:
    """Give a number of any length so that more digits are more, and equal ones decide from the left."""
    values = [unicodedata.decimal(digit) for digit in digits]
    while len(values) > 1 and values[0] == 0:
        del values[0]
    yield _NUMBER, len(values)
    yield from ((_NUMBER, value) for value in values)
