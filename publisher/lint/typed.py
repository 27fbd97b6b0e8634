"""What was typed on a keyboard and is printed otherwise: each can be mended without a look at it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from publisher.lint.findings import Finding, Passage, finds
from publisher.transform.addresses import meets
from publisher.transform.punctuation import Change, Fault, improvements
from publisher.transform.punctuation.quotes import Marks

_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
_MOST_SHOWN = 40

_SAYS = {
    Fault.APOSTROPHE_STRAIGHT: "a straight apostrophe",
    Fault.DASH_HYPHENS: "a hyphen where a dash belongs",
    Fault.ELLIPSIS_DOTS: "three dots for an ellipsis",
    Fault.NO_BREAK_MISSING: "a line may end in this space",
    Fault.PERCENT_SPACED: "a percent sign that stands as in another language",
    Fault.QUOTE_STRAIGHT: "a straight quotation mark",
    Fault.QUOTES_MIXED: "two quotation marks of which one is straight",
    Fault.RANGE_HYPHEN: "a hyphen between the ends of a range",
    Fault.SPACE_DOUBLE: "more than one space",
}
_NO_BREAK = "write a no-break space (U+00A0) between "


@finds(
    apostrophe_straight="an apostrophe that is straight: `Türkiye'nin`",
    dash_hyphens="hyphens where a dash belongs: `--`, ` - `",
    ellipsis_dots="three dots for an ellipsis",
    no_break_missing="a space in which no line may end: `s. 45`, `Cilt 9`",
    percent_spaced="a percent sign with a space, or without one, where the language has it otherwise",
    quote_straight="a quotation mark that is straight",
    range_hyphen="a hyphen between the ends of a range: `12-15`",
)
def typed(passage: Passage) -> Iterator[Finding]:
    """Find what smart punctuation would change, both marks of a quotation together."""
    strand = passage.strand
    partners = _partners(passage.marks)
    changes = {change.begin: change for change in improvements(strand) if change.fault}
    for begin, change in changes.items():
        other = changes.get(partners.get(begin, -1))
        if other is None or change.fault not in (Fault.QUOTE_STRAIGHT, Fault.QUOTES_MIXED):
            yield replace(found_by((change,), strand.text), harmless=passage.is_improved)
        elif begin < other.begin:
            yield replace(found_by((change, other), strand.text), harmless=passage.is_improved)


def _partners(marks: Marks) -> dict[int, int]:
    pairs = [(pair.open, pair.close) for pair in marks.pairs]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    return dict(both) | {other: one for one, other in both}


@finds(space_double="more than one space between two words")
def doubled(passage: Passage) -> Iterator[Finding]:
    """Find spaces side by side."""
    text = passage.strand.text
    for match in _DOUBLE_SPACE.finditer(text):
        if not meets(passage.addresses, *match.span()):
            # Spaces that only a comment kept apart are no fault of anybody's.
            yield replace(found_by((Change(*match.span(), " ", Fault.SPACE_DOUBLE),), text), harmless=True)


def found_by(changes: tuple[Change, ...], text: str) -> Finding:
    """Give the finding that changes mend: the words that stand there, and those that should."""
    first, last = changes[0], changes[-1]
    fault = first.fault
    assert fault
    begin, end = first.begin, last.end
    if fault is Fault.DASH_HYPHENS:
        begin, end = _with_spaces(text, begin, end)
    begin, end = _words_around(text, begin, end)
    parts: list[str] = []
    at = begin
    for change in changes:
        parts += (text[at : change.begin], change.text)
        at = change.end
    written, mended = text[begin:end], "".join((*parts, text[at:end]))
    hint = f"write {_short(mended)}"
    if fault is Fault.NO_BREAK_MISSING:
        hint = _NO_BREAK + " and ".join((_short(text[begin : first.begin]), _short(text[first.end : end])))
    return Finding(str(fault), f"{_SAYS[fault]}: {_short(written)}", hint, first.begin, last.end, changes)


def _short(words: str) -> str:
    words = " ".join(words.split("\n"))
    return words if len(words) <= 2 * _MOST_SHOWN else f"{words[:_MOST_SHOWN]} … {words[-_MOST_SHOWN:]}"


def _with_spaces(text: str, begin: int, end: int) -> tuple[int, int]:
    """Take in the spaces at both ends of characters, and what stands behind these."""
    while begin > 0 and text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return begin, end


def _words_around(text: str, begin: int, end: int) -> tuple[int, int]:
    """Give the words that characters stand in or between."""
    first, last = begin, end
    if text[begin:end].isspace() or begin == end:
        first, last = begin - 1, end + 1
    least, most = max(begin - _MOST_SHOWN, 0), min(end + _MOST_SHOWN, len(text))
    while first > least and not text[first - 1].isspace():
        first -= 1
    while last < most and not text[last].isspace():
        last += 1
    return max(first, 0), last
