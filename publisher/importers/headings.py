"""What a heading says of its section: its role, and its title in small letters."""

import re
from collections.abc import Sequence

from publisher.importers.lines import Vocabulary
from publisher.importers.pages import CALL_CLOSE, CALL_OPEN
from publisher.language import LANGUAGES, primary
from publisher.language import language as speech_of
from publisher.model import Role

LONGEST_HEADING = 300

_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[ivxlc]+[.)])\s+")
_ROMAN = re.compile(r"(?=[IVXLC]{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TIGHT = re.compile(r"([,;:])(?=[^\W\d_])")
_CALLS = re.compile(f"{CALL_OPEN}\\d+{CALL_CLOSE}")


def without_calls(text: str) -> str:
    """Give a text without the marks of its notes' calls."""
    return _CALLS.sub("", text)


def role_of(title: str, language: str) -> Role | None:
    """Give the role that a heading names, alone or before a colon; `None` where it names none.

    The language's own titles are tried first, then those of the others.
    """
    ordered = sorted(map(speech_of, LANGUAGES), key=lambda known: known.tag != primary(language))
    for known in ordered:
        word = _NUMBERING.sub("", known.case.lower(without_calls(title))).split(":")[0].strip(" .\t")
        for role, titles in known.role_titles.items():
            if " ".join(word.split()) in titles:
                return role
    return None


def in_capitals(text: str) -> bool:
    """Whether a line is printed in capitals: at least two letters, none of them small, no end of a sentence."""
    text = without_calls(text)
    letters = sum(letter.isalpha() for letter in text)
    return letters > 1 and not any(letter.islower() for letter in text) and any(letter.isupper() for letter in text)


def is_heading(lines: Sequence[str]) -> bool:
    """Whether lines together can be a heading: all in capitals, not too long, not a sentence."""
    last = without_calls(lines[-1]).rstrip()
    return (
        all(in_capitals(line) or _numbers_only(line) for line in lines)
        and in_capitals(" ".join(lines))
        and sum(map(len, lines)) <= LONGEST_HEADING
        and not last.endswith((".", ";", ",", ":"))
    )


def _numbers_only(line: str) -> bool:
    return not any(letter.isalpha() for letter in without_calls(line))


def in_title_case(text: str, language: str, vocabulary: Vocabulary) -> str:
    """Take the capitals off a heading.

    Turkish and English titles get a capital at each word but the small ones; other languages at the first
    word alone. Abbreviations that the text itself writes in capitals, and Roman numbers, stay.
    """
    text = _TIGHT.sub(r"\1 ", text)
    case = speech_of(language).case
    first = True

    def cased(match: re.Match[str]) -> str:
        nonlocal first
        opens = first or re.search(r"[:.!?]\s*$", text[: match.start()]) is not None
        first = False
        word = match.group()
        if _stays(word, vocabulary):
            return word
        small_word = case.lower(word)
        stays_small = case.small_words is None or small_word in case.small_words
        return small_word if stays_small and not opens else case.capitalized(small_word)

    pieces = re.split(f"({_CALLS.pattern})", text)
    return "".join(piece if _CALLS.fullmatch(piece) else _WORD.sub(cased, piece) for piece in pieces)


def _stays(word: str, vocabulary: Vocabulary) -> bool:
    return bool(_ROMAN.fullmatch(word)) or word in vocabulary.capitals
