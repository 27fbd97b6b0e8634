"""Findings, and the exceptions that carry them.

An author's mistake is a `Diagnostic`: many are collected and reported together. An exception is what
stops the work; `publisher/cli/main.py` alone turns it into text and an exit code.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from publisher.source import Position


class Severity(enum.StrEnum):
    """How much a finding weighs: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding. `code` never changes meaning once released.

    Args:
        code: A statement in kebab-case, for example `note-undefined`.
        message: What is wrong, in the author's words.
        at: Where; `None` if it concerns no single place.
        hint: The next thing to do.
        severity: An error stops the build, a warning does not.
    """

    code: str
    message: str
    at: Position | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.at}: " if self.at else ""
        text = f"{place}{self.severity}[{self.code}]: {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text

    def as_dict(self) -> dict[str, Any]:
        """Give the finding as plain values for `--format json`."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
            "file": self.at.path if self.at else None,
            "line": self.at.line if self.at else None,
            "column": self.at.column if self.at else None,
        }


def in_reading_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by place, those without a place first; equal ones are given once."""
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda item: (item.at is not None, item.at or Position("", 0), item.code)))


class PublisherError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *found: Diagnostic) -> None:
        super().__init__("\n".join(map(str, found)))
        self.found = found


class ManuscriptError(PublisherError):
    """The manuscript (its `book.toml` included) has mistakes; `found` holds all of them."""


class LayoutError(PublisherError):
    """A section cannot be made into pages without losing something."""


class AuditError(PublisherError):
    """A finished edition does not hold what the manuscript holds; it replaces nothing."""


class ConfigError(PublisherError):
    """The command line, a theme or a folder is not usable as given."""

    exit_code = 2


class ToolMissingError(PublisherError):
    """A program or library that the work needs is not there, or not the version that was proven."""

    exit_code = 3
