"""Edits of a manuscript file: what they change, and nothing else, byte for byte."""

import re
from collections.abc import Iterable

from publisher.lint.findings import Edit

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


def mended(text: str, edits: Iterable[Edit]) -> tuple[str, list[Edit]]:
    """Give a file's text with edits made, and those that were; one whose place has something else is left out.

    Args:
        text: All characters of the file, its byte order mark and its line ends as they are.
        edits: Of this file, no two of one character.
    """
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    placed = sorted(((_offset(text, starts, edit), edit) for edit in edits), key=lambda each: each[0])
    parts: list[str] = []
    done: list[Edit] = []
    at = 0
    for offset, edit in placed:
        if offset >= at and text.startswith(edit.old, offset):
            parts += (text[at:offset], edit.new)
            at = offset + len(edit.old)
            done.append(edit)
    return "".join((*parts, text[at:])), done


def _offset(text: str, starts: list[int], edit: Edit) -> int:
    line = edit.at.line
    mark = 1 if line == 1 and text.startswith(_MARK) else 0
    return starts[line - 1] + mark + edit.at.column - 1 if line <= len(starts) else len(text) + 1
