"""All that was drawn for elements of the HTML, in the order of drawing."""

from collections.abc import Iterator
from itertools import chain

from publisher.pdf.structure.elements import Content, Kid, LinkArea
from publisher.pdf.structure.marks import Html, LinkMark, Mark, Marks

# What addresses are given so that lines may end in them.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060"))


def in_order(marks: Marks) -> Iterator[tuple[Kid, Html, Mark | None]]:
    """Give all that was drawn, page by page, a link's area before the words that it covers."""
    links: dict[tuple[int, Html], list[LinkMark]] = {}
    for link in marks.links:
        links.setdefault((link.page, link.element), []).append(link)
    for mark in marks.drawn:
        for link in links.pop((mark.page, mark.element), ()):
            yield LinkArea(link.page, link.index, _words(link.element)), link.element, None
        yield Content(mark.page, mark.number), mark.element, mark
    for link in chain.from_iterable(links.values()):
        yield LinkArea(link.page, link.index, _words(link.element)), link.element, None


def _words(link: Html) -> str:
    """Say where a link leads: in words of its own where the HTML has some, else in those that it covers."""
    covered = " ".join("".join(link.itertext()).translate(_UNSEEN).split())
    return link.get("title") or covered or link.get("href", "")
