"""An e-book reread from its bytes, without any of the code that made it."""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "ocf": "urn:oasis:names:tc:opendocument:xmlns:container",
}
OPS_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Page:
    """One XHTML document and where it lies."""

    path: str
    root: Any

    def find(self, xpath: str) -> list[Any]:
        """Give what an XPath finds; `h:` stands for XHTML."""
        return list(self.root.xpath(xpath, namespaces=NAMES))

    def typed(self, epub_type: str) -> list[Any]:
        """Give the elements of an `epub:type`."""
        return [element for element in self.root.iter() if epub_type in (element.get(OPS_TYPE) or "").split()]

    def by_id(self, identifier: str) -> Any:
        """Give the one element with an id."""
        (element,) = self.find(f"//*[@id='{identifier}']")
        return element

    @property
    def text(self) -> str:
        """All the words of the document's body."""
        return " ".join(" ".join(self.find("//h:body")[0].itertext()).split())


@dataclass(frozen=True)
class EpubFile:
    """An e-book."""

    data: bytes

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        """The container."""
        return zipfile.ZipFile(io.BytesIO(self.data))

    @cached_property
    def package(self) -> Any:
        """The package document's root."""
        container = etree.fromstring(self.archive.read("META-INF/container.xml"))
        (path,) = container.xpath("//ocf:rootfile/@full-path", namespaces=NAMES)
        return etree.fromstring(self.archive.read(str(path)))

    def meta(self, xpath: str) -> list[Any]:
        """Give what an XPath finds in the package; `opf:` and `dc:` are known."""
        return list(self.package.xpath(xpath, namespaces=NAMES))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest's items by id."""
        return {item.get("id"): item for item in self.meta("//opf:manifest/opf:item")}

    @cached_property
    def spine(self) -> list[Page]:
        """The documents that are read in turn."""
        references = self.meta("//opf:spine/opf:itemref[not(@linear='no')]/@idref")
        return [self.page(self.manifest[reference].get("href")) for reference in references]

    @cached_property
    def nav(self) -> Page:
        """The navigation document."""
        (item,) = self.meta("//opf:item[contains(@properties, 'nav')]/@href")
        return self.page(item)

    @cached_property
    def ncx(self) -> Any:
        """The contents for readers of EPUB 2."""
        return etree.fromstring(self.archive.read("EPUB/toc.ncx"))

    def page(self, href: str) -> Page:
        """Give a document by its path from the package."""
        return Page(href, etree.fromstring(self.archive.read(f"EPUB/{href}")))

    def leads_somewhere(self, page: Page, href: str) -> bool:
        """Tell whether a link inside the book has a target."""
        path, _, fragment = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
        if f"EPUB/{target}" not in self.archive.namelist():
            return False
        return not fragment or len(self.page(target).find(f"//*[@id='{fragment}']")) == 1
