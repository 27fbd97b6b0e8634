"""Bind units into the book: pages, blanks, furniture, boxes, destinations, links, outline, labels, metadata."""

import io
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher import __version__
from publisher.fonts import Font
from publisher.model import Division, Metadata
from publisher.pdf.embedding import embed
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.furniture import Furniture, PageFurniture
from publisher.pdf.geometry import Layout, PageBoxes
from publisher.pdf.laying import Laid
from publisher.pdf.structure import TaggedPart, Vocabulary, write_structure


@dataclass(frozen=True, slots=True)
class BoundPages:
    """A unit in its place.

    Args:
        drawn: Its pages, as they were drawn.
        laid: The same, as the book's purpose wants them.
        first_folio: Where it begins.
        furniture: What each of its pages carries.
        division: That it belongs to.
    """

    drawn: DrawnPages
    laid: Laid
    first_folio: int
    furniture: tuple[PageFurniture, ...]
    division: Division


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its words, the id it leads to, and the bookmarks under it."""

    words: str
    identifier: str
    children: "tuple[OutlineEntry, ...]" = field(default=())


def folios(units: Sequence[DrawnPages]) -> tuple[int, ...]:
    """Give the first folio of each unit when every unit begins on a recto."""
    result = []
    number = 1
    for unit in units:
        result.append(number)
        number += unit.pages + unit.pages % 2
    return tuple(result)


def open_book() -> pikepdf.Pdf:
    """Give an empty book."""
    return pikepdf.new()


def bind(
    book: pikepdf.Pdf,
    units: Sequence[BoundPages],
    furniture: Furniture,
    bare: Laid,
    fonts: Sequence[Font],
    outline: Sequence[OutlineEntry],
    metadata: Metadata,
    layout: Layout,
    isbn: str | None,
    signature: int,
    vocabulary: Vocabulary | None,
    complete: Callable[[pikepdf.Pdf], None],
) -> bytes:
    """Bind units into an empty book.

    Args:
        book: From `open_book`; the furniture's forms are in it already.
        units: In reading order, each beginning on an odd folio.
        furniture: The stamps.
        bare: A page without anything on it.
        fonts: That units and stamps were drawn with.
        outline: Bookmarks.
        metadata: Of the book.
        layout: Has the page boxes.
        isbn: Of the print edition.
        signature: The number of pages is a multiple of it, an even number.
        vocabulary: Of the structure tags, which decides the file's version; `None` for a book without them.
        complete: Says of the book what its purpose asks for.

    Returns:
        The book's bytes, the same for the same input.
    """
    anchors: dict[str, tuple[int, float, float]] = {}
    parts: list[TaggedPart] = []
    for unit in units:
        _fill_to(book, unit.first_folio - 1, bare)
        base = len(book.pages)
        # At once, they would be looked through for named destinations, which we write ourselves.
        for page in unit.laid.sheets.pages:
            book.pages.append(page)
        for name, (index, x, y) in unit.drawn.anchors.items():
            anchors.setdefault(name, (base + index, x, y))
        if vocabulary:
            parts.append(TaggedPart(unit.division, base, unit.drawn.elements))
    _fill_to(book, len(book.pages) + -len(book.pages) % signature, bare)
    pages = [page.obj for page in book.pages]
    for unit in units:
        for number, carried in enumerate(unit.furniture, unit.first_folio):
            furniture.stamp(pages[number - 1], number, carried)
    embed(book, fonts)
    elements = write_structure(book, parts, vocabulary) if vocabulary else {}
    _require_destinations(units, anchors)
    _name_destinations(book, pages, anchors, layout.boxes, elements if vocabulary and vocabulary.refers else {})
    _write_outline(book, outline)
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))
    describe(book, metadata, isbn)
    complete(book)
    return saved(book, vocabulary.version) if vocabulary else saved(book)


def saved(book: pikepdf.Pdf, version: str = "1.7") -> bytes:
    """Give a book's bytes, the same for the same book.

    Args:
        book: Complete.
        version: Of PDF.
    """
    result = io.BytesIO()
    book.save(
        result,
        min_version=version,
        deterministic_id=True,
        compress_streams=True,
        recompress_flate=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return result.getvalue()


def _fill_to(book: pikepdf.Pdf, count: int, bare: Laid) -> None:
    """Add bare pages until the book has `count` pages."""
    while len(book.pages) < count:
        book.pages.append(bare.sheets.pages[0])


def _name_destinations(
    book: pikepdf.Pdf,
    pages: Sequence[pikepdf.Object],
    anchors: Mapping[str, tuple[int, float, float]],
    boxes: PageBoxes,
    elements: Mapping[str, pikepdf.Object],
) -> None:
    """Write the name tree; destinations stand in the order of their names, as a name tree must.

    Args:
        book: The book.
        pages: All of it.
        anchors: Of each name: page (from 0), and x and y from the trimmed page's top left corner.
        boxes: Of the pages.
        elements: Of the structure, by the names of what stands in them, if destinations are to tell them too.
    """
    pairs: list[pikepdf.Object] = []
    for name in sorted(anchors, key=lambda word: word.encode()):
        page, x, y = anchors[name]
        left, top = round(boxes.trim[0] + x, 2), round(boxes.trim[3] - y, 2)
        place = Array([pages[page], Name.XYZ, left, top, 0])
        pairs.append(String(name))
        if name in elements:
            pairs.append(Dictionary(D=place, SD=Array([elements[name], Name.XYZ, left, top, 0])))
        else:
            pairs.append(place)
    book.Root.Names = Dictionary(Dests=book.make_indirect(Dictionary(Names=Array(pairs))))


def _require_destinations(units: Sequence[BoundPages], anchors: Container[str]) -> None:
    """Make sure that every link leads somewhere.

    Raises:
        AssertionError: A link leads to an id that no page has; references were checked, so this is our mistake.
    """
    for name in sorted(name for unit in units for name in unit.laid.leads_to):
        if name not in anchors:
            raise AssertionError(f"a link leads to “{name}”, which stands on no page")


def _write_outline(book: pikepdf.Pdf, entries: Sequence[OutlineEntry]) -> None:
    with book.open_outline() as outline:
        outline.root.extend(_outline_item(entry) for entry in entries)
    book.Root.PageMode = Name.UseOutlines


def _outline_item(entry: OutlineEntry) -> pikepdf.OutlineItem:
    item = pikepdf.OutlineItem(entry.words, String(entry.identifier))
    item.children.extend(_outline_item(child) for child in entry.children)
    item.is_closed = True
    return item


def describe(book: pikepdf.Pdf, metadata: Metadata, isbn: str | None) -> None:
    """Say in a file what it is: title, people, dates, language."""
    day = metadata.date.strftime("%Y-%m-%d")
    stamp = f"D:{metadata.date.strftime('%Y%m%d')}000000Z"
    authors = [person.name for person in metadata.authors if person.role == "aut"]
    producer = f"publish {__version__}"
    book.Root.Lang = String(metadata.language)
    book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    book.docinfo["/Title"] = metadata.title
    book.docinfo["/Producer"] = producer
    book.docinfo["/CreationDate"] = stamp
    book.docinfo["/ModDate"] = stamp
    if authors:
        book.docinfo["/Author"] = ", ".join(authors)
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = metadata.title
        xmp["dc:language"] = {metadata.language}
        xmp["dc:format"] = "application/pdf"
        xmp["dc:identifier"] = f"urn:isbn:{isbn}" if isbn else f"urn:uuid:{metadata.uuid}"
        if authors:
            xmp["dc:creator"] = authors
        if metadata.publisher:
            xmp["dc:publisher"] = {metadata.publisher}
        if metadata.description:
            xmp["dc:description"] = metadata.description
        if metadata.rights:
            xmp["dc:rights"] = metadata.rights
        if metadata.subjects:
            xmp["dc:subject"] = set(metadata.subjects)
        xmp["dc:date"] = [day]
        xmp["pdf:Producer"] = producer
        xmp["xmp:CreateDate"] = f"{day}T00:00:00Z"
        xmp["xmp:ModifyDate"] = f"{day}T00:00:00Z"
        xmp["xmp:MetadataDate"] = f"{day}T00:00:00Z"
