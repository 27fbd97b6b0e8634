"""Which figures and tables print may move, and what cannot be asked of them."""

from dataclasses import replace

import pytest

from publisher.model import (
    Block,
    Figure,
    FloatPlace,
    FloatRule,
    Inlines,
    ItemList,
    ListItem,
    Note,
    NoteReference,
    PrintOptions,
    Quotation,
    Table,
)
from publisher.transform.floating import find_immovable, floating
from tests.support.stock_book import book_of, paragraph, place, row, section_of, words

AT = place(3)
NOTE = Note((paragraph("söz"),), AT)


def figure(name: str, caption: Inlines | None, at: FloatPlace | None = None) -> Figure:
    return Figure("images/route.svg", "yol", place(len(name)), caption, name, at)


def table(name: str, cell: Inlines, at: FloatPlace | None = None) -> Table:
    return Table((), row(cell), (), place(20 + len(name)), words("Ticaret"), name, at)


def names(rule: FloatRule, *blocks: Block) -> list[str | None]:
    return [each.identifier for each in floating(section_of(*blocks), PrintOptions(floats=rule))]


BLOCKS = (
    paragraph("söz"),
    figure("a", words("Yol")),
    figure("bb", None),
    table("c", words("1")),
    figure("dddd", None, FloatPlace.FULL_PAGE),
    figure("eeeee", words("Yol"), FloatPlace.HERE),
    table("ffffff", words("1"), FloatPlace.TOP),
    figure("ggg", (*words("Yol"), NOTE)),
    table("hhhhhhhh", (*words("1"), NoteReference("n", AT))),
    Quotation((figure("iiiiiiiii", words("Yol")),), AT),
)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (FloatRule.CAPTIONED, ["a", "c", "dddd", "ffffff"]),
        (FloatRule.MARKED, ["dddd", "ffffff"]),
        (FloatRule.NONE, []),
    ],
)
def test_captions_and_marks_let_move_and_notes_keep(rule: FloatRule, expected: list[str]) -> None:
    assert names(rule, *BLOCKS) == expected


def found(rule: FloatRule, *blocks: Block) -> list[tuple[int, str]]:
    book = replace(book_of(section_of(*blocks)), print_options=PrintOptions(floats=rule))
    assert all(each.code == "place-impossible" for each in find_immovable(book))
    return [(each.at.line, each.message) for each in find_immovable(book) if each.at]


def test_a_mark_that_nothing_can_come_of_is_a_mistake() -> None:
    calling = table("ab", (*words("1"), NOTE), FloatPlace.TOP)
    inside = ItemList((ListItem((figure("abc", words("Yol"), FloatPlace.TURNED),), AT),), AT)
    kept = Quotation((figure("abcd", words("Yol"), FloatPlace.HERE),), AT)
    blocks = (*BLOCKS, calling, inside, kept)
    assert found(FloatRule.CAPTIONED, *blocks) == [
        (22, "“.top” cannot be done: this table calls a note"),
        (3, "“.turned” cannot be done: this figure stands inside another block"),
    ]
    assert found(FloatRule.MARKED, *blocks) == found(FloatRule.CAPTIONED, *blocks)
    assert found(FloatRule.NONE, *blocks) == []
