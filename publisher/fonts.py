"""A theme's fonts: static faces of variable families, what they can show, and subsets of them.

Pinning a variable font costs about a second, and WeasyPrint would do it again for each unit; so each face is
pinned once and kept in the store.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fontTools import subset as subsetter
from fontTools import ttLib
from fontTools.misc.fixedTools import otRound
from fontTools.ttLib.tables import otBase, otTables
from fontTools.varLib import instancer
from fontTools.varLib.varStore import VarStoreInstancer

from publisher.progress import Progress, Step, silent
from publisher.store import Store, code_of
from publisher.theme import Face, Theme


@dataclass(frozen=True)
class Font:
    """A face with its bytes: a static TrueType font."""

    face: Face
    data: bytes

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the font can show."""
        with ttLib.TTFont(io.BytesIO(self.data), lazy=True) as font:
            return frozenset(font.getBestCmap())


def load(theme: Theme, edition: str, store: Store, progress: Progress = silent) -> tuple[Font, ...]:
    """Give an edition's fonts in the theme's order, each pinned to its axes.

    Args:
        theme: Whose faces.
        edition: `print`, `epub` or `cover`.
        store: Keeps pinned faces from one run to the next.
        progress: Hears of each face: the first time of all, pinning them takes some seconds.
    """
    faces = [face for face in theme.faces if edition in face.editions]
    loaded = []
    for done, face in enumerate(faces):
        progress(Step(edition, "fonts", done, len(faces)))
        loaded.append(Font(face, _static(face, store)))
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


def subset(font: Font, characters: Iterable[str]) -> bytes:
    """Give a font that holds just these characters, with the layout features that a book uses.

    The result depends on the font and the set of characters alone.
    """
    options = subsetter.Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.hinting = False
    # Design languages and a font editor's time stamp: nothing reads them, and the subsetter would log that it
    # cannot shorten them.
    options.drop_tables += ["meta", "FFTM"]
    with ttLib.TTFont(io.BytesIO(font.data), recalcTimestamp=False) as whole:
        tool = subsetter.Subsetter(options)
        tool.populate(unicodes=sorted({ord(char) for char in characters} | {0x20, 0xA0}))
        tool.subset(whole)
        result = io.BytesIO()
        whole.save(result, reorderTables=True)
    return result.getvalue()


def _static(face: Face, store: Store) -> bytes:
    source = face.path.read_bytes()
    if not face.axes:
        return source
    key = store.key("static-face", source, repr(face.axes), code_of(__file__), _version())
    return store.get_or_make(key, lambda: _pin(source, dict(face.axes)))


def _pin(source: bytes, axes: dict[str, float]) -> bytes:
    with ttLib.TTFont(io.BytesIO(source), recalcTimestamp=False) as variable:
        if "GPOS" in variable and set(axes) == {axis.axisTag for axis in variable["fvar"].axes}:
            _settle_positions(variable, axes)
        static = instancer.instantiateVariableFont(variable, axes, inplace=True)
        result = io.BytesIO()
        static.save(result, reorderTables=True)
    return result.getvalue()


# What a variation of each name is added to.
_SETTLED = {
    "XAdvDevice": "XAdvance",
    "YAdvDevice": "YAdvance",
    "XPlaDevice": "XPlacement",
    "YPlaDevice": "YPlacement",
    "XDeviceTable": "XCoordinate",
    "YDeviceTable": "YCoordinate",
    "DeviceTable": "Coordinate",
}
_VALUE_FORMATS = {"ValueFormat", "ValueFormat1", "ValueFormat2"}
_VARIATION_INDEX = 0x8000
_PLAIN_VALUES = 0x000F


def _settle_positions(font: Any, axes: dict[str, float]) -> None:
    """Add the variations of kerning and marks at a place on every axis to their plain values, and take them out.

    fontTools' instancer merges these tables by general rules, which takes six times as long as all the rest
    (fontTools 4.60 to 4.63, Source Serif 4); with every axis pinned, a sum is all it comes to.
    """
    definitions: Any = font["GDEF"].table if "GDEF" in font else None
    if getattr(definitions, "VarStore", None) is None:
        return
    deltas = VarStoreInstancer(definitions.VarStore, font["fvar"].axes, font.normalizeLocation(axes))
    waiting: list[Any] = [font["GPOS"].table, definitions]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, otBase.BaseTable | otBase.ValueRecord):
            _settle(item, deltas)
            waiting += vars(item).values()
    definitions.VarStore = None
    definitions.Version = 0x00010002


def _settle(item: Any, deltas: Any) -> None:
    if isinstance(item, otBase.BaseTable):
        item.ensureDecompiled()
    for name in _SETTLED.keys() & vars(item).keys():
        device = vars(item).pop(name)
        if device is not None and device.DeltaFormat == _VARIATION_INDEX:
            delta = otRound(deltas[(device.StartSize << 16) + device.EndSize])
            setattr(item, _SETTLED[name], getattr(item, _SETTLED[name], 0) + delta)
    for name in _VALUE_FORMATS & vars(item).keys():
        setattr(item, name, getattr(item, name) & _PLAIN_VALUES)
    if isinstance(item, otTables.Anchor | otTables.CaretValue) and item.Format == 3:
        item.Format = 1


def _version() -> str:
    import fontTools

    return str(fontTools.version)
