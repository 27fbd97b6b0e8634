"""Words as glyphs: what Pango makes of them, read once, so that their lines need not be shaped again to be drawn."""

from typing import Any

import uharfbuzz as harfbuzz

from publisher.pdf.engine.notebook import GlyphRun, Shaped


class Advances(dict[int, int]):
    """How wide the glyphs of a font are, in thousandths of an em: what its file says, at whatever size.

    Takes the place of what WeasyPrint measures of a glyph at the size at which it first draws it.

    Args:
        font: WeasyPrint's.
    """

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font = harfbuzz.Font(harfbuzz.Face(font.file_content, font.index))
        self._units = font.upem
        self._count = font.glyph_count

    def __contains__(self, glyph: object) -> bool:
        """Say whether there is such a glyph; the sign for those that lack is WeasyPrint's business."""
        return super().__contains__(glyph) or (isinstance(glyph, int) and 0 < glyph < self._count)

    def __missing__(self, glyph: int) -> int:
        width: int = round(self._font.get_glyph_h_advance(glyph) * 1000 / self._units)
        self[glyph] = width
        return width

    def tell(self, glyph: int) -> None:
        """Hold the width of a glyph: a document says those alone that are held."""
        self[glyph]


def has_plain_glyphs(font: Any) -> bool:
    """Say whether a font of WeasyPrint's has outlines alone, and one for each glyph."""
    return not (font.bitmap or font.png or font.svg or font.colr or "fvar" in font.tables)


class Glyphs:
    """Reads lines of Pango's, with the fonts of one document."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[str, Advances | None]] = {}

    def read(self, line: Any, text: str) -> Shaped | None:
        """Read a line.

        Args:
            line: One of a layout, whatever others there are.
            text: What it says.

        Returns:
            `None` if it is more than outlines side by side from left to right.
        """
        from weasyprint.text.ffi import ffi, pango

        with ffi.new("PangoRectangle *") as extents:
            pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
            width, ascent, descent = extents.width, -extents.y, extents.height + extents.y
        said = text.encode()
        runs = []
        run = line.runs
        while run != ffi.NULL:
            glyphs = self._read(run.data, line.start_index, said)
            if glyphs is None:
                return None
            runs.append(glyphs)
            run = run.next
        return Shaped(width, ascent, descent, tuple(runs))

    def _read(self, run: Any, start: int, said: bytes) -> GlyphRun | None:
        from weasyprint.text.ffi import FROM_UNITS, ffi, pango

        name, size, advances = self._font_of(run.item.analysis.font)
        if advances is None or run.item.analysis.level % 2:
            return None
        count, step = run.glyphs.num_glyphs, ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("int")
        numbers = ffi.unpack(ffi.cast("int *", run.glyphs.glyphs), count * step)
        if any(numbers[2::step]) or any(numbers[3::step]):
            # Signs above or below others.
            return None
        letters: list[str] = []
        texts: list[str] = []
        beyond = 0.0
        at = run.item.offset - start
        places = [*ffi.unpack(run.glyphs.log_clusters, count), run.item.length]
        for index, (glyph, width) in enumerate(zip(numbers[::step], numbers[1::step], strict=True)):
            if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                return None
            if glyph != pango.PANGO_GLYPH_EMPTY:
                if letters and (back := int(beyond)):
                    letters.append(f">{back}<")
                    beyond -= back
                letters.append(f"{glyph:04x}")
                texts.append(said[at + places[index] : at + places[index + 1]].decode())
                beyond += advances[glyph]
            beyond -= width * 1000 * FROM_UNITS / size
        is_simple = all(len(text) == 1 for text in texts)
        return GlyphRun(name, size, "".join(letters), beyond, "".join(texts) if is_simple else tuple(texts))

    def _font_of(self, pango_font: Any) -> tuple[str, float, Advances | None]:
        """Give what a font is called on pages, its size in pixels, and its glyphs' widths if they are plain."""
        from weasyprint.pdf.fonts import Font
        from weasyprint.text.fonts import get_pango_font_key

        key, description, size = get_pango_font_key(pango_font)
        if key not in self._fonts:
            font = Font(pango_font, description, size)
            self._fonts[key] = font.hash, Advances(font) if has_plain_glyphs(font) else None
        name, advances = self._fonts[key]
        return name, size, advances
