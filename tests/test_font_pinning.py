"""Pinned faces: quick, and the same as by the general way."""

import io
import itertools
from pathlib import Path
from typing import Any

import pytest
from fontTools import subset, ttLib
from fontTools.varLib import instancer

from publisher import fonts, theme

LETTERS = "AVTYĞİışЖәқңéÅ.,’fi"
THEME = theme.load(Path(__file__).parent.parent / "styles" / "ankasam")


def few_letters(source: bytes) -> bytes:
    """Cut a variable font down, so that the general way takes no long time."""
    options = subset.Options(drop_tables=["meta", "DSIG"], layout_features=["*"], notdef_outline=True)
    with ttLib.TTFont(io.BytesIO(source)) as font:
        tool = subset.Subsetter(options)
        tool.populate(unicodes=[ord(letter) for letter in LETTERS])
        tool.subset(font)
        result = io.BytesIO()
        font.save(result)
    return result.getvalue()


def by_the_general_way(source: bytes, axes: dict[str, float]) -> bytes:
    with ttLib.TTFont(io.BytesIO(source), recalcTimestamp=False) as font:
        result = io.BytesIO()
        instancer.instantiateVariableFont(font, axes).save(result)
    return result.getvalue()


def positions(data: bytes) -> dict[str, Any]:
    """Give every pair's kerning and every mark's place."""
    with ttLib.TTFont(io.BytesIO(data)) as font:
        lookups = [
            getattr(table, "ExtSubTable", table)
            for lookup in font["GPOS"].table.LookupList.Lookup
            for table in lookup.SubTable
        ]
        glyphs = font.getGlyphOrder()
        pairs = [table for table in lookups if table.LookupType == 2]
        found: dict[str, Any] = {
            f"{left} {right}": kern(pairs, left, right) for left, right in itertools.product(glyphs, glyphs)
        }
        for table in (table for table in lookups if table.LookupType == 4):
            for glyph, record in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True):
                found[f"{glyph} marks"] = [(a.XCoordinate, a.YCoordinate) if a else None for a in record.BaseAnchor]
    return found


def kern(pairs: list[Any], left: str, right: str) -> int:
    for table in (table for table in pairs if left in table.Coverage.glyphs):
        if table.Format == 1:
            records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
            values = [record.Value1 for record in records if record.SecondGlyph == right]
        else:
            first = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
            values = [first.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1]
        if values:
            return getattr(values[0], "XAdvance", 0) or 0
    return 0


@pytest.mark.parametrize("face", [THEME.faces[0], THEME.faces[-1]], ids=lambda face: face.family)
def test_a_pinned_face_kerns_and_places_marks_as_the_instancer_would(face: theme.Face) -> None:
    few = few_letters(face.path.read_bytes())
    axes = dict(face.axes)
    expected = positions(by_the_general_way(few, axes))
    assert any(expected.values())
    assert positions(fonts._pin(few, axes)) == expected


def test_a_pinned_face_varies_no_more() -> None:
    face = THEME.faces[0]
    data = fonts._pin(few_letters(face.path.read_bytes()), dict(face.axes))
    with ttLib.TTFont(io.BytesIO(data)) as font:
        assert not {"fvar", "gvar", "HVAR", "avar"} & set(font.keys())
        assert getattr(font["GDEF"].table, "VarStore", None) is None
