"""What a language is to the editions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from publisher.language.case import Case
from publisher.language.collation import Collation
from publisher.language.dates import Dates
from publisher.language.punctuation import Quotes, Spacing
from publisher.language.words import Words
from publisher.model import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language; each module of this package that names one exports it as `LANGUAGE`.

    Args:
        tag: BCP 47: the primary subtag, and the script where the language has more than one alphabet.
        words: What editions add to the author's words.
        dates: Dates in words.
        case: Capitals and small letters.
        quotes: Quotation marks and apostrophe.
        spacing: Spaces that hold, dashes, the percent sign.
        collation: The order of words in indexes and bibliographies.
        role_titles: In small letters, the titles that books give to sections of a role; the most usual first.
        script: ISO 15924: `Latn` or `Cyrl`.
        own_letters: Those that tell its texts from others in the same script.
        divide: From a word of letters alone to the places where it may be divided; `None` leaves that to Pyphen.
        least_before: Letters that stay on the line at least where a word is divided.
        least_after: Letters that go to the next line at least.
        decimal_sign: Between a whole number and its fraction.
    """

    tag: str
    words: Words
    dates: Dates
    case: Case
    quotes: Quotes
    spacing: Spacing
    collation: Collation
    role_titles: Mapping[Role, tuple[str, ...]]
    script: str = "Latn"
    own_letters: str = ""
    divide: Callable[[str], tuple[int, ...]] | None = None
    least_before: int = 2
    least_after: int = 3
    decimal_sign: str = ","
