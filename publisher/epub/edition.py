"""The book as an EPUB 3.3."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from publisher import fonts
from publisher.config.isbn import thirteen_digits
from publisher.epub import (
    accessibility,
    audit,
    cover,
    faces,
    glyphs,
    matter,
    metadata,
    navigation,
    onix,
    package,
    page_breaks,
    pictures,
    semantics,
)
from publisher.epub.accessibility import Access
from publisher.epub.documents import Setting, render_section, section_name
from publisher.epub.finishing import EbookPart, Finisher
from publisher.epub.names import Names, name_all
from publisher.epub.page_breaks import Document, PageBreak
from publisher.epub.resources import XHTML, Resource, fill
from publisher.errors import Diagnostic
from publisher.html.page_starts import Leaf, PageStarts
from publisher.model import Book
from publisher.progress import Progress, Step, silent
from publisher.store import Store, write_atomically
from publisher.theme import Theme
from publisher.transform.numbering import number

STYLE_SHEET = "epub/book.css"


@dataclass(frozen=True)
class Ebook:
    """A finished e-book.

    Args:
        data: The bytes of the file.
        notes: How many notes it holds.
        reading_order: The paths of its documents in the container, in the order they are read.
        onix: The message that announces it to bookshops.
        cover_source: The drawing that its cover was made from; `None` if the cover is the author's.
        parts: Title page, imprint and sections: what became of each.
        found: Warnings; an e-book with errors is never made.
    """

    data: bytes = field(repr=False)
    notes: int
    reading_order: tuple[str, ...]
    onix: bytes = field(repr=False)
    cover_source: bytes | None = field(repr=False)
    parts: tuple[EbookPart, ...] = field(repr=False, default=())
    found: tuple[Diagnostic, ...] = ()

    def write(self, path: Path) -> None:
        """Write the file in one go: at any moment there is the old one or the new one."""
        write_atomically(path, self.data)


def render(
    book: Book,
    theme: Theme,
    *,
    store: Store,
    progress: Progress = silent,
    pages: PageStarts = (),
    inks: bytes | None = None,
    kept: Store | None = None,
) -> Ebook:
    """Make the e-book of a book whose ids are complete and whose links lead somewhere.

    Args:
        book: It.
        theme: How it looks.
        store: Keeps what is worth keeping between runs.
        progress: Hears of each step.
        pages: Where the pages of its print edition begin; without any the e-book has no list of them.
        inks: The profile of what inks of pictures mean that do not say it themselves; the standard one if left out.
        kept: Keeps finished documents, and files as they are compressed; the same store if left out.

    Raises:
        AuditError: The finished file does not hold every word, note and link of the book.
    """
    numbering = number(book, book.print_options.note_numbering)
    setting = Setting(
        theme, numbering, name_all(book, numbering, [page.folio for page in pages]), book.metadata.language
    )
    kept = kept or store
    parts, breaks = _parts(book, setting, pages, Finisher(book, theme, kept), progress)
    documents = (_document("cover", "cover.xhtml", matter.render_cover(book, setting)), *map(_resource, parts))
    loaded = fonts.load(theme, "epub", store, progress)
    embedded = faces.embed(loaded, _characters(documents), store)
    progress(Step("epub", "packing", 0, 1))
    access = _access(book, setting.names, documents, breaks)
    record = onix.record(book, access, len(pages))
    front = _cover(book, theme, store, inks)
    data = package.pack(
        (
            *documents,
            *_navigation(book, setting, breaks),
            Resource("style", "book.css", "text/css", f"{embedded.rules}\n{theme.style(STYLE_SHEET)}".encode()),
            *embedded.resources,
            *_pictures(book, setting.names, store, inks),
            Resource("cover-image", setting.names.cover, front.media_type, front.data, ("cover-image",)),
        ),
        spine=[document.identifier for document in documents],
        metadata=_metadata(book, setting, access, breaks),
        language=book.metadata.language,
        record=record,
        store=kept,
    )
    audit.require_whole(data, book, setting)
    progress(Step("epub", "packing", 1, 1))
    return Ebook(
        data=data,
        notes=len(numbering.notes),
        reading_order=tuple(f"EPUB/{document.path}" for document in documents),
        onix=record,
        cover_source=front.source,
        parts=parts,
        found=glyphs.find_missing(book, loaded, store),
    )


def _parts(
    book: Book, setting: Setting, pages: PageStarts, finisher: Finisher, progress: Progress
) -> tuple[tuple[EbookPart, ...], tuple[PageBreak, ...]]:
    """Make title page, imprint and sections, and mark the pages in them."""
    documents = (*_leaves(book, setting), *_sections(book, setting, progress))
    marks, breaks = page_breaks.locate(documents, pages, setting.names, finisher.signs)
    return tuple(map(finisher.finish, documents, marks)), breaks


def _leaves(book: Book, setting: Setting) -> Iterator[Document]:
    words = setting.words
    title_page, imprint = matter.render_title_page(book, setting), matter.render_imprint(book, setting)
    yield Document("title-page.xhtml", words.title_page, title_page, leaf=Leaf.TITLE_PAGE)
    yield Document("imprint.xhtml", words.imprint, imprint, leaf=Leaf.IMPRINT)


def _sections(book: Book, setting: Setting, progress: Progress) -> Iterator[Document]:
    for done, section in enumerate(book.sections):
        progress(Step("epub", "sections", done, len(book.sections)))
        title = section.short_title or section_name(section, setting)
        text = render_section(section, setting)
        yield page_breaks.section_document(section, setting.names, book.print_options, title, text)
    progress(Step("epub", "sections", len(book.sections), len(book.sections)))


def _resource(part: EbookPart) -> Resource:
    stem = Path(part.identifier).stem
    in_folder = part.identifier != Path(part.identifier).name
    return _document(f"section-{stem}" if in_folder else stem, part.identifier, part.text)


def _navigation(book: Book, setting: Setting, breaks: Sequence[PageBreak]) -> tuple[Resource, ...]:
    start = navigation.start_of_text(book)
    values: Mapping[str, object] = {
        "language": setting.language,
        "spoken": semantics.language(setting.language),
        "title": setting.words.contents,
        "matter": "frontmatter",
        "root": "",
        "words": setting.words,
        "metadata": book.metadata,
        "entries": navigation.contents(book, setting),
        "start": setting.names.path(start),
        "pages": breaks,
    }
    nav = fill(setting.theme, "nav.xhtml", values).encode()
    ncx = fill(setting.theme, "toc.ncx", values).encode()
    return (
        Resource(package.NAV_ID, "nav.xhtml", XHTML, nav, ("nav",)),
        Resource(package.NCX_ID, "toc.ncx", "application/x-dtbncx+xml", ncx),
    )


def _pictures(book: Book, names: Names, store: Store, inks: bytes | None) -> Iterator[Resource]:
    for source, path in names.images.items():
        image = book.images[source]
        data = pictures.for_screens(image, store, inks=inks)
        yield Resource(f"image-{Path(path).stem}", path, image.media_type, data)


@dataclass(frozen=True, slots=True)
class _Front:
    """The cover's picture, and the drawing that it was made from if there is one."""

    media_type: str
    data: bytes
    source: bytes | None = None


def _cover(book: Book, theme: Theme, store: Store, inks: bytes | None) -> _Front:
    own = book.images.get(book.epub_options.cover or "")
    if own:
        return _Front(own.media_type, pictures.for_screens(own, store, cover.HEIGHT, inks))
    drawn = cover.draw(book, theme, store)
    return _Front("image/png", drawn.picture, drawn.source)


def _access(book: Book, names: Names, documents: Sequence[Resource], breaks: Sequence[PageBreak]) -> Access:
    formulas = any("mathml" in document.properties for document in documents)
    return accessibility.access(book, names, has_pages=bool(breaks), has_formulas=formulas)


def _metadata(book: Book, setting: Setting, access: Access, breaks: Sequence[PageBreak]) -> str:
    isbn = book.epub_options.isbn
    values = {
        "metadata": book.metadata,
        "isbn": thirteen_digits(isbn) if isbn else None,
        "makers": metadata.makers(book),
        "subjects": tuple(metadata.subjects(book)),
        "source": metadata.print_isbn(book),
        "access": access,
        "options": book.epub_options,
        "conformance": accessibility.CONFORMANCE,
        "direction": semantics.direction,
        "record": package.RECORD,
        "print_edition": metadata.print_identifier(book) if breaks else None,
        "unique_id": package.UNIQUE_ID,
    }
    return fill(setting.theme, "metadata.xml", values)


def _document(identifier: str, path: str, text: str) -> Resource:
    # A theme's templates may hold either; the package has to say so (EPUB 3.3, D.6).
    properties = tuple(name for name, tag in (("mathml", "<math"), ("svg", "<svg")) if tag in text)
    return Resource(identifier, path, XHTML, text.encode(), properties)


def _characters(documents: tuple[Resource, ...]) -> set[str]:
    characters: set[str] = set()
    for document in documents:
        characters.update(html.unescape(document.data.decode()))
    return characters
