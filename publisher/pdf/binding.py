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
from publisher.pdf.links import LINK_SCHEME
from publisher.pdf.structure import TaggedPart, Vocabulary, moved, write_structure


@dataclass(frozen=True, slots=True)
class BoundPages:
    """A unit in its place: its first folio, what each of its pages carries, and the division that it belongs to."""

    drawn: DrawnPages
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
    fonts: Sequence[Font],
    outline: Sequence[OutlineEntry],
    metadata: Metadata,
    layout: Layout,
    isbn: str | None,
    signature: int,
    vocabulary: Vocabulary | None,
    prepare: Callable[[pikepdf.Pdf], None],
) -> bytes:
    """Bind units into an empty book.

    Args:
        book: From `open_book`; the furniture's forms are in it already.
        units: In reading order, each beginning on an odd folio.
        furniture: The stamps.
        fonts: That units and stamps were drawn with.
        outline: Bookmarks.
        metadata: Of the book.
        layout: Has the page boxes.
        isbn: Of the print edition.
        signature: The number of pages is a multiple of it, an even number.
        vocabulary: Of the structure tags, which decides the file's version; `None` for a book without them.
        prepare: Makes of the complete book what its purpose asks for.

    Returns:
        The book's bytes, the same for the same input.
    """
    anchors: dict[str, tuple[int, float, float]] = {}
    parts: list[TaggedPart] = []
    frame = Frame(book, layout.boxes)
    for unit in units:
        _fill_to(book, unit.first_folio - 1, layout.boxes)
        base = len(book.pages)
        with pikepdf.open(io.BytesIO(unit.drawn.data)) as source:
            book.pages.extend(source.pages)
        for name, (index, x, y) in unit.drawn.anchors.items():
            anchors.setdefault(name, (base + index, x, y))
        if vocabulary:
            parts.append(TaggedPart(unit.division, tuple(moved(element, base) for element in unit.drawn.elements)))
        for index, carried in enumerate(unit.furniture):
            page = book.pages[base + index]
            frame.enclose(page)
            furniture.stamp(page, base + index + 1, carried)
    _fill_to(book, len(book.pages) + -len(book.pages) % signature, layout.boxes)
    embed(book, fonts)
    elements = write_structure(book, parts, vocabulary) if vocabulary else {}
    _name_destinations(book, anchors, layout.boxes, elements if vocabulary and vocabulary.refers else {})
    _join_links(book, anchors)
    _write_outline(book, outline)
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))
    describe(book, metadata, isbn)
    prepare(book)
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


def _fill_to(book: pikepdf.Pdf, count: int, boxes: PageBoxes) -> None:
    """Add bare pages until the book has `count` pages."""
    while len(book.pages) < count:
        width, height = boxes.media[2], boxes.media[3]
        page = book.add_blank_page(page_size=(width, height))
        # An empty stream, compressed, is none: interpreters of the press report an error.
        page.obj.Contents = book.make_stream(b"q Q\n")
        _write_boxes(page, boxes)


class Frame:
    """What pages are put into: the boxes of all of them, and what stands in front of and behind what they draw.

    Args:
        book: The pages are in it.
        boxes: Of its pages.
    """

    def __init__(self, book: pikepdf.Pdf, boxes: PageBoxes) -> None:
        self._book = book
        self._boxes = boxes
        self._streams: dict[bytes, pikepdf.Stream] = {}

    def enclose(self, page: pikepdf.Page) -> None:
        """Give a page its boxes, and its content the place that these ask for."""
        # WeasyPrint puts the origin at the trimmed page's corner and caps the bleed box at 10 points; one origin
        # for all pages, at the medium's corner, is what imposition programs expect.
        left, bottom = (float(page.mediabox[side]) - self._boxes.bleed[side] for side in (0, 1))
        moved = abs(left) > 1e-6 or abs(bottom) > 1e-6
        shift = f" 1 0 0 1 {-left:.4f} {-bottom:.4f} cm" if moved else ""
        # It turns the page upside down and leaves it so: nothing of that may reach what is added behind.
        page.contents_add(self._stream(f"q{shift}\n"), prepend=True)
        page.contents_add(self._stream("Q\n"))
        for note in page.obj.get("/Annots", Array()) if moved else ():
            rectangle = [float(value) for value in note.Rect]
            note.Rect = Array([round(value - (left, bottom)[index % 2], 4) for index, value in enumerate(rectangle)])
        _write_boxes(page, self._boxes)

    def _stream(self, operators: str) -> pikepdf.Stream:
        """Give a stream that all pages share."""
        data = operators.encode("ascii")
        if data not in self._streams:
            self._streams[data] = self._book.make_stream(data)
        return self._streams[data]


def _write_boxes(page: pikepdf.Page, boxes: PageBoxes) -> None:
    for name, box in (("MediaBox", boxes.media), ("CropBox", boxes.media), ("BleedBox", boxes.bleed)):
        page.obj[f"/{name}"] = _array(box)
    page.obj["/TrimBox"] = _array(boxes.trim)
    if "/ArtBox" in page.obj:
        del page.obj["/ArtBox"]


def _array(box: tuple[float, float, float, float]) -> Array:
    return Array([round(value, 4) for value in box])


def _name_destinations(
    book: pikepdf.Pdf,
    anchors: Mapping[str, tuple[int, float, float]],
    boxes: PageBoxes,
    elements: Mapping[str, pikepdf.Object],
) -> None:
    """Write the name tree; destinations stand in the order of their names, as a name tree must.

    Args:
        book: All its pages in place.
        anchors: Of each name: page (from 0), and x and y from the trimmed page's top left corner.
        boxes: Of the pages.
        elements: Of the structure, by the names of what stands in them, if destinations are to tell them too.
    """
    pairs = Array()
    for name in sorted(anchors, key=lambda word: word.encode()):
        page, x, y = anchors[name]
        left, top = round(boxes.trim[0] + x, 2), round(boxes.trim[3] - y, 2)
        place = Array([book.pages[page].obj, Name.XYZ, left, top, 0])
        pairs.append(String(name))
        if name in elements:
            pairs.append(Dictionary(D=place, SD=Array([elements[name], Name.XYZ, left, top, 0])))
        else:
            pairs.append(place)
    book.Root.Names = Dictionary(Dests=book.make_indirect(Dictionary(Names=pairs)))


def _join_links(book: pikepdf.Pdf, destinations: Container[str]) -> None:
    """Turn links inside the book into destinations.

    Raises:
        AssertionError: A link leads to an id that no page has; references were checked, so this is our mistake.
    """
    for page in book.pages:
        for annotation in page.obj.get("/Annots", Array()):
            target = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if not target.startswith(LINK_SCHEME):
                continue
            name = target.removeprefix(LINK_SCHEME)
            if name not in destinations:
                raise AssertionError(f"a link leads to “{name}”, which stands on no page")
            del annotation["/A"]
            annotation.Dest = String(name)


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
