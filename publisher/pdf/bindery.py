"""One book in the bindery: lays units as they come, and makes one book of them for its purpose."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pikepdf

from publisher.fonts import Font
from publisher.model import ArchiveStandard, Book, Division, Image, Mark, PressOptions, Purpose
from publisher.pdf import binding
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.furniture import Furniture, PageFurniture
from publisher.pdf.geometry import Layout, slug_of
from publisher.pdf.laying import Layer
from publisher.pdf.outline import outline
from publisher.pdf.pagination import Part
from publisher.pdf.rasters import in_inks
from publisher.pdf.requests import ShapedLines
from publisher.pdf.standards import Finish, PressRoom, archive_of, marks, press_room
from publisher.pdf.structure import PDF_1_7, PDF_2_0, Vocabulary
from publisher.pdf.units import Unit
from publisher.printers.conditions import STANDARD
from publisher.store import Store
from publisher.theme import Theme


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound book.

    Args:
        data: The file.
        units: In their places.
        shortened: Of each running head that is too long, the words printed instead.
    """

    data: bytes
    units: tuple[binding.BoundPages, ...]
    shortened: Mapping[str, str]


class Bindery:
    """One book in the bindery.

    Args:
        book: With all its ids.
        theme: How it looks.
        layout: Its page.
        images: Its pictures as the typesetter sees them.
        store: Keeps what was laid.
        purpose: What the file is for; `None` for one that conforms to no standard of a purpose.
    """

    def __init__(
        self,
        book: Book,
        theme: Theme,
        layout: Layout,
        images: Mapping[str, Image],
        store: Store,
        purpose: Purpose | None,
    ) -> None:
        self._book = book
        self._theme = theme
        self._images = images
        self._store = store
        self._purpose = purpose
        self._press = book.print_options.press if purpose is Purpose.PRESS else PressOptions()
        slug_mm = slug_of(book.print_options.press, layout.geometry.bleed_mm)
        # What lies around a page concerns nothing that is set.
        self._layout = replace(layout, slug_mm=slug_mm) if purpose is Purpose.PRESS else layout

    @property
    def signature(self) -> int:
        """The number of pages is a multiple of it."""
        return self._press.signature

    def lay(self, drawn: DrawnPages) -> None:
        """Lay a unit: all is done for it that does not depend on its place in the book."""
        self._layer.lay(drawn)

    def bind(
        self,
        front: DrawnPages,
        parts: Sequence[tuple[Part, Unit]],
        shape: Callable[[Mapping[str, str]], ShapedLines],
        fonts: Sequence[Font],
        labels: Mapping[str, str],
    ) -> Bound:
        """Bind what was set into the book.

        Args:
            front: The leaves before the first part.
            parts: All of them, in reading order.
            shape: Sets digits and heads (`Furniture`).
            fonts: That everything was drawn with.
            labels: Of tables and figures, for their lists.

        Raises:
            LayoutError: `profile-missing`, `profile-unusable`.
        """
        units = tuple(self._placed(front, parts))
        pdf = binding.open_book()
        furniture = Furniture(pdf, self._layout, shape, self._heads(part for part, _ in parts), self._finish.drawings)
        data = binding.bind(
            pdf,
            units,
            furniture,
            self._layer.bare(),
            fonts,
            outline(self._book, labels),
            self._book.metadata,
            self._layout,
            self._book.print_options.isbn,
            self.signature,
            self._vocabulary(),
            lambda pdf: self._complete(pdf, sum(unit.laid.left for unit in units)),
        )
        return Bound(data, units, furniture.shortened)

    @cached_property
    def _finish(self) -> Finish:
        book = self._book
        if self._purpose is None:
            return Finish(None, book.metadata.date, PressRoom(STANDARD))
        room = press_room(book, self._theme, in_inks(book.images, self._images))
        return Finish(self._purpose, book.metadata.date, room, archive_of(book))

    @cached_property
    def _layer(self) -> Layer:
        return Layer(self._layout.boxes, self._finish, self._store)

    def _placed(self, front: DrawnPages, parts: Sequence[tuple[Part, Unit]]) -> Iterable[binding.BoundPages]:
        verso_head = self._verso_head()
        starts = binding.folios([front, *(unit.drawn for _, unit in parts)])
        without = (PageFurniture(None, False),) * front.pages
        yield binding.BoundPages(front, self._layer.lay(front), 1, without, Division.FRONT)
        for start, (part, unit) in zip(starts[1:], parts, strict=True):
            carried = _section_furniture(start, unit, part.head, verso_head)
            yield binding.BoundPages(unit.drawn, self._layer.lay(unit.drawn), start, carried, part.division)

    def _complete(self, pdf: pikepdf.Pdf, left: int) -> None:
        if Mark.CROP in self._press.marks:
            marks.draw(pdf, tuple(marks.crop_lines(self._layout.boxes)))
        self._finish.whole(pdf, left)

    def _vocabulary(self) -> Vocabulary | None:
        if self._purpose is Purpose.PRESS:
            return None
        is_newer = self._purpose is Purpose.ARCHIVE and self._book.print_options.archive is ArchiveStandard.A4
        return PDF_2_0 if is_newer else PDF_1_7

    def _heads(self, parts: Iterable[Part]) -> dict[str, str]:
        """Give every running head with its language."""
        own = self._book.metadata.language
        spoken = {section.identifier: section.language or own for section in self._book.sections}
        return {part.head: spoken.get(part.identifier, own) for part in parts} | {self._verso_head(): own}

    def _verso_head(self) -> str:
        metadata = self._book.metadata
        return f"{metadata.series} | {metadata.title}" if metadata.series else metadata.title


def _section_furniture(first: int, unit: Unit, title: str, verso_head: str) -> tuple[PageFurniture, ...]:
    """A section's first page carries its folio alone, a blank one nothing."""
    others = [
        PageFurniture(title if (first + index) % 2 else verso_head, True)
        if plan.tops_pt or plan.notes or plan.floats
        else PageFurniture(None, False)
        for index, plan in enumerate(unit.plans[1:], 1)
    ]
    return (PageFurniture(None, True), *others)
