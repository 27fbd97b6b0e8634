"""What a build tells whoever asked for it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.errors import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionReport:
    """One edition that lies on disk as the manuscript wants it.

    Args:
        name: `print` or `epub`.
        file: Where it lies.
        pages: Its pages; `None` for an edition without any.
        notes: The notes it holds.
        bytes: Its size.
        seconds: What making it took; 0 if nothing was to do.
        fresh: It was up to date, and nothing was done.
        reasons: Why it was made, and which of its parts.
    """

    name: str
    file: Path
    pages: int | None
    notes: int
    bytes: int
    seconds: float
    fresh: bool
    reasons: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the report as plain values for `--format json`."""
        return {
            "edition": self.name,
            "file": str(self.file),
            "pages": self.pages,
            "notes": self.notes,
            "bytes": self.bytes,
            "seconds": round(self.seconds, 3),
            "up_to_date": self.fresh,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The editions asked for that could be made, and what was found on the way.

    An edition that could not be made is not in `editions`; the errors in `found` say why, its file on disk is
    as it was before, and `exit_code` is not 0.
    """

    editions: tuple[EditionReport, ...]
    found: tuple[Diagnostic, ...] = ()
    failure: int = 0

    @property
    def exit_code(self) -> int:
        """What the command line ends with."""
        errors = any(item.severity is Severity.ERROR for item in self.found)
        return self.failure or int(errors)
