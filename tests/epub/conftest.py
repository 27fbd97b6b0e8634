"""What the tests of the e-book share: one theme, one store of fonts, the stock book made once."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import epub, theme
from publisher.epub import Ebook
from publisher.errors import ToolMissingError
from publisher.external import epubcheck
from publisher.model import Book
from publisher.store import Store
from publisher.theme import Theme
from tests.support.epub_file import EpubFile
from tests.support.stock_book import stock_book

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def ankasam() -> Theme:
    return theme.load(ROOT / "styles" / "ankasam")


@pytest.fixture(scope="session")
def store() -> Store:
    # Pinned fonts are the same for every run: making them again would take most of the tests' time.
    return Store(ROOT / "build" / ".cache" / "store")


@pytest.fixture(scope="session")
def make(ankasam: Theme, store: Store) -> Callable[[Book], Ebook]:
    return lambda book: epub.render(book, ankasam, store=store)


@pytest.fixture(scope="session")
def stock(make: Callable[[Book], Ebook]) -> EpubFile:
    return EpubFile(make(stock_book()).data)


@pytest.fixture(scope="session")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], list[str]]:
    """Give what EPUBCheck says of an e-book.

    CSS-028 is left out: it notes each `@font-face`, and the fonts are meant to be there.
    """
    try:
        epubcheck.find()
    except ToolMissingError as problem:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"EPUBCheck cannot run here: {problem.found[0].message}")

    def check(data: bytes) -> list[str]:
        path = tmp_path_factory.mktemp("checked") / "book.epub"
        path.write_bytes(data)
        return [str(message) for message in epubcheck.check(path) if message.code != "CSS-028"]

    return check
