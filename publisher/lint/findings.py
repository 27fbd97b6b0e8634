"""What is found in the text of a manuscript, and the rules that find it, by their codes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from publisher.errors import Diagnostic, Severity
from publisher.source import Position, literal_place, place_in
from publisher.transform.addresses import Spans
from publisher.transform.punctuation import Change
from publisher.transform.punctuation.quotes import Marks
from publisher.transform.runs import Span
from publisher.transform.strand import Strand


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage under examination.

    Args:
        strand: Its text; runs of another script have their languages there.
        addresses: Where those in its text stand.
        marks: Its quotation marks.
        guessed: Those runs that have them from their letters and not from the author.
        is_title: Whether it is the title of a section, which a theme may set in capitals.
        is_improved: Whether builds improve its punctuation.
    """

    strand: Strand
    addresses: Spans
    marks: Marks
    guessed: tuple[Span, ...] = ()
    is_title: bool = False
    is_improved: bool = True


@dataclass(frozen=True, slots=True)
class Edit:
    """What a place in a file becomes: `old` stands there now, and is nothing where something is put in between."""

    at: Position
    old: str
    new: str

    def as_dict(self) -> dict[str, Any]:
        """Give the edit as plain values for `--format json`."""
        return {"line": self.at.line, "column": self.at.column, "old": self.old, "new": self.new}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in a strand.

    Args:
        code: The rule's.
        message: What is wrong.
        hint: What to write instead.
        begin: Of the characters that are meant.
        end: After the last of them.
        changes: What would mend it for certain, without a look at it; none where an author has to decide.
        harmless: Whether nobody need be told where these changes cannot be made in the file.
    """

    code: str
    message: str
    hint: str
    begin: int
    end: int
    changes: tuple[Change, ...] = ()
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its place.

    Args:
        diagnostic: What an author is told.
        words: What the line around it says, to look for what is to be passed over.
        span: Where the finding begins and ends in these words.
        edits: What mends it in the file; none if nothing does for certain.
    """

    diagnostic: Diagnostic
    words: str
    span: tuple[int, int]
    edits: tuple[Edit, ...]


Examine: TypeAlias = Callable[[Passage], Iterator[Finding]]
Rule = TypeVar("Rule", bound=Examine)


CODES: dict[str, str] = {}
"""Every code that can be told, with a sentence on what it finds."""


def finds(**codes: str) -> Callable[[Rule], Rule]:
    """Register the codes that a rule finds, `_` for `-`, each with a sentence on what that is."""

    def register(rule: Rule) -> Rule:
        CODES.update({code.replace("_", "-"): says for code, says in codes.items()})
        return rule

    return register


def told(finding: Finding, strand: Strand) -> Told | None:
    """Give a finding its place; `None` if nobody knows where in the manuscript it stands."""
    at = place(strand, finding.begin) or place(strand, finding.begin - 1)
    if at is None:
        return None
    diagnostic = Diagnostic(
        code=finding.code, message=finding.message, hint=finding.hint, at=at, severity=Severity.WARNING
    )
    edits = [_edit(change, strand) for change in finding.changes]
    whole = tuple(edit for edit in edits if edit)
    return Told(diagnostic, strand.text, (finding.begin, finding.end), whole if len(whole) == len(edits) else ())


def place(strand: Strand, index: int) -> Position | None:
    """Give the place in the manuscript of a character of a strand."""
    leaf = strand.leaf_at(index)
    return place_in(leaf.text.origin, index - leaf.begin) if leaf else None


def _edit(change: Change, strand: Strand) -> Edit | None:
    """Give what a change is in the file, if the file has its characters side by side as they are."""
    put_in = change.begin == change.end
    leaf = strand.leaf_at(change.begin - put_in)
    if leaf is None or change.end > leaf.end:
        return None
    begin = change.begin - put_in - leaf.begin
    at = literal_place(leaf.text.origin, begin, begin + 1 if put_in else change.end - leaf.begin)
    # Behind a new space, a brace would begin attributes.
    if at is None or (change.text.endswith((" ", "\u00a0")) and strand.text.startswith("{", change.end)):
        return None
    if put_in:
        at = Position(at.path, at.line, at.column + 1)
    return Edit(at, strand.text[change.begin : change.end], change.text)
