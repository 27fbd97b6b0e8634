"""Each fault stands in a finished file once, and is found there; nothing else is."""

from collections.abc import Sequence

import pytest

from publisher.check.typography import Figures, measure
from publisher.store import Store
from publisher.theme import Theme
from tests.typography.sheets import LINES, Put, Sheets, instead, ragged, text

NOT_FAULTS = {"lines", "justified", "hyphens"}


@pytest.fixture(scope="module")
def sheets(theme: Theme, store: Store) -> Sheets:
    return Sheets(theme, store)


def figures(sheets: Sheets, *pages: Sequence[Put]) -> Figures:
    found = measure(sheets.print(*pages))
    assert found
    return found


def faults(found: Figures) -> dict[str, float]:
    """Give the figures that are not 0, in all."""
    in_all = found.as_dict()["in_all"]
    told = {name: in_all[name] for name in in_all if name not in NOT_FAULTS and "_" not in name}
    told |= {name: in_all[name] for name in ("off_grid", "hyphen_at_turn", "hyphen_at_spread")}
    return {name: count for name, count in told.items() if count}


def test_clean_pages_have_no_fault(sheets: Sheets) -> None:
    found = figures(sheets, text(), text(3), text(5))
    assert faults(found) == {}
    assert (found.sum("lines"), found.sum("justified")) == (3 * LINES, 3 * LINES)
    body = found.body
    assert body.look.size_pt == 10.75
    assert (round(body.leading_pt, 2), round(body.measure_pt), round(body.space_pt, 2)) == (14.0, 290, 2.56)


def test_a_wide_line(sheets: Sheets) -> None:
    found = figures(sheets, instead(text(), Put("hardly any words, it seems, have a place here", 7)))
    assert faults(found) == {"wide": 1}


def test_a_tight_line(sheets: Sheets) -> None:
    tight = ragged("while carts came slowly down with apples, casks and oil,", 7, word_spacing="-0.94pt")
    found = figures(sheets, instead(text(), tight))
    # … which ends where the others do.
    assert abs(found.body.measure_pt - 290) < 1
    assert faults(found)["tight"] == 1


def test_letters_made_wider(sheets: Sheets) -> None:
    """By a matrix, as `Tz` does it too."""
    wider = ragged("and gulls went circling over masts that barely moved.", 7, **WIDER)
    found = figures(sheets, instead(text(), wider), text(3))
    assert (found.least("narrowest_letters"), found.most("widest_letters")) == (1, 1.02)
    assert faults(found) == {}


WIDER = {"transform": "scaleX(1.02)", "transform_origin": "0 0"}


def test_a_ladder(sheets: Sheets) -> None:
    ends = [Put(put.text[:-3].rstrip(",. ") + "ab-", put.at) for put in text(lines=4)]
    three = figures(sheets, instead(text(), *ends[:3]))
    assert (three.sum("hyphens"), three.most("longest_ladder"), faults(three)) == (3, 3, {})
    four = figures(sheets, instead(text(), *ends))
    assert (four.sum("hyphens"), four.most("longest_ladder"), faults(four)) == (4, 4, {"ladders": 1})


def test_hyphens_at_page_ends(sheets: Sheets) -> None:
    hyphen = Put("Some said that nobody had ever come from there in un-", LINES - 1)
    found = figures(sheets, instead(text(), hyphen), instead(text(3), hyphen), text(5))
    assert faults(found) == {"hyphen_at_turn": 1, "hyphen_at_spread": 1}


def test_the_last_page_ends_in_no_hyphen_that_is_turned(sheets: Sheets) -> None:
    hyphen = Put("Some said that nobody had ever come from there in un-", LINES - 1)
    assert faults(figures(sheets, text(), instead(text(3), hyphen))) == {}


@pytest.mark.parametrize("lines", [2, 3, 4])
def test_stacks_at_the_beginning(sheets: Sheets, lines: int) -> None:
    stacked = [Put(f"“Red {put.text.partition(' ')[2]}", put.at) for put in text(lines=lines)]
    assert faults(figures(sheets, instead(text(), *stacked))) == {"pairs" if lines == 2 else "stacks": 1}


def test_stacks_at_the_end(sheets: Sheets) -> None:
    stacked = [
        Put(f"{put.text.rpartition(' ')[0]} {end}", put.at) for put, end in zip(text(lines=3), ENDS, strict=True)
    ]
    assert faults(figures(sheets, instead(text(), *stacked))) == {"stacks": 1}


ENDS = ("red,", "Red", "red.”")


def test_short_words_make_no_stack(sheets: Sheets) -> None:
    stacked = [Put(f"to {put.text}"[: len(put.text)], put.at) for put in text(lines=3)]
    assert faults(figures(sheets, instead(text(), *stacked))) == {}


def test_a_runt(sheets: Sheets) -> None:
    assert faults(figures(sheets, instead(text(), ragged("said.", 9)))) == {"runts": 1}


@pytest.mark.parametrize("last", ["said he.", "extraordinarily."])
def test_a_last_line_that_is_no_runt(sheets: Sheets, last: str) -> None:
    assert faults(figures(sheets, instead(text(), ragged(last, 9)))) == {}


def test_a_paragraph_of_one_word_is_no_runt(sheets: Sheets) -> None:
    alone = [ragged("and gulls went circling.", 8), ragged("“No.”", 9, text_indent="1em")]
    assert faults(figures(sheets, instead(text(), *alone))) == {}


def test_a_widow(sheets: Sheets) -> None:
    pages = text(), instead(text(3), ragged("so it had been for a long time.", 0)), text(5)
    assert faults(figures(sheets, *pages)) == {"widows": 1}


def test_an_orphan(sheets: Sheets) -> None:
    end = [
        ragged("and gulls went circling over masts.", LINES - 2),
        Put("Nobody asked whose ship it was; flags hung wet and", LINES - 1, css="text-indent: 1em"),
    ]
    assert faults(figures(sheets, instead(text(), *end), text(3), text(5))) == {"orphans": 1}


def test_paragraphs_of_one_line_at_the_ends_of_pages_are_no_fault(sheets: Sheets) -> None:
    end = [
        ragged("and gulls went circling.", LINES - 2),
        ragged("“Whose ship is it?”", LINES - 1, text_indent="1em"),
    ]
    begin = [ragged("“Nobody’s ship.”", 0, text_indent="1em")]
    assert faults(figures(sheets, instead(text(), *end), instead(text(3), *begin), text(5))) == {}


def test_a_line_above_a_quotation_is_no_orphan(sheets: Sheets) -> None:
    end = [
        ragged("so it had been.", LINES - 4),
        Put("Nobody asked whose ship it was; flags hung wet and", LINES - 3, css="text-indent: 1em"),
        *(Put("A quotation in smaller letters", at, "", "font-size: 9.75pt") for at in (LINES - 2, LINES - 1)),
    ]
    notes = [Put(f"{number}. What is said in a note.", 18 + 11 * number / 14, "note") for number in range(2)]
    pages = instead(text(), *end), text(3), *([*text(first, 17), *notes] for first in (0, 2, 4)), text(1)
    assert faults(figures(sheets, *pages)) == {}


def test_two_lines_before_and_after_a_page_are_no_fault(sheets: Sheets) -> None:
    end = [
        ragged("while carts came down.", LINES - 3),
        Put("Nobody asked whose ship it was; flags hung wet and", LINES - 2, css="text-indent: 1em"),
    ]
    begin = [ragged("so it had been for a long time.", 1)]
    assert faults(figures(sheets, instead(text(), *end), instead(text(3), *begin), text(5))) == {}


def test_a_short_page_beside_a_full_one(sheets: Sheets) -> None:
    pages = text(), text(3), text(5, LINES - 3), text(), text(3), text()
    found = figures(sheets, *pages)
    assert faults(found) == {"short": 1, "uneven": 1}
    assert [page.short_lines for page in found.pages] == [0, 0, 3, 0, 0, None]


def test_two_lines_less_are_no_short_page(sheets: Sheets) -> None:
    pages = text(), text(4, LINES - 2), text(2, LINES - 2), text(), text(3), text()
    assert faults(figures(sheets, *pages)) == {}


@pytest.mark.parametrize(("at", "size"), [(0, "19pt"), (3, "10.75pt")])
def test_the_last_page_of_a_section_may_be_short(sheets: Sheets, at: int, size: str) -> None:
    """A page with a large title, or one that begins further down than others, opens the next one."""
    opening = [Put("A title", at, "head", f"font-size: {size}"), *text(6, LINES - 6, at=6)]
    assert faults(figures(sheets, text(), text(0, 5), opening, text(), text(2), text(4, 3))) == {}


@pytest.mark.parametrize(("first", "at"), [(0, LINES - 8), (8, 0)])
def test_a_picture_ends_or_begins_a_page(sheets: Sheets, first: int, at: int) -> None:
    picture = Put(PICTURE, at, "", "line-height: 0")
    pages = text(), text(3, LINES - 4), [picture, *text(0, LINES - 8, at=first)], text(5), text(3), text()
    found = figures(sheets, *pages)
    assert [round(page.short_lines or 0) for page in found.pages] == [0, 4, 0, 0, 0, 0]


PICTURE = '<span style="display: inline-block; width: 200pt; height: 108pt; background: grey"></span>'


def test_notes_end_a_page(sheets: Sheets) -> None:
    notes = [Put(f"{number}. What is said in a note.", 18 + 11 * number / 14, "note") for number in range(2)]
    pages = text(), [*text(0, 17), *notes], [*text(2, 15), *notes], text(), text(3), text()
    assert faults(figures(sheets, *pages)) == {}


def test_white_above_notes_makes_a_short_page(sheets: Sheets) -> None:
    notes = [Put(f"{number}. What is said in a note.", 18 + 11 * number / 14, "note") for number in range(2)]
    pages = text(), [*text(0, 17), *notes], [*text(0, 14), *notes], text(), text(3), text()
    found = figures(sheets, *pages)
    assert faults(found) == {"short": 1}
    assert found.pages[2].short_lines == pytest.approx(3, abs=0.01)


def test_lines_off_the_grid(sheets: Sheets) -> None:
    moved = [Put(put.text, put.at + 0.5) for put in text(10, 3, at=10)]
    lines = [put for put in text() if not 10 <= put.at <= 13]
    assert faults(figures(sheets, [*lines, *moved])) == {"off_grid": 3}


def test_a_river(sheets: Sheets) -> None:
    lines = [Put(_halves(*words, 130 + 2 * at), 4 + at) for at, words in enumerate(PARTED)]
    assert figures(sheets, instead(text(), *lines)).sum("rivers") == 1
    assert figures(sheets, instead(text(), *lines[:-1])).sum("rivers") == 0


def _halves(left: str, right: str, width: int) -> str:
    """Give a line of two parts, so that the space between them stands at a known place."""
    half = '<span style="display: inline-block; width: {}pt; text-align-last: justify">{}</span>'
    return f"{half.format(width, left)} {half.format(287 - width, right)}"


PARTED = (
    ("and rain fell every day", "upon the old harbour road,"),
    ("so every one of the old", "roofs of slate was shining"),
    ("while carts came slowly", "down, with casks and oils,"),
    ("and gulls went circling", "over the masts that barely"),
    ("nobody ever asked him", "whose ship it was; its flag"),
)
