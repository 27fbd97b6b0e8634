"""Capitals and small letters, as a language writes them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENS = re.compile(r"[:.!?…]")


@dataclass(frozen=True, slots=True)
class Case:
    """The case mapping of one language.

    Args:
        upper: From any text to capitals.
        lower: From any text to small letters.
        small_words: Words that stay small in a title where every other word takes a capital; `None` where only the
            first word of a title takes one.
    """

    upper: Callable[[str], str]
    lower: Callable[[str], str]
    small_words: frozenset[str] | None = None

    def capitalized(self, word: str) -> str:
        """Give a word with a capital and small letters after it: `İstanbul`."""
        return self.upper(word[:1]) + self.lower(word[1:])

    def title(self, text: str) -> str:
        """Give a title with capitals where the language puts them; a word after a full stop or colon opens anew.

        Names are not known: a language whose titles take one capital loses those of names in the middle.
        """
        end = 0

        def cased(match: re.Match[str]) -> str:
            nonlocal end
            opens = end == 0 or _OPENS.search(text, end, match.start()) is not None
            end = match.end()
            small = self.lower(match.group())
            stays_small = self.small_words is None or small in self.small_words
            return small if stays_small and not opens else self.capitalized(small)

        return _WORD.sub(cased, text)


def with_dotless_i(small_words: frozenset[str] | None = None) -> Case:
    """Give the case mapping of alphabets that have both i, İ and ı, I: Turkish, Azerbaijani, Kazakh in Latin."""
    return Case(_upper, _lower, small_words)


def plain(small_words: frozenset[str] | None = None) -> Case:
    """Give the case mapping that most alphabets share."""
    return Case(str.upper, str.lower, small_words)


def _upper(text: str) -> str:
    return text.replace("i", "İ").upper()


def _lower(text: str) -> str:
    # İ by hand: lower() makes two characters of it.
    return text.replace("I\u0307", "i").replace("İ", "i").replace("I", "ı").lower()
