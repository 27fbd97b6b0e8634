"""Let WeasyPrint, which asks Pyphen where words may be divided, ask us."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.language import LANGUAGES, Hyphenator


def register() -> None:
    """Make Pyphen take the languages that are ours for ones it knows; calling it again changes nothing.

    Pyphen 0.18 knows no other way in than its tables: a language names a file, a file a dictionary object
    with a method `positions`. Drop this when Pyphen takes a callable.
    """
    import pyphen

    for tag in LANGUAGES:
        if tag not in pyphen.LANGUAGES:
            pyphen.LANGUAGES[tag] = Path(f"publisher-hyphenation-{tag}")
            pyphen.LANGUAGES_LOWERCASE[tag] = tag


class Dictionaries:
    """What Pyphen takes for all the dictionaries it has read, by their files.

    Args:
        hyphenator: Answers in their place.
    """

    def __init__(self, hyphenator: Hyphenator) -> None:
        import pyphen

        register()
        self._by_file = {
            path: _Dictionary(hyphenator, name.replace("_", "-")) for name, path in pyphen.LANGUAGES.items()
        }

    def __contains__(self, path: Path) -> bool:
        return path in self._by_file

    def __getitem__(self, path: Path) -> "_Dictionary":
        return self._by_file[path]

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Let these answer for Pyphen for as long as this lasts."""
        import pyphen

        known = pyphen.hdcache
        pyphen.hdcache = self
        try:
            yield
        finally:
            pyphen.hdcache = known


class _Dictionary:
    """What Pyphen takes for a dictionary."""

    def __init__(self, hyphenator: Hyphenator, tag: str) -> None:
        self._hyphenator = hyphenator
        self._tag = tag
        self._known: dict[str, list[Any]] = {}

    def positions(self, word: str) -> list[Any]:
        """Give the places where a word may break, as Pyphen's own integers."""
        import pyphen

        places = self._known.get(word)
        if places is None:
            places = [pyphen.DataInt(place) for place in self._hyphenator.breaks(word, self._tag)]
            self._known[word] = places
        return places
