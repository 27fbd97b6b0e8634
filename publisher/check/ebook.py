"""The e-book held against its book: `publisher/epub/audit.py` knows how; this reads the file for it."""

import zipfile

from lxml import etree

from publisher.epub import audit
from publisher.epub.documents import Setting
from publisher.epub.names import name_all
from publisher.errors import AuditError, Diagnostic
from publisher.model import Book
from publisher.theme import Theme
from publisher.transform.numbering import number


class BrokenError(Exception):
    """Bytes that are no EPUB, or one that lacks a document of its book."""


def check_ebook(data: bytes, book: Book, theme: Theme) -> tuple[Diagnostic, ...]:
    """Give the words, notes and links of a book that its e-book lacks.

    Raises:
        BrokenError: It cannot be read.
    """
    numbering = number(book, book.print_options.note_numbering)
    setting = Setting(theme, numbering, name_all(book, numbering), book.metadata.language)
    try:
        audit.require_whole(data, book, setting)
    except AuditError as problem:
        return problem.found
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as problem:
        raise BrokenError(str(problem)) from problem
    return ()
