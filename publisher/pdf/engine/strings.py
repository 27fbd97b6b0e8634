"""Text on pages, written as short as it can be: where glyphs stand is the same."""

import contextlib
import re
from collections.abc import Iterator
from typing import Any

# A ten thousandth of a thousandth of an em: nothing moves from one dot of a screen or a press to the next.
_LONG_NUMBER = re.compile(r"(\.\d{4})\d+")
_TINY_NUMBER = re.compile(r"-?[\d.]+e-\d+")


def short(text: str) -> str:
    """Give glyphs and the adjustments between them (what an operator `TJ` shows) without those that adjust nothing.

    Args:
        text: Glyph numbers in angle brackets, and numbers between them, as WeasyPrint writes them.
    """
    text = text.replace(">0<", "").replace("<>", " ")
    # In glyph numbers no `e` stands before a sign.
    if "e-" in text:
        text = _TINY_NUMBER.sub("0", text)
    return _LONG_NUMBER.sub(r"\1", text.removesuffix(">0") + ">" if text.endswith(">0") else text)


@contextlib.contextmanager
def text_shortened() -> Iterator[None]:
    """Have WeasyPrint write text short, for as long as this lasts.

    WeasyPrint 70 writes an adjustment behind every glyph, most of them 0, and others with fourteen decimals: a third of
    all that is on a page. Drop this when it does not.
    """
    from weasyprint.pdf.stream import Stream

    show = Stream.show_text

    def show_short(stream: Any, text: str) -> None:
        show(stream, short(text))

    Stream.show_text = show_short
    try:
        yield
    finally:
        Stream.show_text = show
