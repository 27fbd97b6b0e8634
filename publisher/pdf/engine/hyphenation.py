"""Teach Pyphen, and so WeasyPrint, the languages that it has no patterns for, and the exceptions of a book."""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from publisher.language import kk, tr


def register() -> None:
    """Make Pyphen hyphenate Turkish and Kazakh by our rules; calling it again changes nothing.

    Pyphen 0.18 knows no other way in than its tables: a language names a file, a file a dictionary object
    with a method `positions`. Drop this when Pyphen takes a callable.
    """
    import pyphen

    for tag, rule in (("tr", tr.syllable_breaks), ("kk", kk.syllable_breaks)):
        path = Path(f"publisher-hyphenation-{tag}")
        pyphen.LANGUAGES[tag] = path
        pyphen.LANGUAGES_LOWERCASE[tag] = tag
        pyphen.hdcache[path] = _Rule(rule)


class _Rule:
    """What Pyphen takes for a dictionary."""

    def __init__(self, rule: Callable[[str], tuple[int, ...]]) -> None:
        self._rule = rule
        self._known: dict[str, list[Any]] = {}

    def positions(self, word: str) -> list[Any]:
        """Give the places where a word may break, as Pyphen's own integers."""
        import pyphen

        if word not in self._known:
            self._known[word] = [pyphen.DataInt(place) for place in self._rule(word)]
        return self._known[word]


@contextlib.contextmanager
def dividing(words: Sequence[str]) -> Iterator[None]:
    """Let Pyphen divide some words as they are written, in every language, for as long as this lasts.

    Args:
        words: Each with hyphens where it may be divided: `Ka-zak-stan`.
    """
    import pyphen

    known = pyphen.hdcache
    pyphen.hdcache = _Exceptional(known, {_folded(word.replace("-", "")): _places(word) for word in words})
    try:
        yield
    finally:
        pyphen.hdcache = known


class _Exceptional:
    """Pyphen's dictionaries, each of which asks for exceptions first."""

    def __init__(self, known: dict[Path, Any], exceptions: Mapping[str, tuple[int, ...]]) -> None:
        self._known = known
        self._exceptions = exceptions

    def __contains__(self, path: Path) -> bool:
        return path in self._known

    def __setitem__(self, path: Path, dictionary: Any) -> None:
        self._known[path] = dictionary

    def __getitem__(self, path: Path) -> Any:
        rule = self._known[path]
        return _Rule(lambda word: self._divided(word, rule)) if self._exceptions else rule

    def _divided(self, word: str, rule: Any) -> tuple[Any, ...]:
        places = tuple(rule.positions(word))
        for part in _LETTERS.finditer(word):
            exception = self._exceptions.get(_folded(part.group()))
            if exception is not None:
                begin, end = part.span()
                own = tuple(begin + place for place in exception)
                places = (*(p for p in places if p < begin), *own, *(p for p in places if p > end))
        return places


_LETTERS = re.compile(r"[^\W\d_]+")


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
