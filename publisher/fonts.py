"""A theme's fonts: static faces of variable families, what they can show, and subsets of them.

WeasyPrint would instance a variable font again for each unit, by fontTools, which takes seconds; so HarfBuzz pins
each face once, and the store keeps it.
"""

import hashlib
import io
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import uharfbuzz as harfbuzz
from fontTools import ttLib
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from publisher.errors import ConfigError, Diagnostic
from publisher.progress import Progress, Step, silent
from publisher.remembering import remembers
from publisher.store import Store, code_of
from publisher.theme import Face, Theme

MADE_BY = code_of(__file__) + harfbuzz.__version__.encode()
"""What fonts depend on beside their source; belongs into every key that they are kept under."""


@dataclass(frozen=True)
class Font:
    """A face with its bytes: a static TrueType font."""

    face: Face
    data: bytes

    @cached_property
    def key(self) -> str:
        """What the face is known by."""
        return face_key(self.data)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the font can show."""
        return frozenset(harfbuzz.Face(self.data).unicodes)


def face_key(data: bytes) -> str:
    """Give what a font's bytes are known by: 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def load(theme: Theme, edition: str, store: Store, progress: Progress = silent) -> tuple[Font, ...]:
    """Give an edition's fonts in the theme's order, each pinned to its axes; those of drop caps only if it has any.

    Args:
        theme: Whose faces.
        edition: `print`, `epub` or `cover`.
        store: Keeps pinned faces from one run to the next.
        progress: Hears of each face.
    """
    drop_caps = theme.geometry.drop_cap_lines > 0
    faces = [face for face in theme.faces if edition in face.editions and (drop_caps or not face.lower_em)]
    loaded = []
    for done, face in enumerate(faces):
        progress(Step(edition, "fonts", done, len(faces)))
        loaded.append(_font(face, store))
    for other in _known.keys() - theme.faces:
        del _known[other]
    progress(Step(edition, "fonts", len(faces), len(faces)))
    return tuple(loaded)


def missing_characters(text: Iterable[str], fonts: Iterable[Font]) -> set[str]:
    """Give the characters that no font has; white space and invisible signs need none."""
    known: set[int] = set()
    for font in fonts:
        known |= font.characters
    return {char for char in set(text) if ord(char) not in known and char not in _INVISIBLE and not char.isspace()}


# Soft hyphen, zero-width space, word joiner, joiners, direction marks: shaping swallows them.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


# Copyright, names, licence (OpenType, table “name”); what a variable font calls its axes and styles is left out.
_NAMES = range(15)


def subset(font: Font, characters: Iterable[str]) -> bytes:
    """Give a font that holds just these characters, with the layout features that a book uses.

    The result depends on the font and the set of characters alone.
    """
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(sorted({ord(char) for char in characters} | {0x20, 0xA0}))
    wanted.name_id_set.update(_NAMES)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()
    wanted.flags = harfbuzz.SubsetFlags.NOTDEF_OUTLINE | harfbuzz.SubsetFlags.NO_HINTING
    return bytes(harfbuzz.subset(harfbuzz.Face(font.data), wanted).blob.data)


def bounds(data: bytes) -> tuple[tuple[int, int, int, int], bool]:
    """Give the box that every glyph of a font fits in, in thousandths of an em, and whether all are equally wide."""
    with ttLib.TTFont(io.BytesIO(data), lazy=True) as font:
        head = font["head"]
        left, bottom, right, top = (
            round(side * 1000 / head.unitsPerEm) for side in (head.xMin, head.yMin, head.xMax, head.yMax)
        )
        # Read as a whole, it would be the names of all glyphs (OpenType, table “post”).
        (is_fixed,) = struct.unpack_from(">I", font.reader["post"], 12)
        return (left, bottom, right, top), bool(is_fixed)


# What a page that is drawn does not need: layout, signatures, bitmaps and pictures.
_UNDRAWN = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")


def subset_of_glyphs(data: bytes, glyphs: Iterable[int]) -> bytes:
    """Give a font that draws just these glyphs, each under its number.

    The result depends on the font and the set of glyphs alone.

    Args:
        data: The font.
        glyphs: By their numbers; those that the font has not got are left out.
    """
    face = harfbuzz.Face(data)
    wanted = harfbuzz.SubsetInput()
    wanted.glyph_set.update(sorted(glyph for glyph in glyphs if glyph < face.glyph_count))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _UNDRAWN)
    wanted.flags = (
        harfbuzz.SubsetFlags.RETAIN_GIDS
        | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
        | harfbuzz.SubsetFlags.NO_HINTING
        | harfbuzz.SubsetFlags.DESUBROUTINIZE
        | harfbuzz.SubsetFlags.PASSTHROUGH_UNRECOGNIZED
    )
    return bytes(harfbuzz.subset(face, wanted).blob.data)


# What a font says of being embedded (OpenType, table “OS/2”, fsType): four bits, of which this one forbids it.
_USES, _FORBIDDEN = 0x000F, 0x0002


# Of each face, the hash of its file and the font that came of it, in a process that stays beside an author.
_known: dict[Face, tuple[str, Font]] = {}


def _font(face: Face, store: Store) -> Font:
    packed = face.path.read_bytes()
    if not remembers():
        return Font(face, _static(face, packed, store))
    key = face_key(packed)
    if face not in _known or _known[face][0] != key:
        _known[face] = key, Font(face, _static(face, packed, store))
    return _known[face][1]


def _static(face: Face, packed: bytes, store: Store) -> bytes:
    source = _unpacked(packed)
    _require_embeddable(face, source)
    if not face.axes and not face.lower_em:
        return source
    key = store.key("static-face", source, repr(face.axes), repr(face.lower_em), MADE_BY)
    return store.get_or_make(key, lambda: _lowered(_pin(source, face), face.lower_em))


def _unpacked(data: bytes) -> bytes:
    """Give a font that was packed for the web as it was before."""
    if not data.startswith(b"wOF"):
        return data
    with ttLib.TTFont(io.BytesIO(data), recalcTimestamp=False) as font:
        font.flavor = None
        result = io.BytesIO()
        font.save(result)
    return result.getvalue()


def _require_embeddable(face: Face, data: bytes) -> None:
    """See that a font may be part of a file that others read.

    Raises:
        ConfigError: `font-not-embeddable`.
    """
    with ttLib.TTFont(io.BytesIO(data), lazy=True) as font:
        uses = font["OS/2"].fsType & _USES if "OS/2" in font else 0
    if uses == _FORBIDDEN:
        raise ConfigError(
            Diagnostic(
                code="font-not-embeddable",
                message=f"{face.file} of “{face.family}” says that it must not be embedded in a document",
                hint="choose another face in theme.toml, or ask the foundry for a licence and a font that allows it",
            )
        )


def _lowered(data: bytes, by_em: float) -> bytes:
    """Give a font whose letters are drawn so far below their line."""
    if not by_em:
        return data
    with ttLib.TTFont(io.BytesIO(data), recalcTimestamp=False) as font:
        glyphs = font.getGlyphSet()
        lower = (1, 0, 0, 1, 0, -round(by_em * font["head"].unitsPerEm))
        drawn = {}
        for name in font.getGlyphOrder():
            pen = TTGlyphPen(None)
            # One that is made of others may hold them upside down: all are drawn out.
            glyphs[name].draw(DecomposingFilterPen(TransformPen(pen, lower), glyphs))
            drawn[name] = pen.glyph()
        for name, glyph in drawn.items():
            font["glyf"][name] = glyph
        result = io.BytesIO()
        font.save(result, reorderTables=True)
    return result.getvalue()


def _pin(source: bytes, face: Face) -> bytes:
    """Give a font at one place of its axes, with all its characters and features.

    Raises:
        ConfigError: `theme-broken` if the font has no such axis.
    """
    variable = harfbuzz.Face(source)
    wanted = harfbuzz.SubsetInput()
    wanted.keep_everything()
    for axis, place in face.axes:
        if not wanted.pin_axis_location(variable, axis, place):
            raise ConfigError(
                Diagnostic(
                    code="theme-broken",
                    message=f"{face.file} has no axis “{axis}”, which a face of “{face.family}” is pinned on",
                    hint="name axes that the font has in theme.toml, or leave `axes` out",
                )
            )
    return bytes(harfbuzz.subset(variable, wanted).blob.data)
