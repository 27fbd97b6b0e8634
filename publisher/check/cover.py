"""A cover held against what its book says of itself; the book's text is none of its words."""

from collections.abc import Iterator

from publisher.errors import Diagnostic
from publisher.html.imprint import authors
from publisher.model import Book
from publisher.pdf.audit import PdfRead
from publisher.pdf.audit.letters import dense
from publisher.pdf.geometry import layout
from publisher.theme import Theme

_SAME_SIZE_PT = 1.0
_MOST_TOLD = 60


def is_cover(file: PdfRead, book: Book, theme: Theme) -> bool:
    """Say whether a file is one sheet, as tall as the book's pages and at least as wide as two of them."""
    left, bottom, right, top = layout(theme.geometry, book.print_options).boxes.trim
    if len(file.pages) != 1:
        return False
    (sheet,) = file.pages
    return abs(sheet.height - (top - bottom)) < _SAME_SIZE_PT and sheet.width > 2 * (right - left) - _SAME_SIZE_PT


def check_cover(file: PdfRead, book: Book) -> Iterator[Diagnostic]:
    """Find words of a book's cover that are not printed on it."""
    printed = dense("".join(line.text for page in file.pages for line in page.lines))
    for what, words in _words(book):
        if dense(words) not in printed:
            shown = words if len(words) <= _MOST_TOLD else f"{words[:_MOST_TOLD]}…"
            yield Diagnostic(
                code="cover-word-lost",
                message=f"{what} is not printed on the cover: “{shown}”",
                hint="book.toml has changed since: make the cover anew with publish pdf --cover",
            )


def _words(book: Book) -> Iterator[tuple[str, str]]:
    metadata, options = book.metadata, book.cover_options
    yield "the title", metadata.title
    if metadata.subtitle:
        yield "the subtitle", metadata.subtitle
    yield from (("an author", name) for name in authors(metadata))
    if metadata.publisher:
        yield "the publisher", metadata.publisher
    described = (metadata.description,) if metadata.description else ()
    yield from (("a paragraph of the back", text) for text in options.text or described)
    if book.print_options.isbn:
        yield "the ISBN", book.print_options.isbn
