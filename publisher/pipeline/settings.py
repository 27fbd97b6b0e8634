"""The little that must be known of a book before it is read, so that an unchanged one need not be."""

from dataclasses import dataclass
from pathlib import Path

from publisher import config
from publisher.config import Ignored
from publisher.model import Book, EditionName, PrintOptions

# A longer book.toml is read with the book, which bounds what it takes in.
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides which files a build is to write, and what a check passes over."""

    title: str
    language: str
    print_options: PrintOptions
    editions: tuple[EditionName, ...]
    ignored: tuple[Ignored, ...] = ()

    @classmethod
    def of(cls, book: Book) -> "Settings":
        """Take the settings from a book that has been read."""
        return cls(book.metadata.title, book.metadata.language, book.print_options, book.editions)


def read_settings(folder: Path, source_date_epoch: int | None) -> Settings | None:
    """Take the settings from `book.toml`; `None` if it has mistakes, which reading the book will report."""
    path = folder / "book.toml"
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    read, _ = config.read(text, str(path), source_date_epoch=source_date_epoch)
    if read is None:
        return None
    return Settings(
        read.metadata.title, read.metadata.language, read.print_options, read.editions, read.typography.ignored
    )
