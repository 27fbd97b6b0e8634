"""The parts of a page, its body and its furniture, each by the hash of all that decides what is drawn for it.

Furniture comes last, in streams of its own, and draws forms that nothing else draws: so the body of a page that only
moved in the book keeps its hash. Whatever is not written just so is one part, the page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import pikepdf

from publisher.pdf.audit.drawings import SHORT, STAMP, Drawing, drawing_of
from publisher.pdf.audit.shown import FontGlyphs, Shown, glyphs_of, shown, together
from publisher.store import Store

_REFERENCE = re.compile(rb"\b(\d+) (\d+) R\b")
_DRAWN_STAMP = re.compile(rb"(/Stamp-[\da-f]+) Do")
_PAGE_KEYS = ("/MediaBox", "/CropBox", "/TrimBox", "/Rotate", "/UserUnit")
_INHERITED_KEYS = ("/Resources", *_PAGE_KEYS)
# Deeper lies nothing that draws.
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class PageParts:
    """The hashes of a page's parts.

    Args:
        body: Of all but the furniture; empty if it cannot be told what the page depends on.
        furniture: Empty if it is no part by itself.
        stamps: How many forms the furniture draws.
        drawings: What its streams write that have more than a few bytes, by their hashes.
    """

    body: str = ""
    furniture: str = ""
    stamps: int = 0
    drawings: tuple[tuple[str, Drawing], ...] = ()


class UntoldError(Exception):
    """What a page depends on goes round in a circle, or further than anything should."""


class PartsOf:
    """Tells the parts of a file's pages.

    Args:
        file: As qpdf reads it.
        reader: What reads pages: it decides what is read, too.
        drawings: What streams write, by their hashes, as far as that is known.
    """

    def __init__(self, file: pikepdf.Pdf, reader: str, drawings: Mapping[str, Drawing] = MappingProxyType({})) -> None:
        self._file = file
        self._drawings = drawings
        self._known: dict[tuple[int, int], str | None] = {}
        # What refers to nothing, by what it says: the boxes of pages.
        self._plain: dict[bytes, str] = {}
        self._resources: dict[tuple[int, int], str] = {}
        self._nodes: dict[tuple[int, int], str | None] = {}
        self._stamps: dict[tuple[int, int], str] = {}
        self._glyphs: dict[tuple[int, int], FontGlyphs | None] = {}
        # What is optional in a file is shown or hidden by its catalogue.
        self._all_pages = Store.key(reader, self._of(file.Root.get("/OCProperties")))

    def of(self, page: pikepdf.Object) -> PageParts:
        """Give the parts of a page."""
        try:
            return self._parts(page)
        except (UntoldError, AttributeError, KeyError, RecursionError, TypeError, pikepdf.PdfError):
            # Read, a broken page says what is wrong with it.
            return PageParts()

    def hash_of(self, thing: object) -> str:
        """Hash something with all that it refers to.

        Raises:
            UntoldError: It cannot be told.
        """
        return self._of(thing)

    def _parts(self, page: pikepdf.Object) -> PageParts:
        streams = list(_streams(page))
        long = {index: self._of(stream) for index, stream in enumerate(streams) if _is_long(stream)}
        drawings = [self._drawing(stream, long.get(index)) for index, stream in enumerate(streams)]
        told = tuple((name, drawings[index]) for index, name in long.items())
        count = len(streams) - _furniture(drawings)
        drawn = [self._of(stream) for stream in streams[:count]]
        inherited = self._inherited(page.get("/Parent"))
        sheet = Store.key(self._all_pages, inherited, *(self._of(page.get(key)) for key in _PAGE_KEYS))
        resources = page.get("/Resources")
        if count == len(streams) or resources is None:
            return PageParts(Store.key("body", sheet, self._of(resources), *drawn), drawings=told)
        written = b"".join(drawing.furniture for drawing in drawings[count:])
        names = [name.decode() for name in _DRAWN_STAMP.findall(written)]
        stamps = [self._stamp(resources.XObject[name]) for name in names]
        return PageParts(
            Store.key(
                "body beside furniture",
                sheet,
                self._without_stamps(resources),
                self._fonts(resources, together(drawing.shown for drawing in drawings[:count])),
                *drawn,
            ),
            Store.key("furniture", sheet, written, *stamps),
            len(stamps),
            told,
        )

    def _drawing(self, stream: pikepdf.Stream, name: str | None) -> Drawing:
        """Tell what a stream writes, whose hash is given if it is long."""
        if name is None:
            return _short_drawing(stream.read_bytes())
        return self._drawings.get(name) or drawing_of(stream.read_bytes())

    def _stamp(self, form: pikepdf.Object) -> str:
        """Hash a form that draws text alone, as furniture does."""
        if form.objgen not in self._stamps:
            _require_own_names(form)
            fields = [(name, self._of(form[name])) for name in sorted(form.keys()) if name != "/Resources"]
            resources = form.Resources
            fields += [(name, self._of(resources[name])) for name in sorted(resources.keys()) if name != "/Font"]
            fonts = self._fonts(resources, shown(form.read_bytes()))
            parts = (part for pair in fields for part in pair)
            self._stamps[form.objgen] = Store.key(*parts, form.read_raw_bytes(), fonts)
        return self._stamps[form.objgen]

    def _fonts(self, resources: pikepdf.Object, told: Shown | None) -> str:
        """Hash what is shown of fonts that drawings may name; all of these if nobody knows."""
        fonts = resources.get("/Font", pikepdf.Dictionary())
        if told is None:
            return self._of(fonts)
        return Store.key(*(self._font(fonts.get("/" + name), told.glyphs) for name in told.fonts))

    def _font(self, font: pikepdf.Object | None, glyphs: Sequence[int]) -> str:
        if font is None or font.objgen == (0, 0):
            return self._of(font)
        if font.objgen not in self._glyphs:
            self._glyphs[font.objgen] = glyphs_of(font)
        known = self._glyphs[font.objgen]
        return known.hash_of(glyphs) if known is not None else self._of(font)

    def _inherited(self, node: pikepdf.Object | None) -> str:
        """Hash what a page may have of the nodes above it."""
        if not isinstance(node, pikepdf.Dictionary):
            return ""
        if node.objgen == (0, 0):
            raise UntoldError
        if node.objgen not in self._nodes:
            self._nodes[node.objgen] = None
            above = self._inherited(node.get("/Parent"))
            self._nodes[node.objgen] = Store.key(above, *(self._of(node.get(key)) for key in _INHERITED_KEYS))
        known = self._nodes[node.objgen]
        if known is None:
            raise UntoldError
        return known

    def _without_stamps(self, resources: pikepdf.Object) -> str:
        """Hash what a page's streams may name but for fonts; the pages of a section share it, and so all stamps."""
        number = resources.objgen
        if number not in self._resources or number == (0, 0):
            others = (name for name in sorted(resources.keys()) if name not in ("/Font", "/XObject"))
            found = [(name, self._of(resources[name])) for name in others]
            forms = resources.XObject
            found += [(name, self._of(forms[name])) for name in sorted(forms.keys()) if not _is_stamp(name)]
            self._resources[number] = Store.key(*(part for pair in found for part in pair))
        return self._resources[number]

    def _of(self, thing: object, depth: int = 0) -> str:
        """Hash something with all that it refers to."""
        if thing is None:
            return ""
        if not isinstance(thing, pikepdf.Object):
            return Store.key(repr(thing))
        if thing.objgen == (0, 0):
            return self._hashed(thing, depth)
        if thing.objgen not in self._known:
            self._known[thing.objgen] = None
            self._known[thing.objgen] = self._hashed(thing, depth)
        known = self._known[thing.objgen]
        if known is None:
            raise UntoldError
        return known

    def _hashed(self, thing: pikepdf.Object, depth: int) -> str:
        if depth > _DEEPEST:
            raise UntoldError
        is_stream = isinstance(thing, pikepdf.Stream)
        if is_stream and thing.get("/Subtype") == "/Form":
            _require_own_names(thing)
        text = (thing.stream_dict if is_stream else thing).unparse(resolved=True)
        if not is_stream and text in self._plain:
            return self._plain[text]
        inner = [
            self._of(self._file.get_object(int(number), int(generation)), depth + 1)
            for number, generation in _REFERENCE.findall(text)
        ]
        # How objects are numbered says nothing; in which order they are named does.
        told = Store.key(_REFERENCE.sub(b"R", text), thing.read_raw_bytes() if is_stream else b"", *inner)
        if not is_stream and not inner:
            self._plain[text] = told
        return told


def _require_own_names(form: pikepdf.Object) -> None:
    """Let a form name nothing but what it has itself: what it lacks readers take from the page, stamps and fonts too.

    Raises:
        UntoldError: It has not all the kinds of things that drawings name by what they say.
    """
    if not isinstance(resources := form.get("/Resources"), pikepdf.Dictionary) or any(
        kind not in resources for kind in ("/Font", "/XObject")
    ):
        raise UntoldError


def _is_stamp(name: str) -> bool:
    return name.startswith(STAMP.decode())


def _streams(page: pikepdf.Object) -> Iterator[pikepdf.Stream]:
    contents = page.get("/Contents")
    given = contents if isinstance(contents, pikepdf.Array) else [contents]
    return (stream for stream in given if isinstance(stream, pikepdf.Stream))


# Most pages begin and end with the same few signs.
_short_drawing = lru_cache(maxsize=256)(drawing_of)


def _is_long(stream: pikepdf.Stream) -> bool:
    return len(stream.read_raw_bytes()) >= SHORT


def _furniture(drawings: Sequence[Drawing]) -> int:
    """Count the streams at the end of a page that draw nothing but stamps, if no other can draw one."""
    first = len(drawings)
    while first and drawings[first - 1].furniture:
        first -= 1
    return 0 if any(drawing.may_stamp for drawing in drawings[:first]) else len(drawings) - first
