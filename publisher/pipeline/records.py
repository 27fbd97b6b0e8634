"""What a build remembers of each edition it wrote: enough to tell whether it is up to date, and whether it is ours.

A record is written before its edition is replaced. After a kill between the two, the hashes disagree and the
edition is made again.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from publisher.errors import Diagnostic, Severity
from publisher.source import Position
from publisher.store import write_atomically


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One part of an edition: a section as it was set, or a document of an e-book.

    Args:
        identifier: Its id.
        title: What people call it.
        kept: Whether it came out of the store.
        kit: Hash of what it was made with.
        text: Hash of what it was made from.
        wording: The same, digits left out.
    """

    identifier: str
    title: str
    kept: bool
    kit: str
    text: str
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One edition that was written.

    Args:
        file: Where, as an absolute path.
        edition: `print` or `epub`.
        manuscript: The folder that it was made from, as an absolute path.
        fingerprint: Of everything that it was made from.
        sha256: Of its bytes.
        before: Hash of what we had written there before, `None` if nothing.
        pages: `None` for an edition without any.
        notes: The notes it holds.
        found: The warnings of that build.
        inputs: Of each thing that it was made from, the hash.
        units: The parts that it was put together from; none for a cover.
        beside: Of each file that was written beside it, by name, the hash.
    """

    file: Path
    edition: str
    manuscript: str
    fingerprint: str
    sha256: str
    before: str | None
    pages: int | None
    notes: int
    found: tuple[Diagnostic, ...]
    inputs: Mapping[str, str]
    units: tuple[UnitRecord, ...]
    beside: Mapping[str, str]

    def files(self) -> Mapping[Path, str]:
        """Give all files that were written, with the hash of each."""
        return {self.file: self.sha256} | {self.file.with_name(name): written for name, written in self.beside.items()}


def read(cache: Path, file: Path) -> Record | None:
    """Give what is remembered of a file; `None` if nothing is, or if it cannot be understood."""
    return _decode(_place(cache, file))


def read_all(cache: Path) -> Iterator[Record]:
    """Give every record, in a fixed order."""
    for path in sorted((cache / "made").glob("*.json")):
        record = _decode(path)
        if record:
            yield record


def write(cache: Path, record: Record) -> None:
    """Remember an edition."""
    path = _place(cache, record.file)
    path.parent.mkdir(parents=True, exist_ok=True)
    values = asdict(record) | {"file": str(record.file)}
    write_atomically(path, (json.dumps(values, indent=1) + "\n").encode())


def forget(cache: Path, record: Record) -> None:
    """Forget an edition."""
    _place(cache, record.file).unlink(missing_ok=True)


def _place(cache: Path, file: Path) -> Path:
    # One file for each edition: builds that run at once do not wait for each other, nor overwrite what the other knows.
    return cache / "made" / f"{hashlib.sha256(os.fsencode(file)).hexdigest()[:16]}.json"


def _decode(path: Path) -> Record | None:
    try:
        values: dict[str, Any] = json.loads(path.read_bytes())
        found = tuple(_diagnostic(item) for item in values.pop("found"))
        units = tuple(UnitRecord(**unit) for unit in values.pop("units"))
        return Record(file=Path(values.pop("file")), found=found, units=units, **values)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Forgetting costs a build, nothing else.
        return None


def _diagnostic(values: dict[str, Any]) -> Diagnostic:
    at = values.pop("at")
    severity = Severity(values.pop("severity"))
    return Diagnostic(**values, at=Position(**at) if at else None, severity=severity)
