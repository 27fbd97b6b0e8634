"""The pages of the print edition in the e-book: a marker where each begins, and the list of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from lxml import etree

from publisher.epub.names import Names, identifier_of
from publisher.epub.running_text import RunningText, running_text
from publisher.epub.trees import OPS_TYPE, XHTML_NAMESPACE, read_document, write_document
from publisher.html.page_starts import Leaf, PageStart, PageStarts
from publisher.model import Figure, PrintOptions, Section, Table
from publisher.transform.floating import floating


@dataclass(frozen=True)
class Document:
    """A document in which pages may begin.

    Args:
        path: Where it lies in the package's folder.
        title: What people call it.
        text: All of it.
        section: The id of its section; `None` for a leaf.
        leaf: The leaf that it is; `None` for a section.
        apart: Of each figure and table between the blocks of its text, whether print may move it.
    """

    path: str
    title: str
    text: str
    section: str | None = None
    leaf: Leaf | None = None
    apart: tuple[bool, ...] = ()

    @cached_property
    def root(self) -> Any:
        """Its tree."""
        return read_document(self.text)

    @cached_property
    def running(self) -> RunningText:
        """The text in which places are counted."""
        return running_text(self.root, self.apart)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page of the print edition: its folio, and where it begins in the e-book, from the package's folder."""

    folio: int
    href: str


Marks: TypeAlias = Mapping[int, Sequence[tuple[int, str]]]
"""The pages that begin in a document: folio and id of each, by the count of signs that stand before it."""


def apart_in(section: Section, options: PrintOptions) -> tuple[bool, ...]:
    """Say of each figure and table between the blocks of a section whether print may move it."""
    moving = {id(block) for block in floating(section, options)}
    return tuple(id(block) in moving for block in section.blocks if isinstance(block, Figure | Table))


def section_document(section: Section, names: Names, options: PrintOptions, title: str, text: str) -> Document:
    """Give a section's document."""
    return Document(names.path(section), title, text, identifier_of(section), apart=apart_in(section, options))


def locate(
    documents: Sequence[Document], starts: PageStarts, names: Names, signs_of: Callable[[Document], int]
) -> tuple[tuple[Marks, ...], tuple[PageBreak, ...]]:
    """Give the pages that begin in each document, and the list of all.

    Args:
        documents: In the order in which they are read.
        starts: Of all pages of the print edition.
        names: With an id for each page.
        signs_of: Counts the signs of a document's running text.
    """
    found: list[dict[int, list[tuple[int, str]]]] = [defaultdict(list) for _ in documents]
    breaks = []
    for start, index, signs in _places(documents, starts, signs_of) if starts else ():
        identifier = names.pages[start.folio]
        found[index][signs].append((start.folio, identifier))
        breaks.append(PageBreak(start.folio, f"{documents[index].path}#{identifier}"))
    return tuple(found), tuple(breaks)


def marked(document: Document, marks: Marks) -> str:
    """Give a document's text with a marker where each page begins."""
    document.running.put({signs: [_marker(*page) for page in pages] for signs, pages in marks.items()})
    return write_document(document.root)


def _places(
    documents: Sequence[Document], starts: PageStarts, signs_of: Callable[[Document], int]
) -> Iterator[tuple[PageStart, int, int]]:
    """Give the document of each page, and how many signs of its text stand before the page.

    A page without running text of its own begins where the next one does that has some.
    """
    indexes = {(document.section, document.leaf): index for index, document in enumerate(documents)}
    place = len(documents) - 1, signs_of(documents[-1])
    found = []
    for start in reversed(starts):
        index = indexes.get((start.section, start.leaf))
        # What print sets after a section's text, its notes, is no running text.
        if index is not None and start.signs < signs_of(documents[index]):
            place = index, start.signs
        found.append((start, *place))
    return reversed(found)


def _marker(folio: int, identifier: str) -> Any:
    marker = etree.Element(XHTML_NAMESPACE + "span", nsmap={None: XHTML_NAMESPACE[1:-1]})
    marker.set(OPS_TYPE, "pagebreak")
    marker.set("role", "doc-pagebreak")
    marker.set("id", identifier)
    marker.set("aria-label", str(folio))
    return marker
