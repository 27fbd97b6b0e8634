from collections.abc import Callable
from dataclasses import replace

import pytest

from publisher.model import FloatRule
from tests.pdf.conftest import edition, edition_of, press, stock, store, theme
from tests.support.printed_editions import Edition

__all__ = ["edition", "edition_of", "press", "stock", "store", "theme"]


@pytest.fixture
def book(edition_of: Callable[[str], Edition]) -> Callable[[str], Edition]:
    """Give a finished book by its name; in the one that may have floats, all stand at their places as printed."""

    def give(name: str) -> Edition:
        made = edition_of(name)
        options = replace(made.book.print_options, floats=FloatRule.CAPTIONED)
        return replace(made, book=replace(made.book, print_options=options))

    return give
