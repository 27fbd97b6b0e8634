"""From the pieces that a parser makes of running text to texts that know where they stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publisher.manuscript.places import Locate
from publisher.model import Inline, Inlines, Text
from publisher.source import Origin, Stretch, moved

# Characters that end a line somewhere, or that a line of text cannot hold.
_SPACE = r"[\t\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]"
_SPACES = re.compile(_SPACE)
# In a cell the file has a backslash before | that the run has not.
_SPLIT = re.compile(rf"(?=\||{_SPACE})|(?<={_SPACE})")
# What composition may put into one character with what stands before it: marks, and the jamo that end a syllable.
_JOINS_THE_ONE_BEFORE = re.compile("[\u1160-\u11ff]")


def plain(text: str) -> str:
    """Give running text as the model holds it: NFC, on one line."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of running text.

    Args:
        text: Its characters.
        offset: Where what stands for them begins in the run.
        literal: Whether they stand there as they are.
    """

    text: str
    offset: int
    literal: bool = True


def text_of(pieces: Sequence[Piece], locate: Locate) -> Text:
    """Make one text of pieces; empty if they hold nothing."""
    raw = "".join(piece.text for piece in pieces)
    return _composed(Text(raw, tuple(_stretches(pieces, locate))))


def joined(parts: Iterable[Inline]) -> Inlines:
    """Make one text of texts that came to stand side by side."""
    made: list[Inline] = []
    for part in parts:
        if isinstance(part, Text) and made and isinstance(last := made[-1], Text):
            made[-1] = _composed(Text(last.text + part.text, last.origin + moved(part.origin, len(last.text))))
        else:
            made.append(part)
    return tuple(made)


def _stretches(pieces: Iterable[Piece], locate: Locate) -> Iterator[Stretch]:
    begin = 0
    for piece in pieces:
        offset = piece.offset
        for part in _parts(piece):
            if part:
                literal = piece.literal and not _SPACES.match(part)
                yield Stretch(begin, begin + len(part), locate(offset), literal)
            begin += len(part)
            offset += len(part)


def _parts(piece: Piece) -> Sequence[str]:
    # Looking for signs that hardly any piece has is much faster than for the places beside them.
    if not piece.literal or ("|" not in piece.text and not _SPACES.search(piece.text)):
        return (piece.text,)
    return _SPLIT.split(piece.text)


def _composed(text: Text) -> Text:
    """Give a text as the model holds it; what composition changed is no longer literal."""
    made = plain(text.text)
    if made == text.text:
        return text
    if len(made) == len(text.text) and unicodedata.is_normalized("NFC", text.text):
        return Text(made, text.origin)
    clusters = [_SPACES.sub(" ", cluster) for cluster in _clusters(text.text)]
    composed = [unicodedata.normalize("NFC", cluster) for cluster in clusters]
    if "".join(composed) != made:
        return Text(made)
    return Text(made, tuple(_recounted(text, clusters, composed)))


def _clusters(text: str) -> Iterator[str]:
    """Cut a text before each character that nothing before it can take in."""
    begin = 0
    for index in range(1, len(text)):
        if not unicodedata.combining(text[index]) and not _JOINS_THE_ONE_BEFORE.match(text[index]):
            yield text[begin:index]
            begin = index
    if text:
        yield text[begin:]


def _recounted(text: Text, clusters: Iterable[str], composed: Iterable[str]) -> Origin:
    stretches: list[Stretch] = []
    old = new = 0
    for before, after in zip(clusters, composed, strict=True):
        for stretch in text.part(old, old + len(before)).origin:
            whole = stretch.begin == 0 and stretch.end == len(before)
            literal = stretch.literal and whole and before == after
            if stretch.begin < len(after):
                stretches.append(
                    Stretch(new + stretch.begin, new + min(stretch.end, len(after)), stretch.at, literal=literal)
                )
        old += len(before)
        new += len(after)
    return tuple(stretches)
