"""What random documents once brought to light, one named test each."""

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.model import Emphasis, LineBreaking, PrintOptions, Text
from publisher.store import Store
from tests.fuzz.proofs import faults
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, section_of


@pytest.fixture
def press(request: pytest.FixtureRequest, tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path, Store(Path(request.config.cache.mkdir("fonts"))))


@pytest.mark.parametrize("breaking", LineBreaking)
@pytest.mark.parametrize("width", [8, 10])
def test_a_call_beside_one_within_emphasis_is_not_cut_by_a_line_end(
    press: SmallPress, width: int, breaking: LineBreaking
) -> None:
    before = [paragraph("q", note("b", line=50 + number)) for number in range(12)]
    calls = [note("a", line=10 + number) for number in range(3)]
    stressed = Emphasis((Text("x" * width + "danthti unra con"), *calls))
    section = section_of(*before, paragraph(stressed, note("b", line=80), " unage wor son"))
    edition = press.book(replace(book_of(section, language="en"), print_options=PrintOptions(line_breaking=breaking)))
    assert list(faults(edition)) == []
    last = edition.pages_of(edition.book.sections[0])[-1].body[-1]
    assert "con13,14,15,16 unage wor son" in last.text
