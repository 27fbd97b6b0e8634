"""The manuscript: Markdown files and book.toml to the typed book, and back."""

from publisher.manuscript.load import load
from publisher.manuscript.read import Parsed, read
from publisher.manuscript.write import write_blocks, write_section
from publisher.manuscript.write_config import COVER_STUB, write_book_toml

__all__ = ["COVER_STUB", "Parsed", "load", "read", "write_blocks", "write_book_toml", "write_section"]
