"""A profile for tests of the press: Ghostscript's, which every machine that can count ink has."""

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.model import Book, Profile

PATH = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
needs_profile = pytest.mark.skipif(not PATH.is_file(), reason="Ghostscript's CMYK profile is not here (libgs-common)")


def with_profile(book: Book) -> Book:
    """Give a book that is printed by this profile."""
    press = replace(book.print_options.press, profile=PATH.name)
    options = replace(book.print_options, press=press)
    return replace(book, print_options=options, press_profile=Profile(PATH.name, PATH.read_bytes()))
