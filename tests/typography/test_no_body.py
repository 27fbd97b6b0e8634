"""What is no justified running text counts for nothing."""

import pytest

from publisher.check.typography import Figures, measure
from publisher.pdf.audit.setting import read_setting
from publisher.store import Store
from publisher.theme import Theme
from tests.typography.sheets import LINES, Put, Sheets, instead, ragged, text


@pytest.fixture(scope="module")
def sheets(theme: Theme, store: Store) -> Sheets:
    return Sheets(theme, store)


def figures(sheets: Sheets, *others: Put) -> Figures:
    found = measure(sheets.print(instead(text(), *others), text(3)))
    assert found
    return found


CASES = {
    "a letterspaced heading of the body's size": [Put("A heading that goes far out", 7, "head")],
    "a heading of two lines": [Put("A heading that goes on in", 6, "head"), Put("two", 7, "head")],
    "ragged notes": [Put("A note that has only few words", 18, "note"), Put("and goes on.", 18.8, "note")],
    "justified notes": [Put("A note that has only few words", 19, "justified note")],
    "a smaller quotation": [Put("A quotation of few words", 7, css="font-size: 9.75pt")],
    "leaders": [Put("Introduction . . . . . . . . . . . . 17", 7)],
    "cells of a table": [
        ragged("Cell of a row", 7),
        ragged("another", 7, left="150pt"),
        ragged("1,234", 7, left="60pt", text_align="right"),
    ],
}


@pytest.mark.parametrize("others", CASES.values(), ids=CASES)
def test_is_no_line_of_running_text(sheets: Sheets, others: list[Put]) -> None:
    found = figures(sheets, *others)
    places = {put.at for put in others} & set(range(LINES))
    assert found.sum("lines") == found.sum("justified") == 2 * LINES - len(places)
    assert found.sum("wide") == found.sum("runts") == found.sum("off_grid") == 0


RAGGED = {
    "verse": [ragged("Not a drum was heard,", 7, text_indent="2em"), ragged("not a note.", 8, text_indent="2em")],
    "the last line of a paragraph": [ragged("and gulls went circling.", 7)],
    "a ragged line": [ragged("and gulls went circling over masts", 7)],
    "a line at the right edge": [ragged("Ankara, May", 7, text_align="right")],
    "a line in the middle": [ragged("Ankara, May", 7, text_align="center")],
}


@pytest.mark.parametrize("others", RAGGED.values(), ids=RAGGED)
def test_is_no_justified_line(sheets: Sheets, others: list[Put]) -> None:
    found = figures(sheets, *others)
    assert found.sum("lines") == 2 * LINES
    assert found.sum("justified") == 2 * LINES - len(others)
    assert found.sum("wide") == 0


def test_the_number_of_an_item_is_no_word(sheets: Sheets) -> None:
    item = [
        ragged("12.", 7, left="45pt"),
        Put("Rain had fallen since dawn upon that road,", 7, css="left: 80pt; width: 270pt"),
        Put("and gulls went circling over masts just", 8, css="left: 80pt; width: 270pt"),
    ]
    found = figures(sheets, *item)
    assert found.sum("justified") == found.sum("lines") == 2 * LINES


def test_a_tab_is_no_word_space(sheets: Sheets) -> None:
    tabbed = '1. <span style="display: inline-block; width: 60pt"> </span>Rain had fallen since dawn and came'
    assert figures(sheets, Put(tabbed, 7)).sum("wide") == 0


def test_words_are_measured_to_their_ends(sheets: Sheets) -> None:
    """Ligatures, slanted letters, raised numbers and hyphens change nothing about the space that follows."""
    line = ragged(ENDS, 7, word_spacing="1pt")
    found = read_setting(sheets.print(instead(text(), line), text(3)))[0].lines[7]
    assert [word.text for word in found.words] == ["sufi", "slanted", "a", "ffi", "moved.12", "half-way", "fl", "ffi"]
    assert found.gaps == pytest.approx([3.56] * 7, abs=0.25)


ENDS = 'sufi <i>slanted</i> a ffi moved.<span style="font-variant-position: super">12</span> half-way fl ffi'


@pytest.mark.parametrize("left", ["360pt", "10pt"])
def test_notes_in_the_margin_are_looked_past(sheets: Sheets, left: str) -> None:
    beside = [Put(f"{put.text[:9]}", put.at, "note", f"left: {left}; width: 40pt") for put in text(0, 6, at=4)]
    found = measure(sheets.print([*text(), *beside], [*text(3), *beside], text(7)))
    assert found
    assert found.sum("justified") == found.sum("lines") == 3 * LINES
    assert found.sum("runts") == found.sum("widows") == found.sum("orphans") == found.sum("short") == 0


def test_a_drop_cap_is_looked_past(sheets: Sheets) -> None:
    capital = ragged("R", 1, font_size="34pt", line_height="14pt")
    under = [Put(put.text[6:], put.at, css="left: 90pt; width: 260pt") for put in text(0, 2)]
    found = measure(sheets.print(instead([*text(), capital], *under), text(3)))
    assert found
    assert found.sum("justified") == found.sum("lines") == 2 * LINES
    assert found.sum("wide") == found.sum("orphans") == 0


def test_furniture_is_looked_past(sheets: Sheets) -> None:
    pages = [
        [ragged(f"A Book, by Somebody {number}", -2), *text(number % 3), ragged(str(number), LINES + 1)]
        for number in range(1, 7)
    ]
    found = measure(sheets.print(*pages))
    assert found
    assert (found.sum("lines"), found.sum("justified")) == (6 * LINES, 6 * LINES)
    assert found.sum("off_grid") == found.sum("short") == 0


def test_a_line_that_some_pages_begin_with_is_no_furniture(sheets: Sheets) -> None:
    opening = [ragged("Seen from the harbour", 0), *text(0, LINES - 3, at=3)]
    found = measure(sheets.print(opening, text(), opening, text(3), opening, text(5), text(7)))
    assert found
    assert found.sum("lines") == 3 * (LINES - 2) + 4 * LINES


def test_ragged_text_is_not_measured(sheets: Sheets) -> None:
    lines = [Put(f"{put.text}{'n' * (at % 9)}", at, "") for at, put in enumerate(text())]
    assert measure(sheets.print(lines)) is None


def test_nothing_is_measured_where_nothing_is_printed(sheets: Sheets) -> None:
    assert measure(sheets.print([])) is None
