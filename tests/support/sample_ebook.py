"""The finished sample as an e-book, with pages that nobody printed: where they begin is no matter."""

from publisher import epub
from publisher.html.page_starts import Leaf, PageStart
from publisher.model import Book
from publisher.store import Store
from publisher.theme import Theme


def sample_ebook(book: Book, theme: Theme, store: Store) -> bytes:
    starts = [PageStart(1, leaf=Leaf.TITLE_PAGE), PageStart(2, leaf=Leaf.IMPRINT)]
    for section in book.sections:
        for signs in (0, 900):
            starts.append(PageStart(len(starts) + 1, section.identifier, signs))
    return epub.render(book, theme, store=store, pages=starts).data
