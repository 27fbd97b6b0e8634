"""Proofs: the pages of the book on larger sheets, with what its editors need beside them.

The pages are those that were bound; what is added lies over them as an artifact, so that nothing of the book moves.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pikepdf
from pikepdf import Name

from publisher import fonts
from publisher.language import words
from publisher.model import Book
from publisher.pdf import binding
from publisher.pdf.embedding import embed
from publisher.pdf.engine import TypeCase, Typesetter, draw_pages
from publisher.pdf.framing import enclose
from publisher.pdf.geometry import PageBoxes, layout, points
from publisher.store import Store
from publisher.theme import Theme

_LEFT_MM, _RIGHT_MM, _ABOVE_MM, _BELOW_MM = 12.0, 68.0, 16.0, 12.0
_PLACE_MM, _FINDING_MM, _FINDING_WIDTH_MM = 2.0, 26.0, 39.0

# Findings stand below each other, each as tall as its lines; so many signs are sure to fit on one.
_SIGNS, _FINDING_LEADING_PT = 34, 7.5

_CSS = """
html { font: 6.5pt/7.5pt "Book Sans", "Book Mono", "Book Symbols"; color: #666; hyphens: none; text-align: left }
body { margin: 0 }
p { margin: 0; position: absolute; text-indent: 0 }
.sheet { position: relative; break-after: page; overflow: hidden }
.sheet:last-child { break-after: auto }
.head { white-space: nowrap; font-size: 8pt; line-height: 10pt; color: black }
.mark {
  font-size: 72pt; line-height: 72pt; font-weight: 600; color: #ececec; white-space: nowrap; text-align: center;
  transform: rotate(-55deg);
}
.number { font-size: 5.5pt; line-height: 7.5pt; text-align: right; width: 20pt }
.place { font-family: "Book Mono", "Book Symbols"; font-size: 5.5pt; line-height: 7.5pt; white-space: nowrap }
.finding { color: black; overflow-wrap: anywhere }
.finding b { font-weight: 600 }
"""


@dataclass(frozen=True, slots=True)
class Beside:
    """Words beside a line; `baseline_pt` is counted from the top of the trimmed page."""

    baseline_pt: float
    text: str


@dataclass(frozen=True, slots=True)
class ProofPage:
    """What stands beside one page.

    Args:
        lines: Baselines of its lines of text, which are numbered.
        left_pt: Where the leftmost of them begins, from the edge of the trimmed page.
        places: Of the words in the manuscript.
        findings: What is still open: the code, and what it says.
    """

    lines: tuple[float, ...] = ()
    left_pt: float = 0.0
    places: tuple[Beside, ...] = ()
    findings: tuple[tuple[Beside, str], ...] = ()


def render_proof(data: bytes, pages: Sequence[ProofPage], book: Book, theme: Theme, *, store: Store) -> bytes:
    """Give a proof of a bound book.

    Args:
        data: The bound book.
        pages: What stands beside each page.
        book: Whose.
        theme: Has the page and the fonts.
        store: Keeps fonts between runs.
    """
    geometry = layout(theme.geometry, book.print_options).geometry
    boxes = _boxes(geometry.trim_mm, geometry.bleed_mm)
    faces = fonts.load(theme, "print", store)
    typesetter = Typesetter(TypeCase(faces, _CSS), {})
    width_pt, height_pt = boxes.media[2], boxes.media[3]
    css = (
        f"@page {{ size: {width_pt:.4f}pt {height_pt:.4f}pt; margin: 0 }} .sheet {{ height: {height_pt - 0.1:.4f}pt }}"
    )
    sheets = "".join(_sheet(page, index, len(pages), book, boxes) for index, page in enumerate(pages, 1))
    html = f'<html lang="{escape(book.metadata.language)}"><head><title></title></head><body>{sheets}</body></html>'
    drawn = draw_pages(typesetter.lay_out(html, css), tagged=False).data
    with pikepdf.open(io.BytesIO(data)) as proof, pikepdf.open(io.BytesIO(drawn)) as over:
        for index, (page, sheet) in enumerate(zip(proof.pages, over.pages, strict=True)):
            enclose(proof, page, boxes)
            _lay_under(proof, page, sheet, index, boxes)
        embed(proof, faces)
        _move_destinations(proof, boxes)
        return binding.saved(proof)


def _boxes(trim_mm: tuple[float, float], bleed_mm: float) -> PageBoxes:
    width, height = (points(length) for length in trim_mm)
    left, bottom, bleed = points(_LEFT_MM), points(_BELOW_MM), points(bleed_mm)
    return PageBoxes(
        media=(0.0, 0.0, left + width + points(_RIGHT_MM), bottom + height + points(_ABOVE_MM)),
        bleed=(left - bleed, bottom - bleed, left + width + bleed, bottom + height + bleed),
        trim=(left, bottom, left + width, bottom + height),
    )


def _sheet(page: ProofPage, number: int, count: int, book: Book, boxes: PageBoxes) -> str:
    metadata = book.metadata
    left, top = boxes.trim[0], boxes.media[3] - boxes.trim[3]
    right = boxes.trim[2]
    mark = words(metadata.language).proof
    head = f"{mark} · {metadata.title} · {metadata.date.isoformat()} · {number}/{count}"
    parts = [
        _paragraph("mark", left, top + (boxes.trim[3] - boxes.trim[1]) / 2 - 36, mark, right - left),
        _paragraph("head", left, top - 30, head),
        *(
            _paragraph("number", left + page.left_pt - 28, top + baseline - 6, str(line))
            for line, baseline in enumerate(page.lines, 1)
        ),
        *(
            _paragraph("place", right + points(_PLACE_MM), top + place.baseline_pt - 6, place.text)
            for place in page.places
        ),
    ]
    room = (top, boxes.media[3] - points(_BELOW_MM))
    parts += [
        _finding(right + points(_FINDING_MM), height, code, said)
        for height, code, said in stacked(
            [(top + each.baseline_pt - 6, code, each.text) for each, code in page.findings], room
        )
    ]
    return f'<div class="sheet">{"".join(parts)}</div>'


def stacked(wanted: Sequence[tuple[float, str, str]], room: tuple[float, float]) -> Sequence[tuple[float, str, str]]:
    """Put findings below each other, each as near as it can to the height that it wants.

    Args:
        wanted: Height, code and words of each, from the top down.
        room: Between which heights they stand; what is too much for it is counted in a last line.
    """
    heights = [_FINDING_LEADING_PT * (2 + (len(code) + len(said)) // _SIGNS) for _, code, said in wanted]
    kept = len(wanted)
    while kept and sum(heights[:kept]) > room[1] - room[0] - (3 * _FINDING_LEADING_PT if kept < len(wanted) else 0):
        kept -= 1
    items = list(zip(wanted[:kept], heights[:kept], strict=True))
    if kept < len(wanted):
        rest = (room[1], f"+{len(wanted) - kept}", "publish check")
        items.append((rest, 2 * _FINDING_LEADING_PT))
    placed: list[tuple[float, str, str]] = []
    free = room[1]
    # From the foot up, none lower than there is room for it; then down again, none on another.
    lowest = []
    for _, height in reversed(items):
        free -= height
        lowest.append(free)
    free = room[0]
    for ((want, code, said), height), least in zip(items, reversed(lowest), strict=True):
        top = max(free, min(want, least))
        placed.append((top, code, said))
        free = top + height
    return placed


def _finding(left: float, top: float, code: str, said: str) -> str:
    place = f"left:{left:.2f}pt;top:{top:.2f}pt;width:{points(_FINDING_WIDTH_MM):.2f}pt"
    return f'<p class="finding" style="{place}"><b>{escape(code)}</b> {escape(said)}</p>'


def _paragraph(kind: str, left: float, top: float, text: str, width: float | None = None) -> str:
    wide = f";width:{width:.2f}pt" if width else ""
    return f'<p class="{kind}" style="left:{left:.2f}pt;top:{top:.2f}pt{wide}">{escape(text)}</p>'


def _lay_under(proof: pikepdf.Pdf, page: pikepdf.Page, sheet: pikepdf.Page, index: int, boxes: PageBoxes) -> None:
    """Put what is added below the page's own content, so that the draft mark hides nothing; edges are drawn too."""
    form = proof.copy_foreign(sheet.as_form_xobject())
    # Pages of one section share their resources, so each needs a name of its own.
    name = page.add_resource(form, Name.XObject, Name(f"/Beside-{index}"))
    left, bottom, right, top = boxes.trim
    edge = f"0.6 G 0.25 w {left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re S"
    page.contents_add(f"/Artifact BMC q {name} Do {edge} Q EMC\n".encode("ascii"), prepend=True)


def _move_destinations(proof: pikepdf.Pdf, boxes: PageBoxes) -> None:
    """Let links lead to where their places are on the larger sheets."""
    for place in proof.Root.Names.Dests.Names[1::2]:
        place[2] = round(float(place[2]) + boxes.bleed[0], 2)
        place[3] = round(float(place[3]) + boxes.bleed[1], 2)
