"""What tells a page from others: hashes of all that decides how it looks, most of them known already."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from publisher.pdf.audit.parts import PartsOf, UntoldError
from publisher.store import Store

_BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/Rotate", "/UserUnit")


class Mark(NamedTuple):
    """The hashes of all of a page, and of all but its furniture."""

    whole: str
    body: str


class Marks:
    """Tells the pages of one file apart.

    What a page refers to is followed to its end, which takes a while, unless its streams are those of a page before and
    the fonts of the two files are the same.

    Args:
        file: As qpdf reads it.
        known: Of pages seen before, by their streams; added to.
    """

    def __init__(self, file: pikepdf.Pdf, known: dict[str, Mark]) -> None:
        self._known = known
        self._parts = PartsOf(file, "preview")
        self._shared: dict[tuple[int, int], str] = {}
        self._fonts = Store.key(*_font_files(file))

    def of(self, page: pikepdf.Page, label: str) -> Mark:
        """Give the mark of a page that readers call so."""
        try:
            key = Store.key(self._fonts, label, *self._streams(page.obj))
        except (UntoldError, AttributeError, KeyError, TypeError, pikepdf.PdfError):
            return self._made(page, label)
        if key not in self._known:
            self._known[key] = self._made(page, label)
        return self._known[key]

    def _made(self, page: pikepdf.Page, label: str) -> Mark:
        found = self._parts.of(page.obj)
        # A page of which nothing can be told is like no other.
        body = found.body or Store.key("page", str(id(page)), label)
        return Mark(Store.key(body, found.furniture, label)[:20], body)

    def _streams(self, page: Any) -> Iterator[bytes]:
        yield repr([str(page.get(key)) for key in _BOXES]).encode()
        contents = page.get("/Contents")
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            yield stream.read_raw_bytes()
        resources = page.Resources
        # Pages of a section share theirs.
        if resources.objgen not in self._shared or resources.objgen == (0, 0):
            names = sorted(name for name in resources if name not in ("/Font", "/ProcSet"))
            self._shared[resources.objgen] = Store.key(*(self._parts.hash_of(resources[name]) for name in names))
        yield self._shared[resources.objgen].encode()


def _font_files(file: pikepdf.Pdf) -> Iterator[bytes]:
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            for name in ("/FontFile", "/FontFile2", "/FontFile3"):
                if name in thing:
                    yield thing[name].read_raw_bytes()
