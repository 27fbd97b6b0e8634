"""Division by syllable, for languages whose syllables follow one rule."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Syllables:
    """The letters of a language that make its syllables, each in lower and upper case.

    Args:
        vowels: Each is the heart of a syllable.
        consonants: The last of them before a vowel opens its syllable.
        glides: A vowel between consonants; behind a vowel, or before one at the word's beginning, a consonant.
    """

    vowels: frozenset[str]
    consonants: frozenset[str]
    glides: frozenset[str] = frozenset()

    def divide(self, word: str) -> tuple[int, ...]:
        """Give the places where a word of letters alone may be divided.

        That is before a consonant that a vowel follows, and between vowels. A part without a vowel is no syllable, so
        nothing is divided before the first vowel or behind the last.
        """
        places: list[int] = []
        letters = [self._plain(letter) for letter in word]
        begun = behind_vowel = False
        for index, letter in enumerate(letters):
            vowel = letter in self.vowels or (letter in self.glides and self._sounds(letters, index, behind_vowel))
            if vowel:
                start = index - 1 if index and not behind_vowel and self._opens(letters[index - 1]) else index
                if begun:
                    places.append(start)
                begun = True
            behind_vowel = vowel
        return tuple(places)

    def _sounds(self, letters: list[str], index: int, behind_vowel: bool) -> bool:
        if behind_vowel:
            return False
        return not (index == 0 and letters[1:2] and letters[1] in self.vowels)

    def _opens(self, letter: str) -> bool:
        return letter in self.consonants or letter in self.glides

    def _plain(self, letter: str) -> str:
        """Give a letter of the alphabet for one that has a mark too many: e for é."""
        if letter in self.vowels or letter in self.consonants or letter in self.glides:
            return letter
        return unicodedata.normalize("NFD", letter)[0]


def letters(lower: str) -> frozenset[str]:
    """Give the letters of an alphabet written in lower case, with their capitals; Turkish i is the caller's."""
    return frozenset(lower) | frozenset(lower.upper())
