"""Random documents through the real pipeline; `python -m tests.fuzz --documents 2000` prints more of them."""

from pathlib import Path

import pytest

from publisher.store import Store
from tests.fuzz.documents import document
from tests.fuzz.press import Press

DOCUMENTS = 100
_AT_A_TIME = 5


@pytest.fixture(scope="module")
def press(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(tmp_path_factory.mktemp("themes"), Store(Path(request.config.cache.mkdir("fonts"))))


@pytest.mark.parametrize("first", range(1, DOCUMENTS + 1, _AT_A_TIME))
def test_every_note_stands_where_it_is_called_and_no_word_is_lost(press: Press, first: int) -> None:
    for seed in range(first, first + _AT_A_TIME):
        assert press.faults(document(seed)) == [], f"seed {seed}"
