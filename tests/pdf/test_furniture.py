"""Running heads and folios, where words are long and numbers large."""

import itertools
from dataclasses import replace

from publisher import pdf
from publisher.model import Book
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition
from tests.support.stock_book import book_of, paragraph, section_of

LONG = (
    "Bozkırın yollarında kervanların izinden giden yolcuların akşamları ateş başında anlattıklarına dair "
    "uzunca bir bölüm"
)


def long_titles(*titles: str) -> Book:
    prose = [paragraph(" ".join(f"kelime{number}" for number in range(400)))] * 3
    book = book_of(*[section_of(*prose, title=title) for title in titles])
    return replace(book, metadata=replace(book.metadata, title=LONG.replace("bir bölüm", "bir kitap")))


def printed(book: Book, theme: Theme, store: Store) -> Edition:
    return Edition("long", book, pdf.render(book, theme, store=store))


def test_a_head_wider_than_the_text_is_shortened_and_told(theme: Theme, store: Store) -> None:
    edition = printed(long_titles(LONG, f"Öbür {LONG.lower()}", "Kısa"), theme, store)
    heads = [{page.head for page in edition.pages_of(section) if page.head} for section in edition.book.sections]
    (verso,) = heads[0] & heads[1] & heads[2]
    rectos = [next(iter(found - {verso})) for found in heads]
    assert verso.startswith("e-Rapor | Bozkırın yollarında kervanların")
    assert rectos[0].startswith("Bozkırın yollarında kervanların")
    assert rectos[1].startswith("Öbür bozkırın yollarında kervanların")
    assert rectos[2] == "Kısa"
    assert [found.code for found in edition.printed.found] == ["running-head-long"] * 3
    assert {page.head for page in edition.printed.page_map if page.head} == {verso, *rectos}
    measure = 113 * 72 / 25.4
    for page in edition.pages:
        line = [glyph for glyph in page.glyphs if glyph.baseline < 60]
        assert not line or line[-1].right - line[0].left < measure + 1


def test_a_shortened_head_stands_beside_one_that_is_whole(theme: Theme, store: Store) -> None:
    book = long_titles(LONG)
    edition = printed(replace(book, metadata=replace(book.metadata, title="Yollar")), theme, store)
    heads = [page.head for page in edition.pages_of(edition.book.sections[0]) if page.head]
    assert len(heads) > 2
    for head, verso in zip(heads, itertools.cycle([True, False])):
        assert (head == "e-Rapor | Yollar") == verso
        assert head.startswith("Bozkırın") != verso


def test_a_short_title_takes_the_place_of_a_long_one(theme: Theme, store: Store) -> None:
    book = long_titles(LONG)
    short = replace(book, sections=tuple(replace(section, short_title="Yollar") for section in book.sections))
    edition = printed(short, theme, store)
    assert "Yollar" in {page.head for page in edition.pages}


def test_folios_of_three_digits_are_set_digit_by_digit(theme: Theme, store: Store) -> None:
    prose = [paragraph(" ".join(f"kelime{number}" for number in range(300)))] * 110
    edition = printed(book_of(section_of(*prose)), theme, store)
    assert len(edition.pages) > 101
    for number in (99, 100, 101):
        assert edition.pages[number].folio == str(number)
