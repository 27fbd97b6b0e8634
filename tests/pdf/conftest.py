import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition, ankasam, make_edition
from tests.support.small_press import SmallPress


@pytest.fixture(scope="session")
def store(request: pytest.FixtureRequest) -> Store:
    """Pinned fonts, kept from run to run: making them takes longer than most tests together."""
    return Store(Path(request.config.cache.mkdir("fonts")))


@pytest.fixture(scope="session")
def theme() -> Theme:
    return ankasam()


@pytest.fixture(scope="session")
def edition_of(theme: Theme, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Edition]:
    """Give an edition by the name of its book; each is rendered once a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made: dict[str, Edition] = {}

    def give(name: str) -> Edition:
        if name not in made:
            made[name] = make_edition(name, theme, store, shared)
        return made[name]

    return give


@pytest.fixture(params=["stock", "sample", "report"])
def edition(request: pytest.FixtureRequest, edition_of: Callable[[str], Edition]) -> Edition:
    """Each of the shorter books."""
    return edition_of(request.param)


@pytest.fixture
def stock(edition_of: Callable[[str], Edition]) -> Edition:
    return edition_of("stock")


@pytest.fixture
def press(tmp_path: Path, store: Store) -> SmallPress:
    return SmallPress(tmp_path, store)
