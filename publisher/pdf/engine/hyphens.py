"""Hyphens at the ends of lines: drawn as any other, read and copied as what they are.

Whoever takes text out of a page joins the parts of a word at a soft hyphen (U+00AD), and may do so at the sign that a
keyboard has; never at U+2010. The glyph is one for all, so a font cannot tell them apart: each one says for itself
whether the end of the line added it or the author wrote it.

Source: ISO 32000-2, 14.8.2.6.2 (hyphenation) and 14.9.4 (replacement text).
"""

import contextlib
import re
from collections.abc import Iterator
from typing import Any

# The letters that WeasyPrint 70 draws in one go, the last of them apart; a number behind it is a space.
_LAST_LETTER = re.compile(rb"\[(?P<before>.*?)(?P<open><?)(?P<letter>[0-9a-f]{4})(?P<space>>-?[0-9.]*)\] TJ", re.S)
_SOFT, _HARD = "\u00ad", "\u2010"
_WRITTEN = "-"


def say_hyphen(text_box: Any, *, is_added: bool) -> None:
    """Say of a text box at the end of a line whether that adds the hyphen which is its last letter, if one is."""
    if is_added:
        text_box.hyphen_said = _SOFT
    elif text_box.text.endswith(_WRITTEN):
        text_box.hyphen_said = _HARD


@contextlib.contextmanager
def noting_hyphens() -> Iterator[None]:
    """Let WeasyPrint say which words it divides itself, for as long as this lasts.

    WeasyPrint 70 gives a line's text with the hyphen in it; what does not begin the text left to set has one added.
    """
    from weasyprint.layout import inline

    split = inline.split_text_box

    def split_and_note(context: Any, box: Any, width: Any, skip: Any, **others: Any) -> Any:
        piece, resume_at, preserved = split(context, box, width, skip, **others)
        if piece is not None and resume_at is not None:
            left = box.text.encode()[skip or 0 :]
            say_hyphen(piece, is_added=not left.startswith(piece.text.encode()))
        return piece, resume_at, preserved

    inline.split_text_box = split_and_note
    try:
        yield
    finally:
        inline.split_text_box = split


@contextlib.contextmanager
def said_hyphens() -> Iterator[None]:
    """Let WeasyPrint draw hyphens at line ends so that they say what they are, for as long as this lasts."""
    from weasyprint.draw import text

    draw = text.draw_first_line

    def draw_and_say(stream: Any, text_box: Any, *others: Any) -> Any:
        drawn = draw(stream, text_box, *others)
        if said := getattr(text_box, "hyphen_said", None):
            stream.stream[-1:] = _saying(stream.stream[-1], said)
        return drawn

    text.draw_first_line = draw_and_say
    try:
        yield
    finally:
        text.draw_first_line = draw


def _saying(drawn: bytes, said: str) -> list[bytes]:
    """Give what draws letters in two parts, the hyphen at their end on its own."""
    found = _LAST_LETTER.fullmatch(drawn)
    assert found, f"letters are drawn otherwise than WeasyPrint 70 does it: {drawn!r}"
    before = found["before"] + (b"" if found["open"] else b">")
    letters = [b"[" + before + b"] TJ"] if before else []
    replacement = f"/Span<</ActualText<FEFF{ord(said):04X}>>>BDC".encode("ascii")
    return [*letters, replacement, b"[<" + found["letter"] + found["space"] + b"] TJ", b"EMC"]
