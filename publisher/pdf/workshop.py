"""From HTML to pages: everything that needs the typesetter, as pure functions of a kit and a request.

A request knows nothing of the book; what it gives can be kept, and made in any process.
"""

import functools
import gc
import html as markup
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from publisher.external.program import program
from publisher.fonts import Font
from publisher.model import Image
from publisher.pdf.audit.unit import find_faults
from publisher.pdf.breaking import Manner
from publisher.pdf.engine import PX_PER_PT, Typesetter, draw_pages
from publisher.pdf.engine.measuring import first_line, holds_its_lines
from publisher.pdf.engine.notebook import Notebook
from publisher.pdf.engine.typecase import TypeCase, weasyprint
from publisher.pdf.geometry import Layout
from publisher.pdf.keeping import pack
from publisher.pdf.makeup import PageMaker, UnplaceableError
from publisher.pdf.requests import Failed, Leaves, Request, Result, SetLeaves, SetUnit, ShapedLines, ShapeLines
from publisher.pdf.units import MadeUp, TooTallError, Unit, finish, make_pages
from publisher.store import Store
from publisher.workers import Given

_NO_NOTES = Store(None)


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a request is not another one: hashes of the kit, of the request, and of that without its digits."""

    kit: str
    text: str
    wording: str


@dataclass(frozen=True)
class Kit:
    """What all pages of a book are set with.

    Args:
        fonts: Those and no others.
        images: Pictures by their source.
        css: The style sheets.
        word_divisions: As in `Book`.
        manner: How paragraphs are broken as a whole; `None` for line by line.
        layout: The page.
        page_maker: Makes the pages of a section.
    """

    fonts: tuple[Font, ...]
    images: Mapping[str, Image]
    css: str
    word_divisions: tuple[str, ...]
    manner: Manner | None
    layout: Layout
    page_maker: PageMaker

    def key(self, request: Request) -> str:
        """Give the hash of all that the answer depends on; the page maker, which has no bytes, is left out."""
        images = (part for source in self._images_in(request.html) for part in (source, self._image_keys[source]))
        return Store.key(self.own_key, repr(request), *images)

    def trace(self, request: Request) -> Trace:
        """Tell what may make the answer another one."""
        images = [self._image_keys[source] for source in self._images_in(request.html)]
        wording = re.sub(r"\d+", "", request.html)
        return Trace(self.own_key, Store.key(request.html, *images), Store.key(wording, *images))

    @cached_property
    def own_key(self) -> str:
        """The hash of what all answers depend on; pictures are left out."""
        faces = [
            part
            for font in self.fonts
            for part in (font.face.family, str(font.face.weight), font.face.style, font.data)
        ]
        settings = repr((self.layout, self.manner, self.word_divisions))
        return Store.key(program(), self.css, settings, *faces)

    @cached_property
    def _image_keys(self) -> Mapping[str, str]:
        return {source: Store.key(image.media_type, image.data) for source, image in self.images.items()}

    def _images_in(self, html: str) -> list[str]:
        """List the pictures that a document names, and rather one too many: however its markup writes them."""
        if "image:" in self.css:
            return sorted(self.images)
        if "image:" not in html:
            return []
        text = markup.unescape(html)
        return sorted(source for source in self.images if f"image:{source}" in text)


class Workshop:
    """Answers requests with one kit; the typesetter is set up when the first one comes.

    Args:
        kit: What everything is set with.
        notes: Keeps what is found in one state of a text for the next one.
    """

    def __init__(self, kit: Kit, notes: Store = _NO_NOTES) -> None:
        self._kit = kit
        self._notes = notes
        self._ready: TypeCase | None = None

    @cached_property
    def _typesetter(self) -> Typesetter:
        kit, case = self._kit, self._ready
        if case is None or not case.is_of(kit.fonts, kit.css):
            case = TypeCase(kit.fonts, kit.css)
        return Typesetter(case, kit.images, kit.word_divisions, kit.manner)

    @cached_property
    def _at_start(self) -> int:
        """How much the typesetter has to say of the style sheets, whatever it sets."""
        return len(self._typesetter.found)

    @staticmethod
    def prepare() -> None:
        """Import what takes long."""
        weasyprint()

    def answer(self, request: Request, ready: TypeCase | None = None) -> Given:
        """Do what is asked for, and write down what came of it (`keeping.unpack`).

        Args:
            request: What is asked for.
            ready: A type case that is there already; of use if it is of this kit's fonts and style sheets.
        """
        self._ready = ready
        found = self._typesetter.found
        del found[self._at_start :]
        result = self._result(request)
        if not isinstance(result, Failed):
            result = replace(result, found=tuple(found))
        return Given(pack(result), functools.partial(self._tidy_up, request))

    def _result(self, request: Request) -> Result:
        match request:
            case SetUnit():
                return self._noted_unit(request)
            case SetLeaves():
                return self._leaves(request.html)
            case ShapeLines():
                return self._lines(request)

    def _tidy_up(self, request: Request) -> None:
        """Note what was found out, and give memory back."""
        if isinstance(request, SetUnit):
            if self._notes.folder is not None:
                self._notes.put(self._notes_key(request), self._typesetter.noted.pack())
            # Box trees are full of cycles; without this, memory would be the sum of all sections.
            gc.collect()

    def make_pages(self, html: str) -> MadeUp:
        """Make the pages of a document, and do not draw them.

        Raises:
            UnplaceableError: Something fits on no page.
            TooTallError: Floats fit on no page.
        """
        return make_pages(html, self._kit.layout, self._typesetter, self._kit.page_maker)

    def _notes_key(self, request: SetUnit) -> str:
        return Store.key("notebook", self._kit.own_key, request.name)

    def _noted_unit(self, request: SetUnit) -> Unit | Failed:
        kept = self._notes.get(self._notes_key(request))
        self._typesetter.begin(Notebook() if kept is None else Notebook.unpack(kept))
        return self._unit(request.html)

    def _unit(self, html: str) -> Unit | Failed:
        try:
            made = self.make_pages(html)
        except TooTallError as problem:
            return Failed(floats=problem.floats)
        except UnplaceableError as problem:
            return Failed(note=problem.note)
        area = replace(self._kit.layout.area, longer=made.longer)
        notes = [note.items for note in made.galley.notes]
        faults = tuple(find_faults(made.plans, made.galley.text.items, notes, area, made.floats))
        return Failed(faults=faults) if faults else finish(made, self._kit.layout, self._typesetter)

    def _leaves(self, html: str) -> Leaves:
        laid_out = self._typesetter.lay_out(html, self._kit.layout.leaf_css)
        fits = all(map(holds_its_lines, laid_out.pages))
        return Leaves(draw_pages(laid_out), fits)

    def _lines(self, request: ShapeLines) -> ShapedLines:
        css = f"@page {{ size: {request.width_mm:.4f}mm 20pt; margin: 0 }}"
        laid_out = self._typesetter.lay_out(request.html, css)
        drawn = draw_pages(laid_out, tagged=False)
        lines = map(first_line, laid_out.pages)
        return ShapedLines(drawn.data, tuple((line.width / PX_PER_PT, line.baseline / PX_PER_PT) for line in lines))
