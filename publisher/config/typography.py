"""How the book wants its text improved, and what is no fault in it: `[typography]`."""

from dataclasses import dataclass

from publisher.config.keys import Report, Table
from publisher.source import Position


@dataclass(frozen=True, slots=True)
class Ignored:
    """What an author has looked at and wants to hear no more of.

    Args:
        code: The finding.
        at: Where book.toml says so.
        file: The section; `None` for all.
        words: Which the finding must stand in or touch; `None` for any.
    """

    code: str
    at: Position
    file: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Typography:
    """`[typography]` of book.toml."""

    smart_punctuation: bool = True
    ignored: tuple[Ignored, ...] = ()


def typography(table: Table, report: Report) -> Typography:
    """Read `[typography]`, and report what is wrong in it."""
    smart = table.flag("smart_punctuation")
    return Typography(smart is not False, _ignored(table, report))


def _ignored(table: Table, report: Report) -> tuple[Ignored, ...]:
    values = table.value("ignore")
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        table.wrong("ignore", "“ignore” must be a list of tables", 'write ignore = [{ code = "…" }]')
        return ()
    entries = [Table(value, "ignore", ("typography", "ignore", index), report) for index, value in enumerate(values)]
    read = [(entry.text("code"), entry) for entry in entries]
    return tuple(Ignored(code, entry.place(), entry.text("file"), entry.text("words")) for code, entry in read if code)
