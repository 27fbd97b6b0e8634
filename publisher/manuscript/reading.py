"""What one reading of a file carries along: its text, its mistakes, its notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from publisher.errors import Diagnostic
from publisher.manuscript.attributes import nearest
from publisher.manuscript.places import Source
from publisher.source import Position

MOST_FINDINGS = 1000
"""After so many mistakes in one file, more of them help nobody."""


@dataclass(slots=True)
class Definition:
    """A note's definition: its tokens lie between `begin` and `end`."""

    at: Position
    begin: int
    end: int
    called_at: Position | None = None
    is_read: bool = False
    is_empty: bool = False


@dataclass(slots=True)
class Reading:
    """The state of one reading; `elsewhere` names the file of each note that an earlier file defines."""

    source: Source
    tokens: list[Token]
    env: dict[str, object]
    closing: dict[int, int]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    in_note: bool = False

    def report(self, code: str, message: str, at: Position, hint: str) -> None:
        """Add a mistake."""
        if len(self.found) < MOST_FINDINGS:
            self.found.append(Diagnostic(code=code, message=message, at=at, hint=hint))

    def report_unknown(self, kind: str, wrong: str, valid: tuple[str, ...], at: Position) -> None:
        """Add a mistake about an attribute that means nothing here."""
        hint = nearest(wrong, valid) if valid else f"delete it: {kind} takes none"
        self.report("attribute-unknown", f"“{wrong}” means nothing for {kind}", at, hint)


def closing_tokens(tokens: list[Token]) -> dict[int, int]:
    """Map each opening token's index to that of the token that closes it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.nesting > 0:
            opened.append(index)
        elif token.nesting < 0:
            pairs[opened.pop()] = index
    return pairs
