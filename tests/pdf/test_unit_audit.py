"""Pages are proved where they are made: the fault of a page maker is told with the note's place, not drawn."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from publisher import pdf
from publisher.errors import AuditError
from publisher.pdf.audit.unit import UnitFault, find_faults
from publisher.pdf.makeup import Area, Floats, Item, NotePiece, PageMaker, PagePlan, make_up
from publisher.store import Store
from publisher.theme import Theme
from tests.support.stock_book import book_of, note, paragraph, section_of

AREA = Area(height_pt=100.0, leading_pt=10.0, note_gap_pt=10.0)
ITEMS = tuple(Item(10.0 * n, 10.0 * n + 10, notes=(n,) if n < 2 else ()) for n in range(4))
NOTES = ((Item(0.0, 8.0),), (Item(0.0, 8.0),))
GOOD = (
    PagePlan(0, 2, (0.0, 10.0), (NotePiece(0, 0, 1), NotePiece(1, 0, 1)), (84.0, 92.0)),
    PagePlan(2, 4, (0.0, 10.0), (), ()),
)


def faults(first: PagePlan, second: PagePlan = GOOD[1]) -> list[UnitFault]:
    return list(find_faults((first, second), ITEMS, NOTES, AREA))


def codes(first: PagePlan, second: PagePlan = GOOD[1]) -> list[tuple[str, int, int | None]]:
    return [(fault.code, fault.page, fault.note) for fault in faults(first, second)]


def test_sound_pages_have_no_fault() -> None:
    assert faults(*GOOD) == []


def test_a_note_on_the_next_page_is_displaced() -> None:
    late = replace(GOOD[1], notes=(NotePiece(1, 0, 1),), note_tops_pt=(92.0,))
    first = replace(GOOD[0], notes=GOOD[0].notes[:1], note_tops_pt=(92.0,))
    assert codes(first, late) == [("note-displaced", 0, 1), ("note-displaced", 1, 1)]


def test_notes_in_another_order_are_disordered() -> None:
    assert codes(replace(GOOD[0], notes=GOOD[0].notes[::-1])) == [("note-disordered", 0, 1)]


def test_text_among_the_notes() -> None:
    assert codes(replace(GOOD[0], tops_pt=(0.0, 80.0))) == [("body-under-notes", 0, 0)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"tops_pt": (0.0, 5.0)}, "two lines stand on each other"),
        ({"note_tops_pt": (84.0, 94.0)}, "notes reach below the text area"),
        ({"note_tops_pt": (85.0, 92.0)}, "notes stand on each other or above the text area"),
        ({"tops_pt": (0.0, 95.0), "note_tops_pt": (105.0, 113.0)}, "text reaches below the text area"),
    ],
)
def test_nothing_stands_on_anything_else(change: dict[str, object], says: str) -> None:
    found = faults(replace(GOOD[0], **change))  # type: ignore[arg-type]
    assert says in [fault.says for fault in found]
    assert {fault.code for fault in found} == {"line-outside-area"}


def test_a_longer_page_holds_more() -> None:
    low = replace(GOOD[0], note_tops_pt=(94.0, 102.0))
    assert codes(low) == [("line-outside-area", 0, 1)]
    assert list(find_faults((low, GOOD[1]), ITEMS, NOTES, replace(AREA, longer={0: 1}))) == []


def test_a_page_maker_that_sets_notes_too_low_makes_no_edition(theme: Theme, store: Store) -> None:
    def too_low(
        items: Sequence[Item], notes: Sequence[Sequence[Item]], area: Area, floats: Floats
    ) -> tuple[PagePlan, ...]:
        return tuple(
            replace(plan, note_tops_pt=tuple(top + 5.0 for top in plan.note_tops_pt))
            for plan in make_up(items, notes, area, floats)
        )

    maker: PageMaker = too_low
    book = book_of(section_of(paragraph("Söz.", note("Not.", line=7))))
    with pytest.raises(AuditError) as refused:
        pdf.render(book, theme, store=store, page_maker=maker)
    (found,) = refused.value.found
    assert (found.code, found.at and found.at.line) == ("line-outside-area", 7)
