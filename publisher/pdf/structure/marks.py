"""What was drawn for which element of the HTML: what structure trees are made of."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Html: TypeAlias = Any
"""An element of the HTML tree (`xml.etree.ElementTree.Element`)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn for an element: marked content `number` of a page (from 0).

    Args:
        page: Which.
        number: Of the marked content on its page (MCID).
        element: Of the HTML tree.
        pseudo: Which pseudo-element of it, `marker` or `before` for example; nothing for itself.
        box_pt: Of a picture: left, top, right, bottom in points from the trimmed page's top left corner.
    """

    page: int
    number: int
    element: Html
    pseudo: str = ""
    box_pt: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A link's area: annotation `index` of a page, for an element."""

    page: int
    index: int
    element: Html


@dataclass(slots=True)
class Marks:
    """All that was drawn for elements, in the order of drawing, page by page.

    Args:
        root: Of the HTML tree; `None` where pages were drawn without marks.
    """

    root: Html = None
    drawn: list[Mark] = field(default_factory=list)
    links: list[LinkMark] = field(default_factory=list)
