"""Verse on pages: lines stand where their author puts them."""

import pytest

from publisher.model import Verse
from tests.support.printed_pages import Page
from tests.support.small_press import SmallPress
from tests.support.stock_book import paragraph, place, stanza, words

AT = place(3)
SIZE_PT = 10.75


def lefts(page: Page, *starts: str) -> list[float]:
    return [page.line_with(start).left for start in starts]


def test_a_line_is_indented_by_an_em_for_two_spaces(press: SmallPress) -> None:
    verse = Verse((stanza(words("ilk"), words("ikinci"), words("ufak"), indents=(0, 4, 1)),), AT)
    (page,) = press.pages(paragraph("Önce."), verse, paragraph("Sonra."))
    first, second, third = lefts(page, "ilk", "ikinci", "ufak")
    assert second - first == pytest.approx(2 * SIZE_PT, abs=0.5)
    assert third - first == pytest.approx(SIZE_PT, abs=0.5)


def test_what_turns_over_stands_right_of_its_line(press: SmallPress) -> None:
    long = "uzun bir dize ki sayfaya sığmaz ve ikinci satıra taşar"
    (page,) = press.pages(Verse((stanza(words("ilk"), words(long), indents=(0, 4)),), AT))
    begin = next(n for n, line in enumerate(page.body) if line.text.startswith("uzun"))
    assert page.body[begin + 1].left > page.body[begin].left + SIZE_PT


def test_a_line_finds_room_behind_any_number_of_spaces(press: SmallPress) -> None:
    press.pages(Verse((stanza(words("a"), words("bir söz"), indents=(0, 400)),), AT))
