"""Which picture of a book a mark on a page shows, and where the manuscript names it."""

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PIL import Image as Raster

from publisher.check.preflight.marks import Mark
from publisher.model import Book, Figure, Image, InlineImage, Inlines, Note
from publisher.source import Position
from publisher.walk import blocks_in, inlines_in, runs_of

_SVG = "image/svg+xml"
# The tag of Exif that says how a picture is to be turned, and from which value on its sides change places.
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a book where it is named.

    Args:
        source: Its file.
        at: The place that names it; `None` for the logo, which `book.toml` names.
        is_line_art: Whether its file has one bit a pixel, whatever has become of that on the way.
    """

    source: str
    at: Position | None
    is_line_art: bool


def shown_pictures(marks: Sequence[Mark], book: Book) -> Mapping[int, Shown]:
    """Find what pictures on pages are in the book, by the identities of their marks.

    Pictures have no names on pages. Those of one size in pixels come in the order of the book, as figures do; where a
    page has more or fewer of them than the book names, only a file that is the single one of its size is told.
    """
    named: dict[tuple[int, int], list[Shown]] = defaultdict(list)
    for size_px, each in _named(book):
        named[size_px].append(each)
    on_pages: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.picture is not None:
            on_pages[mark.picture.size_px].append(mark)
    found: dict[int, Shown] = {}
    for size_px, shown in on_pages.items():
        candidates = named.get(size_px, [])
        if len(candidates) == len(shown):
            found.update((id(mark), each) for mark, each in zip(shown, candidates, strict=True))
        elif len({each.source for each in candidates}) == 1:
            found.update((id(mark), candidates[0]) for mark in shown)
    return found


def _named(book: Book) -> Iterator[tuple[tuple[int, int], Shown]]:
    """Give every raster that a book names, in its order, with its size as shown."""
    sizes = {source: _size(image) for source, image in book.images.items() if image.media_type != _SVG}
    places: list[tuple[str, Position | None]] = [(book.metadata.logo, None)] if book.metadata.logo else []
    for section in book.sections:
        places += _in_run(section.title)
        for block in blocks_in(section.blocks):
            if isinstance(block, Figure):
                places.append((block.source, block.at))
            places += (found for run in runs_of(block) for found in _in_run(run))
    for source, at in places:
        if source in sizes:
            size_px, is_line_art = sizes[source]
            yield size_px, Shown(source, at, is_line_art)


def _in_run(run: Inlines) -> Iterator[tuple[str, Position]]:
    for inline in inlines_in(run):
        if isinstance(inline, InlineImage):
            yield inline.source, inline.at
        if isinstance(inline, Note):
            for block in blocks_in(inline.blocks):
                if isinstance(block, Figure):
                    yield block.source, block.at
                for inner in runs_of(block):
                    yield from _in_run(inner)


def _size(image: Image) -> tuple[tuple[int, int], bool]:
    with Raster.open(io.BytesIO(image.data)) as picture:
        is_line_art = picture.mode == "1"
        turned = picture.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE
        width, height = picture.size
    return ((height, width) if turned else (width, height)), is_line_art
