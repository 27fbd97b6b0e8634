"""Whatever a file holds, it is measured, or nothing is."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.check.typography import by_page, in_all
from publisher.check.typography.figures import measure_pages
from publisher.pdf.audit.setting import SetLine, SetPage, Word

# PDF 1.7 lets pages be no larger; text may lie off them.
PLACES = st.one_of(st.sampled_from([60.0, 72.0, 360.0]), st.floats(-20_000, 20_000))
WIDTHS = st.sampled_from([0.0, 5.0, 40.0, 290.0, -3.0])
TEXTS = st.sampled_from(["a", "word", "1.", "–", "un-", "\u00ad", "....", "…", "9", "xii", "\ud83d", "ﬁ"])
# Without some lines that are alike there would be nothing to measure.
TEXT = tuple(
    SetLine((Word("some", 60.0, 160.0), Word("words", 170.0, 360.0)), 60.0 + 14 * number, 10.75, "Text", 2.5)
    for number in range(12)
)


@st.composite
def lines(draw: st.DrawFn) -> SetLine:
    words = [Word(draw(TEXTS), left := draw(PLACES), left + draw(WIDTHS)) for _ in range(draw(st.integers(1, 4)))]
    baseline = draw(st.one_of(st.integers(0, 40).map(lambda number: 60.0 + 14 * number), PLACES))
    size = draw(st.sampled_from([0.01, 8.5, 10.75, 19.0, 2_000.0]))
    space, scale = draw(st.sampled_from([0.0, 2.5, 1e-9])), draw(st.sampled_from([1.0, 0.98, 1e-4]))
    return SetLine(tuple(words), baseline, size, draw(st.sampled_from(["Text", ""])), space, scale)


@st.composite
def pages(draw: st.DrawFn) -> list[SetPage]:
    pictures = st.lists(st.tuples(PLACES, PLACES), max_size=2).map(tuple)
    found = draw(st.lists(st.tuples(st.lists(lines(), max_size=30), pictures), max_size=6))
    return [SetPage(number, 420.0, 600.0, (*TEXT, *own), drawn) for number, (own, drawn) in enumerate(found, 1)]


@given(pages())
@settings(max_examples=200, deadline=None)
def test_any_lines_can_be_measured(found: list[SetPage]) -> None:
    figures = measure_pages(found)
    if figures:
        assert json.loads(json.dumps(figures.as_dict()))["in_all"]["lines"] >= figures.sum("justified")
        assert {len(row) for row in in_all(figures)} == {2}
        assert len({len(row) for row in by_page(figures)}) == 1
