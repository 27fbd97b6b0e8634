import pytest

from publisher.model import Book
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import sample_book
from tests.support.printed_pages import PROJECT
from tests.support.sample_ebook import sample_ebook


@pytest.fixture(scope="session")
def book() -> Book:
    return sample_book(PROJECT)


@pytest.fixture(scope="session")
def sound(book: Book, store: Store, theme: Theme) -> bytes:
    return sample_ebook(book, theme, store)
