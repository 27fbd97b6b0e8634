"""Hyphenation by syllable, for languages whose syllables follow one rule."""

import re


def breaks(word: str, vowels: frozenset[str], consonants: frozenset[str]) -> tuple[int, ...]:
    """Give the places where a word may be divided: before a consonant that a vowel follows, and between vowels.

    A part without a vowel is no syllable, so nothing is divided before the first vowel or after the last.
    At an apostrophe, a hyphen or anything else that is no letter, the count begins anew and no break stands
    beside it.

    Args:
        word: In any case; each character counts as one place.
        vowels: Lower- and upper-case vowels.
        consonants: Likewise.
    """
    places: list[int] = []
    for part in re.finditer(r"[^\W\d_]+", word):
        letters = part.group()
        seen_vowel = False
        for index, letter in enumerate(letters):
            if letter in vowels:
                start = index - 1 if index and letters[index - 1] in consonants else index
                if seen_vowel and start:
                    places.append(part.start() + start)
                seen_vowel = True
    return tuple(places)


def letters(lower: str) -> frozenset[str]:
    """Give the letters of an alphabet written in lower case, with their capitals; Turkish i is the caller's."""
    return frozenset(lower) | frozenset(lower.upper())
