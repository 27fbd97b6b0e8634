"""Pinned faces: HarfBuzz makes what fontTools, which had no part in it, would make too."""

import io
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools import subset, ttLib
from fontTools.varLib import instancer

from publisher import fonts, theme
from publisher.errors import ConfigError
from publisher.store import Store

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


PINNED = [face for face in THEME.faces if face.axes]
# Both round what lies between two masters, not always to the same side.
ROUNDING = 1


@pytest.mark.parametrize("face", [PINNED[0], PINNED[-1]], ids=lambda face: face.family)
def test_a_pinned_face_kerns_and_places_marks_as_the_instancer_would(face: theme.Face) -> None:
    few = few_letters(face.path.read_bytes())
    expected = positions(by_the_general_way(few, dict(face.axes)))
    assert any(expected.values())
    assert positions(fonts._pin(few, face)) == expected


@pytest.mark.parametrize("face", PINNED, ids=lambda face: f"{face.family} {face.weight} {face.style}")
def test_a_pinned_face_has_the_letters_that_the_instancer_would_make(face: theme.Face) -> None:
    few = few_letters(face.path.read_bytes())
    with (
        ttLib.TTFont(io.BytesIO(fonts._pin(few, face))) as made,
        ttLib.TTFont(io.BytesIO(by_the_general_way(few, dict(face.axes)))) as expected,
    ):
        assert made.getGlyphOrder() == expected.getGlyphOrder()
        for name in made.getGlyphOrder():
            assert made["hmtx"][name][0] == expected["hmtx"][name][0], name
            points, others = (font["glyf"][name].getCoordinates(font["glyf"])[0] for font in (made, expected))
            for point, other in zip(points, others, strict=True):
                assert point == pytest.approx(other, abs=ROUNDING), name


@pytest.mark.parametrize("face", PINNED, ids=lambda face: f"{face.family} {face.weight} {face.style}")
def test_a_pinned_face_varies_no_more_and_keeps_all_else(face: theme.Face) -> None:
    source = face.path.read_bytes()
    with ttLib.TTFont(io.BytesIO(fonts._pin(source, face))) as font, ttLib.TTFont(io.BytesIO(source)) as variable:
        assert not {"fvar", "gvar", "HVAR", "avar"} & set(font.keys())
        assert getattr(font["GDEF"].table, "VarStore", None) is None
        assert font.getBestCmap() == variable.getBestCmap()
        assert features(font) == features(variable)


def features(font: ttLib.TTFont) -> list[str]:
    return [record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord]


def test_letters_of_drop_caps_are_drawn_below_their_line(tmp_path: Path) -> None:
    display = next(face for face in THEME.faces if face.lower_em)
    few = few_letters(display.path.read_bytes())
    plain = fonts._pin(few, display)
    with ttLib.TTFont(io.BytesIO(plain)) as one, ttLib.TTFont(io.BytesIO(fonts._lowered(plain, 0.5))) as other:
        for name in one.getGlyphOrder():
            above, below = (font["glyf"][name].getCoordinates(font["glyf"])[0] for font in (one, other))
            assert {(x, y - 500) for x, y in above} == set(below), name
            assert one["hmtx"][name] == other["hmtx"][name]


def test_letters_of_drop_caps_are_made_for_themes_that_have_them(tmp_path: Path) -> None:
    asking = replace(THEME, geometry=replace(THEME.geometry, drop_cap_lines=3))
    families = [{font.face.family for font in fonts.load(look, "print", Store(tmp_path))} for look in (THEME, asking)]
    assert families[1] - families[0] == {"Book Serif Display"}


def test_an_axis_that_the_font_lacks_is_a_mistake_of_the_theme(tmp_path: Path) -> None:
    wrong = replace(PINNED[0], axes=(("slnt", 5.0),))
    with pytest.raises(ConfigError) as problem:
        fonts.load(replace(THEME, faces=(wrong,)), "print", Store(tmp_path))
    (found,) = problem.value.found
    assert found.code == "theme-broken"
    assert "slnt" in found.message
