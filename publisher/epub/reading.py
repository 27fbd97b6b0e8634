"""A finished e-book as read from its bytes, whoever made it: its package, its documents, its navigation."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from lxml import etree

from publisher.epub.archive import Archive, RefusedError, UnreadableError
from publisher.epub.trees import OPS_TYPE, XHTML_NAMESPACE

__all__ = ["OPF", "EbookRead", "Item", "Spot", "Target", "UnreadableError"]

OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "META-INF/container.xml"
_ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_XHTML = "application/xhtml+xml"
# Ten times those of a long book; each takes some 150 bytes once it is read.
_MOST_TAGS = 1_000_000
# Documents that are both deep and long would be gone through again and again.
_MOST_DEPTH, _SHORT = 500, 20_000
# Encodings in which a declaration of an entity looks as it does here, once the noughts of UTF-16 are taken out.
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = re.compile(rb"(?i)utf-?(8|16|16le|16be)|us-ascii|iso-8859-\d+|windows-125\d")
_HEAD = 1000
_MARKS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest; `path` is that in the container."""

    identifier: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """A document of the reading order; `linear` says whether it is reached by turning pages."""

    path: str
    linear: bool


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: its words, a path in the container, an id in the document there, the line of the link."""

    label: str
    path: str
    fragment: str
    line: int = 1


class EbookRead:
    """An e-book.

    Args:
        data: Its bytes.

    Raises:
        UnreadableError: They hold no package; its documents are read when they are asked for.
    """

    def __init__(self, data: bytes) -> None:
        self.archive = Archive(data)
        self._trees: dict[str, Any] = {}
        self._elements: dict[str, Mapping[str, tuple[int, Any]]] = {}
        self._tags = 0
        rootfile = next(self.tree(_CONTAINER).iter(_ROOTFILE), None)
        if rootfile is None:
            raise UnreadableError("its container names no package")
        self.package_path = rootfile.get("full-path") or ""
        self.package = self.tree(self.package_path)

    @cached_property
    def manifest(self) -> dict[str, Item]:
        """Its files by their ids."""
        items = {}
        for item in self.package.iter(OPF + "item"):
            path = self.resolved(self.package_path, item.get("href") or "")
            properties = frozenset((item.get("properties") or "").split())
            identifier = item.get("id") or ""
            items[identifier] = Item(identifier, path, item.get("media-type") or "", properties)
        return items

    @cached_property
    def spine(self) -> tuple[Spot, ...]:
        """Its documents in the order in which they are read; what is reached by links alone comes too."""
        spots = {}
        for reference in self.package.iter(OPF + "itemref"):
            item = self.manifest.get(reference.get("idref") or "")
            if item and item.media_type == _XHTML and item.path not in spots:
                spots[item.path] = Spot(item.path, reference.get("linear") != "no")
        return tuple(spots.values())

    @cached_property
    def reading_order(self) -> tuple[str, ...]:
        """The paths of the documents of its spine."""
        return tuple(spot.path for spot in self.spine)

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {path: number for number, path in enumerate(self.reading_order)}

    @cached_property
    def navigation(self) -> str | None:
        """The path of its navigation document; `None` if it has none."""
        return next((item.path for item in self.manifest.values() if "nav" in item.properties), None)

    def listed(self, kind: str) -> Iterator[Target]:
        """Give what a list of the navigation leads to, in its order; `kind` is `toc`, `page-list` or `landmarks`.

        Raises:
            UnreadableError: The navigation cannot be read.
        """
        for nav in self.lists(kind):
            for link in nav.iter(XHTML_NAMESPACE + "a"):
                yield self.target(link, self.navigation or "")

    def lists(self, kind: str) -> Iterator[Any]:
        """Give the lists of a kind in the navigation, as elements.

        Raises:
            UnreadableError: The navigation cannot be read.
        """
        path = self.navigation
        for nav in self.tree(path).iter(XHTML_NAMESPACE + "nav") if path else ():
            inside = next(nav.iterancestors(XHTML_NAMESPACE + "nav"), None) is not None
            if kind in (nav.get(OPS_TYPE) or "").split() and not inside:
                yield nav

    def target(self, link: Any, home: str) -> Target:
        """Give where a link of a document leads."""
        href, _, fragment = (link.get("href") or "").partition("#")
        there = self.resolved(home, href) if href else home
        return Target(" ".join("".join(link.itertext()).split()), there, unquote(fragment), link.sourceline or 1)

    def element(self, target: Target) -> Any | None:
        """Give the element that a link leads to; `None` if there is none."""
        return self._ids(target.path).get(target.fragment, (0, None))[1]

    def place(self, target: Target) -> tuple[int, int]:
        """Give where a target stands in the reading order; what is nowhere in it stands before everything."""
        if target.path not in self._order:
            return -1, -1
        return self._order[target.path], self._ids(target.path).get(target.fragment, (-1, None))[0]

    def id_number(self, path: str, identifier: str) -> int | None:
        """Give the number of an element among those of its document, by its id; `None` if there is none."""
        found = self._ids(path).get(identifier)
        return found[0] if found else None

    def _ids(self, path: str) -> Mapping[str, tuple[int, Any]]:
        """Give the elements of a document with their numbers, by their ids; of several with one id the first."""
        if path not in self._elements:
            found: dict[str, tuple[int, Any]] = {}
            for number, element in enumerate(self.tree(path).iter()):
                identifier = element.get("id")
                if identifier:
                    found.setdefault(identifier, (number, element))
            self._elements[path] = found
        return self._elements[path]

    def tree(self, path: str) -> Any:
        """Give the root of an XML file by its path.

        Raises:
            UnreadableError: It is not there, or no XML, or longer than any.
        """
        if path not in self._trees:
            self._trees[path] = self._parsed(path, self.archive.read(path))
        return self._trees[path]

    def _parsed(self, path: str, data: bytes) -> Any:
        plain = data.replace(b"\0", b"")
        for mark in _MARKS:
            plain = plain.removeprefix(mark)
        encoding = _ENCODING.match(plain[:_HEAD])
        if not plain.lstrip().startswith(b"<") or (encoding and not _ENCODINGS.fullmatch(encoding[1])):
            raise RefusedError(f"{path} is not written in UTF-8")
        # Entities of a document's own may stand for more text than any memory holds.
        if b"<!ENTITY" in plain:
            raise RefusedError(f"{path} declares entities of its own, which are not resolved")
        tags = plain.count(b"<")
        self._tags += tags
        if self._tags > _MOST_TAGS:
            raise UnreadableError(
                f"{path} is one too many: the files of this book have more elements than those of any"
            )
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as problem:
            # Its text has the name of a file that lxml made up.
            raise UnreadableError(f"{path} is no XML: {getattr(problem, 'msg', problem)}") from problem
        if tags > _SHORT and _depth(root) > _MOST_DEPTH:
            raise RefusedError(f"{path} has elements within elements, deeper than any")
        return root

    @staticmethod
    def resolved(base: str, href: str) -> str:
        """Give the path in the container of what a file names."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))


def _depth(root: Any) -> int:
    depth = most = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        most = max(most, depth)
    return most
