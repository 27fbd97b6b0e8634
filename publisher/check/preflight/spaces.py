"""Colour spaces of a PDF, as far as a press cares: which inks a colour lays on paper, or that it names none."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

INKS = ("Cyan", "Magenta", "Yellow", "Black")
_DEEPEST = 8


class Kind(enum.StrEnum):
    """What a space says of a colour."""

    GREY = "grey"
    CMYK = "CMYK"
    SPOT = "inks by their names"
    DEVICE_RGB = "RGB of no profile"
    ICC_RGB = "RGB with a profile"
    LAB = "Lab"
    PATTERN = "a pattern"
    UNKNOWN = "a space that cannot be read"


SCREEN_KINDS = frozenset({Kind.DEVICE_RGB, Kind.ICC_RGB, Kind.LAB, Kind.UNKNOWN})
"""Those that leave it to the press what to print."""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    Args:
        kind: For an index or an uncoloured pattern, that of the space behind it.
        names: Of the inks, for `SPOT`.
        indexed: Whether values are places in a table, so that they are no amounts.
    """

    kind: Kind
    names: tuple[str, ...] = ()
    indexed: bool = False

    @property
    def first_values(self) -> tuple[float, ...]:
        """The colour that is set with the space (ISO 32000-1, 8.6.8)."""
        match self.kind:
            case Kind.CMYK:
                return (0.0, 0.0, 0.0, 1.0)
            case Kind.SPOT:
                return (1.0,) * len(self.names)
            case Kind.GREY:
                return (0.0,)
            case _:
                return (0.0, 0.0, 0.0)


GREY, CMYK, DEVICE_RGB = Space(Kind.GREY), Space(Kind.CMYK), Space(Kind.DEVICE_RGB)
UNKNOWN = Space(Kind.UNKNOWN)
_BY_NAME = {
    "/DeviceGray": GREY,
    "/G": GREY,
    "/CalGray": GREY,
    "/DeviceCMYK": CMYK,
    "/CMYK": CMYK,
    "/DeviceRGB": DEVICE_RGB,
    "/RGB": DEVICE_RGB,
    "/Pattern": Space(Kind.PATTERN),
}
_BY_COUNT = {1: GREY, 3: Space(Kind.ICC_RGB), 4: CMYK}


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as a page sets it: its space and its values there."""

    space: Space
    values: tuple[float, ...]

    def inks(self) -> Mapping[str, float] | None:
        """Give how much of each ink it lays on paper, from 0 to 1; `None` if its space does not say."""
        if self.space.indexed:
            return None
        match self.space.kind, self.values:
            case Kind.GREY, (grey,):
                return {"Black": 1.0 - grey}
            case Kind.CMYK, (_, _, _, _):
                return dict(zip(INKS, self.values, strict=True))
            case Kind.SPOT, values if len(values) == len(self.space.names):
                return _separations(self.space.names, values)
            case _:
                return None


def _separations(names: tuple[str, ...], values: tuple[float, ...]) -> dict[str, float]:
    """Give the inks of separations; `All` is every plate, `None` is no ink (ISO 32000-1, 8.6.6.4)."""
    inks: dict[str, float] = {}
    for name, value in zip(names, values, strict=True):
        if name != "None":
            inks.update(dict.fromkeys(INKS, value) if name == "All" else {name: value})
    return inks


def read_space(given: Any, resources: pikepdf.Object | None, depth: int = 0) -> Space:
    """Read a colour space, by its name among resources or as it stands.

    Source: ISO 32000-1, 8.6.
    """
    if depth > _DEEPEST:
        return UNKNOWN
    if isinstance(given, Name):
        named = _named(given, resources)
        return _BY_NAME.get(str(given), UNKNOWN) if named is None else read_space(named, None, depth + 1)
    if not isinstance(given, Array) or not len(given):
        return UNKNOWN
    return _of_array(given, depth)


def _named(name: Name, resources: pikepdf.Object | None) -> pikepdf.Object | None:
    spaces = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
    return spaces.get(str(name)) if isinstance(spaces, Dictionary) else None


def _of_array(given: Array, depth: int) -> Space:
    family = str(given[0])
    match family:
        case "/ICCBased" if isinstance(given[1], pikepdf.Stream):
            return _BY_COUNT.get(int(given[1].get("/N", 0)), UNKNOWN)
        case "/CalRGB":
            return Space(Kind.ICC_RGB)
        case "/Lab":
            return Space(Kind.LAB)
        case "/Separation":
            return Space(Kind.SPOT, (str(given[1]).lstrip("/"),))
        case "/DeviceN":
            return Space(Kind.SPOT, tuple(str(name).lstrip("/") for name in given[1]))
        case "/Indexed" | "/I":
            behind = read_space(given[1], None, depth + 1)
            return Space(behind.kind, behind.names, indexed=True)
        case "/Pattern" if len(given) > 1:
            return read_space(given[1], None, depth + 1)
        case _:
            return _BY_NAME.get(family, UNKNOWN)


def shading_colours(shading: Any, resources: pikepdf.Object | None) -> Iterator[Colour]:
    """Give the colours between which a shading runs, or at least one that has its space."""
    space = read_space(shading.get("/ColorSpace"), resources)
    ends = list(_ends(shading.get("/Function"), 0, set()))
    yield from (Colour(space, end) for end in ends or [space.first_values])


def _ends(function: Any, depth: int, seen: set[tuple[int, int]]) -> Iterator[tuple[float, ...]]:
    if depth > _DEEPEST or not isinstance(function, Dictionary | pikepdf.Stream) or function.objgen in seen:
        return
    # One that is used by many stands in the file by itself, and is looked at once.
    if function.is_indirect:
        seen.add(function.objgen)
    for key in ("/C0", "/C1"):
        if isinstance(function.get(key), Array):
            yield tuple(float(value) for value in function[key])
    for inner in function.get("/Functions", Array()):
        yield from _ends(inner, depth + 1, seen)
