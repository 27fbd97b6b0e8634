"""What the editions need to know of a language: one module each, found by its primary subtag."""

from publisher.language import en, kk, ru, tr
from publisher.language.words import Words

_WORDS: dict[str, Words] = {"en": en.WORDS, "kk": kk.WORDS, "ru": ru.WORDS, "tr": tr.WORDS}

LANGUAGES = tuple(_WORDS)
"""Primary subtags of the languages whose words of the interface are known."""


def words(tag: str) -> Words:
    """Give the words of the interface for a BCP 47 tag; English where the language is not known."""
    return _WORDS.get(primary(tag), en.WORDS)


def primary(tag: str) -> str:
    """Give the primary subtag of a BCP 47 tag: `ru` of `ru-Latn`."""
    return tag.split("-")[0].lower()
