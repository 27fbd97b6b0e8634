"""What an author has looked at: findings that book.toml passes over."""

import difflib
from collections.abc import Iterable, Iterator, Sequence

from publisher.config import Ignored
from publisher.errors import Diagnostic, Severity
from publisher.lint.findings import CODES, Told


def passed_over(found: Iterable[Told], ignored: Sequence[Ignored]) -> tuple[list[Told], list[Diagnostic]]:
    """Give what is left to be told, and the entries of book.toml that passed over nothing."""
    used: set[Ignored] = set()
    left = []
    for item in found:
        hits = [entry for entry in ignored if _matches(item, entry)]
        used.update(hits)
        if not hits:
            left.append(item)
    return left, [_unused(entry) for entry in ignored if entry not in used]


def _matches(item: Told, entry: Ignored) -> bool:
    at = item.diagnostic.at
    if item.diagnostic.code != entry.code or at is None:
        return False
    if entry.file is not None and not f"/{at.path}".endswith(f"/{entry.file}"):
        return False
    return entry.words is None or any(_meets(item, place) for place in _places(item.words, entry.words))


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Give where words stand in a text, spaces of all kinds being one."""
    text, words = (each.replace("\u00a0", " ") for each in (text, words))
    begin = text.find(words)
    while begin >= 0:
        yield begin, begin + len(words)
        begin = text.find(words, begin + 1)


def _meets(item: Told, place: tuple[int, int]) -> bool:
    begin, end = item.span
    return place[0] < max(end, begin + 1) and begin <= place[1]


def _unused(entry: Ignored) -> Diagnostic:
    if entry.code in CODES:
        hint = "delete it, or correct its file or words"
    else:
        near = difflib.get_close_matches(entry.code, CODES, 1)
        hint = f"nearest: {near[0]}" if near else f"valid: {', '.join(sorted(CODES))}"
    where = f" in {entry.file}" if entry.file else ""
    at_words = f" at “{entry.words}”" if entry.words else ""
    return Diagnostic(
        code="ignore-unused",
        message=f"nothing is found{where}{at_words} that “{entry.code}” would pass over",
        at=entry.at,
        hint=hint,
        severity=Severity.WARNING,
    )
