"""A finished e-book as read from its bytes, whoever made it: its package, its documents, its navigation."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from lxml import etree

from publisher.epub.trees import OPS_TYPE, XHTML_NAMESPACE

OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "META-INF/container.xml"
_ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_XHTML = "application/xhtml+xml"
# Far longer than any document of a book.
_MOST_BYTES = 64_000_000


class UnreadableError(Exception):
    """Bytes that are no EPUB, or one whose parts cannot be read."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest; `path` is that in the container."""

    identifier: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link of the navigation leads: its words, a path in the container, an id in the document there."""

    label: str
    path: str
    fragment: str


class EbookRead:
    """An e-book.

    Args:
        data: Its bytes.

    Raises:
        UnreadableError: They hold no package; its documents are read when they are asked for.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._trees: dict[str, Any] = {}
            self._elements: dict[str, dict[str, tuple[int, Any]]] = {}
            rootfile = next(self.tree(_CONTAINER).iter(_ROOTFILE), None)
        except zipfile.BadZipFile as problem:
            raise UnreadableError(str(problem)) from problem
        if rootfile is None:
            raise UnreadableError("its container names no package")
        self.package_path = rootfile.get("full-path") or ""
        self.package = self.tree(self.package_path)

    @cached_property
    def manifest(self) -> dict[str, Item]:
        """Its files by their ids."""
        items = {}
        for item in self.package.iter(OPF + "item"):
            path = self._resolved(self.package_path, item.get("href") or "")
            properties = frozenset((item.get("properties") or "").split())
            items[item.get("id")] = Item(item.get("id"), path, item.get("media-type") or "", properties)
        return items

    @cached_property
    def reading_order(self) -> tuple[str, ...]:
        """The paths of its documents in the order in which they are read; what is reached by links alone comes too."""
        references = (reference.get("idref") for reference in self.package.iter(OPF + "itemref"))
        items = (self.manifest.get(reference) for reference in references)
        return tuple(item.path for item in items if item and item.media_type == _XHTML)

    @cached_property
    def navigation(self) -> str | None:
        """The path of its navigation document; `None` if it has none."""
        return next((item.path for item in self.manifest.values() if "nav" in item.properties), None)

    def listed(self, kind: str) -> Iterator[Target]:
        """Give what a list of the navigation leads to, in its order; `kind` is `toc`, `page-list` or `landmarks`."""
        path = self.navigation
        for nav in self.tree(path).iter(XHTML_NAMESPACE + "nav") if path else ():
            if kind in (nav.get(OPS_TYPE) or "").split():
                for link in nav.iter(XHTML_NAMESPACE + "a"):
                    href, _, fragment = (link.get("href") or "").partition("#")
                    there = self._resolved(path or "", href) if href else path or ""
                    yield Target(" ".join("".join(link.itertext()).split()), there, unquote(fragment))

    def element(self, target: Target) -> Any | None:
        """Give the element that a link leads to; `None` if there is none."""
        return self._ids(target.path).get(target.fragment, (0, None))[1]

    def place(self, target: Target) -> tuple[int, int]:
        """Give where a target stands in the reading order; what is nowhere in it stands before everything."""
        if target.path not in self.reading_order:
            return -1, -1
        return self.reading_order.index(target.path), self._ids(target.path).get(target.fragment, (-1, None))[0]

    def _ids(self, path: str) -> dict[str, tuple[int, Any]]:
        """Give the elements of a document with their numbers, by their ids."""
        if path not in self._elements:
            elements = enumerate(self.tree(path).iter())
            self._elements[path] = {element.get("id", ""): (number, element) for number, element in elements}
        return self._elements[path]

    def tree(self, path: str) -> Any:
        """Give the root of an XML file by its path.

        Raises:
            UnreadableError: It is not there, or no XML, or longer than any.
        """
        if path not in self._trees:
            try:
                if self._archive.getinfo(path).file_size > _MOST_BYTES:
                    raise UnreadableError(f"{path} is longer than any document")
                parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
                self._trees[path] = etree.fromstring(self._archive.read(path), parser)
            except KeyError as problem:
                raise UnreadableError(f"{path} is missing") from problem
            except (etree.XMLSyntaxError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
                raise UnreadableError(f"{path}: {problem}") from problem
        return self._trees[path]

    @staticmethod
    def _resolved(base: str, href: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))
