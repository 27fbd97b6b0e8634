"""Notes: called, kept whole, linked both ways, and nowhere else."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from publisher.epub import Ebook
from publisher.epub.edition import STYLE_SHEET
from publisher.model import (
    Book,
    Emphasis,
    Heading,
    Note,
    NoteMarks,
    NoteNumbering,
    NotePlace,
    NoteReference,
    Paragraph,
    PrintOptions,
    Reference,
    Text,
)
from publisher.theme import Theme
from publisher.walk import notes_of
from tests.support.epub_file import EpubFile, Page
from tests.support.stock_book import book_of, note, paragraph, place, section_of, stock_book


def chapter(ebook: EpubFile, name: str) -> Page:
    return ebook.page(f"text/{name}.xhtml")


def test_every_call_note_and_link_back_belong_together(stock: EpubFile) -> None:
    notes = 0
    for page in stock.spine:
        calls, notes_here = page.typed("noteref"), page.typed("footnote")
        assert len(calls) == len(notes_here)
        for call, shown in zip(calls, notes_here, strict=True):
            assert call.get("href") == f"#{shown.get('id')}"
            back = shown[0][0]
            assert back.get("role") == "doc-backlink"
            assert back.get("href") == f"#{call.get('id')}"
            assert back.text == call.text
        notes += len(calls)
    assert notes == sum(len(list(notes_of(section))) for section in stock_book().sections) == 10


def test_numbers_run_through_the_book(stock: EpubFile) -> None:
    numbers = [call.text for page in stock.spine for call in page.typed("noteref")]
    assert numbers == [str(number) for number in range(1, 11)]


def test_numbers_start_again_where_the_book_says_so(make: Callable[[Book], Ebook]) -> None:
    options = PrintOptions(note_numbering=NoteNumbering.SECTION)
    ebook = EpubFile(make(replace(stock_book(), print_options=options)).data)
    first = [page.typed("noteref")[0].text for page in ebook.spine if page.typed("noteref")]
    assert first == ["1", "1", "1", "1"]


def test_a_call_is_a_bare_number_in_a_raised_link(stock: EpubFile) -> None:
    for page in stock.spine:
        for call in page.typed("noteref"):
            assert call.getparent().tag.endswith("}sup")
            assert call.get("role") == "doc-noteref"
            assert len(call) == 0
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", call.get("id"))


def test_two_calls_side_by_side_are_told_apart_and_lose_no_word(make: Callable[[Book], Ebook]) -> None:
    together = paragraph("Söz.", note("Bir.", line=3), note("İki.", line=4), " Devamı.")
    page = EpubFile(make(book_of(section_of(together))).data).spine[-1]
    assert "".join(page.find("//h:p")[0].itertext()) == "Söz.1,2 Devamı."


def test_notes_stand_after_the_text_under_a_heading_in_the_language_of_the_section(stock: EpubFile) -> None:
    page = chapter(stock, "conclusion")
    (group,) = page.typed("footnotes")
    assert group.get("role") == "doc-endnotes"
    heading = page.by_id(group.get("aria-labelledby"))
    assert (heading.text, heading.get("lang")) == ("Notes", None)
    assert group.getnext() is None
    assert all(shown.get("role") == "doc-footnote" for shown in page.typed("footnote"))


@pytest.mark.parametrize(
    ("section", "book", "heading", "tag"),
    [
        ("de", "tr", "Notlar", "tr"),
        ("de", "fr", "Notes", "en"),
        ("en", "tr", "Notes", None),
        (None, "fr", "Notes", "en"),
    ],
)
def test_what_is_added_in_another_language_says_so(
    make: Callable[[Book], Ebook], section: str | None, book: str, heading: str, tag: str | None
) -> None:
    foreign = replace(section_of(paragraph("Söz.", note("Not."))), language=section)
    page = EpubFile(make(book_of(foreign, language=book)).data).spine[-1]
    (group,) = page.typed("footnotes")
    shown = page.by_id(group.get("aria-labelledby"))
    assert (shown.text, shown.get("lang")) == (heading, tag)
    (back,) = page.find("//h:a[@role='doc-backlink']")
    assert back.get("lang") == tag


def test_the_link_back_says_where_it_leads(stock: EpubFile) -> None:
    back = chapter(stock, "giris").find("//h:a[@role='doc-backlink']")[0]
    assert back.get("aria-label") == "1. nota dön"


def test_a_note_of_several_blocks_is_whole(stock: EpubFile) -> None:
    shown = chapter(stock, "notlar-bolumu").by_id("note-notlar-bolumu-uzun")
    text = " ".join("".join(shown.itertext()).split())
    assert text == "6. Uzun notun ilk paragrafı. nottaki madde Uzun notun son paragrafı; bkz. Tablo 1."


def test_nothing_of_a_note_is_in_titles_and_contents(stock: EpubFile) -> None:
    page = chapter(stock, "notlar-bolumu")
    assert page.find("//h:title/text()") == ["Notlar bölümü"]
    assert page.by_id("notlar-bolumu").get("aria-label") == "Notlar bölümü"
    assert "Notlar bölümü Alt başlık Conclusion" in stock.nav.text
    assert "Alt başlık" in stock.ncx.xpath("//*[local-name()='text']/text()")


def test_ids_stay_when_text_before_them_changes(make: Callable[[Book], Ebook]) -> None:
    kept = note("Kalan not.", line=9)
    one = EpubFile(make(book_of(section_of(paragraph("Söz.", kept)))).data)
    two = EpubFile(make(book_of(section_of(paragraph("Yeni söz.", note("Yeni not.")), paragraph("Söz.", kept)))).data)
    assert one.spine[-1].typed("footnote")[0].get("id") == two.spine[-1].typed("footnote")[1].get("id")


def test_a_note_that_opens_with_no_paragraph_has_its_link_back_too(make: Callable[[Book], Ebook]) -> None:
    bare = Note((stock_book().sections[1].blocks[0],), place(3))
    page = EpubFile(make(book_of(section_of(paragraph("Söz.", bare)))).data).spine[-1]
    assert page.typed("footnote")[0][0][0].get("role") == "doc-backlink"
    assert "Yol bilen kervana katılmaz." in page.text


def test_an_authors_id_may_look_like_a_notes(make: Callable[[Book], Ebook]) -> None:
    clash = Paragraph((Text("Söz."), note("Not.", name="bir")), place(3), identifier="note-bolum-bir")
    page = EpubFile(make(book_of(section_of(clash))).data).spine[-1]
    ids = page.find("//@id")
    assert len(ids) == len(set(ids))


def called_three_times() -> Book:
    first = paragraph("Bir.", note("Not.", name="x"), " İki.", NoteReference("x", place(4)))
    return book_of(section_of(first, paragraph("Üç.", note("Öteki.", line=5), NoteReference("x", place(6)))))


def test_a_note_called_again_is_there_once_with_a_way_back_to_each_call(make: Callable[[Book], Ebook]) -> None:
    page = EpubFile(make(called_three_times()).data).spine[-1]
    calls = page.typed("noteref")
    assert [call.text for call in calls] == ["1", "1", "2", "1"]
    shown, other = page.typed("footnote")
    assert {call.get("href") for call in calls if call.text == "1"} == {f"#{shown.get('id')}"}
    backs = [link for link in shown.iter("{*}a") if link.get("role") == "doc-backlink"]
    assert [link.get("href")[1:] for link in backs] == [call.get("id") for call in calls if call.text == "1"]
    assert [link.get("aria-label") for link in backs] == [
        "1. nota dön",
        "1. notun 2. çağrısına dön",
        "1. notun 3. çağrısına dön",
    ]
    assert "".join(shown.itertext()).split() == ["1.", "b", "c", "Not."]
    assert "".join(other.itertext()).split() == ["2.", "Öteki."]


def test_epubcheck_takes_a_note_called_again(
    make: Callable[[Book], Ebook], complaints: Callable[[bytes], list[str]]
) -> None:
    assert complaints(make(called_three_times()).data) == []


@pytest.mark.parametrize("marks", NoteMarks)
def test_where_print_counts_by_page_or_has_symbols_numbers_run_by_section(
    make: Callable[[Book], Ebook], marks: NoteMarks
) -> None:
    options = PrintOptions(note_numbering=NoteNumbering.PAGE, note_marks=marks, notes=NotePlace.FOOT)
    ebook = EpubFile(make(replace(stock_book(), print_options=options)).data)
    first = [page.typed("noteref")[0].text for page in ebook.spine if page.typed("noteref")]
    assert first == ["1", "1", "1", "1"]


def test_a_reference_to_a_page_reads_as_the_words_of_the_place(make: Callable[[Book], Ebook]) -> None:
    see = paragraph("Bkz. ", Reference("bolum", place(3), page=True), ".")
    page = EpubFile(make(book_of(section_of(see))).data).spine[-1]
    assert "".join(page.find("//h:p")[0].itertext()) == "Bkz. Bölüm."


def test_notes_are_to_be_seen_where_they_do_not_pop_up(stock: EpubFile, ankasam: Theme) -> None:
    for page in stock.spine:
        assert not page.find("//h:aside")
        for shown in page.typed("footnote"):
            around = [shown, *shown.iterancestors()]
            assert not any(element.get("hidden") or element.get("aria-hidden") for element in around)
    hidden = re.findall(r"([^{}]+)\{[^{}]*(?:display: none|visibility: hidden)", ankasam.style(STYLE_SHEET))
    assert not [selector for selector in hidden if "note" in selector]


def test_nothing_of_a_heading_s_note_is_told_elsewhere(make: Callable[[Book], Ebook]) -> None:
    title = (Text("Yol "), Emphasis((Text("ve"),)), Text(" iz"), note("Başlığın notu.", name="x"))
    again = Heading(2, (*title[:3], NoteReference("x", place(5))), place(5), "alt")
    section = replace(section_of(again, paragraph("Söz.")), title=title)
    ebook = EpubFile(make(book_of(section)).data)
    page = ebook.spine[-1]
    assert [call.text for call in page.typed("noteref")] == ["1", "1"]
    assert page.find("//h:title/text()") == page.find("//h:section/@aria-label") == ["Yol ve iz"]
    toc = [link for link in ebook.nav.find("//h:nav[@role='doc-toc']//h:a")]
    assert ["".join(link.itertext()) for link in toc] == ["Yol ve iz", "Yol ve iz"]
    assert [emphasis.text for link in toc for emphasis in link.iter("{*}em")] == ["ve", "ve"]
    assert ebook.ncx.xpath("//*[local-name()='navPoint']/*/*[local-name()='text']/text()") == ["Yol ve iz"] * 2
    assert "Başlığın notu" not in ebook.nav.text
