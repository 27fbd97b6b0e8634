import pytest

from publisher.errors import Diagnostic, ToolMissingError
from publisher.external import ace, epubcheck
from tests.support.book_test import book, warm_store

__all__ = ["book", "no_judges", "warm_store"]


@pytest.fixture(autouse=True)
def no_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what looks at each e-book beside us: tests/check/ebook/test_judges.py is about that."""

    def missing() -> None:
        raise ToolMissingError(Diagnostic(code="tool-missing", message="not asked for"))

    monkeypatch.setattr(epubcheck, "find", missing)
    monkeypatch.setattr(ace, "find", missing)
