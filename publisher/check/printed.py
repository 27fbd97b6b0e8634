"""A print edition under examination: its file as read, and what its book says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from publisher.check.foreseeing import Foreseen, expect, numbers_of
from publisher.check.reaching import Reach, reach_of
from publisher.check.registry import Registry
from publisher.errors import Diagnostic
from publisher.model import Book, Image
from publisher.pdf.audit import (
    ExpectedText,
    FloatTrace,
    Line,
    Memory,
    NoteTrace,
    PageRead,
    PdfRead,
    Placed,
    TextArea,
    Traces,
    follow,
    read,
)
from publisher.pdf.audit.columns import Parting, with_columns
from publisher.pdf.audit.letters import dense
from publisher.pdf.geometry import Layout, layout
from publisher.source import Position
from publisher.theme import Theme
from publisher.transform.numbering import Numbering
from publisher.workers import Hire

_SVG_TEXT = "{http://www.w3.org/2000/svg}text"
# What a page may be larger or smaller than the theme's and still be one of its pages.
_SAME_SIZE_PT = 1.0


@dataclass(frozen=True)
class Source:
    """What a file is held against: the book, its words and numbers, and where the traces of them lead.

    `layout` is `None` if the pages are not those of the theme: then nobody knows the measure, nor where furniture
    stands.
    """

    book: Book
    numbering: Numbering
    expected: ExpectedText
    traces: Traces
    layout: Layout | None


@dataclass(frozen=True)
class PrintEdition:
    """A finished file, and its source if that is known."""

    file: PdfRead
    source: Source | None = None

    @cached_property
    def placed(self) -> Mapping[int, tuple[Placed, ...]]:
        """The lines of text by page, with what they are of."""
        pages: dict[int, list[Placed]] = {}
        for placed in self.source.traces.placed if self.source else ():
            pages.setdefault(placed.page, []).append(placed)
        return {page: tuple(lines) for page, lines in pages.items()}

    @cached_property
    def reaches(self) -> tuple[Reach | None, ...]:
        """How far the lines of each page reach."""
        return tuple(reach_of(page.lines) for page in self.file.pages)

    def place(self, page: int, line: Line | None = None) -> Position | None:
        """Give the place in the manuscript of a line, or of what a page begins with; `None` if that is unknown."""
        placed = self.placed.get(page, ())
        return next((item.at for item in placed if line is None or item.line is line), None)

    def is_recto(self, page: int) -> bool:
        """Say whether a page is set as a right one: the first of its section is."""
        starts = self.source.traces.section_pages.values() if self.source else ()
        return (page - max((start for start in starts if start <= page), default=1)) % 2 == 0

    @property
    def has_notes_beside(self) -> bool:
        """Whether notes are known to stand beside the text."""
        return bool(self.source and self.source.layout and self.source.layout.margin_notes)

    def notes(self) -> Iterator[NoteTrace]:
        """Give what became of each note, in the order of the book."""
        yield from self.source.traces.notes if self.source else ()

    def floats(self) -> Iterator[FloatTrace]:
        """Give what became of each figure and table that may leave its place, in the order of the book."""
        yield from self.source.traces.floats if self.source else ()


RULES: Registry[PrintEdition] = Registry()
print_rule = RULES.rule


def finding(code: str, message: str, at: Position | None, hint: str) -> Diagnostic:
    """Give an error."""
    return Diagnostic(code=code, message=message, at=at, hint=hint)


def examine(
    data: bytes,
    book: Book | None = None,
    theme: Theme | None = None,
    memory: Memory | None = None,
    hire: Hire | None = None,
    foreseen: Foreseen | None = None,
) -> PrintEdition:
    """Read a finished file, and follow the words of its book through it.

    Args:
        data: The PDF.
        book: What it should hold, with all its ids; `None` if that is unknown.
        theme: How it should look.
        memory: What was read of pages before.
        hire: Who reads pages where there are many to be read; this process if left out.
        foreseen: What was told of the book before (`foresee`).

    Raises:
        UnreadableError: It cannot be opened.
    """
    file = read(data, memory, hire)
    if book is None or theme is None:
        return PrintEdition(file)
    page = layout(theme.geometry, book.print_options)
    known = page if all(_is_of(page, read_page) for read_page in file.pages) else None
    if known and known.margin_notes:
        file = with_columns(file, _parting(known))
    return PrintEdition(file, _source(file, book, known, foreseen if foreseen and foreseen.book is book else None))


def _source(file: PdfRead, book: Book, known: Layout | None, foreseen: Foreseen | None) -> Source:
    numbering = foreseen.numbering if foreseen else numbers_of(book)
    if foreseen and foreseen.expected:
        expected = foreseen.expected
    else:
        book, expected = expect(book, numbering, file.destinations)
    area = _area(known) if known else None
    drawings = "".join(_words_in(image) for image in book.images.values())
    return Source(book, numbering, expected, follow(file, expected, area, drawings), known)


def _area(page: Layout) -> TextArea:
    return TextArea(page.top_pt, page.top_pt + page.area.height_pt, page.area.notes_beside)


def _parting(page: Layout) -> Parting:
    area = _area(page)
    return Parting(page.parting_pt(recto=True), page.parting_pt(recto=False), area.top, area.bottom)


def _is_of(page: Layout, read_page: PageRead) -> bool:
    left, bottom, right, top = page.boxes.trim
    return (
        abs(read_page.width - (right - left)) < _SAME_SIZE_PT and abs(read_page.height - (top - bottom)) < _SAME_SIZE_PT
    )


def _words_in(image: Image) -> str:
    if image.media_type != "image/svg+xml":
        return ""
    root = etree.fromstring(image.data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    return dense("".join("".join(text.itertext()) for text in root.iter(_SVG_TEXT)))
