import pytest

from publisher import epub
from publisher.html.page_starts import Leaf, PageStart
from publisher.model import Book
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import sample_book
from tests.support.printed_pages import PROJECT


@pytest.fixture(scope="session")
def book() -> Book:
    return sample_book(PROJECT)


@pytest.fixture(scope="session")
def sound(book: Book, store: Store, theme: Theme) -> bytes:
    """The finished sample with pages of a print edition that nobody printed: where they begin is no matter here."""
    starts = [PageStart(1, leaf=Leaf.TITLE_PAGE), PageStart(2, leaf=Leaf.IMPRINT)]
    for section in book.sections:
        for signs in (0, 900):
            starts.append(PageStart(len(starts) + 1, section.identifier, signs))
    return epub.render(book, theme, store=store, pages=starts).data
