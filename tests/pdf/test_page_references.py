"""Pages that the text names, and lists of figures and tables: what is printed is where things stand."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

import pytest

from publisher.errors import LayoutError
from publisher.model import (
    Alignment,
    Block,
    Book,
    Figure,
    Heading,
    ListKind,
    Note,
    PrintOptions,
    Reference,
    Section,
    Table,
)
from publisher.pdf.makeup import Area, Floats, Item, PagePlan, make_up
from tests.support.printed_editions import Edition, lost_words
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, paragraph, place, row, section_of, words


def to(target: str) -> Reference:
    return Reference(target, place(3), page=True)


def prose(paragraphs: int) -> list[Block]:
    return [paragraph("Kervan yola çıktı ve bozkırı geçti. " * 4) for _ in range(paragraphs)]


def figure(name: str) -> Figure:
    return Figure("images/route.svg", "çizim", place(5), words(f"Yol {name}"), f"fig-{name}")


def table(name: str) -> Table:
    rows = row("a", "b")
    return Table((Alignment.START, Alignment.END), rows, (rows,), place(6), words(f"Ticaret {name}"), f"tbl-{name}")


def two_sections(first: Iterable[Block], second: Iterable[Block], language: str = "tr") -> Book:
    sections: tuple[Section, ...] = (
        section_of(*first, title="İlk", file="01.md"),
        section_of(*second, title="Son", file="02.md"),
    )
    return book_of(*sections, language=language)


def page_of(edition: Edition, name: str) -> int:
    return edition.pages.destinations[name][0]


@pytest.mark.parametrize(("language", "form"), [("tr", "s. {}"), ("en", "p. {}"), ("ru", "с. {}"), ("kk", "{}-б.")])
def test_a_page_is_named_as_the_language_names_it(press: SmallPress, language: str, form: str) -> None:
    book = two_sections(
        [paragraph("Bkz. ", to("there"), ".")], [*prose(8), Heading(2, words("Yer"), place(4), "there")]
    )
    edition = press.book(replace(book, metadata=replace(book.metadata, language=language)))
    there = page_of(edition, "there")
    assert there > page_of(edition, "son")
    page = edition.pages[page_of(edition, "ilk")]
    assert page.body[-1].text == f"Bkz. {form.format(there)}."
    (link,) = [link for link in page.links if link.target == "there"]
    assert link.inside


def test_a_section_in_another_language_names_pages_as_that_does(press: SmallPress) -> None:
    see = paragraph("See ", to("there"), ".", Note((paragraph("And ", to("there"), "."),), place(3)))
    book = two_sections([see], [Heading(2, words("Yer"), place(4), "there"), paragraph("Bkz. ", to("there"), ".")])
    foreign = replace(book.sections[0], language="en")
    edition = press.book(replace(book, sections=(foreign, book.sections[1])))
    assert edition.printed.found == ()
    there = page_of(edition, "there")
    page = edition.pages[page_of(edition, "ilk")]
    assert page.body[-1].text == f"See p. {there}.1"
    assert page.notes[0].text == f"1. And p. {there}."
    assert edition.pages[there].body[-1].text == f"Bkz. s. {there}."


def test_references_both_ways_name_the_pages_that_are(press: SmallPress) -> None:
    first = [paragraph("İleri ", to("son-yer")), *prose(7), Heading(2, words("Yer"), place(4), "ilk-yer"), *prose(1)]
    second = [paragraph("Geri ", to("ilk-yer")), *prose(5), replace(paragraph("Orada."), identifier="son-yer")]
    edition = press.book(two_sections(first, second))
    assert edition.pages.page_with("İleri").line_with("İleri").text == f"İleri s. {page_of(edition, 'son-yer')}"
    assert edition.pages.page_with("Geri").line_with("Geri").text == f"Geri s. {page_of(edition, 'ilk-yer')}"


def test_a_note_may_name_a_page(press: SmallPress) -> None:
    edition = press.edition(
        paragraph("Söz.", Note((paragraph("Bkz. ", to("there"), "."),), place(3))),
        *prose(6),
        Heading(2, words("Yer"), place(4), "there"),
    )
    (first, *_) = edition.pages_of(edition.book.sections[0])
    assert first.notes[0].text == f"1. Bkz. s. {page_of(edition, 'there')}."


def test_no_line_ends_inside_a_page_reference(press: SmallPress) -> None:
    edition = press.edition(
        *[paragraph("a" * n, " ", to("there")) for n in range(1, 40)], Heading(2, words("Yer"), place(4), "there")
    )
    lines = [line.dense for page in edition.pages_of(edition.book.sections[0]) for line in page.body]
    number = str(page_of(edition, "there"))
    assert sum(line.endswith(f"s.{number}") for line in lines) == 39


def test_only_what_names_pages_is_set_again(press: SmallPress) -> None:
    sizes: list[int] = []

    def counting(
        items: Sequence[Item], notes: Sequence[Sequence[Item]], area: Area, floats: Floats
    ) -> tuple[PagePlan, ...]:
        sizes.append(len(items))
        return make_up(items, notes, area, floats)

    press.book(two_sections(prose(9), [paragraph("Bkz. ", to("ilk"))]), page_maker=counting)
    assert sizes.count(max(sizes)) == 1


def test_pages_that_never_settle_are_an_error(press: SmallPress) -> None:
    """A section that is a leaf longer every other time stands for one that its own page numbers move."""
    turns = count()

    def restless(
        items: Sequence[Item], notes: Sequence[Sequence[Item]], area: Area, floats: Floats
    ) -> tuple[PagePlan, ...]:
        lines = 6 * (next(turns) % 2) if len(items) > 20 else 0
        return make_up(items, notes, replace(area, height_pt=area.height_pt - 14 * lines), floats)

    blocks = [paragraph("Bkz. ", to("there")), *prose(8), Heading(2, words("Yer"), place(4), "there"), *prose(1)]
    with pytest.raises(LayoutError) as caught:
        press.book(book_of(section_of(*blocks)), page_maker=restless)
    assert [found.code for found in caught.value.found] == ["page-references-unsettled"]


def test_lists_name_captioned_figures_and_tables_with_their_pages(press: SmallPress) -> None:
    first: list[Block] = [*prose(3), table("bir"), *prose(3), figure("bir")]
    second: list[Block] = [*prose(2), figure("iki"), replace(table("yok"), caption=None)]
    options = PrintOptions(lists=(ListKind.FIGURES, ListKind.TABLES))
    edition = press.book(replace(two_sections(first, second), print_options=options))
    assert list(lost_words(edition)) == []
    contents = range(page_of(edition, "contents"), page_of(edition, "ilk"))
    lines = [line.dense.replace(".", "") for number in contents for line in edition.pages[number].body]
    at = lines.index("ŞEKİLLER")
    assert lines[at:] == [
        "ŞEKİLLER",
        f"Şekil1Yolbir{page_of(edition, 'fig-bir')}",
        f"Şekil2Yoliki{page_of(edition, 'fig-iki')}",
        "TABLOLAR",
        f"Tablo1Ticaretbir{page_of(edition, 'tbl-bir')}",
    ]
    assert [entry.words for entry in edition.pages.outline][:3] == ["İçindekiler", "Şekiller", "Tablolar"]


def test_a_book_that_asks_for_no_list_has_none(press: SmallPress) -> None:
    edition = press.edition(figure("bir"))
    assert "ŞEKİLLER" not in "".join(page.text for page in edition.pages)
