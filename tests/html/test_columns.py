"""Columns of numbers: what each cell lacks behind it."""

import pytest

from publisher.html.columns import is_crowded, missing_tails


@pytest.mark.parametrize(
    ("cells", "sign", "tails"),
    [
        (("1.234,5", "98,75", "12.345"), ",", ("0", "", ",00")),
        (("1,234.5", "98", ".125"), ".", ("00", ".000", "")),
        (("1 234,5", "98,75"), ",", ("0", "")),
        (("−3,5", "+12,25", "±1"), ",", ("0", "", ",00")),
        (("12,25 %", "3,5 %"), ",", ("", "0")),
        (("%12,5", "%3"), ",", ("", ",0")),
        (("12,5 %", "3"), ",", ("", ",0 %")),
        (("(3,5)", "4,25"), ",", ("0", ")")),
        (("₺1,5", "", "—"), ",", ("", "", ",0")),
        (("1991", "2018"), ",", ("", "")),
        # Another language's numbers: the sign that all cells can have.
        (("98.75", "1.5"), ",", ("", "0")),
        (("98,75", "1,5"), ".", ("", "0")),
    ],
)
def test_what_is_missing_behind_numbers(cells: tuple[str, ...], sign: str, tails: tuple[str, ...]) -> None:
    assert missing_tails(cells, sign) == tails


@pytest.mark.parametrize(
    "cells",
    [("1,5", "yok"), ("1,5", "1,5,5"), ("2018 yılı", "2"), ("1,5 %", "1,5 ‰"), ("12.34", "1,5"), ("1,5", "x")],
)
def test_words_are_no_numbers(cells: tuple[str, ...]) -> None:
    assert missing_tails(cells, ",") is None


@pytest.mark.parametrize(
    ("rows", "crowded"),
    [
        ([["Yıl", "İhracat", "Yön"], ["2016", "1.062", "→"]], False),
        ([["a"] * 16, ["b"] * 16], False),
        ([["a"] * 17, ["b"] * 17], True),
        ([["Uzun bir cümle " * 20, "başka bir uzun cümle " * 20]], False),
        ([["x" * 49]], True),
        ([[], []], False),
    ],
)
def test_tables_that_are_wider_than_a_telephone(rows: list[list[str]], crowded: bool) -> None:
    assert is_crowded(rows) is crowded
