"""How the lines of a paragraph become one line again: what stands between them, and which hyphens stay."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publisher.importers.pages import CALL_CLOSE, CALL_OPEN, Line

SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010\u2011"
_GAPS = re.compile(r"[^\S\u00a0\u202f]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_CALLS = re.compile(f"{CALL_OPEN}\\d+{CALL_CLOSE}")
_URL = re.compile(r"(?:https?://|ftp://|www\.)\S*$", re.IGNORECASE)
_URL_PIECE = re.compile(r"[\w%~.\-]+(?:[/?#=&_]|\.(?:html?|php|aspx?|pdf)\b)\S*", re.IGNORECASE)
# Longer than any address; what is longer is no word.
_LONGEST_WORD = 1000
_URL_GOES_ON = tuple("/-_=&?#%~\u2010")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a whole text, as witnesses for a word that a line end cut in two.

    Args:
        words: Every word that stands inside a line, folded.
        capitals: Words of two and more letters that stand in capitals within lines of small letters, and
            nowhere otherwise: abbreviations.
    """

    words: frozenset[str]
    capitals: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return _folded(word) in self.words


def _folded(word: str) -> str:
    """Give a word without regard to case; the four Turkish letters i count as one."""
    return word.replace("İ", "i").replace("ı", "i").lower()


@dataclass(frozen=True, slots=True)
class UnsureHyphen:
    """A hyphen at a line end of which nothing told whether it belongs to the word; `word` is what was made of it."""

    line: int
    word: str


def vocabulary_of(lines: Iterable[Line]) -> Vocabulary:
    """Collect the whole words of a text: those that a line end may have cut do not count."""
    words: set[str] = set()
    small: set[str] = set()
    capitals: set[str] = set()
    hyphen_before = False
    for line in lines:
        if line.blank:
            continue
        found = list(_WORD.finditer(line.text))
        whole = [match.group() for match in found if not (hyphen_before and match.start() == 0)]
        hyphen_before = line.text[-1] in _HYPHENS + SOFT_HYPHEN
        if hyphen_before and whole and found[-1].end() == len(line.text) - 1:
            whole.pop()
        words.update(map(_folded, whole))
        small.update(_folded(word) for word in whole if not word.isupper())
        if not line.text.isupper():
            capitals.update(word for word in whole if len(word) > 1 and word.isupper())
    return Vocabulary(frozenset(words), frozenset(word for word in capitals if _folded(word) not in small))


def unwrap(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[str, tuple[UnsureHyphen, ...]]:
    """Join lines into one.

    Returns:
        The text with single spaces, and the hyphens that an editor has to look at.
    """
    pieces: list[str] = []
    unsure: list[UnsureHyphen] = []
    # The word that the text so far ends with; only a line end can cut a word, so no more of it is needed.
    tail = ""
    for line in lines:
        text = _GAPS.sub(" ", line.text)
        gap, doubt = _between(tail, text, vocabulary) if pieces else ("", None)
        if gap is None:
            pieces[-1] = pieces[-1][:-1]
            gap = ""
        if doubt:
            unsure.append(UnsureHyphen(line.number, doubt))
        pieces += [gap, text]
        tail = text.rsplit(" ", 1)[-1] if gap or " " in text else (tail + text)[-_LONGEST_WORD:]
    return "".join(pieces).replace(SOFT_HYPHEN, ""), tuple(unsure)


def _between(tail: str, following: str, vocabulary: Vocabulary) -> tuple[str | None, str | None]:
    """Say what stands between two lines.

    Returns:
        A space, nothing, or `None` where the hyphen before it goes too; and the word in doubt, if it is.
    """
    if tail.endswith(SOFT_HYPHEN):
        return None, None
    if _URL.search(tail):
        return ("" if _url_goes_on(tail, following) else " "), None
    if tail[-1:] not in _HYPHENS:
        return _after_dash(tail, following), None
    return _at_hyphen(tail, following, vocabulary)


def _url_goes_on(tail: str, following: str) -> bool:
    return tail.endswith(_URL_GOES_ON) or bool(_URL_PIECE.match(following))


def _after_dash(tail: str, following: str) -> str:
    """Give what follows a line without a hyphen: nothing inside a range of years or pages."""
    return "" if re.search(r"\d–$", tail) and following[:1].isdigit() else " "


def _at_hyphen(tail: str, following: str, vocabulary: Vocabulary) -> tuple[str | None, str | None]:
    before = re.search(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*(?=[-\u2010\u2011]$)", tail)
    after = re.match(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*", _CALLS.split(following)[0])
    if not before or not after:
        # A dash of its own, or a hyphen before punctuation: nothing was cut here.
        return " " if tail in _HYPHENS else "", None
    left, right = before.group(), after.group()
    if not right[0].islower() or left[-1].isdigit():
        return "", None
    if f"{left}-{right}" in vocabulary:
        return "", None
    if left + right in vocabulary:
        return None, None
    # Two whole words are likelier a compound; a stump beside a word, a word that was cut.
    known = (left in vocabulary) + (right in vocabulary)
    if known == 2:
        return "", f"{left}-{right}"
    return None, left + right if known and len(right) > 2 < len(left) else None
