"""Write structure trees into a bound book: elements, the parents of what pages and links hold, ids."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.model import Division
from publisher.pdf.structure.elements import Content, Element, LinkArea
from publisher.pdf.structure.vocabulary import Vocabulary

# A flag of annotations: hidden from nobody (ISO 32000-1, 12.5.3).
_PRINTED = 4


@dataclass(frozen=True, slots=True)
class TaggedPart:
    """One unit's structure in the book: its division, the book's page (from 0) where it begins, and its elements."""

    division: Division
    begins: int
    elements: Sequence[Element]


def write_structure(
    book: pikepdf.Pdf, parts: Iterable[TaggedPart], vocabulary: Vocabulary
) -> Mapping[str, pikepdf.Object]:
    """Give a book its structure tree: a part for each division, in it the units in their order.

    Args:
        book: All its pages in place, with their annotations.
        parts: In reading order.
        vocabulary: Of the file's version.

    Returns:
        The element that a link to an id leads to.

    Source: ISO 32000-2, 14.7 (logical structure).
    """
    writer = _Writer(book, vocabulary)
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = writer.empty("Document", root)
    root.K = Array([document])
    kids = []
    for _, of_division in itertools.groupby((part for part in parts if part.elements), lambda part: part.division):
        division = writer.empty("Part", document)
        division.K = Array([element for part in of_division for element in writer.write_part(part, division)])
        kids.append(division)
    document.K = Array(kids)
    writer.close(root)
    book.Root.StructTreeRoot = root
    book.Root.MarkInfo = Dictionary(Marked=True)
    return writer.targets


@dataclass
class _Writer:
    """What is known while a tree is written: who holds each mark of each page, and each link, who refers to whom."""

    book: pikepdf.Pdf
    vocabulary: Vocabulary
    targets: dict[str, pikepdf.Object] = field(default_factory=dict)
    _marks: dict[int, dict[int, pikepdf.Object]] = field(default_factory=dict)
    _links: list[pikepdf.Object] = field(default_factory=list)
    _ids: dict[str, pikepdf.Object] = field(default_factory=dict)
    _references: list[tuple[str, pikepdf.Object]] = field(default_factory=list)
    _notes: dict[str, pikepdf.Object] = field(default_factory=dict)
    _pages: list[pikepdf.Object] = field(default_factory=list)
    _namespace: pikepdf.Object | None = None
    _begins: int = 0

    def __post_init__(self) -> None:
        self._pages = [page.obj for page in self.book.pages]
        if self.vocabulary.namespace:
            named = Dictionary(Type=Name.Namespace, NS=String(self.vocabulary.namespace))
            self._namespace = self.book.make_indirect(named)

    def empty(self, kind: str, parent: pikepdf.Object) -> pikepdf.Object:
        """Make an element without kids."""
        kind = self.vocabulary.kinds.get(kind, kind)
        made = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent)
        if kind in self.vocabulary.newer:
            made.NS = self._namespace
        return self.book.make_indirect(made)

    def write_part(self, part: TaggedPart, parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
        """Write the elements of a unit."""
        self._begins = part.begins
        for element in part.elements:
            yield self._write(element, parent)

    def _write(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        """Write an element and all inside it."""
        written = self.empty(element.kind, parent)
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if page is not None:
            written.Pg = self._page(page)
        written.K = Array([self._kid(kid, written, page) for kid in element.kids])
        self._describe(written, element)
        return written

    def _kid(self, kid: Element | Content | LinkArea, parent: pikepdf.Object, page: int | None) -> pikepdf.Object | int:
        if isinstance(kid, Element):
            return self._write(kid, parent)
        if isinstance(kid, LinkArea):
            return self._link(kid, parent)
        self._marks.setdefault(self._begins + kid.page, {})[kid.number] = parent
        if kid.page == page:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self._page(kid.page), MCID=kid.number)

    def _link(self, kid: LinkArea, parent: pikepdf.Object) -> pikepdf.Object:
        page = self._page(kid.page)
        annotation = page.Annots[kid.index]
        annotation.StructParent = len(self._pages) + len(self._links)
        annotation.Contents = String(kid.words)
        annotation.F = _PRINTED
        self._links.append(parent)
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)

    def _page(self, number: int) -> pikepdf.Object:
        """Give a page of the unit that is being written."""
        return self._pages[self._begins + number]

    def _describe(self, written: pikepdf.Object, element: Element) -> None:
        if element.language:
            written.Lang = String(element.language)
        if element.alt:
            written.Alt = String(element.alt)
        if element.identifier:
            written.ID = String(element.identifier)
            self._ids[element.identifier] = written
        for name in element.targets:
            self.targets.setdefault(name, written)
        if element.leads_to and self.vocabulary.refers:
            self._references.append((element.leads_to, written))
        if element.note_type and element.identifier:
            self._notes[element.identifier] = written
        attributes = self._attributes(element)
        if attributes is not None:
            written.A = attributes

    def _attributes(self, element: Element) -> pikepdf.Object | None:
        if element.box_pt is not None:
            page = next(kid.page for kid in element.kids if isinstance(kid, Content))
            return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=self._box(element.box_pt, page))
        if element.scope:
            return Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        if element.headers:
            return Dictionary(O=Name.Table, Headers=Array([String(name) for name in element.headers]))
        if element.numbering:
            numbering = self.vocabulary.numberings.get(element.numbering, element.numbering)
            return Dictionary(O=Name.List, ListNumbering=Name(f"/{numbering}"))
        if element.note_type and self.vocabulary.refers:
            return Dictionary(O=Name.FENote, NoteType=Name(f"/{element.note_type}"))
        return None

    def _box(self, box_pt: Sequence[float], page: int) -> Array:
        left, _, _, top = (float(value) for value in self._page(page).TrimBox)
        x1, y1, x2, y2 = box_pt
        return Array([round(value, 2) for value in (left + x1, top - y2, left + x2, top - y1)])

    def close(self, root: pikepdf.Object) -> None:
        """Write who holds what and who refers to whom: a number tree over pages and links, a name tree over ids."""
        self._refer()
        if self._namespace is not None:
            root.Namespaces = Array([self._namespace])
        nums: list[pikepdf.Object | int] = []
        for number, page in enumerate(self._pages):
            holders = self._marks.get(number)
            if holders:
                page.StructParents = number
                page.Tabs = Name.S
                nums += [number, self.book.make_indirect(Array([holders.get(n) for n in range(max(holders) + 1)]))]
            elif "/StructParents" in page:
                del page.StructParents
        for index, holder in enumerate(self._links):
            nums += [len(self._pages) + index, holder]
        root.ParentTree = self.book.make_indirect(Dictionary(Nums=Array(nums)))
        root.ParentTreeNextKey = len(self._pages) + len(self._links)
        if self._ids:
            names: list[pikepdf.Object] = []
            for name in sorted(self._ids, key=lambda word: word.encode()):
                names += [String(name), self._ids[name]]
            root.IDTree = self.book.make_indirect(Dictionary(Names=Array(names)))

    def _refer(self) -> None:
        """Let references name what they refer to, and notes all that refers to them (ISO 14289-2, 8.2.5.14)."""
        calls: dict[str, list[pikepdf.Object]] = {}
        for name, reference in self._references:
            if name in self.targets:
                reference.Ref = Array([self.targets[name]])
            if name in self._notes:
                calls.setdefault(name, []).append(reference)
        for name, calling in calls.items():
            self._notes[name].Ref = Array(calling)
