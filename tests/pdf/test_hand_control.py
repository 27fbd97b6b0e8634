"""What an editor asks of single pages and words is done, in the finished PDF."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from publisher.model import Block, Book, PageWish, Paragraph, Quotation
from publisher.pdf import render
from publisher.store import Store
from tests.support.printed_editions import Edition, displaced_notes, lost_notes, lost_words
from tests.support.printed_pages import Page
from tests.support.small_press import GEOMETRY, LINES, SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, section_of, words

TOP = GEOMETRY.margin_top_mm * 72 / 25.4


def lines(count: int) -> list[Paragraph]:
    """Give paragraphs of one line, all different, each at a place of its own."""
    return [Paragraph(words(f"Satır {number}."), place(number + 3)) for number in range(count)]


def wishing(block: Paragraph, *wishes: PageWish) -> Paragraph:
    return replace(block, wishes=wishes)


def firsts(pages: Sequence[Page]) -> list[str]:
    return [page.body[0].text for page in pages if page.body]


def foot(page: Page) -> float:
    """Count the lines from the top of the type area to the last line on a page."""
    return round((max(line.baseline for line in (*page.body, *page.notes)) - TOP) / GEOMETRY.leading_pt + 0.3)


# --- pages that begin ----------------------------------------------------------------------------------------------


def test_a_page_begins_with_what_asks_for_it(press: SmallPress) -> None:
    plain = lines(8)
    assert "Satır 5." not in firsts(press.pages(*plain))
    plain[5] = wishing(plain[5], PageWish.NEW_PAGE)
    first, second = press.pages(*plain)
    assert second.body[0].text == "Satır 5."
    assert first.body[-1].text == "Satır 4."


def test_a_page_begins_within_a_quotation_too(press: SmallPress) -> None:
    quoted = [paragraph("Önce."), wishing(paragraph("Sonra."), PageWish.NEW_PAGE)]
    first, second = press.pages(Quotation(tuple(quoted), place(3)))
    assert (first.body[-1].text, second.body[0].text) == ("Önce.", "Sonra.")


def test_a_recto_begins_with_what_asks_for_it_and_the_verso_before_is_bare(press: SmallPress) -> None:
    edition = press.edition(*lines(3), wishing(paragraph("Sağda."), PageWish.NEW_RECTO), *lines(2))
    first, verso, recto = edition.pages_of(edition.book.sections[0])
    assert verso.bare
    assert recto.number % 2
    assert recto.body[0].text == "Sağda."
    assert [page.shows_folio for page in edition.printed.page_map[first.number - 1 : recto.number]] == [1, 0, 1]


def test_no_page_ends_after_what_is_kept_with_the_next(press: SmallPress) -> None:
    plain: list[Paragraph] = lines(30)
    last = press.pages(*plain)[1].body[-1].text
    index = next(number for number, block in enumerate(plain) if block.inlines == words(last))
    plain[index] = wishing(plain[index], PageWish.KEEP_WITH_NEXT)
    assert firsts(press.pages(*plain))[2] == last


# --- spreads -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wish", "more"), [(PageWish.SPREAD_LONG, 1), (PageWish.SPREAD_SHORT, -1)])
def test_both_pages_of_a_spread_are_longer_or_shorter_and_so_is_their_foot(
    press: SmallPress, wish: PageWish, more: int
) -> None:
    plain = lines(60)
    # Called on the third page, a recto: its note ends at the foot that was moved.
    plain[30] = Paragraph((*words("Çağrı"), note("Dipnot.")), place(33))
    plain[16] = wishing(plain[16], wish)
    pages = press.pages(*plain)
    assert [foot(page) for page in pages[1:3]] == [LINES + more, LINES + more]
    assert max(foot(page) for page in (pages[0], *pages[3:])) <= LINES
    assert pages[2].notes


def test_a_block_that_would_leave_its_spread_is_told_with_its_place(press: SmallPress) -> None:
    plain = lines(60)
    before = press.pages(*plain)
    last = before[2].body[-1].text
    index = next(number for number, block in enumerate(plain) if block.inlines == words(last))
    plain[index] = wishing(plain[index], PageWish.SPREAD_SHORT)
    edition = press.edition(*plain)
    (found,) = edition.printed.found
    assert (found.code, found.at) == ("spread-unsettled", place(index + 3))
    assert [page.text for page in edition.pages_of(edition.book.sections[0])] == [page.text for page in before]


# --- words ---------------------------------------------------------------------------------------------------------


def divided(press: SmallPress, store: Store, text: str, *exceptions: str, language: str = "tr") -> set[str]:
    """Print a text and give the parts of words that stand before a hyphen at a line's end."""
    blocks: tuple[Block, ...] = (paragraph(text),)
    book: Book = replace(book_of(section_of(*blocks), language=language), word_divisions=exceptions)
    edition = Edition("small", book, render(book, press.theme(), store=store), GEOMETRY)
    assert [*lost_words(edition), *lost_notes(edition), *displaced_notes(edition)] == []
    ends = [line.text.split()[-1] for page in edition.pages_of(book.sections[0]) for line in page.body[:-1]]
    return {end.removesuffix("-").lower() for end in ends if end.endswith("-")}


FILLED = " ".join("x" * (number % 17) + " Kazakistan’daki" for number in range(1, 80))


def test_a_word_is_divided_as_the_book_says_whatever_its_capitals_and_ending(press: SmallPress, store: Store) -> None:
    assert divided(press, store, FILLED) >= {"kaza", "kazakis"}
    found = divided(press, store, FILLED, "kazaki-stan")
    assert "kazaki" in found
    assert found <= {"kazaki", "kazakistan’da"}
    # What one book says means nothing to the next.
    assert divided(press, store, FILLED) >= {"kaza", "kazakis"}


def test_a_word_without_a_hyphen_is_never_divided(press: SmallPress, store: Store) -> None:
    text = FILLED.replace("’daki", "")
    assert divided(press, store, text)
    assert divided(press, store, text, "KAZAKİSTAN") == set()


def test_exceptions_hold_where_patterns_are_pyphens_own(press: SmallPress, store: Store) -> None:
    text = " ".join("x" * (number % 17) + " typography" for number in range(1, 80))
    assert divided(press, store, text, language="en") - {"typo"}
    assert divided(press, store, text, "typo-graphy", language="en") == {"typo"}


def test_soft_hyphens_say_where_their_word_is_divided_and_leave_the_others_alone(
    press: SmallPress, store: Store
) -> None:
    assert divided(press, store, FILLED.replace("Kazakistan", "Kazaki\u00adstan")) <= {"kazaki", "kazakistan’da"}
    assert divided(press, store, FILLED.replace("daki", "daki ki\u00adtap")) >= {"kaza", "kazakis"}


def test_no_line_ends_before_two_letters_of_a_called_word(press: SmallPress, store: Store) -> None:
    """The joiner that binds a call to its word is no letter."""
    blocks = [
        paragraph("x" * (number % 17) + " bilimselliği", note(f"Not {number}."), ". " + "y" * (number % 5))
        for number in range(34)
    ]
    edition = press.edition(*blocks, css="section { hyphenate-limit-zone: 0 }")
    ends = [line.text.split()[-1] for page in edition.pages_of(edition.book.sections[0]) for line in page.body]
    divided = {end for end in ends if end.endswith("-")}
    assert divided
    assert divided <= {"bi-", "bilim-", "bilimsel-"}


def test_a_theme_may_ask_for_more_letters_and_never_for_less(press: SmallPress) -> None:
    def begun(limits: str) -> set[str]:
        css = f"section {{ hyphenate-limit-chars: {limits}; hyphenate-limit-zone: 0 }}"
        joined = paragraph(" ".join("x" * (n % 17) + " arabaların ağacı" for n in range(80)))
        edition = press.edition(joined, css=css)
        lines = [line.text for page in edition.pages_of(edition.book.sections[0]) for line in page.body]
        return {line.split()[-1].removesuffix("-") for line in lines if line.endswith("-")}

    assert "ara" in begun("2 1 1") <= {"ara", "araba", "arabala"}
    assert set() < begun("6 4 3") <= {"araba", "arabala"}
