"""Break a finished e-book the way careless programs do: notes without calls, titles of files, claims without cause.

Every method is one damage, and takes what TOML can write. Files are named as in the container.
"""

import io
import warnings
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree
from PIL import Image

from tests.support.epub_file import NAMES

_SPACES = NAMES | {"ops": "http://www.idpf.org/2007/ops"}
_LINK = 0o120777 << 16


class EbookDamage:
    """An EPUB to be damaged."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._files: list[tuple[zipfile.ZipInfo, bytes]] = [
                (info, archive.read(info)) for info in archive.infolist()
            ]
        self._locked: set[str] = set()
        self._claims: dict[str, int] = {}

    def data(self) -> bytes:
        saved = io.BytesIO()
        with zipfile.ZipFile(saved, "w") as archive, warnings.catch_warnings():
            # Names that stand twice are warned of, and are the damage.
            warnings.simplefilter("ignore")
            for info, data in self._files:
                archive.writestr(info, data, compresslevel=1)
        return self._with_flags(saved.getvalue())

    def do(self, damage: Mapping[str, Any]) -> None:
        arguments = dict(damage)
        getattr(self, arguments.pop("do"))(**arguments)

    # --- words and elements ----------------------------------------------------------------------------------------

    def replace(self, file: str, old: str, new: str) -> None:
        """Write other text for one that stands in a file, once or more."""
        text = self.read(file).decode()
        assert old in text, f"“{old}” is not in {file}"
        self.write(file, text.replace(old, new).encode())

    def set(self, file: str, xpath: str, name: str, value: str | None = None) -> None:
        """Give elements an attribute, or take it away; `h:`, `opf:`, `dc:` are known."""
        space, _, local = name.rpartition(":")
        spaces = _SPACES | {"xml": "http://www.w3.org/XML/1998/namespace"}
        key = f"{{{spaces[space]}}}{local}" if space else name
        root = etree.fromstring(self.read(file))
        found = self._found(root, xpath)
        for element in found:
            if value is None:
                del element.attrib[key]
            else:
                element.set(key, value)
        self.write(file, etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8"))

    def cut(self, file: str, xpath: str) -> None:
        """Take elements out, with all in them."""
        root = etree.fromstring(self.read(file))
        for element in self._found(root, xpath):
            element.getparent().remove(element)
        self.write(file, etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8"))

    def move(self, file: str, xpath: str, to: int) -> None:
        """Put an element at another place among its brothers."""
        root = etree.fromstring(self.read(file))
        (element,) = self._found(root, xpath)
        parent = element.getparent()
        parent.remove(element)
        parent.insert(to, element)
        self.write(file, etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8"))

    def _found(self, root: Any, xpath: str) -> list[Any]:
        found = root.xpath(xpath, namespaces=_SPACES)
        assert found, f"{xpath} finds nothing"
        return list(found)

    # --- files -----------------------------------------------------------------------------------------------------

    def read(self, file: str) -> bytes:
        return next(data for info, data in self._files if info.filename == file)

    def write(self, file: str, data: bytes) -> None:
        """Write a file, a new one or over another."""
        at = next((n for n, (info, _) in enumerate(self._files) if info.filename == file), None)
        if at is None:
            self._files.append((_info(file), data))
        else:
            self._files[at] = (self._files[at][0], data)

    def add(self, file: str, text: str = "", times: int = 1) -> None:
        """Pack one more file, even under a name that another has."""
        self._files.append((_info(file), (text * times).encode()))

    def rename(self, folder: str, to: str) -> None:
        """Put the files of a folder into another, wherever links to them are written."""
        old, new = folder.removeprefix("EPUB/"), to.removeprefix("EPUB/")
        for info, _ in self._files:
            if info.filename.startswith(folder):
                info.filename = to + info.filename.removeprefix(folder)
        for file in ("EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"):
            self.replace(file, old, new)

    def add_link(self, file: str, to: str) -> None:
        """Pack a link to a file outside."""
        info = _info(file)
        info.external_attr = _LINK
        self._files.append((info, to.encode()))

    def add_picture(self, file: str, width: int, height: int) -> None:
        """Write a white picture of a size, in one bit a pixel, over another of the name."""
        saved = io.BytesIO()
        Image.new("1", (width, height), 1).save(saved, "PNG")
        self.write(file, saved.getvalue())

    def drop(self, file: str) -> None:
        """Take a file out of the container."""
        self._files = [(info, data) for info, data in self._files if info.filename != file]

    def lock(self, file: str) -> None:
        """Say of a file that it needs a password."""
        self._locked.add(file)

    def claim(self, file: str, size: int) -> None:
        """Say of a file in the container's list that it is so long."""
        self._claims[file] = size

    def compress(self, file: str, way: int) -> None:
        """Pack a file in another way: 12 is bzip2, 14 LZMA."""
        for info, _ in self._files:
            if info.filename == file:
                info.compress_type = way

    def cut_short(self, file: str, to: int) -> None:
        """Keep the first bytes of a file alone."""
        self.write(file, self.read(file)[:to])

    def _with_flags(self, data: bytes) -> bytes:
        """Write what is said of files into the container's list."""
        marked = bytearray(data)
        at = marked.find(b"PK\x01\x02")
        while at >= 0:
            length = int.from_bytes(marked[at + 28 : at + 30], "little")
            name = marked[at + 46 : at + 46 + length].decode("utf-8", "replace")
            if name in self._locked:
                marked[at + 8] |= 1
            if name in self._claims:
                marked[at + 24 : at + 28] = self._claims[name].to_bytes(4, "little")
            at = marked.find(b"PK\x01\x02", at + 4)
        return bytes(marked)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
