"""What is drawn on each page of a file: read by PDFium, or known from an earlier file in which the page was the same.

What is known is taken for true if the file's own bytes say that the page depends on the same things. Of those pages
some are read all the same, others in each file. Where many are to be read, others may help: forks of this process, of
which each reads some pages of the same bytes.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, TypeAlias

import pikepdf

from publisher.errors import LayoutError
from publisher.pdf.audit.drawn import read_drawn
from publisher.pdf.audit.lines import goes_on, lines_of
from publisher.pdf.audit.memory import Memory, reader
from publisher.pdf.audit.packing import PartRead, pack, unpack
from publisher.pdf.audit.parts import PageParts, PartsOf
from publisher.workers import Hire

# The number of the glyph of fonts for “I have none”, among the four-digit numbers of a string.
_MISSING_GLYPH = re.compile(rb"(?=0000)")
# Of so many pages that are known one is read.
_ONE_IN = 50
# Fewer are read sooner by one process than others begin.
_MANY = 64
# So many are read in one go, so that all come to an end at about the same time.
_AT_A_TIME = 16

Ink: TypeAlias = tuple[PartRead, ...]
"""What is drawn for the parts of a page, one behind the other."""


def read_ink(
    structure: pikepdf.Pdf, drawn: Any, data: bytes, memory: Memory | None, hire: Hire | None = None
) -> list[Ink]:
    """Give what is drawn on each page.

    Args:
        structure: The file as qpdf reads it.
        drawn: The same as PDFium does.
        data: The same.
        memory: What was read before; `None` if all is to be read.
        hire: Who reads where much is to be read; this process if left out.
    """
    sources = [page.obj for page in structure.pages]
    # What qpdf had to mend PDFium may understand otherwise.
    if memory is None or structure.get_warnings() or len(drawn) != len(sources):
        reader_of_all = _PageReader(drawn, sources, [PageParts()] * len(sources))
        return [ink for ink, _ in reader_of_all.read(range(len(sources)), hire)]
    told = PartsOf(structure, reader(), memory.drawings())
    pages = [told.of(source) for source in sources]
    pages_read = _PageReader(drawn, sources, pages)
    memory.recall(pages)
    known = [_known(page, memory) for page in pages]
    for index in _some(known, data):
        if pages_read.of(index) != (known[index], True):
            told = PartsOf(structure, reader())
            pages = [told.of(source) for source in sources]
            pages_read = _PageReader(drawn, sources, pages)
            memory.forget(pages)
            known = [() for _ in pages]
            break
    unknown = [index for index, ink in enumerate(known) if not ink]
    for index, (ink, is_sure) in zip(unknown, pages_read.read(unknown, hire), strict=True):
        if is_sure:
            memory.learn(pages[index], ink)
        known[index] = ink
    return known


def _known(page: PageParts, memory: Memory) -> Ink:
    """Give what is known of a page; nothing where not all of it is, or its furniture goes on with a line of text."""
    ink = memory.of(page)
    return () if len(ink) > 1 and _is_one_line(*ink) else ink


def _is_one_line(body: PartRead, furniture: PartRead) -> bool:
    return bool(body.lines and furniture.lines) and goes_on(body.lines[-1].runs[-1], furniture.lines[0].runs[0])


def _some(known: Sequence[Ink], data: bytes) -> Iterator[int]:
    chance = Random(hashlib.sha256(data).digest())
    return (index for index, ink in enumerate(known) if ink and chance.randrange(_ONE_IN) == 0)


class _PageReader:
    """Reads pages of one file.

    Args:
        drawn: The file as PDFium reads it.
        sources: Its pages as qpdf does.
        pages: Their parts.
    """

    def __init__(self, drawn: Any, sources: Sequence[pikepdf.Object], pages: Sequence[PageParts]) -> None:
        self._drawn = drawn
        self._sources = sources
        self._pages = pages

    def of(self, index: int) -> tuple[Ink, bool]:
        """Read a page (from 0): what is drawn, and whether that depends on nothing but what its parts' hashes say."""
        return _read(self._drawn, index, self._sources[index], self._pages[index])

    def read(self, indexes: Sequence[int], hire: Hire | None) -> Iterator[tuple[Ink, bool]]:
        """Read some pages, in their order, whoever does it."""
        found: dict[int, tuple[Ink, bool]] = {}
        if hire is not None and len(indexes) >= _MANY:
            # Somebody may be ended for want of memory; this process reads what is left, as it would by itself.
            with contextlib.suppress(LayoutError), hire(self._written) as crew:
                for number, at in enumerate(starts := range(0, len(indexes), _AT_A_TIME)):
                    crew.give(number, indexes[at : at + _AT_A_TIME], 1)
                for _ in starts:
                    found.update(_read_back(crew.take()[1]))
        return (found.get(index) or self.of(index) for index in indexes)

    def _written(self, indexes: Sequence[int]) -> bytes:
        """Read pages and write down what is drawn on them."""
        read = {index: self.of(index) for index in indexes}
        sure = [[index, len(ink), is_sure] for index, (ink, is_sure) in read.items()]
        parts = {f"{index} {place}": part for index, (ink, _) in read.items() for place, part in enumerate(ink)}
        return json.dumps(sure).encode() + b"\n" + pack(parts)


def _read_back(data: bytes) -> Iterator[tuple[int, tuple[Ink, bool]]]:
    sure, _, packed = data.partition(b"\n")
    parts = unpack(packed)
    for index, count, is_sure in json.loads(sure):
        yield index, (tuple(parts[f"{index} {place}"] for place in range(count)), is_sure)


def _read(drawn: Any, index: int, source: pikepdf.Object, page: PageParts) -> tuple[Ink, bool]:
    found = read_drawn(drawn, index)
    left, bottom, right, top = found.trim
    width, height, lacks_glyphs = right - left, top - bottom, _lacks_glyphs(source)
    whole = PartRead(width, height, tuple(lines_of(found.runs)), tuple(found.pictures), lacks_glyphs, page.drawings)
    if not page.furniture or found.enlarged:
        return (whole,), bool(page.body) and not found.enlarged
    stamps = found.objects[-page.stamps :]
    if len(stamps) != page.stamps or not all(is_form for is_form, _, _ in stamps):
        return (whole,), False
    _, runs, pictures = stamps[0]
    lines, pictured = tuple(lines_of(found.runs[:runs])), tuple(found.pictures[:pictures])
    body = PartRead(width, height, lines, pictured, lacks_glyphs, page.drawings)
    furniture = PartRead(
        width, height, tuple(lines_of(found.runs[runs:])), tuple(found.pictures[pictures:]), lacks_glyphs=False
    )
    if _is_one_line(body, furniture):
        return (whole,), False
    return (body, furniture), True


def _lacks_glyphs(page: pikepdf.Object) -> bool:
    contents = page.get("/Contents")
    given = contents if isinstance(contents, pikepdf.Array) else [contents]
    streams = [stream for stream in given if isinstance(stream, pikepdf.Stream)]
    return any(_has_missing_glyph(bytes(stream.read_bytes())) for stream in streams)


def _has_missing_glyph(drawing: bytes) -> bool:
    """Say whether a string has the glyph number 0; four noughts may also belong to two numbers."""
    for found in _MISSING_GLYPH.finditer(drawing):
        begins = drawing.rfind(b"<", 0, found.start())
        if begins >= 0 and b">" not in drawing[begins : found.start()] and (found.start() - begins) % 4 == 1:
            return True
    return False
