"""Teach Pyphen, and so WeasyPrint, the languages that it has no patterns for."""

from collections.abc import Callable
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
