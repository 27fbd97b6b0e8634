"""The e-book in memory: its documents in reading order, and its files one by one."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

_NAV = "{http://www.w3.org/1999/xhtml}nav"
_LINK = "{http://www.w3.org/1999/xhtml}a"
_KIND = "{http://www.idpf.org/2007/ops}type"
_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """An entry of the e-book's contents: its title, and the file that it leads to."""

    title: str
    path: str


class EbookFiles:
    """An e-book to look at.

    Args:
        data: The EPUB, as a build has made it.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = frozenset(self._archive.namelist())
        self.documents = tuple(self._documents())

    def file(self, name: str) -> tuple[bytes, str] | None:
        """Give a file by its exact name in the archive, with its type; `None` if the e-book has no such file."""
        media_type = _TYPES.get(PurePosixPath(name).suffix.lower())
        if name not in self._names or media_type is None or self._archive.getinfo(name).file_size > _MOST_BYTES:
            return None
        return self._archive.read(name), media_type

    def _documents(self) -> list[Document]:
        """Read the contents that every one of our e-books has."""
        nav = next((name for name in sorted(self._names) if PurePosixPath(name).name == "nav.xhtml"), None)
        if nav is None:
            return []
        tree = etree.fromstring(self._archive.read(nav), etree.XMLParser(resolve_entities=False, no_network=True))
        folder = PurePosixPath(nav).parent
        found: dict[str, str] = {}
        for part in tree.iter(_NAV):
            if part.get(_KIND) == "toc":
                for link in part.iter(_LINK):
                    path = str(folder / (link.get("href") or "").partition("#")[0])
                    found.setdefault(path, " ".join("".join(link.itertext()).split()))
        return [Document(title, path) for path, title in found.items() if path in self._names]
