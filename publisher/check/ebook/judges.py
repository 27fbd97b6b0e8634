"""What others say of an e-book: EPUBCheck of its conformance, Ace of its accessibility, where they are installed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.check.ebook.elements import shortened
from publisher.errors import Diagnostic, PublisherError, Severity, ToolMissingError
from publisher.external import ace, epubcheck
from publisher.source import Position

_GRAVE = frozenset({"FATAL", "ERROR", "critical", "serious"})
# EPUBCheck notes each @font-face rule, and fonts are meant to be there.
_NO_FAULT = frozenset({"CSS-028"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a file that others were asked about.

    Args:
        judged: Who looked at it.
        unjudged: Who did not, each with the reason.
        found: What they have against it.
    """

    judged: tuple[str, ...]
    unjudged: tuple[str, ...]
    found: tuple[Diagnostic, ...]


def judge(file: Path) -> Judgement:
    """Have EPUBCheck and Ace look at an e-book, as far as they are there.

    Args:
        file: One that unpacks into nothing but its folder: both unpack it.
    """
    judged, unjudged, found = [], [], []
    for name, ask in _JUDGES.items():
        try:
            found += list(ask(file))
            judged.append(name)
        except ToolMissingError as problem:
            unjudged.append(f"{name} ({problem.found[0].message})")
        except PublisherError as problem:
            found += problem.found
    return Judgement(tuple(judged), tuple(unjudged), tuple(found))


def unjudged(why: str) -> Judgement:
    """Give the judgement of nobody, for one reason."""
    return Judgement((), tuple(f"{name} ({why})" for name in _JUDGES), ())


def _epubcheck(file: Path) -> Iterator[Diagnostic]:
    for message in epubcheck.check(file):
        if message.code not in _NO_FAULT:
            path, line, column = message.places[0].rsplit(":", 2) if message.places else ("", "1", "1")
            more = f", and in {len(message.places) - 1} places more" if len(message.places) > 1 else ""
            yield Diagnostic(
                code="epubcheck-says",
                message=f"{message.code}: {shortened(message.text, 300)}{more}",
                at=Position(path, max(1, int(line)), max(1, int(column))) if path else None,
                hint="if publish made the file, please report it; else see the program that did",
                severity=_severity(message.severity),
            )


def _ace(file: Path) -> Iterator[Diagnostic]:
    for violation in ace.check(ace.find(), file):
        times = f", {violation.count} times" if violation.count > 1 else ""
        first = f": {shortened(' '.join(violation.snippet.split()), 120)}" if violation.snippet else ""
        yield Diagnostic(
            code="ace-says",
            message=f"{violation.rule} ({violation.impact}){times}: {shortened(violation.says, 200)}{first}",
            at=Position(violation.path, 1),
            hint="if publish made the file, please report it; else see the program that did",
            severity=_severity(violation.impact),
        )


def _severity(said: str) -> Severity:
    return Severity.ERROR if said in _GRAVE else Severity.WARNING


_JUDGES: dict[str, Callable[[Path], Iterator[Diagnostic]]] = {"EPUBCheck": _epubcheck, "Ace": _ace}
