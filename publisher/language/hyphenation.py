"""Where words may be divided, in every language and with the exceptions of one book."""

import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from publisher.language.definition import Language
from publisher.language.registry import language

APOSTROPHES = "'’‘`´ʹʻʼʾʿ"
SOFT_HYPHEN = "\u00ad"

_APOSTROPHES = frozenset(APOSTROPHES)
_LETTER = f"(?![{APOSTROPHES}])[^\\W\\d_]"
# Stress marks over letters, and what binds a note's call to its word.
_UNSEEN = "\u0300-\u036f\u200c\u200d\u2060"
_WORD = re.compile(f"{_LETTER}(?:[{APOSTROPHES}{SOFT_HYPHEN}{_UNSEEN}]*{_LETTER})*")
_PART = re.compile(f"{_LETTER}(?:[{_UNSEEN}]*{_LETTER})*")
_ANY_LETTER = re.compile(_LETTER)
_LEAST_BESIDE_APOSTROPHE = 2
# Looking behind keeps a long word from being searched again from each of its letters.
_MARKED = re.compile(f"(?<![^\\W\\d_])(?:{_LETTER})++(?:{SOFT_HYPHEN}(?:{_LETTER})++)+")


class Hyphenator:
    """Divides words, and remembers those it has divided.

    Args:
        exceptions: Words with hyphens where they may be divided, for every language: `Ka-zak-stan`; without one,
            not at all. Capitals do not count, nor does an ending behind an apostrophe.
    """

    def __init__(self, exceptions: Sequence[str] = ()) -> None:
        self._exceptions = {_folded(word.replace("-", "")): _places(word) for word in exceptions}
        self._known: dict[tuple[str, str], tuple[int, ...]] = {}

    def breaks(self, text: str, tag: str) -> tuple[int, ...]:
        """Give the places in a text where a word may be divided, in ascending order.

        Every word keeps its language's least letters before and after; no break stands beside an apostrophe, a
        hyphen or a digit, and none in a word with soft hyphens: those say all.

        Args:
            text: One word or many, in any case.
            tag: BCP 47.
        """
        if text.isalpha() and _APOSTROPHES.isdisjoint(text):
            return self._in_word(text, tag)
        return tuple(
            word.start() + place for word in _WORD.finditer(text) for place in self._in_word(word.group(), tag)
        )

    def _in_word(self, word: str, tag: str) -> tuple[int, ...]:
        key = (tag, word)
        places = self._known.get(key)
        if places is None:
            own = () if SOFT_HYPHEN in word else self._divided(word, tag)
            places = self._known[key] = tuple(own)
        return places

    def _divided(self, word: str, tag: str) -> Iterator[int]:
        speech = language(tag)
        parts = [_seen(word, *part.span()) for part in _PART.finditer(word)]
        # Apostrophes and marks are no letters that a line could keep.
        before, after = 0, sum(map(len, parts))
        for seen in parts:
            after -= len(seen)
            bare = "".join([word[place] for place in seen])
            exception = self._exceptions.get(_folded(bare)) if self._exceptions else None
            if exception is not None:
                yield from (seen[place] for place in exception)
            else:
                first = max(speech.least_before - before, _LEAST_BESIDE_APOSTROPHE)
                last = len(bare) - max(speech.least_after - after, _LEAST_BESIDE_APOSTROPHE)
                yield from (seen[place] for place in _divide(bare, speech, tag) if first <= place <= last)
            before += len(seen)


def _seen(word: str, start: int, end: int) -> Sequence[int]:
    """Give the places of the letters in a part of a word."""
    if word[start:end].isalpha():
        return range(start, end)
    return [letter.start() for letter in _ANY_LETTER.finditer(word, start, end)]


def marked_divisions(text: str) -> tuple[str, ...]:
    """Give the words of a text that have soft hyphens, with hyphens in their place."""
    # Looking for the sign alone takes a hundredth of the time, and hardly a text has one.
    if SOFT_HYPHEN not in text:
        return ()
    return tuple(word.group().replace(SOFT_HYPHEN, "-") for word in _MARKED.finditer(text))


def without_marks(text: str) -> str:
    """Give a text without the soft hyphens in its words; others stay."""
    if SOFT_HYPHEN not in text:
        return text
    return _MARKED.sub(lambda word: word.group().replace(SOFT_HYPHEN, ""), text)


def _divide(word: str, speech: Language, tag: str) -> Sequence[int]:
    if speech.divide is not None:
        return speech.divide(word)
    patterns = _patterns(tag)
    # Pyphen's lower() would make two letters of one.
    return patterns.places(word.replace("İ", "I")) if patterns else ()


class Patterns:
    """Pyphen's patterns of a language.

    Pyphen 0.18 looks for a pattern that is as long as the longest at every letter. Here a search ends where no pattern
    begins so, which is after three letters or four.

    Args:
        path: Pyphen's file.
    """

    def __init__(self, path: Path) -> None:
        import pyphen

        self._values: dict[str, tuple[int, tuple[int, ...]]] = pyphen.HyphDict(path).patterns
        self._beginnings = {pattern[:end] for pattern in self._values for end in range(1, len(pattern) + 1)}

    def places(self, word: str) -> list[int]:
        """Give the places where a word may be divided that does not change its letters by it (Pyphen's `data`)."""
        pointed = f".{word.lower()}."
        most: list[Any] = [0] * (len(pointed) + 1)
        for first in range(len(pointed) - 1):
            for last in range(first + 1, len(pointed) + 1):
                letters = pointed[first:last]
                if letters not in self._beginnings:
                    break
                if letters in self._values:
                    offset, values = self._values[letters]
                    for at, value in enumerate(values, first + offset):
                        if value >= most[at]:
                            most[at] = value
        return [at - 1 for at, value in enumerate(most) if value % 2 and getattr(value, "data", None) is None]


def _patterns(tag: str) -> Patterns | None:
    """Give Pyphen's patterns of a language; `None` where it has none."""
    import pyphen

    name = pyphen.language_fallback(tag)
    return _read_patterns(pyphen.LANGUAGES[name]) if name else None


@functools.cache
def _read_patterns(path: Path) -> Patterns:
    return Patterns(path)


def _folded(word: str) -> str:
    """Give a word without regard to capitals; the four letters i of Turkish are one here."""
    return word.replace("İ", "i").replace("I", "i").replace("ı", "i").lower()


def _places(word: str) -> tuple[int, ...]:
    places = []
    letters = 0
    for part in word.split("-")[:-1]:
        letters += len(part)
        places.append(letters)
    return tuple(places)
