"""Soft hyphens for reading systems that have no dictionary of a book's language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from publisher.epub.trees import INLINE, classes, read_document, write_document
from publisher.language import Hyphenator

SOFT_HYPHEN = "\u00ad"

# What the style sheet never divides, and what is no running text.
_WHOLE = frozenset(("head", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "svg"))
_WHOLE_CLASSES = frozenset(("verse", "signature", "attribution", "label"))
# Addresses and file names, which a hyphen that is copied along would spoil.
_ADDRESS = re.compile(r"\w[/@_\\]|://|\w\.\w")
_TOKEN = re.compile(r"\S+")
# As far as a word reaches into the elements beside its own.
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text between two tags: the element that holds it, as its `text` or its `tail`, and its language.

    `holder` is `None` where words end and no text stands: at the edges of blocks.
    """

    text: str
    holder: Any = None
    name: str = ""
    tag: str = ""


def with_soft_hyphens(document: str, hyphenator: Hyphenator, within: str | None = None) -> str:
    """Give an XHTML document with a soft hyphen wherever its running text may be divided.

    Headings, verse, code, labels and addresses have none.

    Args:
        document: With `lang` on its root.
        hyphenator: Of the book.
        within: A class; only elements of this class have any.
    """
    root = read_document(document)
    pieces = list(_pieces(root, root.get("lang") or "", within, whole=within is not None))
    text = "".join(piece.text for piece in pieces)
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        if piece.tag:
            setattr(piece.holder, piece.name, _softened(text, start, end, piece.tag, hyphenator))
        start = end
    return write_document(root)


def _pieces(element: Any, tag: str, within: str | None, *, whole: bool) -> Iterator[_Piece]:
    """Give all text in an element, in order; what stays whole has no language."""
    tag = element.get("lang") or tag
    if within in classes(element):
        whole = False
    if element.text:
        yield _Piece(element.text, element, "text", "" if whole else tag)
    for child in element:
        # Comments have no name.
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            edge = _Piece("" if name in INLINE else "\n")
            yield edge
            yield from _pieces(child, tag, within, whole=whole or _stays_whole(child, name))
            yield edge
        if child.tail:
            yield _Piece(child.tail, child, "tail", "" if whole else tag)


def _stays_whole(element: Any, name: str) -> bool:
    return name in _WHOLE or not _WHOLE_CLASSES.isdisjoint(classes(element))


def _softened(text: str, start: int, end: int, tag: str, hyphenator: Hyphenator) -> str:
    """Give a part of a text with soft hyphens; a word that begins or ends outside it is divided as a whole."""
    first, last = start, end
    while first > max(0, start - _REACH) and not text[first - 1].isspace():
        first -= 1
    while last < min(len(text), end + _REACH) and not text[last].isspace():
        last += 1
    around = text[first:last]
    addresses = [found.span() for found in _TOKEN.finditer(around) if _ADDRESS.search(found.group())]
    places = [
        first + place
        for place in hyphenator.breaks(around, tag)
        if start <= first + place < end and not any(begin < place < close for begin, close in addresses)
    ]
    edges = [start, *places, end]
    return SOFT_HYPHEN.join(text[one:other] for one, other in pairwise(edges))
