"""Fonts that are named while pages are drawn, and embedded when they are bound (`publisher.pdf.embedding`)."""

import contextlib
from collections.abc import Iterator
from typing import Any

from publisher.fonts import face_key


@contextlib.contextmanager
def faces_named() -> Iterator[None]:
    """Have WeasyPrint write the name of a face where it would write a subset of it, for as long as this lasts.

    WeasyPrint 70 embeds fonts with every document, and a book is bound from many. What it draws as pictures, or makes
    other fonts of (colour, bitmaps, variable fonts), is left to it. Drop this when it takes a way to embed fonts.
    """
    from weasyprint.pdf.fonts import Font

    clean = Font.clean

    def name_face(font: Any, to_unicode: Any, hinting: bool) -> None:
        if font.bitmap or font.png or font.svg or font.colr or "fvar" in font.tables or font.index:
            clean(font, to_unicode, hinting)
        else:
            # It tells by the first four bytes which kind of font it has.
            kind = b"OTTO" if font.type == "otf" else b""
            font.file_content = kind + face_key(font.file_content).encode("ascii")

    Font.clean = name_face
    try:
        yield
    finally:
        Font.clean = clean
