"""The keys of book.toml, and one table of it while it is read."""

import datetime
import difflib
import enum
from collections.abc import Mapping
from typing import Any, TypeVar

from publisher.config.places import KeyPath
from publisher.errors import Diagnostic
from publisher.source import Position

FORMAT = 1

KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("format", "editions", "book", "section", "print", "cover", "epub", "hyphenation", "typography"),
    "book": (
        "title",
        "subtitle",
        "series",
        "series_number",
        "authors",
        "language",
        "publisher",
        "place",
        "date",
        "edition",
        "uuid",
        "rights",
        "description",
        "subjects",
        "logo",
    ),
    "authors": ("name", "file_as", "role"),
    "subjects": ("scheme", "code", "name"),
    "section": ("file", "role", "short_title", "id", "language"),
    "print": (
        "isbn",
        "theme",
        "trim_mm",
        "bleed_mm",
        "notes",
        "note_numbering",
        "note_marks",
        "lists",
        "floats",
        "condition",
        "profile",
        "marks",
        "slug_mm",
        "signature",
        "spot",
        "archive",
        "attach_manuscript",
        "line_breaking",
        "printer",
    ),
    "cover": ("spine_mm", "paper_gsm", "paper_bulk", "text"),
    "epub": (
        "isbn",
        "soft_hyphens",
        "cover",
        "certified_by",
        "certifier_credential",
        "certifier_report",
        "accessibility_contact",
    ),
    "hyphenation": ("exceptions",),
    "typography": ("smart_punctuation", "ignore"),
    "ignore": ("code", "file", "words"),
    "front matter": ("role", "short_title", "id", "language"),
}
"""Each table's keys, in the order in which `publish new` writes them."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "": ("format", "book"),
    "book": ("title", "language"),
    "authors": ("name",),
    "subjects": ("scheme", "code", "name"),
    "section": ("file",),
    "ignore": ("code",),
}

Choice = TypeVar("Choice", bound=enum.StrEnum)


class Report:
    """Collects the mistakes of one TOML text, with their places."""

    def __init__(self, path: str, places: Mapping[KeyPath, tuple[int, int]]) -> None:
        self.path = path
        self.found: list[Diagnostic] = []
        self._places = places

    def at(self, path: KeyPath) -> Position:
        """Give the place of a key, or of what holds it."""
        while path and path not in self._places:
            path = path[:-1]
        line, column = self._places.get(path, (1, 1))
        return Position(self.path, line, column)

    def add(self, code: str, message: str, path: KeyPath, hint: str) -> None:
        """Add a mistake."""
        self.found.append(Diagnostic(code=code, message=message, at=self.at(path), hint=hint))


class Table:
    """One table, which refuses keys that nobody knows and reads those that somebody asks for.

    Args:
        values: What the TOML says; anything else than a table is reported.
        kind: Its name in `KEYS`.
        path: Where it stands.
        report: Takes the mistakes.
    """

    def __init__(self, values: object, kind: str, path: KeyPath, report: Report) -> None:
        self._report = report
        self._kind = kind
        self._path = path
        self._values: dict[str, Any] = values if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            report.add("value-wrong", f"“{path[-1]}” must be a table", path, f"write it below a line [{kind}]")
            return
        self._refuse_unknown()
        self._require()

    def _refuse_unknown(self) -> None:
        valid = KEYS[self._kind]
        for name in self._values:
            if name not in valid:
                near = difflib.get_close_matches(name, valid, 1)
                hint = f"nearest: {near[0]}; valid: {', '.join(valid)}" if near else f"valid: {', '.join(valid)}"
                self._report.add("key-unknown", f"“{name}” is no key of {self._name}", (*self._path, name), hint)

    def _require(self) -> None:
        for name in REQUIRED.get(self._kind, ()):
            if name not in self._values:
                example = {"format": f"format = {FORMAT}", "book": "[book]"}.get(name, f'{name} = "…"')
                self._report.add("key-missing", f"{self._name} has no “{name}”", self._path, f"add {example}")

    @property
    def _name(self) -> str:
        if self._kind in ("", "front matter"):
            return self._kind or "book.toml"
        return f"[[{self._kind}]]" if self._kind == "section" else f"[{self._kind}]"

    def place(self, key: str = "") -> Position:
        """Give the place of a key, or of the table."""
        return self._report.at((*self._path, key) if key else self._path)

    def wrong(self, key: str, message: str, hint: str, code: str = "value-wrong") -> None:
        """Report the value of a key."""
        self._report.add(code, message, (*self._path, key), hint)

    def value(self, key: str) -> Any:
        """Give a value as TOML has it; `None` where it is absent."""
        return self._values.get(key)

    def text(self, key: str) -> str | None:
        """Give a text that is not empty."""
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.wrong(key, f"“{key}” must be a text", f'write {key} = "…"')
            return None
        return value.strip()

    def flag(self, key: str) -> bool | None:
        """Give whether something is so."""
        value = self._values.get(key)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, f"“{key}” must be true or false", f"write {key} = true")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.wrong(key, f"“{key}” must be a list of texts", f'write {key} = ["…", "…"]')
            return ()
        return tuple(item.strip() for item in value)

    def number(self, key: str, least: float, most: float) -> float | None:
        """Give a number between two bounds."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self.wrong(key, f"“{key}” must be a number from {least:g} to {most:g}", f"write {key} = {least:g}")
            return None
        return float(value)

    def choice(self, key: str, kind: type[Choice], code: str = "value-wrong") -> Choice | None:
        """Give one of the values of an enumeration."""
        value = self._values.get(key)
        if value is None:
            return None
        return self.chosen(key, value, kind, code)

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Give a list of values of an enumeration, each once; none where it is absent."""
        values = self._values.get(key, [])
        if not isinstance(values, list):
            valid = ", ".join(f'"{member}"' for member in kind)
            self.wrong(key, f"“{key}” must be a list of names", f"write {key} = [{valid}]")
            return ()
        chosen = [self.chosen(key, value, kind) for value in values]
        return tuple(dict.fromkeys(member for member in chosen if member))

    def chosen(self, key: str, value: object, kind: type[Choice], code: str = "value-wrong") -> Choice | None:
        """Give the member that a value names, or report it."""
        valid = [str(member) for member in kind]
        if isinstance(value, str) and value in valid:
            return kind(value)
        near = difflib.get_close_matches(str(value), valid, 1)
        hint = f"nearest: {near[0]}; valid: {', '.join(valid)}" if near else f"valid: {', '.join(valid)}"
        self.wrong(key, f"“{value}” is no {key}", hint, code)
        return None

    def date(self, key: str) -> datetime.date | None:
        """Give a date, written as TOML has it or as a text."""
        value = self._values.get(key)
        if isinstance(value, datetime.datetime):
            return value.date()
        if value is None or isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(key, f"“{value}” is no date", f"write year, month and day: {key} = 2025-11-29")
            return None
