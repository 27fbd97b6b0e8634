"""A finished PDF, read by libraries that did not make it: pypdfium2 for what stands where, pikepdf for structure.

Positions are points from the trimmed page's top left corner, downwards, whatever the bleed.
"""

import ctypes
import functools
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image as Picture
from pypdfium2 import raw

from publisher import theme as themes
from publisher.pdf.geometry import Layout
from publisher.theme import Geometry

PROJECT = Path(__file__).parent.parent.parent
ANKASAM = PROJECT / "styles" / "ankasam"
_RULE_PT = 0.4
# Operators that leave a mark: paths, text, pictures, forms, shadings (ISO 32000-2, table 50).
_PAINTING = frozenset(
    {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}
)
_UNSEEN = "\u200b\u2060"
# What PDFium gives for a hyphen at which it would join two lines, for one after which it sees no line to join, and for
# one that the author wrote there.
_LINE_END_HYPHENS = "\ufffe\x02\u00ad\u2010"
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as it is set; `baseline` grows downwards, `spaced` says that a space is drawn before it.

    `turned` says that it is not read from left to right.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Characters with one baseline, in the order in which they are drawn or, if sorted, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The words, with a space where one is drawn or a wide gap is left."""
        parts = [self.glyphs[0].text]
        for before, glyph in zip(self.glyphs, self.glyphs[1:], strict=False):
            apart = glyph.spaced or glyph.left - before.right > 0.17 * before.size
            parts += [" ", glyph.text] if apart else [glyph.text]
        return "".join(parts)

    @property
    def dense(self) -> str:
        """The characters without any space."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        return max(glyph.baseline for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: the id or URL that it leads to, and its rectangle (left, top, right, bottom)."""

    target: str
    box: Box
    inside: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule above notes."""

    top: float
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """As written in the file."""

    media: Box
    bleed: Box
    trim: Box


@dataclass
class Page:
    """One page. `number` counts from 1, as folios do."""

    number: int
    label: str
    boxes: PageBoxes
    glyphs: tuple[Glyph, ...]
    links: tuple[Link, ...]
    paints: bool
    rules: tuple[Rule, ...]
    outside: tuple[str, ...]
    _area: tuple[float, float] = field(repr=False)
    _drawings: str = field(repr=False)
    _margin: tuple[float, float] | None = field(repr=False, default=None)

    @property
    def bare(self) -> bool:
        """Whether nothing at all is on it: no text, no line, no picture."""
        return not self.glyphs and not self.paints

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in _sorted_lines(self.glyphs))

    @functools.cached_property
    def head(self) -> str | None:
        return _words([glyph for glyph in self.glyphs if glyph.baseline < self._area[0]])

    @functools.cached_property
    def folio(self) -> str | None:
        return _words([glyph for glyph in self.glyphs if glyph.baseline > self._area[1]])

    @functools.cached_property
    def note_rule(self) -> Rule | None:
        return self.rules[0] if self.rules else None

    @property
    def _notes_from(self) -> float:
        return self.note_rule.top if self.note_rule else self._area[1]

    def _of_notes(self, glyph: Glyph) -> bool:
        if self._margin:
            return self._margin[0] < (glyph.left + glyph.right) / 2 < self._margin[1]
        return glyph.baseline > self._notes_from

    @functools.cached_property
    def _text_glyphs(self) -> tuple[list[Glyph], list[Glyph]]:
        """Give what stands in the text area and beside it: of the body, and of notes."""
        top, bottom = self._area
        between = [glyph for glyph in self.glyphs if top <= glyph.baseline <= bottom]
        return [g for g in between if not self._of_notes(g)], [g for g in between if self._of_notes(g)]

    @functools.cached_property
    def body(self) -> tuple[Line, ...]:
        """Lines of running text from the top down."""
        return _sorted_lines(self._text_glyphs[0])

    @functools.cached_property
    def body_as_drawn(self) -> tuple[Line, ...]:
        """Lines of running text in the order of the text; markers of lists left out."""
        return self._without_last(_drawn_lines(self._text_glyphs[0]))

    @functools.cached_property
    def notes(self) -> tuple[Line, ...]:
        """Lines of notes from the top down."""
        return _sorted_lines(self._text_glyphs[1])

    @functools.cached_property
    def notes_as_drawn(self) -> tuple[Line, ...]:
        return self._without_last(_drawn_lines(self._text_glyphs[1]))

    def _without_last(self, lines: list[Line]) -> tuple[Line, ...]:
        """Leave out what is drawn after everything else: words of pictures and markers of lists."""
        while lines and (_is_marker(lines[-1], lines) or (self._drawings and lines[-1].dense in self._drawings)):
            lines.pop()
        return tuple(lines)

    @property
    def calls(self) -> tuple[Link, ...]:
        """Links to notes, in the order of the page's annotations."""
        return tuple(link for link in self.links if link.inside and link.target.startswith("note-"))

    @property
    def note_numbers(self) -> tuple[Link, ...]:
        """Links from notes back to their calls: a note begins where one stands."""
        return tuple(link for link in self.links if link.inside and link.target.startswith("call-"))

    def line_with(self, words: str) -> Line:
        return next(line for line in (*self.body, *self.notes) if words in line.text)

    def inside(self, box: Box) -> str:
        """Give the characters whose middle lies in a rectangle."""
        left, top, right, bottom = box
        return "".join(
            glyph.text
            for glyph in self.glyphs
            if left <= (glyph.left + glyph.right) / 2 <= right and top <= glyph.baseline - 0.3 * glyph.size <= bottom
        )


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its words, its page, and those under it."""

    words: str
    page: int
    top: float
    children: tuple["OutlineEntry", ...]


class PrintedPages:
    """The pages of a finished print edition.

    Args:
        data: The PDF.
        geometry: Of the theme that it was made with; the ANKASAM theme's if left out.
        drawings: The words in the book's drawings, without spaces: pictures are drawn after the text around them.
        longer: By how many lines the type area of single pages is longer, by their numbers.
        beside: The layout of a book whose notes stand beside its text.
    """

    def __init__(
        self,
        data: bytes,
        geometry: Geometry | None = None,
        drawings: str = "",
        longer: Mapping[int, int] | None = None,
        beside: Layout | None = None,
    ) -> None:
        self.data = data
        self._drawings = drawings
        self.geometry = geometry or themes.load(ANKASAM).geometry
        layout = beside or Layout(self.geometry)
        self._beside = beside
        # What is turned begins exactly at the foot.
        self._area = layout.top_pt, layout.top_pt + layout.area.height_pt + 0.5
        self._longer = longer or {}
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._drawn = pypdfium2.PdfDocument(data)
        self._labels = _labels(self.pdf)
        self._numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        self.destinations = dict(self._destinations())
        self._pages: dict[int, Page] = {}

    def close(self) -> None:
        self._drawn.close()
        self.pdf.close()

    def __len__(self) -> int:
        return len(self.pdf.pages)

    def __iter__(self) -> Iterator[Page]:
        return (self[number] for number in range(1, len(self) + 1))

    def __getitem__(self, number: int) -> Page:
        """Give a page by its number, from 1."""
        if number not in self._pages:
            self._pages[number] = self._read(number)
        return self._pages[number]

    def page_with(self, words: str) -> Page:
        """Give the first page on which these words stand in one line."""
        return next(page for page in self if any(words in line.text for line in (*page.body, *page.notes)))

    def picture(self, number: int, scale: float = 2.0) -> Picture.Image:
        """Give a page as an image, `scale` pixels a point, cropped to the trimmed page."""
        page = self._drawn[number - 1]
        left, bottom, right, top = self[number].boxes.trim
        whole = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        media = self[number].boxes.media
        box = [(left - media[0]), (media[3] - top), (right - media[0]), (media[3] - bottom)]
        x0, y0, x1, y1 = (round(value * scale) for value in box)
        cropped: Picture.Image = whole.crop((x0, y0, x1, y1))
        return cropped

    # --- structure -------------------------------------------------------------------------------------------

    @functools.cached_property
    def fonts(self) -> dict[str, pikepdf.Object]:
        """Every font of the book by its name, stamps and pictures included."""
        found: dict[str, pikepdf.Object] = {}
        for item in self.pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/BaseFont" in item:
                found.setdefault(f"{item.BaseFont} {item.objgen}", item)
        return found

    @functools.cached_property
    def outline(self) -> tuple[OutlineEntry, ...]:
        with self.pdf.open_outline() as outline:
            return tuple(self._entry(item) for item in outline.root)

    def _entry(self, item: pikepdf.OutlineItem) -> OutlineEntry:
        page, _, top = self.destinations[str(item.destination)]
        return OutlineEntry(item.title, page, top, tuple(self._entry(child) for child in item.children))

    def _destinations(self) -> Iterator[tuple[str, tuple[int, float, float]]]:
        if "/Names" not in self.pdf.Root:
            return
        for name, target in pikepdf.NameTree(self.pdf.Root.Names.Dests).items():
            array: Any = target.D if isinstance(target, pikepdf.Dictionary) else target
            page = self._numbers[array[0].objgen]
            trim = _box(self.pdf.pages[page - 1].obj.TrimBox)
            yield str(name), (page, float(array[2]) - trim[0], trim[3] - float(array[3]))

    # --- one page --------------------------------------------------------------------------------------------

    def _read(self, number: int) -> Page:
        source = self.pdf.pages[number - 1]
        boxes = PageBoxes(*(_box(source.obj[name]) for name in ("/MediaBox", "/BleedBox", "/TrimBox")))
        page = self._drawn[number - 1]
        glyphs = tuple(_glyphs(page, boxes.trim))
        width, height = boxes.trim[2] - boxes.trim[0], boxes.trim[3] - boxes.trim[1]
        outside = tuple(
            glyph.text
            for glyph in glyphs
            if glyph.left < -0.01 or glyph.right > width + 0.01 or not 0 <= glyph.baseline <= height
        )
        return Page(
            number=number,
            label=self._labels[number - 1],
            boxes=boxes,
            glyphs=glyphs,
            links=tuple(_links(source, boxes.trim)),
            paints=any(str(step.operator) in _PAINTING for step in pikepdf.parse_content_stream(source)),
            rules=tuple(_rules(page, boxes.trim)),
            outside=outside,
            _area=(self._area[0], self._area[1] + self._longer.get(number, 0) * self.geometry.leading_pt),
            _drawings=self._drawings,
            _margin=_margin(self._beside, recto=number % 2 == 1) if self._beside else None,
        )


def _margin(layout: Layout, *, recto: bool) -> tuple[float, float]:
    """Give the left and right edges of the column of notes, with half of its gap to the text."""
    left, right = layout.note_sides_pt(recto=recto)
    text_left, text_right = layout.text_sides_pt(recto=recto)
    return ((text_right + left) / 2, right + 9) if recto else (left - 9, (right + text_left) / 2)


def _box(array: Any) -> Box:
    left, bottom, right, top = (float(value) for value in array)
    return left, bottom, right, top


def _glyphs(page: Any, trim: Box) -> Iterator[Glyph]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    spaced = False
    for index in _as_written(page, text):
        char = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if char.isspace() or char in _UNSEEN:
            spaced = spaced or char in " \u00a0"
            continue
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
        yield Glyph(
            text="-" if char in _LINE_END_HYPHENS else char,
            left=min(x.value, left.value) - trim[0],
            right=right.value - trim[0],
            baseline=trim[3] - y.value,
            size=raw.FPDFText_GetFontSize(text.raw, index),
            spaced=spaced,
            turned=abs(math.remainder(raw.FPDFText_GetCharAngle(text.raw, index), math.tau)) > 0.01,
        )
        spaced = False
    text.close()


def _as_written(page: Any, text: Any) -> list[int]:
    """Give the indices of a page's characters in the order of the file: PDFium sorts what shares a baseline."""
    found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=15)
    places = {ctypes.addressof(item.raw.contents): place for place, item in enumerate(found)}
    order: list[tuple[int, int]] = []
    for index in range(text.count_chars()):
        item = raw.FPDFText_GetTextObject(text.raw, index)
        # Spaces that PDFium adds belong to no object: they stay behind the character before them.
        place = places[ctypes.addressof(item.contents)] if item else order[-1][0] if order else 0
        order.append((place, index))
    return [index for _, index in sorted(order)]


def _rules(page: Any, trim: Box) -> Iterator[Rule]:
    """Find the lines that are as thick as the rule above notes and nothing else in the theme."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=15):
        left, bottom, right, top = item.get_bounds()
        if abs(top - bottom - _RULE_PT) < 0.03 and right - left > 10:
            yield Rule(trim[3] - top, left - trim[0], right - left)


def _links(page: pikepdf.Page, trim: Box) -> Iterator[Link]:
    for annotation in page.obj.get("/Annots", pikepdf.Array()):
        x0, y0, x1, y1 = _box(annotation.Rect)
        left, right, bottom, top = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        box = (left - trim[0], trim[3] - top, right - trim[0], trim[3] - bottom)
        if "/Dest" in annotation:
            yield Link(str(annotation.Dest), box, True)
        else:
            yield Link(str(annotation.A.URI), box, False)


def _labels(pdf: pikepdf.Pdf) -> list[str]:
    labels: list[Any] = [page.label for page in pdf.pages]
    return [str(label) for label in labels]


def _words(glyphs: Sequence[Glyph]) -> str | None:
    return " ".join(line.text for line in _sorted_lines(glyphs)) or None


def _drawn_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Cut a run of characters where the pen moves to another line, or back to the left."""
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and _goes_on(lines[-1], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [Line(tuple(line)) for line in lines]


def _goes_on(line: Sequence[Glyph], glyph: Glyph) -> bool:
    before = line[-1]
    raised = abs(before.baseline - glyph.baseline) < 0.5 * max(before.size, glyph.size)
    return raised and glyph.left > before.left - 0.5 and glyph.left - before.right < 60


def _is_marker(line: Line, lines: Sequence[Line]) -> bool:
    """Say whether a line drawn last is a list's marker: it stands above others, or left of its neighbour."""
    marker = line.dense in {"–", "•"} or (line.dense.endswith(".") and line.dense[:-1].isdigit())
    return marker and any(
        other.baseline > line.baseline + 0.1 or (abs(other.baseline - line.baseline) < 0.1 and other.left > line.left)
        for other in lines
    )


def _sorted_lines(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """Group characters by baseline, raised ones with the line that they stand in, from the top down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.size, glyph.baseline)):
        row = next((row for row in rows if _same_row(row[0], glyph)), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    lines = [Line(tuple(sorted(row, key=lambda glyph: glyph.left))) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.baseline))


def _same_row(first: Glyph, glyph: Glyph) -> bool:
    above = first.baseline - glyph.baseline
    return abs(above) < 0.6 or (0 < above < 0.5 * first.size and glyph.size < 0.75 * first.size)
