"""Documents as they stand in the e-book: pages marked in them, words divided; kept by all that they are made from."""

from dataclasses import dataclass
from functools import cached_property

from publisher.epub.page_breaks import Document, Marks, marked
from publisher.epub.soft_hyphens import with_soft_hyphens
from publisher.external.program import program
from publisher.html.columns import CROWDED
from publisher.language import Hyphenator
from publisher.model import Book
from publisher.store import Store
from publisher.theme import Theme

_MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class EbookPart:
    """A finished document, and why it is not another one.

    Args:
        identifier: Its path in the package's folder.
        title: What people call it.
        text: As it stands in the e-book.
        kept: Whether it came out of the store.
        kit: Hash of what all documents are made with.
        made_from: Hash of the words, numbers and pages that it was made from.
        wording: The same without pages and digits.
    """

    identifier: str
    title: str
    text: str
    kept: bool
    kit: str
    made_from: str
    wording: str


class Finisher:
    """Finishes the documents of a book.

    Args:
        book: It.
        theme: Whose templates the documents were filled into.
        store: Keeps finished documents.
    """

    def __init__(self, book: Book, theme: Theme, store: Store) -> None:
        self._divided = book.epub_options.soft_hyphens
        self._divisions = book.word_divisions
        self._theme = theme
        self._store = store
        self._signs: dict[str, int] = {}

    def signs(self, document: Document) -> int:
        """Count the signs of a document's running text."""
        if document.path not in self._signs:
            self._signs[document.path] = self._counted(document)
        return self._signs[document.path]

    def _counted(self, document: Document) -> int:
        key = Store.key("epub-signs", self._kit, document.text, repr(document.apart))
        kept = self._store.get(key)
        if kept is not None and kept.isdigit() and len(kept) <= _MOST_DIGITS:
            return int(kept)
        signs = document.running.signs
        self._store.put(key, str(signs).encode())
        return signs

    def finish(self, document: Document, marks: Marks) -> EbookPart:
        """Finish a document in which these pages begin."""
        data = document.text.encode()
        made_from = Store.key(data, repr((document.path, document.apart, sorted(marks.items()))))
        key = Store.key("epub-document", self._kit, made_from)
        text = _decoded(self._store.get(key))
        kept = text is not None
        if text is None:
            text = self._finished(document, marks)
            self._store.put(key, text.encode())
        wording = Store.key(data.translate(None, b"0123456789"))
        return EbookPart(document.path, document.title, text, kept, self._kit, made_from, wording)

    def _finished(self, document: Document, marks: Marks) -> str:
        text = marked(document, marks) if marks else document.text
        if document.leaf:
            return text
        if self._divided:
            return with_soft_hyphens(text, self._hyphenator)
        if CROWDED in text:
            # In columns as narrow as a word, it runs over the next one or is cut anywhere if nobody divides it.
            return with_soft_hyphens(text, self._hyphenator, CROWDED)
        return text

    @cached_property
    def _hyphenator(self) -> Hyphenator:
        return Hyphenator(self._divisions)

    @cached_property
    def _kit(self) -> str:
        templates = (path for path in self._theme.files() if path.suffix == ".jinja")
        options = repr((self._divided, self._divisions))
        return Store.key(program(), options, *(path.read_bytes() for path in templates))


def _decoded(kept: bytes | None) -> str | None:
    """Read a kept document; `None` if there is none, or no text."""
    try:
        return kept.decode() if kept is not None else None
    except UnicodeDecodeError:
        return None
