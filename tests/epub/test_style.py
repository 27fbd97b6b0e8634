"""The style sheet leaves to readers what is theirs."""

import io
import re

import pytest
from fontTools.ttLib import TTFont

from publisher.epub.edition import STYLE_SHEET
from publisher.theme import Theme
from tests.support.epub_file import EpubFile


@pytest.fixture(scope="session")
def rules(ankasam: Theme) -> str:
    return re.sub(r"/\*.*?\*/", "", ankasam.style(STYLE_SHEET), flags=re.DOTALL)


def test_no_absolute_lengths(rules: str) -> None:
    assert re.findall(r"\d(?:px|pt|pc|mm|cm|in|rem)\b", rules) == []


def test_no_colours_of_text_or_page(rules: str) -> None:
    rules = re.sub(r"\nimg \{.*?\}", "", rules, flags=re.DOTALL)
    assert set(re.findall(r"(?<![-\w])(?:color|background(?:-color)?):\s*([^;]+);", rules)) <= {"inherit"}


def test_nothing_that_old_readers_stumble_over(rules: str) -> None:
    assert "var(" not in rules
    assert "!important" not in rules


def test_every_family_named_is_in_the_book(stock: EpubFile, rules: str) -> None:
    named = set(re.findall(r'"([^"]+)"', "".join(re.findall(r"font-family:([^;]+);", rules))))
    whole = stock.archive.read("EPUB/book.css").decode()
    faces = re.findall(r'@font-face \{\s*font-family: "([^"]+)".*?url\("([^"]+)"\)', whole, flags=re.DOTALL)
    # The stock book has no sign that needs the fallback face.
    assert named == {family for family, _ in faces} | {"Book Symbols"}
    assert {family for family, _ in faces} == {"Book Serif", "Book Sans", "Book Mono"}
    assert all(f"EPUB/{path}" in stock.archive.namelist() for _, path in faces)


def test_embedded_fonts_have_the_books_letters(stock: EpubFile) -> None:
    with TTFont(io.BytesIO(stock.archive.read("EPUB/fonts/book-serif-400-normal.ttf"))) as font:
        known = set(font.getBestCmap())
    text = "".join(page.text for page in stock.spine)
    assert {char for char in text if ord(char) not in known} <= {"→"}
    assert len(known) < 400


def test_every_letter_of_the_book_is_in_a_font_of_it(stock: EpubFile) -> None:
    known: set[int] = set()
    for name in stock.archive.namelist():
        if name.endswith(".ttf"):
            with TTFont(io.BytesIO(stock.archive.read(name))) as font:
                known |= set(font.getBestCmap())
    shown = {char for page in (*stock.spine, stock.nav) for char in page.text}
    assert {"ğ", "Қ", "→"} <= shown
    assert {char for char in shown if ord(char) not in known} == set()
