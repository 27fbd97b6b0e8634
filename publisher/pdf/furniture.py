"""Folios and running heads: shaped once, then stamped on finished pages as artifacts.

They depend on where a page comes to stand in the book, which must never force text to be set again.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from publisher.pdf.geometry import Layout, points
from publisher.pdf.requests import ShapedLines, ShapeLines
from publisher.slug import digest
from publisher.theme import Theme

_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A shaped line: its form and the form's name, its width, and its baseline below the form's top, in points."""

    form: pikepdf.Object
    name: str
    width_pt: float
    baseline_pt: float


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """What one page carries: the words of its running head, and whether its folio is shown."""

    head: str | None
    folio: bool


class Furniture:
    """All stamps of one book, as forms inside the book's PDF.

    `shortened` maps each running head that is wider than the measure to the words printed instead.

    Args:
        book: The PDF.
        layout: Where they stand.
        shape: Sets digits and heads each on a page of its own (`lines_to_shape`).
        heads: Each running head with its language.
        finish: Gives what is shaped the colours that the book's purpose asks for.
    """

    def __init__(
        self,
        book: pikepdf.Pdf,
        layout: Layout,
        shape: Callable[[Mapping[str, str]], ShapedLines],
        heads: Mapping[str, str],
        finish: Callable[[pikepdf.Pdf], object],
    ) -> None:
        self._book = book
        self._layout = layout
        self._sides = {recto: _sides(layout, recto=recto) for recto in (False, True)}
        self._known: set[tuple[tuple[int, int], str]] = set()
        self._stamps = _stamps(book, shape(heads), heads, finish)
        self.shortened: dict[str, str] = {}
        too_wide = {head: head for head in self._stamps if self._stamps[head].width_pt > layout.measure_pt}
        while too_wide:
            shorter = {head: _shorten(text, self._stamps[text], layout) for head, text in too_wide.items()}
            texts = {text: heads[head] for head, text in shorter.items()}
            self._stamps |= _stamps(book, shape(texts), texts, finish)
            self.shortened |= shorter
            too_wide = {head: text for head, text in shorter.items() if self._stamps[text].width_pt > layout.measure_pt}

    def stamp(self, page: pikepdf.Object, number: int, furniture: PageFurniture) -> None:
        """Stamp a page: number is its folio; an odd one is a recto, with its outer edge on the right."""
        recto = number % 2 == 1
        placed: list[tuple[str, Stamp, float, float]] = []
        geometry = self._layout.geometry
        left, right = self._sides[recto]
        if furniture.head:
            stamp = self._stamps[self.shortened.get(furniture.head, furniture.head)]
            start = right - stamp.width_pt if recto else left
            placed.append(("Header", stamp, start, points(geometry.head_baseline_mm)))
        if furniture.folio:
            digits = [self._stamps[digit] for digit in str(number)]
            start = right - sum(digit.width_pt for digit in digits) if recto else left
            for digit in digits:
                placed.append(("Footer", digit, start, points(geometry.folio_baseline_mm)))
                start += digit.width_pt
        if placed:
            self._lay_over(page, placed)

    def _lay_over(self, page: pikepdf.Object, placed: Sequence[tuple[str, Stamp, float, float]]) -> None:
        boxes = self._layout.boxes
        parts = []
        for kind in ("Header", "Footer"):
            forms = [item for item in placed if item[0] == kind]
            if not forms:
                continue
            parts.append(f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC")
            for _, stamp, start, baseline in forms:
                x, y = boxes.trim[0] + start, boxes.trim[3] - baseline + stamp.baseline_pt
                parts.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm {stamp.name} Do Q")
            parts.append("EMC")
        self._name_stamps(page.Resources, [stamp for _, stamp, _, _ in placed])
        drawing = self._book.make_stream(("\n".join(parts) + "\n").encode("ascii"))
        page.Contents = pikepdf.Array([page.Contents, drawing])

    def _name_stamps(self, resources: pikepdf.Object, stamps: Sequence[Stamp]) -> None:
        """Let a page name stamps; the pages of a unit share what they may name."""
        for stamp in stamps:
            known = (resources.objgen, stamp.name)
            if known not in self._known or known[0] == (0, 0):
                if "/XObject" not in resources:
                    resources.XObject = pikepdf.Dictionary()
                resources.XObject[stamp.name] = stamp.form
                self._known.add(known)


def _sides(layout: Layout, *, recto: bool) -> tuple[float, float]:
    """Give where furniture begins and ends on a page."""
    sides = layout.text_sides_pt(recto=recto), layout.note_sides_pt(recto=recto)
    return min(left for left, _ in sides), max(right for _, right in sides)


def _shorten(text: str, stamp: Stamp, layout: Layout) -> str:
    """Take words from a head's end, at least one character, about as many as it is too wide."""
    keep = min(len(text) - 2, int(len(text) * layout.measure_pt / stamp.width_pt))
    kept = text[: max(keep, 1)]
    at_word = kept.rsplit(" ", 1)[0] if " " in kept else kept
    return at_word.rstrip(" ,;:.–—-…") + "…"


def lines_to_shape(theme: Theme, layout: Layout, heads: Mapping[str, str]) -> ShapeLines:
    """Ask for the digits and these heads, each with its language."""
    html = theme.render("print/furniture.html", digits=_DIGITS, heads=heads.items())
    return ShapeLines(html, 2 * layout.measure_mm)


def _stamps(
    book: pikepdf.Pdf, shaped: ShapedLines, heads: Iterable[str], finish: Callable[[pikepdf.Pdf], object]
) -> dict[str, Stamp]:
    """Make a form of each page, with its origin at the page's top left."""
    stamps: dict[str, Stamp] = {}
    with pikepdf.open(io.BytesIO(shaped.data)) as source:
        finish(source)
        for text, page, (width, baseline) in zip((*_DIGITS, *heads), source.pages, shaped.measures_pt, strict=True):
            form = book.copy_foreign(page.as_form_xobject())
            form.Matrix = pikepdf.Array([1, 0, 0, 1, 0, -float(page.mediabox[3])])
            stamps[text] = Stamp(form, f"/Stamp-{digest(text)}", width, baseline)
    return stamps
