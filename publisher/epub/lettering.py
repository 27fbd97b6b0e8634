"""Lines of letters drawn on a picture: kerned, letterspaced, and the same on every machine.

Pillow shapes with whatever libraraqm a machine has; so each letter is placed here, by the font's own figures.
"""

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from fontTools import ttLib
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from PIL import ImageDraw, ImageFont

from publisher.fonts import Font


class Lettering:
    """A font to draw with.

    Args:
        font: A static face.
        tracking: Added after each letter, in em.
    """

    def __init__(self, font: Font, tracking: float = 0) -> None:
        self._data = font.data
        self._tracking = tracking
        with ttLib.TTFont(io.BytesIO(font.data)) as tables:
            self._units = int(tables["head"].unitsPerEm)
            self._glyphs: dict[int, str] = tables.getBestCmap()
            self._advances = {name: int(advance) for name, (advance, _) in tables["hmtx"].metrics.items()}
            self._pairs = list(_pair_tables(tables))

    def width(self, text: str, size: float) -> float:
        """Give a line's width in pixels."""
        return sum(self._steps(text, size)) - (self._tracking * size if text else 0)

    def draw(self, canvas: ImageDraw.ImageDraw, x: float, baseline: float, text: str, size: float, ink: str) -> None:
        """Draw a line that begins at `x`."""
        face = self._face(round(size))
        for char, step in zip(text, self._steps(text, size), strict=True):
            canvas.text((x, baseline), char, fill=ink, font=face, anchor="ls")
            x += step

    def path(self, x: float, baseline: float, text: str, size: float) -> str:
        """Give the outlines of a line that begins at `x` as the data of an SVG path."""
        with ttLib.TTFont(io.BytesIO(self._data)) as tables:
            drawn, scale = tables.getGlyphSet(), size / self._units
            pen = SVGPathPen(drawn, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
            for char, step in zip(text, self._steps(text, size), strict=True):
                glyph = drawn[self._glyphs.get(ord(char), ".notdef")]
                glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, baseline)))
                x += step
            return str(pen.getCommands())

    def _steps(self, text: str, size: float) -> Iterator[float]:
        names = [self._glyphs.get(ord(char), ".notdef") for char in text]
        for left, right in zip(names, [*names[1:], ""], strict=True):
            units = self._advances[left] + _kern(self._pairs, left, right)
            yield size * (units / self._units + self._tracking)

    @lru_cache(maxsize=8)  # noqa: B019 — a lettering lives as long as one cover
    def _face(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(io.BytesIO(self._data), size, layout_engine=ImageFont.Layout.BASIC)


def _pair_tables(tables: Any) -> Iterator[Any]:
    """Give the pair adjustments that the font's `kern` feature names."""
    if "GPOS" not in tables:
        return
    positioning = tables["GPOS"].table
    features = positioning.FeatureList.FeatureRecord
    wanted = {index for record in features if record.FeatureTag == "kern" for index in record.Feature.LookupListIndex}
    for index in sorted(wanted):
        for subtable in positioning.LookupList.Lookup[index].SubTable:
            real = getattr(subtable, "ExtSubTable", subtable)
            if real.LookupType == 2:
                yield real


def _kern(pairs: list[Any], left: str, right: str) -> int:
    for table in pairs:
        if left in table.Coverage.glyphs:
            value = _pair_value(table, left, right)
            if value is not None:
                return int(getattr(value, "XAdvance", 0))
    return 0


def _pair_value(table: Any, left: str, right: str) -> Any:
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        return next((pair.Value1 for pair in pairs if pair.SecondGlyph == right), None)
    first = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
    return first.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1
