"""The structure tree of a finished file as a proof-reader finds it: elements by pikepdf, their words by PDFium."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

import pikepdf
import pypdfium2
from pypdfium2 import raw


@dataclass
class Tag:
    """An element: its type, what it says of itself, the words directly in it, and the elements inside it."""

    kind: str
    says: dict[str, str]
    inside: "list[Tag | str]" = field(default_factory=list)

    @property
    def words(self) -> str:
        """All its words, in the order of the tree."""
        return "".join(part if isinstance(part, str) else part.words for part in self.inside)

    def all(self, kind: str = "") -> "Iterator[Tag]":
        """Give it and the elements in it, or those of one type."""
        if kind in ("", self.kind):
            yield self
        for part in self.inside:
            if isinstance(part, Tag):
                yield from part.all(kind)

    def told(self, depth: int = 0) -> Iterator[str]:
        """Give a line for each element: type, what it says, and its first words if it holds some itself."""
        own = "".join(part for part in self.inside if isinstance(part, str)).strip()
        says = "".join(f" {name}={value!r}" for name, value in self.says.items())
        words = f": {own[:60]}{'…' if len(own) > 60 else ''}" if own else ""
        yield "  " * depth + self.kind + says + words
        for part in self.inside:
            if isinstance(part, Tag):
                yield from part.told(depth + 1)


class TagTree:
    """A file's tree."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf = pikepdf.open(BytesIO(data))

    @cached_property
    def root(self) -> Tag:
        """The tree's only child, the document."""
        (document,) = self._pdf.Root.StructTreeRoot.K
        return self._tag(document, None)

    @cached_property
    def words(self) -> dict[tuple[int, int], str]:
        """The words of each marked content, by page (from 0) and number; what has no number is under -1."""
        found: dict[tuple[int, int], str] = {}
        document = pypdfium2.PdfDocument(self._data)
        for number, page in enumerate(document):
            text_page = page.get_textpage()
            for thing in _objects(page.raw):
                key = number, raw.FPDFPageObj_GetMarkedContentID(thing)
                found[key] = found.get(key, "") + _text(thing, text_page)
        document.close()
        return found

    def _tag(self, element: pikepdf.Object, page: int | None) -> Tag:
        page = self._page(element.Pg) if "/Pg" in element else page
        tag = Tag(str(element.S)[1:], dict(_says(element)))
        kids = element.get("/K", pikepdf.Array())
        for kid in kids:
            if isinstance(kid, int):
                assert page is not None
                tag.inside.append(self.words.get((page, kid), ""))
            elif kid.get("/Type") == "/MCR":
                tag.inside.append(self.words.get((self._page(kid.Pg), int(kid.MCID)), ""))
            elif kid.get("/Type") == "/OBJR":
                tag.says.setdefault("link", str(kid.Obj.Contents))
            else:
                tag.inside.append(self._tag(kid, page))
        return tag

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: number for number, page in enumerate(self._pdf.pages)}

    def _page(self, page: pikepdf.Object) -> int:
        return self._numbers[page.objgen]

    def numbers_in_tree(self) -> Iterator[tuple[int, int]]:
        """Give page and number of each marked content that the tree holds."""

        def visit(element: pikepdf.Object) -> Iterator[tuple[int, int]]:
            for kid in element.get("/K", pikepdf.Array()):
                if isinstance(kid, int):
                    yield self._page(element.Pg), kid
                elif kid.get("/Type") == "/MCR":
                    yield self._page(kid.Pg), int(kid.MCID)
                elif kid.get("/Type") != "/OBJR":
                    yield from visit(kid)

        yield from visit(self._pdf.Root.StructTreeRoot)


def _says(element: pikepdf.Object) -> Iterator[tuple[str, str]]:
    for key, name in (("/Lang", "lang"), ("/Alt", "alt"), ("/ID", "id")):
        if key in element:
            yield name, str(element[key])
    attributes = element.get("/A", pikepdf.Dictionary())
    for key in ("/Scope", "/ListNumbering"):
        if key in attributes:
            yield key[1:].lower(), str(attributes[key])[1:]
    if "/Headers" in attributes:
        yield "headers", " ".join(str(name) for name in attributes["/Headers"])


def _objects(page: ctypes.c_void_p) -> Iterator[ctypes.c_void_p]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield raw.FPDFPage_GetObject(page, index)


def _text(thing: ctypes.c_void_p, text_page: pypdfium2.PdfTextPage) -> str:
    if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_TEXT:
        return ""
    size = raw.FPDFTextObj_GetText(thing, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(thing, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace") if size else ""
