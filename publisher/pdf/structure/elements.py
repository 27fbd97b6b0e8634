"""A structure tree: what the text of pages is, in reading order, for those who do not see the page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content `number` of a page (from 0)."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """Annotation `index` of a page (from 0): the area of a link, and in words where it leads."""

    page: int
    index: int
    words: str


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the tree.

    Args:
        kind: A standard structure type.
        kids: In reading order.
        language: A BCP 47 tag where it differs from that of the element around it.
        alt: What a picture shows.
        identifier: Unique in the book, where others point at it.
        box_pt: Where a picture stands: left, top, right, bottom in points from the trimmed page's top left corner.
        scope: Of a head cell, `Column` or `Row`.
        headers: Ids of the head cells of a table's cell.
        numbering: Of a list: a value of `ListNumbering`.
        targets: Ids of what links lead to, if they lead here.
        leads_to: Of a reference: the id of what it refers to.
        note_type: Of a note: `Footnote` or `Endnote`.

    Source: ISO 32000-1, 14.8.4 (standard structure types).
    """

    kind: str
    kids: "tuple[Kid, ...]" = ()
    language: str | None = None
    alt: str | None = None
    identifier: str | None = None
    box_pt: tuple[float, float, float, float] | None = None
    scope: str | None = None
    headers: tuple[str, ...] = field(default=())
    numbering: str | None = None
    targets: tuple[str, ...] = ()
    leads_to: str | None = None
    note_type: str | None = None


Kid: TypeAlias = Element | Content | LinkArea


def contents(element: Element) -> Iterator[Content]:
    """Give all marked content of an element, in reading order."""
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from contents(kid)
        elif isinstance(kid, Content):
            yield kid
