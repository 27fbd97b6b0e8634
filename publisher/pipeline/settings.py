"""The little that must be known of a book before it is read, so that an unchanged one need not be."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from publisher.model import Book, EditionName, PrintOptions


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides which files a build is to write."""

    title: str
    theme: str
    editions: tuple[EditionName, ...]

    @classmethod
    def of(cls, book: Book) -> "Settings":
        """Take the settings from a book that has been read."""
        return cls(book.metadata.title, book.print_options.theme, book.editions)


def read_settings(folder: Path) -> Settings | None:
    """Take the settings from `book.toml`; `None` if it has mistakes, which reading the book will report."""
    try:
        values = tomllib.loads((folder / "book.toml").read_text(encoding="utf-8-sig"))
        return Settings(
            title=str(values["book"]["title"]),
            theme=str(values.get("print", {}).get("theme", PrintOptions().theme)),
            editions=tuple(map(EditionName, values.get("editions", EditionName))),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
