"""Drop caps, where a theme asks for them: they stand on their line, and the word that they begin stays one."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import ImageOps

from publisher import check, pdf
from publisher.model import Block, Emphasis, Epigraph, ItemList, ListItem, Text
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition, lost_words
from tests.support.printed_pages import Line, Page
from tests.support.stock_book import book_of, note, paragraph, place, section_of, words

AT = place(3)
REST = " gün kapıda bekleyen kalabalığın içinde kimse birbirini tanımıyordu" * 6
LEFT = 20.8 * 72 / 25.4
CAPITALS_PT = 7.2


@pytest.fixture
def opening(theme: Theme, store: Store) -> Callable[..., tuple[Edition, Page]]:
    """Print blocks with drop caps over so many lines; nothing is lost, and the audit finds nothing."""

    def give(*blocks: Block, language: str = "tr", lines: int = 3) -> tuple[Edition, Page]:
        book = book_of(section_of(*blocks), language=language)
        look = replace(theme, geometry=replace(theme.geometry, drop_cap_lines=lines))
        edition = Edition("drop caps", book, pdf.render(book, look, store=store))
        assert edition.printed.found == ()
        assert list(lost_words(edition)) == []
        check.require_whole(edition.printed.data, book, look)
        return edition, edition.pages_of(book.sections[0])[0]

    return give


def beside(page: Page, word: str) -> list[Line]:
    """Give the lines that begin away from the margin, from the one that a word begins."""
    begin = next(index for index, line in enumerate(page.body) if line.text.startswith(word))
    lines = page.body[begin : begin + 6]
    return [line for line in lines if line.left > LEFT + 8 or line.text.startswith(word)]


@pytest.mark.parametrize(
    ("language", "word", "lines"),
    [
        ("tr", "İlk", 3),
        ("tr", "“Şimdi", 4),
        ("ru", "«Цена", 4),
        ("kk", "Әлі", 3),
        ("kk", "Қыс", 4),
        ("en", "The", 3),
        ("en", "I", 3),
    ],
)
def test_a_capital_stands_beside_three_lines_and_its_word_is_one(
    opening: Callable[..., tuple[Edition, Page]], language: str, word: str, lines: int
) -> None:
    _, page = opening(paragraph(word + REST), paragraph("Son."), language=language)
    found = beside(page, word + " ")
    assert len(found) == lines
    assert max(glyph.size for glyph in found[0].glyphs) > 60


def test_a_capital_reaches_from_the_first_lines_capitals_to_the_third_lines_foot(
    opening: Callable[..., tuple[Edition, Page]],
) -> None:
    edition, page = opening(paragraph("Her" + REST))
    first, _, third = beside(page, "Her")
    picture = edition.pages.picture(page.number, scale=8).convert("L")
    above = first.baseline - 20
    left, top, right, foot = (round(side * 8) for side in (LEFT - 2, above, LEFT + 20, third.baseline + 5))
    letter = picture.crop((left, top, right, foot))
    inked = ImageOps.invert(letter).point(lambda shade: 255 if shade > 128 else 0).getbbox()
    assert inked
    assert above + inked[1] / 8 == pytest.approx(first.baseline - CAPITALS_PT, abs=0.3)
    assert above + inked[3] / 8 == pytest.approx(third.baseline, abs=0.3)


def test_lines_beside_a_capital_stand_on_the_grid(opening: Callable[..., tuple[Edition, Page]]) -> None:
    _, page = opening(paragraph("Her" + REST))
    begin = page.body.index(beside(page, "Her")[0])
    baselines = [line.baseline for line in page.body[begin : begin + 6]]
    assert [round(after - before, 2) for before, after in itertools.pairwise(baselines)] == [14.0] * 5


@pytest.mark.parametrize(
    "first",
    [
        paragraph("Kısa bir söz."),
        ItemList((ListItem((paragraph("Madde" + REST),), AT),), AT),
        paragraph("1991 yılı" + REST),
        paragraph("— Kim o?" + REST),
    ],
    ids=["short", "list", "number", "dash"],
)
def test_what_takes_no_drop_cap(opening: Callable[..., tuple[Edition, Page]], first: Block) -> None:
    _, page = opening(first, paragraph("Sonra" + REST))
    assert not [glyph for line in page.body for glyph in line.glyphs if glyph.size > 60]


def test_an_epigraph_may_stand_before_a_drop_cap(opening: Callable[..., tuple[Edition, Page]]) -> None:
    first = paragraph(Emphasis((Text("Her"),)), REST, note("Not."))
    _, page = opening(Epigraph((paragraph("Söz."),), AT, words("Biri")), first)
    assert len(beside(page, "Her ")) == 3


def test_themes_have_none_unless_they_ask(opening: Callable[..., tuple[Edition, Page]]) -> None:
    _, page = opening(paragraph("Her" + REST), lines=0)
    assert not [glyph for line in page.body for glyph in line.glyphs if glyph.size > 60]
