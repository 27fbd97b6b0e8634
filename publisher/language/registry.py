"""The languages that are known, found by BCP 47 tag."""

import dataclasses
import functools

from publisher.language import en, kk, ru, tr
from publisher.language.case import with_dotless_i
from publisher.language.definition import Language
from publisher.language.words import Words

_KNOWN = {known.tag: known for known in (en.LANGUAGE, kk.LANGUAGE, ru.LANGUAGE, tr.LANGUAGE)}
# In another script than the one that is usual.
_IN_SCRIPT = {known.tag: known for known in (kk.IN_LATIN,)}

LANGUAGES = tuple(_KNOWN)
"""Primary subtags of the languages that are known."""


@functools.lru_cache(maxsize=64)
def language(tag: str) -> Language:
    """Give the language of a BCP 47 tag.

    A language that is not known speaks and quotes as English does, and is hyphenated by Pyphen where that has its
    patterns; `is_known` tells.
    """
    known = _IN_SCRIPT.get(_with_script(tag)) or _KNOWN.get(primary(tag))
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


def spoken_in(section: str | None, book: str) -> str:
    """Give the language of the words that an edition adds to a section: the section's, the book's, or English.

    Args:
        section: The section's own tag, if it has one.
        book: The book's.
    """
    return next((tag for tag in (section, book) if tag and is_known(tag)), en.LANGUAGE.tag)


def primary(tag: str) -> str:
    """Give the primary subtag of a BCP 47 tag: `ru` of `ru-Latn`."""
    return tag.split("-")[0].lower()


def _with_script(tag: str) -> str:
    """Give the primary subtag and the script of a tag, if it names one: `kk-Latn` of `KK-latn-KZ`."""
    scripts = [subtag.title() for subtag in tag.split("-")[1:2] if len(subtag) == 4]
    return "-".join((primary(tag), *scripts))
