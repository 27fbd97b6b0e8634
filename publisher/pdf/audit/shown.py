"""What pages show of fonts, hashed: a page depends on its own glyphs, not on those that other pages add to a font."""

import re
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf
import uharfbuzz as harfbuzz

from publisher.store import Store

_CHOSEN_FONT = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+[-+.\d]+\s+Tf\b")
_WIDTHS = re.compile(rb"(\d+) \[([^\[\]]*)\]")
_TEXT = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]*)>")
_FILES = ("/FontFile2", "/FontFile3")


class Shown(NamedTuple):
    """The names of the fonts that drawings choose, and the numbers of the glyphs that they show in any of them."""

    fonts: tuple[str, ...]
    glyphs: tuple[int, ...]


def shown(drawing: bytes) -> Shown | None:
    """Tell what a drawing shows; `None` where it writes text otherwise than in numbers of four digits."""
    if b"(" in drawing or b"BI" in drawing:
        return None
    fonts = {name.decode("latin-1") for name in _CHOSEN_FONT.findall(drawing)}
    try:
        return Shown(tuple(sorted(fonts)), tuple(sorted(set(_numbers_in(drawing)))))
    except ValueError:
        return None


def together(drawings: Iterable[Shown | None]) -> Shown | None:
    """Tell what drawings show together; `None` if it cannot be told of one of them."""
    told = [each for each in drawings if each is None or each != _NOTHING]
    if None in told:
        return None
    if len(told) == 1:
        return told[0]
    fonts, glyphs = zip(*filter(None, told), strict=True) if told else ((), ())
    return Shown(tuple(sorted(set().union(*fonts))), tuple(sorted(set().union(*glyphs))))


_NOTHING = Shown((), ())


def _numbers_in(drawing: bytes) -> "array[int]":
    """Give the numbers that a drawing's strings hold; dictionaries open and close with two signs, and so stand between.

    Raises:
        ValueError: Not all that stands between single signs is such a string.
    """
    digits = b"".join(drawing.replace(b">", b"<").split(b"<")[1::2]).decode("ascii")
    numbers = array("H", bytes.fromhex(digits))
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


@dataclass
class FontGlyphs:
    """What PDFium reads of the glyphs of one font: width, text, and how far the ink reaches.

    Args:
        common: The hash of what all glyphs depend on.
        widths: As the file says.
        texts: The same.
        font: The font file.
    """

    common: str
    widths: dict[int, bytes]
    texts: dict[int, bytes]
    font: harfbuzz.Font
    _known: dict[int, bytes] = field(default_factory=dict)

    def hash_of(self, glyphs: Collection[int]) -> str:
        """Hash what is read of some glyphs."""
        known = self._known
        try:
            told = b"".join(map(known.__getitem__, glyphs))
        except KeyError:
            known |= {glyph: self._told(glyph) for glyph in glyphs if glyph not in known}
            told = b"".join(map(known.__getitem__, glyphs))
        return Store.key(self.common, told)

    def _told(self, glyph: int) -> bytes:
        reaches = repr((self.font.get_glyph_extents(glyph), self.font.get_glyph_h_advance(glyph)))
        told = Store.key(str(glyph), self.widths.get(glyph, b"-"), self.texts.get(glyph, b"-"), reaches)
        return bytes.fromhex(told)


def glyphs_of(font: pikepdf.Object) -> FontGlyphs | None:
    """Give the glyphs of a font whose glyphs have the numbers that pages write; `None` for any other."""
    inner = font.DescendantFonts[0] if font.get("/Subtype") == "/Type0" else None
    if inner is None or font.get("/Encoding") != "/Identity-H" or inner.get("/CIDToGIDMap") != "/Identity":
        return None
    descriptor = inner.FontDescriptor
    file = next((descriptor[name] for name in _FILES if name in descriptor), None)
    widths, text = inner.W.unparse(), font.ToUnicode.read_bytes()
    if file is None or b"R" in widths or _WIDTHS.sub(b"", widths).strip(b"[ ]") or b"bfrange" in text:
        return None
    face = harfbuzz.Face(file.read_bytes())
    common = [*_fields(font, "/ToUnicode", "/DescendantFonts"), *_fields(inner, "/W", "/FontDescriptor")]
    common += _fields(descriptor, *_FILES)
    return FontGlyphs(
        Store.key(*common, str(face.upem), str(face.glyph_count > 0)),
        dict(_spread(widths)),
        {int(glyph, 16): said for glyph, said in _TEXT.findall(text)},
        harfbuzz.Font(face),
    )


def _fields(thing: pikepdf.Object, *others: str) -> Iterator[str]:
    """Give what a dictionary says, but for some; the tag of a subset says nothing of a page."""
    for name in sorted(thing.keys()):
        if name not in others:
            value = thing[name]
            said = value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else repr(value).encode()
            yield f"{name} {re.sub(rb'^/[A-Z]{6}[+]', b'/', said)!r}"


def _spread(widths: bytes) -> Iterator[tuple[int, bytes]]:
    for first, run in _WIDTHS.findall(widths):
        yield from enumerate(run.split(), int(first))
