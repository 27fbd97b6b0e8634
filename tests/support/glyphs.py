"""Which glyphs of a font stand on a page, and which ones HarfBuzz alone would choose for a word."""

import io
from collections.abc import Mapping

import pikepdf
import uharfbuzz as harfbuzz

from publisher.fonts import Font

Glyphs = tuple[int, ...]


def drawn_glyphs(data: bytes, page: int, family: str) -> list[Glyphs]:
    """Give the glyph numbers of every piece of text that a page, from 1, shows in a family, in order.

    Args:
        data: The PDF.
        page: Its number.
        family: As its fonts are called in the file, without the prefix of a subset: `Book-Serif`.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        source = pdf.pages[page - 1]
        fonts = source.obj.Resources.Font
        found: list[Glyphs] = []
        shown = False
        for step in pikepdf.parse_content_stream(source):
            operator = str(step.operator)
            if operator == "Tf":
                name = str(fonts[str(step.operands[0])].BaseFont).lstrip("/").split("+")[-1]
                shown = name == family
            elif operator in ("Tj", "TJ") and shown:
                parts = step.operands[0] if operator == "TJ" else step.operands
                found.append(tuple(_numbers(b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String)))))
        return found


def _numbers(codes: bytes) -> list[int]:
    return [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]


def chosen_glyphs(font: Font, text: str, language: str, features: Mapping[str, bool]) -> Glyphs:
    """Give the glyphs that HarfBuzz sets a text with."""
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    harfbuzz.shape(harfbuzz.Font(harfbuzz.Face(font.data)), buffer, dict(features))
    return tuple(info.codepoint for info in buffer.glyph_infos)


def holds(pieces: list[Glyphs], wanted: Glyphs) -> bool:
    """Say whether glyphs stand one behind the other on a page."""
    joined = [number for piece in pieces for number in piece]
    return any(tuple(joined[at : at + len(wanted)]) == wanted for at in range(len(joined)))
