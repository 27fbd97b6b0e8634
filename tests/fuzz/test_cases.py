"""What random documents once brought to light, one named test each."""

from pathlib import Path

import pytest

from publisher.model import Emphasis, Text
from publisher.store import Store
from tests.support.small_press import SmallPress
from tests.support.stock_book import note, paragraph


@pytest.fixture
def press(request: pytest.FixtureRequest, tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path, Store(Path(request.config.cache.mkdir("fonts"))))


@pytest.mark.parametrize("width", [8, 10])
def test_a_call_beside_one_within_emphasis_is_not_cut_by_a_line_end(press: SmallPress, width: int) -> None:
    before = [paragraph("q", note("b", line=50 + number)) for number in range(12)]
    calls = [note("a", line=10 + number) for number in range(3)]
    stressed = Emphasis((Text("x" * width + "danthti unra con"), *calls))
    pages = press.pages(*before, paragraph(stressed, note("b", line=80), " unage wor son"), language="en")
    assert [line.text for line in pages[-1].body[-2:]] == ["x" * width + "danthti unra", "con13,14,15,16 unage wor son"]
