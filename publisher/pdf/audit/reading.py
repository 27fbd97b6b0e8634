"""A finished PDF as PDFium and qpdf see it: what stands where on each page, where links lead, how pages are called.

Lengths are points from the trimmed page's top left corner, downwards, whatever the bleed.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2

from publisher.pdf.audit.ink import Ink, read_ink
from publisher.pdf.audit.lines import Line
from publisher.pdf.audit.memory import Memory
from publisher.workers import Hire

# pikepdf names what it reads, which is no file here.
_OF_NO_FILE = re.compile(r"stream <[^>]*>:? ?")


class UnreadableError(Exception):
    """Bytes that are no PDF, or one that is broken or locked."""


@dataclass(frozen=True, slots=True)
class LinkRead:
    """A link inside the file: the name of its target, and the page (from 1) that it leads to; `None` if to none."""

    name: str
    leads_to: int | None


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page.

    Args:
        number: From 1.
        label: What readers call it.
        width: Of the trimmed page.
        height: The same.
        lines: Of text, in the order in which they are drawn.
        pictures: The top and the bottom of each picture and line.
        links: Inside the file.
        lacks_glyphs: Whether a font's sign for characters that it lacks is printed.
    """

    number: int
    label: str
    width: float
    height: float
    lines: tuple[Line, ...]
    pictures: tuple[tuple[float, float], ...]
    links: tuple[LinkRead, ...]
    lacks_glyphs: bool


@dataclass(frozen=True, slots=True)
class PdfRead:
    """A whole file. `destinations` gives the page of each name that links can lead to."""

    pages: tuple[PageRead, ...]
    destinations: Mapping[str, int]


def read(data: bytes, memory: Memory | None = None, hire: Hire | None = None) -> PdfRead:
    """Read a finished PDF.

    Args:
        data: It.
        memory: Knows what was read of pages before: those that are still the same are not read again, but for some,
            which must read as they did.
        hire: Who reads where much is to be read; this process if left out. What comes out is the same.

    Raises:
        UnreadableError: It cannot be opened.
    """
    try:
        structure = pikepdf.open(io.BytesIO(data))
        drawn = pypdfium2.PdfDocument(data)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError) as problem:
        # qpdf tells of a page tree that is none by a plain RuntimeError.
        raise UnreadableError(_OF_NO_FILE.sub("", str(problem))) from problem
    with structure:
        numbers = {page.objgen: number for number, page in enumerate(structure.Root.Pages.Kids, 1)}
        if len(numbers) != len(structure.pages):
            numbers = {page.obj.objgen: number for number, page in enumerate(structure.pages, 1)}
        destinations = dict(_destinations(structure, numbers))
        labels = _labels(structure)
        try:
            pages = tuple(
                _page(ink, page.obj, number, labels[number - 1], destinations, numbers)
                for number, (page, ink) in enumerate(
                    zip(structure.pages, read_ink(structure, drawn, data, memory, hire), strict=True), 1
                )
            )
        finally:
            drawn.close()
    return PdfRead(pages, destinations)


# --- structure -------------------------------------------------------------------------------------------------


def _destinations(pdf: pikepdf.Pdf, numbers: Mapping[tuple[int, int], int]) -> Iterator[tuple[str, int]]:
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/Dests" in names:
        for name, target in pikepdf.NameTree(names.Dests).items():
            page = _page_of(target, numbers)
            if page is not None:
                yield str(name), page


def _page_of(target: Any, numbers: Mapping[tuple[int, int], int]) -> int | None:
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if isinstance(target, pikepdf.Array) and len(target) and isinstance(target[0], pikepdf.Dictionary):
        return numbers.get(target[0].objgen)
    return None


def _labels(pdf: pikepdf.Pdf) -> list[str]:
    labels: list[Any] = [page.label for page in pdf.pages]
    return [str(label) for label in labels]


def _links(
    page: pikepdf.Object, destinations: Mapping[str, int], numbers: Mapping[tuple[int, int], int]
) -> Iterator[LinkRead]:
    given = page.get("/Annots")
    for annotation in given if isinstance(given, pikepdf.Array) else ():
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        target = annotation.get("/Dest")
        if target is None:
            action = annotation.get("/A")
            if not isinstance(action, pikepdf.Dictionary) or action.get("/S") != pikepdf.Name.GoTo:
                continue
            target = action.get("/D")
        if isinstance(target, pikepdf.String | pikepdf.Name):
            name = str(target)
            yield LinkRead(name, destinations.get(name))
        else:
            yield LinkRead("", _page_of(target, numbers))


# --- what is drawn ---------------------------------------------------------------------------------------------


def _page(
    ink: Ink,
    source: pikepdf.Object,
    number: int,
    label: str,
    destinations: Mapping[str, int],
    numbers: Mapping[tuple[int, int], int],
) -> PageRead:
    return PageRead(
        number=number,
        label=label,
        width=ink[0].width,
        height=ink[0].height,
        lines=tuple(line for part in ink for line in part.lines),
        pictures=tuple(pictured for part in ink for pictured in part.pictures),
        links=tuple(_links(source, destinations, numbers)) if "/Annots" in source else (),
        lacks_glyphs=any(part.lacks_glyphs for part in ink),
    )
