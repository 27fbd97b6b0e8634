"""What a language is to the editions."""

from collections.abc import Callable
from dataclasses import dataclass

from publisher.language.case import Case
from publisher.language.punctuation import Quotes, Spacing
from publisher.language.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language; each module of this package that names one exports it as `LANGUAGE`.

    Args:
        tag: BCP 47: the primary subtag, and the script where the language has more than one alphabet.
        words: What editions add to the author's words.
        case: Capitals and small letters.
        quotes: Quotation marks and apostrophe.
        spacing: Spaces that hold, dashes, the percent sign.
        divide: From a word to the places where it may be divided; `None` where Pyphen's patterns are used.
        least_before: Letters that stay on the line at least where a word is divided.
        least_after: Letters that go to the next line at least.
        decimal_sign: Between a whole number and its fraction.
    """

    tag: str
    words: Words
    case: Case
    quotes: Quotes
    spacing: Spacing
    divide: Callable[[str], tuple[int, ...]] | None = None
    least_before: int = 2
    least_after: int = 3
    decimal_sign: str = ","
