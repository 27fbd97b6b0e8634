"""Which lines stand on which page of a text layer.

A form feed ends a page. A text layer without form feeds shows a new page by one space before its first line:
that is what is left of the form feed after a copy through a clipboard or a web form.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

CALL_OPEN = "\ufdd0"
CALL_CLOSE = "\ufdd1"
"""Noncharacters that bracket the index of a note where its call stood; no text can hold them (see `clean`)."""

# What prints nothing, and what no manuscript may hold.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|\x85")
_SPACES = re.compile("[\x0b\u2028\u2029]")
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text layer.

    Args:
        number: Where it stands in the file, counted from 1.
        text: Its text without the white space around it.
        indent: Columns of white space before it, the page's own margin taken off.
    """

    number: int
    text: str
    indent: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something on the printed page that is not the author's text, and where it stood.

    `reason` is `folio`, `running-head`, `repeated-url`, `title-page`, `note-number` or `note-call`.
    """

    line: int
    text: str
    reason: str


Page = tuple[Line, ...]


def clean(text: str) -> str:
    """Give text in NFC with line feeds at line ends and without characters that print nothing."""
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def pages_of(text: str) -> tuple[Page, ...]:
    """Give the lines of a clean text, page by page; pages on which nothing stands are left out."""
    pages = _pages_by_form_feed(text) if "\f" in text else _pages_by_space(text)
    return tuple(_without_margin(page) for page in pages if any(not line.blank for line in page))


def _pages_by_form_feed(text: str) -> list[list[Line]]:
    pages: list[list[Line]] = []
    number = 1
    for leaf in text.split("\f"):
        lines = leaf.split("\n")
        pages.append([_line(number + index, line) for index, line in enumerate(lines)])
        number += len(lines) - 1
    return pages


def _pages_by_space(text: str) -> list[list[Line]]:
    pages: list[list[Line]] = [[]]
    lines = [_line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    printed = Line(0, "")
    for index, line in enumerate(lines):
        if line.indent == 1 and not line.blank and _opens_page(lines, index, printed):
            pages.append([])
            line = replace(line, indent=0)
        pages[-1].append(line)
        printed = printed if line.blank else line
    return pages


def _opens_page(lines: list[Line], index: int, printed: Line) -> bool:
    """Tell a page's first line from an indented one.

    A page ends with its last line of print, so a space after an empty line is an indent, unless what stands
    above (a folio) or on the line itself (a sentence that goes on, a heading) says that the page is new.
    """
    if index == 0 or not lines[index - 1].blank:
        return True
    first = lines[index].text
    return first[0].islower() or first.isupper() or bool(_NUMBER.fullmatch(printed.text))


def _line(number: int, raw: str) -> Line:
    text = raw.strip()
    return Line(number, text, len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip()) if text else 0)


def _without_margin(page: list[Line]) -> Page:
    margin = min(line.indent for line in page if not line.blank)
    return tuple(line if line.blank else replace(line, indent=line.indent - margin) for line in page)
