"""Put slices of galleys on pages, and let WeasyPrint draw them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.pdf.engine.drawn_words import words_drawn
from publisher.pdf.engine.faces import faces_named
from publisher.pdf.engine.galley import Galley
from publisher.pdf.engine.hyphens import said_hyphens
from publisher.pdf.engine.letters import scaled_letters
from publisher.pdf.engine.marks import noting
from publisher.pdf.engine.setting import PX_PER_PT, LaidOut, Typesetter
from publisher.pdf.engine.strings import text_shortened
from publisher.pdf.makeup import PagePlan
from publisher.pdf.structure import Element, structure
from publisher.roomy import roomy
from publisher.workers import collector_paused


@dataclass(frozen=True, slots=True)
class DrawnPages:
    """Pages as a PDF, and where the anchors stand on them.

    Args:
        data: A PDF whose fonts name their faces (`publisher.pdf.embedding`).
        pages: How many.
        anchors: Of each id: page (from 0), and x and y in points from the trimmed page's top left corner.
        elements: What the text is, in reading order; none where pages were drawn without tags.
    """

    data: bytes
    pages: int
    anchors: dict[str, tuple[int, float, float]]
    elements: Sequence[Element] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A blank page to put things on, and where its type area and its notes begin, in points."""

    page: Any
    left_pt: float
    notes_left_pt: float
    top_pt: float


def draw(
    galley: Galley,
    plans: Sequence[PagePlan],
    sheets: Iterable[Sheet],
    note_rule_pt: float | None,
    typesetter: Typesetter,
) -> DrawnPages:
    """Draw a section's pages.

    Args:
        galley: Used up by this: its boxes are moved to the pages.
        plans: From make-up.
        sheets: A blank page for each plan.
        note_rule_pt: From the first note's top up to the rule; `None` if there is none.
        typesetter: That laid the galley out.
    """
    with collector_paused():
        boxes = [
            _graft(galley, plan, sheet, note_rule_pt, typesetter) for plan, sheet in zip(plans, sheets, strict=False)
        ]
        return draw_pages(LaidOut(galley.document, tuple(boxes), galley.tree))


@roomy
def draw_pages(laid_out: LaidOut, *, tagged: bool = True) -> DrawnPages:
    """Draw pages that are ready, WeasyPrint's own or ours; without tags for what is furniture."""
    from weasyprint.document import Page

    pages = [Page(box) for box in laid_out.pages]
    for page in pages:
        # WeasyPrint 70 gives a link once more for each box inside it; the outer one covers them.
        page.links[:] = [link for link in page.links if link[3].link]
    document = laid_out.document.copy(pages)
    with (
        words_drawn(),
        scaled_letters(),
        said_hyphens(),
        text_shortened(),
        faces_named(),
        noting(laid_out.tree, pages) as marks,
    ):
        data = document.write_pdf(pdf_identifier=b"publish", pdf_tags=tagged)
    return DrawnPages(data, len(pages), _anchors(pages), structure(marks) if tagged else ())


def _anchors(pages: Sequence[Any]) -> dict[str, tuple[int, float, float]]:
    anchors: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(pages):
        for name, (left, top, *_) in page.anchors.items():
            anchors.setdefault(name, (number, left / PX_PER_PT, top / PX_PER_PT))
    return anchors


def _graft(galley: Galley, plan: PagePlan, sheet: Sheet, note_rule_pt: float | None, typesetter: Typesetter) -> Any:
    left, top = sheet.left_pt * PX_PER_PT, sheet.top_pt * PX_PER_PT
    notes_left = sheet.notes_left_pt * PX_PER_PT
    text = galley.text.slices(plan.first, plan.last, plan.tops_pt, left, top) if plan.tops_pt else []
    notes: list[Any] = []
    for piece, note_top in zip(plan.notes, plan.note_tops_pt, strict=True):
        stream = galley.notes[piece.note]
        lines = stream.items[piece.first : piece.last]
        tops = tuple(note_top + line.top_pt - lines[0].top_pt for line in lines)
        notes.append(galley.note(piece.note, stream.slices(piece.first, piece.last, tops, notes_left, top)))
    rules = []
    if plan.notes and note_rule_pt is not None:
        rule = galley.rule(continued=plan.notes[0].first > 0)
        rule.translate(
            left - rule.position_x, top + (plan.note_tops_pt[0] - note_rule_pt) * PX_PER_PT - rule.position_y
        )
        rules.append(rule)
    above: list[Any] = []
    below: list[Any] = []
    for placed in plan.floats:
        under_text = plan.tops_pt and placed.top_pt > plan.tops_pt[0]
        (below if under_text else above).append(galley.floats[placed.number].put(placed.top_pt, left, top))
    root = galley.html(text, notes, rules, above, below)
    page = sheet.page.copy_with_children([root])
    if galley.has_backgrounds:
        _lay_out_backgrounds(page, root, typesetter)
    return page


def _lay_out_backgrounds(page: Any, root: Any, typesetter: Typesetter) -> None:
    """Give moved and cut boxes their backgrounds anew: they were laid out where the galley had them."""
    from weasyprint.layout.background import layout_box_backgrounds

    layout_box_backgrounds(page, root, typesetter.images_from)
