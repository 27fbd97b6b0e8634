"""International standard book numbers."""

from publisher.config.keys import Table

_SEPARATORS = str.maketrans("", "", "-‐‑– ")


def is_isbn(text: str) -> bool:
    """Tell whether a number of ten or thirteen digits, hyphens aside, ends with the right check digit.

    Source: ISO 2108:2017, annex A and B.
    """
    digits = text.translate(_SEPARATORS).upper()
    if not digits.isascii():
        return False
    if len(digits) == 13 and digits.isdigit():
        return digits[:3] in ("978", "979") and sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    if len(digits) == 10 and digits[:9].isdigit() and (digits[9].isdigit() or digits[9] == "X"):
        values = [10 if d == "X" else int(d) for d in digits]
        return sum(value * (10 - i) for i, value in enumerate(values)) % 11 == 0
    return False


def thirteen_digits(isbn: str) -> str:
    """Give the thirteen digits of an ISBN, which an older one of ten has too.

    Source: ISO 2108:2017, annex A.
    """
    digits = isbn.translate(_SEPARATORS)
    if len(digits) == 13:
        return digits
    first = "978" + digits[:9]
    return first + str(-sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(first)) % 10)


def isbn(table: Table) -> str | None:
    """Read the `isbn` of a table as it is written there."""
    written = table.text("isbn")
    if written and not is_isbn(written):
        table.wrong(
            "isbn",
            f"{written} is no ISBN: it needs 13 digits (or 10), the last of which is a check on the others",
            "compare it with the number you were given",
            "isbn-wrong",
        )
    return written
