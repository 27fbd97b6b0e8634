"""What book.toml says of the e-book alone: its number, its cover, and who answers for its being accessible."""

import re

from publisher.config.isbn import isbn
from publisher.config.keys import Table
from publisher.model import EpubOptions

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")


def epub_options(table: Table) -> EpubOptions:
    """Read `[epub]`."""
    certified_by = table.text("certified_by")
    report = _matching(table, "certifier_report", _ADDRESS, "an address of the web", "https://example.org/report")
    credential = table.text("certifier_credential")
    for key, value in (("certifier_credential", credential), ("certifier_report", report)):
        if value and not certified_by:
            table.wrong(key, f"“{key}” without anybody who answers for it", 'add certified_by = "…"')
    return EpubOptions(
        isbn=isbn(table),
        soft_hyphens=table.flag("soft_hyphens") or False,
        cover=table.text("cover"),
        certified_by=certified_by,
        certifier_credential=credential,
        certifier_report=report,
        accessibility_contact=_matching(
            table, "accessibility_contact", _MAIL, "an e-mail address", "books@example.org"
        ),
    )


def _matching(table: Table, key: str, pattern: re.Pattern[str], what: str, example: str) -> str | None:
    value = table.text(key)
    if value and not pattern.fullmatch(value):
        table.wrong(key, f"“{value}” is not {what}", f'write {key} = "{example}"')
        return None
    return value
