"""Fonts of a bound book: each face embedded once, with the glyphs that all pages show of it.

Pages are drawn unit by unit, with faces named and not embedded (`publisher.pdf.engine.faces`). Glyphs have the same
numbers in every unit, so what stands on the pages need not change.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.fonts import Font, bounds, subset_of_glyphs

_NAMED_FACE = re.compile(rb"(?:OTTO)?([0-9a-f]{64})")
_WIDTHS = re.compile(rb"(\d+) \[([^\]]*)\]")
_TEXT = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_FIXED_PITCH = 1

# A character map holds at most so many entries in a block (Adobe Technical Note 5014).
_ENTRIES = 100


@dataclass
class _Use:
    """Fonts of units that can be one.

    Args:
        face: The key of the face.
        first: One of them.
        widths: Of each glyph, in thousandths of an em.
        texts: Of each glyph, as UTF-16 in hexadecimal digits.
        places: The dictionaries that hold them, and under which names.
    """

    face: str
    first: pikepdf.Object
    widths: dict[int, int]
    texts: dict[int, bytes]
    places: list[tuple[pikepdf.Object, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name without the tag of a subset."""
        return str(self.first.BaseFont).partition("+")[2]

    def takes(self, other: "_Use") -> bool:
        """Say whether another font can be this one: every glyph is as wide in both, and reads the same."""
        return (
            (self.face, self.name) == (other.face, other.name)
            # A map of its own stands for characters that the font lacks.
            and self.first.Encoding == other.first.Encoding == Name("/Identity-H")
            and _agree(self.widths, other.widths)
            and _agree(self.texts, other.texts)
        )

    def take(self, other: "_Use") -> None:
        """Become one with another font."""
        self.widths |= other.widths
        self.texts |= other.texts
        self.places += other.places


def embed(book: pikepdf.Pdf, fonts: Iterable[Font]) -> None:
    """Embed the fonts of a book's pages, whose units name their faces.

    Args:
        book: All its pages and forms in place.
        fonts: Where the faces are found.
    """
    faces = {font.key: font.data for font in fonts}
    uses: list[_Use] = []
    for found in _uses(book):
        same = next((use for use in uses if use.takes(found)), None)
        if same is not None:
            same.take(found)
        else:
            uses.append(found)
    for face, name in dict.fromkeys((use.face, use.name) for use in uses):
        _write(book, faces[face], [use for use in uses if (use.face, use.name) == (face, name)])


def _agree(some: Mapping[int, object], others: Mapping[int, object]) -> bool:
    return all(some.get(glyph, value) == value for glyph, value in others.items())


# --- what units say --------------------------------------------------------------------------------------------


def _uses(book: pikepdf.Pdf) -> Iterator[_Use]:
    """Give each font that only names its face."""
    for fonts in _font_dictionaries(book):
        for name, font in fonts.items():
            if font.get("/Subtype") == "/Type0":
                inner = font.DescendantFonts[0]
                file = next(
                    inner.FontDescriptor[key] for key in ("/FontFile2", "/FontFile3") if key in inner.FontDescriptor
                )
                named = _NAMED_FACE.fullmatch(file.read_bytes())
                if named:
                    yield _Use(named[1].decode(), font, _widths(inner), _texts(font), [(fonts, name)])


def _font_dictionaries(book: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Give what holds the fonts of pages and of forms on them, each once."""
    seen: set[tuple[int, int]] = set()

    def is_new(thing: pikepdf.Object) -> bool:
        if thing.is_indirect and thing.objgen in seen:
            return False
        seen.add(thing.objgen)
        return True

    waiting: list[pikepdf.Object] = [page.obj for page in book.pages]
    while waiting:
        resources = waiting.pop(0).get("/Resources")
        if resources is None or not is_new(resources):
            continue
        if "/Font" in resources and is_new(resources.Font):
            yield resources.Font
        for kind in ("/XObject", "/Pattern"):
            drawings = resources.get(kind, Dictionary()).values()
            waiting += [drawn for drawn in drawings if isinstance(drawn, pikepdf.Stream)]


def _widths(inner: pikepdf.Object) -> dict[int, int]:
    return {
        int(first) + place: int(width)
        for first, widths in _WIDTHS.findall(inner.W.unparse()[1:-1])
        for place, width in enumerate(widths.split())
    }


def _texts(font: pikepdf.Object) -> dict[int, bytes]:
    return {int(glyph, 16): text for glyph, text in _TEXT.findall(font.ToUnicode.read_bytes())}


# --- what the book gets ----------------------------------------------------------------------------------------


def _write(book: pikepdf.Pdf, face: bytes, uses: list[_Use]) -> None:
    """Embed a face, and let all that use it have the same description of it."""
    data = subset_of_glyphs(face, {glyph for use in uses for glyph in use.texts})
    name = Name(f"/{_tag(data)}+{uses[0].name}")
    descriptor = uses[0].first.DescendantFonts[0].FontDescriptor
    box, is_fixed = bounds(face)
    # Of the whole face, so that one more glyph of it changes nothing for the pages that do not show it.
    descriptor.FontBBox = Array(box)
    descriptor.Flags = int(descriptor.Flags) & ~_FIXED_PITCH | (_FIXED_PITCH if is_fixed else 0)
    descriptor.FontName = name
    stream = book.make_stream(zlib.compress(data, 9), Filter=Name.FlateDecode)
    if "/FontFile3" in descriptor:
        stream.Subtype = Name.OpenType
        descriptor.FontFile3 = stream
    else:
        stream.Length1 = len(data)
        descriptor.FontFile2 = stream
    for use in uses:
        _write_use(book, use, name, descriptor)


def _tag(data: bytes) -> str:
    """Give the six letters that tell one subset of a font from others (ISO 32000-1, 9.6.4)."""
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(data).digest()[:6])


def _write_use(book: pikepdf.Pdf, use: _Use, name: Name, descriptor: pikepdf.Object) -> None:
    inner = use.first.DescendantFonts[0]
    inner.BaseFont = use.first.BaseFont = name
    inner.FontDescriptor = descriptor
    inner.W = _runs(use.widths)
    use.first.ToUnicode = book.make_stream(_to_unicode(use.texts))
    for holder, key in use.places:
        holder[key] = use.first


def _runs(widths: Mapping[int, int]) -> Array:
    """Give widths as runs of glyphs that follow each other."""
    result: list[int | Array] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            result += [glyph, Array()]
        run = result[-1]
        assert isinstance(run, Array)
        run.append(widths[glyph])
    return Array(result)


def _to_unicode(texts: Mapping[int, bytes]) -> bytes:
    """Write the map from glyphs to what they read (ISO 32000-1, 9.10.3)."""
    entries = [b"<%04x> <%s>" % (glyph, texts[glyph]) for glyph in sorted(texts)]
    blocks = [entries[at : at + _ENTRIES] for at in range(0, len(entries), _ENTRIES)]
    lines = [
        b"/CIDInit /ProcSet findresource begin",
        b"12 dict begin",
        b"begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def",
        b"/CMapType 2 def",
        b"1 begincodespacerange",
        b"<0000> <ffff>",
        b"endcodespacerange",
    ]
    for block in blocks:
        lines += [b"%d beginbfchar" % len(block), *block, b"endbfchar"]
    lines += [b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end"]
    return b"\n".join(lines)
