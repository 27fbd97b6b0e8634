"""How far printed words go in a text that is known: exactly, in other letters, behind a number of their own."""

import re
from collections.abc import Callable, Iterator, Sequence

from publisher.pdf.audit.letters import alike, may_be_alike
from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.stream import Call, Spot

_LABEL = re.compile(r"[0-9]{1,4}|[*†‡§¶‖#]{1,6}|[a-z]{1,2}(?=[.)])")
# “p. 12”, or its second half on a new line; “12-б.” in Kazakh.
_PAGE = re.compile(r"(?:[^\W\d]{1,6}\.?)?([0-9]{1,4})(?:-[^\W\d]{1,3}\.)?")
_MARKER = re.compile(r"(?:[–—•◦▪‣*⁃-]|\w{1,5}[.)]){1,4}")
LONGEST_MARKER = 24
_ORNAMENT = re.compile(r"[*⁂❦☙❧•·—–~.-]{1,9}")
# How much longer or shorter words may be in capitals, or with ligatures.
_LEEWAY = 4
_SAME_BASELINE_PT = 1.5


def after(text: str, at: int, words: str) -> int:
    """Give the place in a text after words that stand at a place in it, -1 if others stand there.

    A hyphen at the end of a line may be the typesetter's.
    """
    if text.startswith(words, at):
        return at + len(words)
    if words.endswith("-") and text.startswith(words[:-1], at):
        return at + len(words) - 1
    return -1


def after_alike(text: str, at: int, words: str) -> int:
    """Give the same for words that may be set in capitals, or composed otherwise."""
    found = after(text, at, words)
    if found >= 0 or not words:
        return found
    core = words.removesuffix("-")
    if not may_be_alike(core, text[at : at + len(core) + _LEEWAY]):
        return -1
    lengths = range(max(1, len(core) - _LEEWAY), len(core) + _LEEWAY + 1)
    for length in sorted(lengths, key=lambda length: abs(length - len(core))):
        if at + length <= len(text) and alike(core, text[at : at + length]):
            return at + length
    return -1


def after_number(label: str, words: str, match: Callable[[str], int]) -> int:
    """Give how far words behind a number go in what it may stand before; -1 if they begin otherwise."""
    if not label or not words.startswith(label):
        return -1
    rest = words[len(label) :]
    return max(match(rest), match(rest[1:]) if rest[:1] in (".", ")") else -1)


def sayings_at(spot: Spot, words: str, place: int) -> Iterator[tuple[int, str]]:
    """Give what a call or a reference to a page can say at a place, and where that ends, the shortest first."""
    is_call = isinstance(spot, Call)
    pattern = _LABEL if is_call else _PAGE
    start = place + (is_call and words.startswith(",", place))
    longest = pattern.match(words, start)
    for end in range(start + 1, longest.end() + 1 if longest else 0):
        found = pattern.fullmatch(words, start, end)
        if found:
            yield end, found[found.lastindex or 0]


def label_of(words: str) -> str:
    """Give the number that a line begins with; nothing if it begins with none."""
    found = _LABEL.match(words)
    return found[0] if found else ""


def looks_like_marker(words: str) -> bool:
    """Say whether words are such as lists have for markers."""
    return len(words) <= LONGEST_MARKER and _MARKER.fullmatch(words) is not None


def is_marker(line: Line, lines: Sequence[Line]) -> bool:
    """Say whether a line is a list's marker: it stands left of another on the same baseline."""
    if not looks_like_marker(line.dense):
        return False
    return any(
        abs(other.baseline - line.baseline) < _SAME_BASELINE_PT
        and other.left > line.left
        and other.beside == line.beside
        for other in lines
        if other is not line
    )


def is_ornament(line: Line) -> bool:
    """Say whether a line is a sign of a thematic break, which themes choose."""
    return bool(_ORNAMENT.fullmatch(line.dense))
