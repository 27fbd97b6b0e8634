"""The languages that are known, found by BCP 47 tag."""

import dataclasses
import functools

from publisher.language import en, kk, ru, tr
from publisher.language.case import with_dotless_i
from publisher.language.definition import Language
from publisher.language.words import Words

_KNOWN = {known.tag: known for known in (en.LANGUAGE, kk.LANGUAGE, ru.LANGUAGE, tr.LANGUAGE)}

LANGUAGES = tuple(_KNOWN)
"""Primary subtags of the languages that are known."""


@functools.lru_cache(maxsize=64)
def language(tag: str) -> Language:
    """Give the language of a BCP 47 tag.

    A language that is not known speaks and quotes as English does, and is hyphenated by Pyphen where that has its
    patterns; `is_known` tells.
    """
    known = _KNOWN.get(primary(tag))
    if known is not None:
        return known
    case = with_dotless_i() if primary(tag) == "az" else en.LANGUAGE.case
    return dataclasses.replace(en.LANGUAGE, tag=tag, case=case)


def is_known(tag: str) -> bool:
    """Whether a tag's language has a module here."""
    return primary(tag) in _KNOWN


def words(tag: str) -> Words:
    """Give the words of the interface for a BCP 47 tag; English where the language is not known."""
    return language(tag).words


def primary(tag: str) -> str:
    """Give the primary subtag of a BCP 47 tag: `ru` of `ru-Latn`."""
    return tag.split("-")[0].lower()
