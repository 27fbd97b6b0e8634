"""Colours of finished pages turned from the screen's into the press's: lines break where they did, inks change.

Text and rules that are black or grey are printed with black alone; a theme's own colours have the inks that the
theme says; everything else goes through the profiles.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

Rgb: TypeAlias = tuple[float, float, float]
Cmyk: TypeAlias = tuple[float, float, float, float]

# WeasyPrint writes an operator a line, and text as hexadecimal strings, so no word of a book looks like this.
_COLOUR = re.compile(rb"(?<![^\s])([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)(?![^\s])")
# The same on a line of its own: to find lines takes a twentieth of the time.
_COLOUR_LINE = re.compile(rb"\n([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)(?![^\s])")
_GREY_PLACES = 0.002

# Type that is nearly black and leans to a colour: four inks that never lie exactly on each other would blur it.
_LEANING, _DARK = 0.05, 0.35


# Space and operators of an ink of its own, by the operator that it replaces.
_SPOT = Name("/Accent")
_SPOT_OPERATORS = {b"rg": b"/Accent cs 1 scn", b"RG": b"/Accent CS 1 SCN"}


@dataclass(frozen=True, slots=True)
class Spot:
    """An ink that is mixed before printing, and the screen's colour that it stands for."""

    name: str
    colour: Rgb


@dataclass
class Inks:
    """Inks for colours.

    Args:
        own: Of a theme's own colours.
        convert: Gives the inks of any other colour; `None` where there is no profile to go by.
        spot: An ink of its own for one colour.
        missing: Colours that found no inks for want of a profile.
    """

    own: Mapping[Rgb, Cmyk]
    convert: Callable[[Rgb], Cmyk] | None
    spot: Spot | None = None
    missing: set[Rgb] = field(default_factory=set)
    _known: dict[Rgb, Cmyk] = field(default_factory=dict)

    def of(self, colour: Rgb) -> Cmyk:
        """Give the inks of a colour, each from 0 to 1."""
        if colour not in self._known:
            self._known[colour] = self._find(colour)
        return self._known[colour]

    def is_spot(self, colour: Rgb) -> bool:
        """Say whether a colour has an ink of its own."""
        return self.spot is not None and _are_alike(self.spot.colour, colour)

    def _find(self, colour: Rgb) -> Cmyk:
        for known, inks in self.own.items():
            if _are_alike(known, colour):
                return inks
        spread = max(colour) - min(colour)
        if spread < _GREY_PLACES or (spread < _LEANING and max(colour) < _DARK):
            return (0.0, 0.0, 0.0, round(1 - sum(colour) / 3, 4))
        if self.convert is None:
            self.missing.add(colour)
            return (0.0, 0.0, 0.0, 1.0)
        return self.convert(colour)


def _are_alike(one: Rgb, other: Rgb) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < _GREY_PLACES


def to_press(book: pikepdf.Pdf, inks: Inks) -> None:
    """Turn every colour of a file's pages, forms and gradients into inks; pictures are left (`pictures.py`)."""
    spot = _separation(book, inks) if inks.spot else None
    for owner, stream in _drawings(book):
        before = stream.read_bytes()
        after = _turned(before, inks)
        if after != before:
            stream.write(after)
        if spot is not None and any(operator in after for operator in _SPOT_OPERATORS.values()):
            _name_spot(owner, spot)
    for thing in book.objects:
        if isinstance(thing, Dictionary | pikepdf.Stream):
            _turn(thing, inks)


def _separation(book: pikepdf.Pdf, inks: Inks) -> pikepdf.Object:
    """Give the colour space of an ink of its own, and what stands for it where it is not to be had."""
    assert inks.spot
    instead = Array(inks.of(inks.spot.colour))
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * 4), C1=instead)
    # A name in a PDF is written in UTF-8 (ISO 32000-1, 7.3.5), its delimiters escaped by pikepdf.
    name = Name("/" + inks.spot.name)
    return book.make_indirect(Array([Name.Separation, name, Name.DeviceCMYK, function]))


def _name_spot(owner: pikepdf.Object, spot: pikepdf.Object) -> None:
    if "/ColorSpace" not in owner.Resources:
        owner.Resources.ColorSpace = Dictionary()
    owner.Resources.ColorSpace[_SPOT] = spot


def share_spot(book: pikepdf.Pdf) -> None:
    """Let all that draws with an ink of its own name the same one: units that were turned apart have each another."""
    first: pikepdf.Object | None = None
    for owner in (*(page.obj for page in book.pages), *_forms(book)):
        spaces = owner.get("/Resources", Dictionary()).get("/ColorSpace", Dictionary())
        if _SPOT in spaces:
            first = spaces[_SPOT] if first is None else first
            spaces[_SPOT] = first


def _drawings(book: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, pikepdf.Stream]]:
    """Give the streams that draw, of pages, forms, and patterns, each with what holds its resources."""
    seen = set()
    for page in book.pages:
        contents = page.obj.get("/Contents", Array())
        for stream in contents if isinstance(contents, Array) else [contents]:
            if isinstance(stream, pikepdf.Stream) and stream.objgen not in seen:
                seen.add(stream.objgen)
                yield page.obj, stream
    for form in _forms(book):
        yield form, form


def _forms(book: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for thing in book.objects:
        if isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == "/Form" or thing.get("/PatternType") == 1):
            yield thing


def _turned(drawing: bytes, inks: Inks) -> bytes:
    """Give what draws in inks."""
    turned, count = _COLOUR_LINE.subn(lambda found: b"\n" + _operator(found, inks), drawing)
    if count == drawing.count(b" rg") + drawing.count(b" RG"):
        return turned
    return _COLOUR.sub(lambda found: _operator(found, inks), drawing)


def _operator(found: re.Match[bytes], inks: Inks) -> bytes:
    red, green, blue, name = found.groups()
    colour = (float(red), float(green), float(blue))
    if inks.is_spot(colour):
        return _SPOT_OPERATORS[name]
    values = inks.of(colour)
    return " ".join(f"{value:g}" for value in values).encode() + (b" k" if name == b"rg" else b" K")


def _turn(thing: pikepdf.Object, inks: Inks) -> None:
    """Turn what a dictionary says of colours: the space of a group, the ends of a gradient."""
    group = thing.get("/Group")
    if isinstance(group, Dictionary) and group.get("/CS") == "/DeviceRGB":
        group.CS = Name.DeviceCMYK
    if "/ShadingType" in thing and thing.get("/ColorSpace") == "/DeviceRGB":
        thing.ColorSpace = Name.DeviceCMYK
        for function in _functions(thing.Function):
            for name in ("/C0", "/C1"):
                if name in function and len(function[name]) == 3:
                    red, green, blue = (float(value) for value in function[name])
                    function[name] = Array([round(value, 4) for value in inks.of((red, green, blue))])


def _functions(function: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for each in function if isinstance(function, Array) else [function]:
        yield each
        if "/Functions" in each:
            yield from _functions(each.Functions)
