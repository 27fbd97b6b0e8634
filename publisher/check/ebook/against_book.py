"""The e-book held against its book: every word and note, by our own audit or, if others made it, by its text alone."""

from collections.abc import Iterator

from publisher.check.ebook.book_words import find_lost_words
from publisher.epub import audit
from publisher.epub.documents import Setting
from publisher.epub.names import FOLDER, name_all
from publisher.epub.reading import EbookRead, UnreadableError
from publisher.errors import Diagnostic
from publisher.model import Book
from publisher.theme import Theme
from publisher.transform.numbering import number


def check_ebook(data: bytes, book: Book, theme: Theme) -> Iterator[Diagnostic]:
    """Give the words, notes and links of a book that its e-book lacks.

    Raises:
        UnreadableError: It has no package.
    """
    ebook = EbookRead(data)
    numbering = number(book, book.print_options.note_numbering)
    setting = Setting(theme, numbering, name_all(book, numbering), book.metadata.language)
    ours = [FOLDER + setting.names.path(section) for section in book.sections]
    if not all(map(ebook.archive.has, ours)):
        yield from find_lost_words(ebook, book)
        return
    try:
        pages = {path: ebook.tree(path) for path in ebook.archive.names if path.endswith(".xhtml")}
    except UnreadableError:
        # Told already, and nobody knows what it holds.
        return
    yield from audit.find_lost(pages, book, setting)
