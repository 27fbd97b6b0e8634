"""Columns of numbers: what is missing behind each, so that their decimal signs stand under each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SIGNS = (",", ".")
# Signs, currencies, brackets before a number; a unit, a share, a bracket after it.
_NUMBER = r"[^\w,.]{{0,4}}(?:\d+(?:[{groups}]\d{{3}})*)?(?P<fraction>{sign}\d+)?(?P<unit>[^\w,.]{{0,3}})"
_GROUPS = r"\u0020\u00a0\u2009\u202f’'"
_NOTHING = re.compile(r"[-–—−…·]*")


@dataclass(frozen=True, slots=True)
class _Tail:
    """What a cell has behind its whole number; `None` in an empty cell."""

    digits: int
    unit: str


CROWDED = "crowded"
"""The class of tables that are wider than a telephone."""

_MOST_SIGNS = 50
_PADDING = 2


def is_crowded(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a table is wider than a telephone even with each word on a line of its own.

    Args:
        rows: The words of each row's cells, that of the head among them.
    """
    columns = zip(*rows, strict=True)
    longest = (max((len(word) for cell in column for word in cell.split()), default=0) for column in columns)
    return sum(length + _PADDING for length in longest) > _MOST_SIGNS


def missing_tails(cells: Sequence[str], sign: str) -> tuple[str, ...] | None:
    """Give what each cell of a column lacks behind it, unseen, for its decimal sign to stand under the others.

    Args:
        cells: Their words, notes left out.
        sign: The decimal sign of their language; the other one is tried where that reads no number in some cell.

    Returns:
        Texts that are as wide as what is missing; `None` if some cell is no number.
    """
    for mark in (sign, *(other for other in _SIGNS if other != sign)):
        tails = _tails(cells, mark)
        if tails is not None:
            return _missing(tails, mark)
    return None


def _tails(cells: Sequence[str], sign: str) -> list[_Tail | None] | None:
    groups = _GROUPS + "".join(other for other in _SIGNS if other != sign)
    pattern = re.compile(_NUMBER.format(groups=groups, sign=re.escape(sign)))
    tails: list[_Tail | None] = []
    for cell in map(str.strip, cells):
        found = pattern.fullmatch(cell)
        if _NOTHING.fullmatch(cell):
            tails.append(_Tail(0, "") if cell else None)
        elif found and any(char.isdigit() for char in cell):
            fraction = found["fraction"] or sign
            tails.append(_Tail(len(fraction) - len(sign), found["unit"]))
        else:
            return None
    return tails


def _missing(tails: Sequence[_Tail | None], sign: str) -> tuple[str, ...] | None:
    digits = max((tail.digits for tail in tails if tail), default=0)
    units = {tail.unit for tail in tails if tail} - {""}
    if len(units) > 1:
        return None
    unit = "".join(units)
    return tuple(_missing_behind(tail, digits, unit, sign) if tail else "" for tail in tails)


def _missing_behind(tail: _Tail, digits: int, unit: str, sign: str) -> str:
    mark = sign if digits and not tail.digits else ""
    return mark + "0" * (digits - tail.digits) + ("" if tail.unit else unit)
