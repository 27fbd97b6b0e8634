"""The documents of an e-book as trees, and what is asked of their elements."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publisher.epub.trees import OPS_TYPE, XHTML_NAMESPACE
from publisher.source import Position

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEXT = etree.XPath("string()")
_MOST_OF_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Page:
    """A document that could be read: its path, its root, and whether turning pages leads to it."""

    path: str
    root: Any
    linear: bool

    def elements(self, *names: str) -> Iterator[Any]:
        """Give its elements of some names, in their order; all of XHTML's if none is named."""
        return iter(self.root.iter(*(XHTML_NAMESPACE + name for name in names or ("*",))))

    def at(self, element: Any) -> Position:
        """Give the place of an element."""
        return Position(self.path, element.sourceline or 1)


def types(element: Any) -> frozenset[str]:
    """Give what an element is, by its `epub:type` and its role, with the `doc-` of roles taken away."""
    said, role = element.get(OPS_TYPE), element.get("role")
    return _kinds(said or "", role or "") if said or role else _NO_KIND


_NO_KIND: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=1024)
def _kinds(said: str, roles: str) -> frozenset[str]:
    return frozenset((*said.split(), *(role.removeprefix("doc-") for role in roles.split())))


def text_in(element: Any) -> str:
    """Give all the text of an element, as it is written; comments are none."""
    return str(_TEXT(element))


def words_in(element: Any) -> str:
    """Give the first words of an element in one line: more than anybody reads of a heading, a note or a label."""
    return " ".join(text_in(element)[:_MOST_OF_WORDS].split())


def within(element: Any) -> Iterator[Any]:
    """Give an element and all that it stands in, from the inside out."""
    yield element
    yield from element.iterancestors()


def is_external(href: str) -> bool:
    """Say whether a link leads out of the book."""
    head = href.partition("#")[0].partition("/")[0]
    return ":" in head or href.startswith("//")


def shortened(text: str, most: int = 60) -> str:
    """Give a text as messages quote it."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
