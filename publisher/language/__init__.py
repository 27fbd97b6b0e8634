"""What the editions need to know of a language: one module each, found by its BCP 47 tag."""

from publisher.language.definition import Language
from publisher.language.hyphenation import Hyphenator, marked_divisions, without_marks
from publisher.language.registry import LANGUAGES, is_known, language, primary, spoken_in, words

__all__ = [
    "LANGUAGES",
    "Hyphenator",
    "Language",
    "is_known",
    "language",
    "marked_divisions",
    "primary",
    "spoken_in",
    "without_marks",
    "words",
]
