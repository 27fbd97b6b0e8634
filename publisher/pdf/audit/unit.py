"""The audit of one section's pages where they are made, before they are drawn: plain values, no PDF."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publisher.errors import AuditError, Diagnostic
from publisher.pdf.makeup import Area, Floats, Item, NotePiece, PagePlan
from publisher.source import Position

_TOLERANCE_PT = 0.05


@dataclass(frozen=True, slots=True)
class UnitFault:
    """What is wrong on a page (from 0) of a section; `note` is the index of the note concerned, if it is one."""

    code: str
    page: int
    says: str
    note: int | None = None


def unsound(faults: Iterable[UnitFault], places: Sequence[Position], section_at: Position | None) -> AuditError:
    """Give the error that tells faults of a section's pages.

    Args:
        faults: All that was found.
        places: Of each note, in the manuscript.
        section_at: Where the section begins, in the manuscript.

    Returns:
        `note-displaced`, `note-disordered`, `body-under-notes`, `float-displaced`, `float-disordered`,
        `line-outside-area`.
    """
    return AuditError(
        *(
            Diagnostic(
                code=fault.code,
                message=f"page {fault.page + 1} of its section: {fault.says}",
                at=section_at if fault.note is None else places[fault.note],
                hint="this is a mistake of the program: please report it",
            )
            for fault in faults
        )
    )


def find_faults(
    plans: Sequence[PagePlan],
    items: Sequence[Item],
    notes: Sequence[Sequence[Item]],
    area: Area,
    floats: Floats = (),
) -> Iterator[UnitFault]:
    """Give what is wrong on the pages of a section.

    Args:
        plans: The pages, from make-up.
        items: Of the section's text.
        notes: The lines of each note.
        area: The type area, `longer` as the pages were made with.
        floats: Of the section.
    """
    begun: set[int] = set()
    placed = 0
    for page, plan in enumerate(plans):
        for number, _ in plan.floats:
            if number != placed:
                yield UnitFault("float-disordered", page, "figures and tables do not stand in their order")
            if floats[number].anchor >= plan.last:
                yield UnitFault("float-displaced", page, "a figure or a table stands before what refers to it")
            placed = number + 1
        yield from _crowded(page, plan, items, area, floats)
        called = [note for item in items[plan.first : plan.last] for note in item.notes]
        begins = [piece.note for piece in plan.notes if piece.note not in begun]
        begun.update(begins)
        yield from _misplaced(page, called, begins)
        yield from _overfull(page, plan, items, notes, area, floats)


def _misplaced(page: int, called: list[int], begins: list[int]) -> Iterator[UnitFault]:
    for note in called:
        if note not in begins:
            yield UnitFault("note-displaced", page, "a note is called there and begins on another page", note)
    for note in begins:
        if note not in called:
            yield UnitFault("note-displaced", page, "a note begins there and is called on another page", note)
    if sorted(begins) == sorted(called) and begins != called:
        note = next(note for note, other in zip(begins, called, strict=True) if note != other)
        yield UnitFault("note-disordered", page, "notes do not stand in the order of their calls", note)


def _overfull(
    page: int, plan: PagePlan, items: Sequence[Item], notes: Sequence[Sequence[Item]], area: Area, floats: Floats
) -> Iterator[UnitFault]:
    height = area.height_of(page) + _TOLERANCE_PT
    if any(top + floats[number].height_pt > height for number, top in plan.floats):
        yield UnitFault("line-outside-area", page, "a figure or a table reaches below the text area")
    bottom = 0.0
    for item, top in zip(items[plan.first : plan.last], plan.tops_pt, strict=True):
        if top < bottom - _TOLERANCE_PT:
            yield UnitFault("line-outside-area", page, "two lines stand on each other")
        bottom = max(bottom, top + item.bottom_pt - item.top_pt)
    if bottom > height:
        yield UnitFault("line-outside-area", page, "text reaches below the text area")
    if plan.notes and not area.notes_beside and plan.note_tops_pt[0] < bottom - _TOLERANCE_PT:
        yield UnitFault("body-under-notes", page, "text stands where notes do", plan.notes[0].note)
    yield from _overlapping(page, plan, notes, height)


def _overlapping(page: int, plan: PagePlan, notes: Sequence[Sequence[Item]], height: float) -> Iterator[UnitFault]:
    bottom = 0.0
    for piece, top in zip(plan.notes, plan.note_tops_pt, strict=True):
        if top < bottom - _TOLERANCE_PT:
            yield UnitFault("line-outside-area", page, "notes stand on each other or above the text area", piece.note)
        bottom = top + _height(notes, piece)
    if bottom > height:
        yield UnitFault("line-outside-area", page, "notes reach below the text area", plan.notes[-1].note)


def _crowded(page: int, plan: PagePlan, items: Sequence[Item], area: Area, floats: Floats) -> Iterator[UnitFault]:
    """Give what stands on a page's floats, or what these stand on."""
    taken = [(top, top + floats[number].height_pt) for number, top in plan.floats]
    if not taken:
        return
    lines = zip(items[plan.first : plan.last], plan.tops_pt, strict=True)
    text = [(top, top + item.bottom_pt - item.top_pt) for item, top in lines]
    foot = plan.notes and not area.notes_beside
    others = text + ([(plan.note_tops_pt[0], math.inf)] if foot else [])
    for at, (top, bottom) in enumerate(taken):
        for other_top, other_bottom in others + taken[:at]:
            if top < other_bottom - _TOLERANCE_PT and other_top < bottom - _TOLERANCE_PT:
                yield UnitFault("line-outside-area", page, "a figure or a table and something else stand on each other")
                return


def _height(notes: Sequence[Sequence[Item]], piece: NotePiece) -> float:
    lines = notes[piece.note]
    return lines[piece.last - 1].bottom_pt - lines[piece.first].top_pt
