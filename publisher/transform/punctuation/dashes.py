"""Dashes that were typed as hyphens, ranges of numbers, and dots that are an ellipsis."""

import re
from collections.abc import Iterator

from publisher.language import is_known, language
from publisher.transform.punctuation.changes import Change, Fault, language_at
from publisher.transform.punctuation.numerals import is_range
from publisher.transform.strand import OBJECT, Strand

# The spaces behind are looked at, not taken: they stand before the next ones too.
_HYPHENS = re.compile(r"([ \u00a0]*)(?<![-<!])(-{2,3})(?![->])(?=([ \u00a0]*))")
_SPACED_HYPHEN = re.compile(r"(?<=\S)( +)-(?=( +)\S)")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
# The hyphen first, which is found much faster than the numbers beside it.
_BETWEEN_NUMBERS = re.compile(r"-(?<=[0-9IVXLCDM]-)(?=[0-9IVXLCDM])")
_NUMBER = r"[0-9]+(?:[.,:][0-9]+)*"
_RANGE = re.compile(rf"({_NUMBER})-({_NUMBER})(?![\w/@#&=–-])")
_ROMAN_RANGE = re.compile(r"(?<![\w./–-])([IVXLCDM]+)-([IVXLCDM]+)(?![\w/–-])")
# Numbers behind these are no ranges, whatever they look like.
_NO_RANGE_AFTER = re.compile(
    r"\b(?:isbn|issn|doi|tel|telefon|faks|fax|phone|gsm|tc|тел|телефон|факс)\b[^\n]{0,12}$", re.IGNORECASE
)
_GROUPED = re.compile(r"[0-9)][ \u00a0]$")
_LOOK_BACK = 30
_BEFORE_DASH = frozenset("([{“‘«„\"'")
_AFTER_DASH = frozenset(")]}”’».,;:!?…\"'")
_DASHES = frozenset("-–—")
_EM_DASH = "—"


def dash_changes(strand: Strand) -> Iterator[Change]:
    """Give what hyphens become that stand for a dash."""
    text = strand.text
    if "--" in text:
        for match in _HYPHENS.finditer(text):
            yield from _of_hyphens(strand, match)
    for match in _SPACED_HYPHEN.finditer(text) if " - " in text else ():
        tag = language_at(strand, match.end(1))
        if is_known(tag) and not _is_sum(text, match):
            # Where dashes stand without spaces, one that has them is the shorter one.
            dash = language(tag).spacing.dash
            shown = dash if dash.strip() != dash else "\u00a0– "
            yield Change(match.start(), match.end(2), shown, Fault.DASH_HYPHENS)


def _of_hyphens(strand: Strand, match: re.Match[str]) -> Iterator[Change]:
    text = strand.text
    tag = language_at(strand, match.start(2))
    begin, end = match.start(), match.end(3)
    before, after = text[begin - 1 : begin] or "\n", text[end : end + 1] or "\n"
    if before.isdigit() and after.isdigit() and len(match[2]) == 2:
        yield Change(*match.span(2), language(tag).spacing.range_dash, Fault.RANGE_HYPHEN)
        return
    if not is_known(tag) or before in _DASHES or after in _DASHES:
        return
    dash = language(tag).spacing.dash
    if len(match[2]) == 3:
        dash = re.sub(r"\S", _EM_DASH, dash)
    begins = before == "\n" or (before in _BEFORE_DASH and not match[1])
    ends = after == "\n" or (after in _AFTER_DASH and not match[3])
    if begins or ends:
        yield Change(*match.span(2), dash.strip(), Fault.DASH_HYPHENS)
    elif bool(match[1]) == bool(match[3]):
        yield Change(begin, end, dash, Fault.DASH_HYPHENS)


def _is_sum(text: str, match: re.Match[str]) -> bool:
    """Say whether a hyphen between spaces takes something from something: `5 - 3`, `a - b`."""
    sides = (
        text[max(match.start() - _LOOK_BACK, 0) : match.start()].split()[-1],
        text[match.end(2) : match.end(2) + _LOOK_BACK].split()[0],
    )
    return all(len(side.strip("().,;:")) < 2 or side[:1].isdigit() or OBJECT in side for side in sides) or any(
        not any(sign.isalnum() or sign == OBJECT for sign in side) for side in sides
    )


def range_changes(strand: Strand) -> Iterator[Change]:
    """Give what hyphens become between the two ends of a range: `12–15`, `XIX–XX`."""
    text = strand.text
    if not _BETWEEN_NUMBERS.search(text):
        return
    for match in _RANGE.finditer(text):
        if _stands_free(text, match.start()) and is_range(match[1], match[2]):
            yield _range(strand, match)
    for match in _ROMAN_RANGE.finditer(text):
        if is_range(match[1], match[2]):
            yield _range(strand, match)


def _range(strand: Strand, match: re.Match[str]) -> Change:
    tag = language_at(strand, match.end(1))
    return Change(match.end(1), match.start(2), language(tag).spacing.range_dash, Fault.RANGE_HYPHEN)


def _stands_free(text: str, begin: int) -> bool:
    """Say whether a number begins where it seems to, and not in the middle of a longer sign or a telephone number."""
    before = text[max(begin - _LOOK_BACK, 0) : begin]
    last = before[-1:]
    if last.isalnum() or last in ("_", "-", "–", "/", "@", "#", "&", "=", "+", OBJECT):
        return False
    if last in (".", ",", ":") and before[-2:-1].isdigit():
        return False
    return not (_GROUPED.search(before) or _NO_RANGE_AFTER.search(before))


def ellipsis_changes(strand: Strand) -> Iterator[Change]:
    """Give what three dots become."""
    for match in _DOTS.finditer(strand.text) if "..." in strand.text else ():
        yield Change(*match.span(), "…", Fault.ELLIPSIS_DOTS)
