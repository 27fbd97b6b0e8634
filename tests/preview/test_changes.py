"""What an edit changed, page by page."""

from dataclasses import replace

import pytest

from publisher.check.comparing import Kind
from publisher.preview.changes import changes, looked_at
from publisher.preview.sheets import GoneError, Known, Sheets
from tests.check.comparing.test_comparing import BOOK, page
from tests.support.typed_pdf import Typed, typed_pdf


def sheets(pages: list[Typed], known: Known) -> Sheets:
    return Sheets(typed_pdf(pages), known)


def told(old: Sheets, new: Sheets) -> list[tuple[str, int | None, int]]:
    return [(str(change.kind), change.before, change.number) for change in changes(old.sheets, new.sheets)]


def test_an_edit_is_found_and_framed() -> None:
    known = Known()
    edited = replace(BOOK[5], lines=(*BOOK[5].lines[:4], "other words", *BOOK[5].lines[5:]))
    old, new = sheets(BOOK, known), sheets([*BOOK[:5], edited, *BOOK[6:]], known)
    assert told(old, old) == []
    assert told(old, new) == [("changed", 6, 6)]
    (change,) = looked_at(old, new, changes(old.sheets, new.sheets))
    (region,) = change.regions
    # The fifth line stands 116 points below the top of 400.
    assert 26 < region.top < 29 and 28 < region.top + region.height < 31


def test_a_page_that_is_written_otherwise_and_looks_the_same_is_no_change() -> None:
    known = Known()
    old, new = sheets(BOOK, known), sheets([replace(BOOK[0], grey=1.0), *BOOK[1:]], known)
    found = changes(old.sheets, new.sheets)
    assert [change.kind for change in found] == [Kind.CHANGED]
    assert looked_at(old, new, found) == ()


def test_pages_behind_a_new_one_are_told_from_changed_ones() -> None:
    known = Known()
    old, new = sheets(BOOK, known), sheets([*BOOK[:5], page(20), *BOOK[5:]], known)
    # Folios are no stamps here: what looks otherwise behind the new page is compared with the page before it.
    assert told(old, new)[0] == ("changed", 6, 6)
    assert len(told(old, new)) == 8


def test_what_is_known_of_pages_says_what_a_closer_look_would() -> None:
    edited = [*BOOK[:5], replace(BOOK[5], grey=0.5), page(20), *BOOK[6:]]
    known = Known()
    sheets(BOOK, known)
    seen = len(known.marks)
    assert sheets(BOOK, known).sheets == sheets(BOOK, Known()).sheets
    assert len(known.marks) == seen
    assert sheets(edited, known).sheets == sheets(edited, Known()).sheets
    assert len(known.marks) > seen


def test_words_are_found_and_a_closed_edition_is_gone() -> None:
    old = sheets(BOOK, Known())
    found = old.find("P5W0  " + BOOK[5].lines[0].split()[1].upper(), 10)
    assert [number for number, _ in found] == [6]
    assert found[0][1].startswith("A Book") or "p5w0" in found[0][1]
    assert old.find("nowhere", 10) == old.find(" ", 10) == []
    assert old.png(1, 300).startswith(b"\x89PNG")
    old.close()
    with pytest.raises(GoneError):
        old.png(2, 300)
