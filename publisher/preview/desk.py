"""What lies on the desk of a preview: the editions, what is wrong with them, and what the last edit changed."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from publisher.errors import Diagnostic, PublisherError, Severity
from publisher.model import EditionName
from publisher.preview.builds import Pages
from publisher.preview.changes import Change, changes, looked_at
from publisher.preview.ebook import EbookFiles
from publisher.preview.sheets import Known, Sheets
from publisher.preview.watching import Began, Dropped, Ended
from publisher.progress import Step

Tell: TypeAlias = Callable[[str, dict[str, Any]], None]
"""Tells all who look, from any thread: a kind of message, and its values."""


class Desk:
    """Takes the events of an author at work, and tells those who look what there is to see.

    Args:
        editor: An address that opens a file at a line; `{file}`, `{line}` and `{column}` are put into it.
        tell: Hears of each change.
    """

    def __init__(self, editor: str, tell: Tell) -> None:
        self._editor = editor
        self._tell = tell
        self._known = Known()
        self._lock = threading.RLock()
        self.sheets: Sheets | None = None
        self._before: Sheets | None = None
        self.ebook: EbookFiles | None = None
        self._edition = 0
        self._changes: tuple[Change, ...] = ()
        self._status: dict[str, Any] = {"phase": "building", "says": "Building for the first time", "saved": []}
        self._found: list[dict[str, Any]] = []
        self._ebook_edition = 0

    def take(self, event: object) -> None:
        """Take an event."""
        match event:
            case Began():
                self._say("building", "Building", [path.name for path in event.changed])
            case Step():
                pass
            case Dropped():
                self._say("building", "Saved again", [path.name for path in event.changed])
            case Pages():
                self._lay_out(event.data)
                self._say("auditing", "Set; the audit is under way", self._status["saved"])
            case Ended():
                self._end(event)
            case PublisherError():
                self._judge(event.found)
                self._say("failed", "It cannot go on", [])

    def state(self) -> dict[str, Any]:
        """Give everything, for a page that has just been opened."""
        with self._lock:
            return {**self._pages(), **self._ebook(), "status": self._status, "found": self._found}

    def look(self) -> None:
        """Look at what has changed, and tell of it: slow, for a thread of its own.

        Raises:
            GoneError: There is a newer edition.
        """
        with self._lock:
            old, new, found, edition = self._before, self.sheets, self._changes, self._edition
        if old is None or new is None:
            return
        seen = looked_at(old, new, found)
        with self._lock:
            if edition != self._edition:
                return
            self._changes = seen
            told = self._told_changes()
        self._tell("changes", {"edition": edition, "changes": told})

    def _lay_out(self, data: bytes) -> None:
        sheets = Sheets(data, self._known)
        with self._lock:
            gone, self._before, self.sheets = self._before, self.sheets, sheets
            self._edition += 1
            self._changes = changes(self._before.sheets, sheets.sheets) if self._before else ()
            told = self._pages()
        if gone:
            gone.close()
        self._tell("pages", told)

    def _end(self, event: Ended) -> None:
        outcome = event.outcome
        self._judge(outcome.report.found, outcome.crash)
        for edition in outcome.report.editions:
            if edition.name == EditionName.EPUB:
                self._open_ebook(edition.file)
            elif edition.fresh and self.sheets is None:
                self._lay_out(edition.file.read_bytes())
        saved = [path.name for path in event.changed]
        errors = sum(item.severity is Severity.ERROR for item in outcome.report.found)
        took = f"{outcome.seconds:.1f} s"
        if outcome.crash:
            self._say("failed", "A mistake of the program; the lines are in the findings", saved)
        elif outcome.report.exit_code:
            wrong = "1 mistake" if errors == 1 else f"{errors} mistakes"
            self._say("failed", f"{wrong}; the files on disk stay the last good ones ({took})", saved)
        else:
            self._say("done", f"Audited and written ({took})", saved)

    def _open_ebook(self, file: Path) -> None:
        ebook = EbookFiles(file.read_bytes())
        with self._lock:
            self.ebook = ebook
            self._ebook_edition += 1
            told = self._ebook()
        self._tell("ebook", told)

    def _judge(self, found: Sequence[Diagnostic], crash: str | None = None) -> None:
        self._found = [item.as_dict() | {"address": self._address(item)} for item in found]
        if crash:
            self._found.append({"code": "crash", "severity": "error", "message": crash, "hint": None, "file": None})
        self._tell("found", {"found": self._found})

    def _address(self, item: Diagnostic) -> str | None:
        if item.at is None:
            return None
        path = quote(str(Path(item.at.path).absolute()))
        return self._editor.format(file=path, line=item.at.line, column=item.at.column)

    def _say(self, phase: str, says: str, saved: list[str]) -> None:
        self._status = {"phase": phase, "says": says, "saved": saved}
        self._tell("status", {"status": self._status})

    def _pages(self) -> dict[str, Any]:
        sheets = self.sheets
        return {
            "edition": self._edition,
            "pages": [
                {"width": sheet.width, "height": sheet.height, "label": sheet.label, "mark": sheet.mark}
                for sheet in (sheets.sheets if sheets else ())
            ],
            "outline": [asdict(heading) for heading in (sheets.outline if sheets else ())],
            "changes": self._told_changes(),
        }

    def _told_changes(self) -> list[dict[str, Any]]:
        return [
            {
                "page": change.number,
                "kind": str(change.kind),
                "before": change.before,
                "regions": [[round(side, 2) for side in region] for region in change.regions],
            }
            for change in self._changes
        ]

    def _ebook(self) -> dict[str, Any]:
        documents = self.ebook.documents if self.ebook else ()
        return {"ebook": {"edition": self._ebook_edition, "documents": [asdict(document) for document in documents]}}


def encoded(kind: str, values: dict[str, Any]) -> bytes:
    """Write a message as server-sent events have it."""
    return f"event: {kind}\ndata: {json.dumps(values, ensure_ascii=False)}\n\n".encode()
