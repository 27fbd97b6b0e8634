"""Whether two numbers are the ends of a range."""

import re

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# A page or a year with so many digits more is the end of no range: `5-2018` is a month.
_MOST_DIGITS_MORE = 2
_DATE_PARTS = 3


def is_range(first: str, last: str) -> bool:
    """Say whether two numbers, in Arabic or Roman digits, can be the ends of a range, the second shortened or not."""
    if first[:1].isdigit():
        return _is_plain_range(first, last) if first.isdigit() and last.isdigit() else _is_compound_range(first, last)
    ends = roman(first), roman(last)
    return None not in ends and ends[0] < ends[1] and max(len(first), len(last)) > 1  # type: ignore[operator]


def _is_plain_range(first: str, last: str) -> bool:
    if (len(first) > 1 and first[0] == "0") or last[0] == "0" or len(last) - len(first) > _MOST_DIGITS_MORE:
        return False
    if len(last) < len(first):
        return int(last) > int(first[-len(last) :])
    return int(first) < int(last)


def _is_compound_range(first: str, last: str) -> bool:
    """Compare times, decimals, paragraphs of a law, and dates, in which the day comes first."""
    one, other = (re.split(r"[.,:]", number) for number in (first, last))
    if len(one) != len(other):
        return False
    return len(one) == _DATE_PARTS or list(map(int, one)) < list(map(int, other))


def roman(text: str) -> int | None:
    """Give the value of a Roman number; `None` for what is none."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_WORTH[sign] for sign in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
