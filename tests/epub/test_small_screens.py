"""What is wide stays on the screen of a telephone."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import sync_playwright

from publisher.epub import Ebook
from publisher.model import Alignment, Block, Book, CodeBlock, Figure, Table, Verse
from tests.support.browser import launch
from tests.support.stock_book import book_of, paragraph, place, row, section_of, stanza, words

AT = place(3)
START, END = Alignment.START, Alignment.END
COLUMNS = Table(
    (START, END, END, END, END, END, START),
    row("Ülke", "İhracat 2015", "İhracat 2016", "İthalat 2015", "İthalat 2016", "Denge", "Açıklama"),
    (row("Türkmenistan", "1.062,50", "1.138,00", "987,25", "1.204,10", "−12,5", "Uluslararasılaştırılamayanlar"),),
    AT,
    words("Beş yılın ticareti"),
)
HEADS = row("Antlaşma", "Taraflar", "İmza", "Yürürlük", "Konu")
WORDS = Table((START,) * 5, HEADS, (row(*["bölüştürülmesi"] * 5),), AT)
ADDRESS = Table((START, START), row("Kurum", "Adres"), (row("Vakıf", "https://example.org/" + "uzun" * 20),), AT)
LONG = "Uzun ince bir yoldayım gidiyorum gündüz gece bilmiyorum ne haldeyim"


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    with sync_playwright() as driver:
        browser = launch(driver)
        yield browser.new_page(viewport={"width": 390, "height": 844})
        browser.close()


@pytest.mark.parametrize(
    "block",
    [
        COLUMNS,
        WORDS,
        ADDRESS,
        Verse((stanza(words(LONG), words("yol"), indents=(24, 0)),), AT),
        CodeBlock("name_that_is_long = " * 8, AT),
        paragraph("bkz. https://example.org/" + "uzun" * 30),
        Figure("images/route.svg", "x", AT),
    ],
    ids=["columns", "words", "address in a cell", "verse", "code", "address", "figure"],
)
def test_nothing_runs_off(make: Callable[[Book], Ebook], window: Window, tmp_path: Path, block: Block) -> None:
    ebook = tmp_path / "book.epub"
    ebook.write_bytes(make(book_of(section_of(block, paragraph("Söz.")))).data)
    with zipfile.ZipFile(ebook) as archive:
        archive.extractall(tmp_path)
    window.goto((tmp_path / "EPUB" / "text" / "bolum.xhtml").as_uri())
    assert window.evaluate("document.documentElement.scrollWidth") == 390
