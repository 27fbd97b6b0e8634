"""Ids: the author's are kept, every other comes from words, and none is given twice."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Book, Figure, Heading, KeptTogether, ListItem, Paragraph, Quotation, Section, Table
from publisher.model import ItemList as List
from publisher.transform.identifiers import authors_identifiers, find_duplicates, with_identifiers
from publisher.walk import blocks_in
from tests.support.stock_book import paragraph, place, row, section_of, stock_book, unidentified_stock_book, words

AT = place(3)


def heading(text: str, identifier: str | None = None, line: int = 3) -> Heading:
    return Heading(2, words(text), place(line), identifier)


def book(*blocks: Heading | Paragraph | Quotation | KeptTogether | List | Figure | Table, title: str = "Bölüm") -> Book:
    return replace(unidentified_stock_book(), sections=(section_of(*blocks, title=title),))


def ids(of: Book) -> list[str]:
    return [name for name, _ in authors_identifiers(with_identifiers(of))]


def test_ids_come_from_words() -> None:
    assert ids(book(heading("Yolların kökü"), title="Giriş")) == ["giris", "yollarin-koku"]


def test_the_author_s_ids_are_kept_even_if_a_heading_before_would_take_them() -> None:
    first, *others = ids(book(heading("Yol"), heading("Başka", identifier="yol")))
    assert first == "bolum"
    assert others[1] == "yol"
    assert others[0] != "yol"


def test_equal_headings_of_a_section_get_ids_that_differ() -> None:
    one, *others = ids(book(*[heading("Yol", line=n) for n in range(3)]))[1:]
    assert re.fullmatch("yol-[0-9a-f]{8}", one)
    assert others == [f"{one}-2", f"{one}-3"]


def test_pictures_and_tables_without_words_are_named_by_what_they_hold() -> None:
    bare = book(Figure("maps/route.svg", "x", AT), Table((), row("Yıl", "Tutar"), (), AT))
    assert ids(bare)[1:] == ["fig-maps-route-svg", "tbl-yil-tutar"]


def test_a_section_put_before_others_changes_no_id_of_theirs() -> None:
    def chapter(number: int, title: str) -> Section:
        blocks = (heading("Sonuç"), heading(f"Yol {number}"), Figure("a.svg", "x", AT))
        return section_of(*blocks, title=title, file=f"{number}.md")

    old = (chapter(2, "İki"), chapter(3, "Ortak"), chapter(4, "Ortak"))
    before = with_identifiers(replace(unidentified_stock_book(), sections=old))
    after = with_identifiers(replace(unidentified_stock_book(), sections=(chapter(1, "Ortak"), *old)))
    assert after.sections[1:] == before.sections


def test_text_before_a_heading_changes_no_id() -> None:
    before = ids(book(heading("Yol")))
    assert ids(book(paragraph("Yeni."), heading("Ön söz"), heading("Yol")))[-1] == before[-1]


def test_blocks_inside_blocks_get_ids() -> None:
    inner = heading("İç")
    nested = book(Quotation((KeptTogether((List((ListItem((inner,), AT),), AT),), AT),), AT))
    assert ids(nested)[-1] == "ic"


def test_every_heading_table_and_figure_of_the_stock_book_has_one() -> None:
    for section in stock_book().sections:
        assert section.identifier
        for block in blocks_in(section.blocks):
            if isinstance(block, Heading | Table | Figure):
                assert block.identifier


def test_completing_a_complete_book_changes_nothing() -> None:
    assert with_identifiers(stock_book()) == stock_book()


@given(st.lists(st.text(max_size=8), max_size=8))
def test_whatever_the_titles_ids_are_valid_and_unique(titles: list[str]) -> None:
    found = ids(book(*[heading(title) for title in titles]))
    assert len(set(found)) == len(found) == len(titles) + 1
    assert all(re.fullmatch("[a-z][a-z0-9-]*", name) for name in found)


def test_an_id_given_twice_is_found_at_its_second_place() -> None:
    twice = book(heading("Bir", "yol", line=5), paragraph("x"), heading("İki", "yol", line=9))
    (found,) = find_duplicates(twice)
    assert (found.code, found.at) == ("id-duplicate", place(9))
    assert "yol" in found.message
    assert str(place(5)) in found.message


def test_ids_that_differ_are_fine() -> None:
    table = Table((), row(), (), AT, identifier="tablo")
    assert find_duplicates(book(heading("Bir", "yol"), heading("İki", "iz"), table)) == []
