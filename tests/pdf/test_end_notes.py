"""Notes after their section, or after the text: each whole, linked both ways, with the page of each call."""

from dataclasses import replace

import pytest

from publisher.model import Book, NoteNumbering, NotePlace, NoteReference, PrintOptions, Reference, Role
from tests.support.printed_editions import Edition
from tests.support.printed_pages import Page
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, section_of

PLACES = [NotePlace.SECTION, NotePlace.END]


def book(notes: NotePlace, numbering: NoteNumbering = NoteNumbering.BOOK) -> Book:
    again = [NoteReference("bir", place(line, "01.md")) for line in (9, 10)]
    filler = [paragraph("Kervan yola çıktı ve bozkırı geçti. " * 4) for _ in range(7)]
    first = paragraph("Söz.", note("İlk not.", line=3, name="bir"))
    sections = (
        section_of(first, *filler, paragraph("Yine.", *again), title="Giriş", file="01.md"),
        section_of(paragraph("Öbür.", note("İkinci not.", "Devamı.", line=4, name="iki")), title="Çıkış", file="02.md"),
        section_of(paragraph("Kaynak."), title="Kaynakça", file="03.md", role=Role.BIBLIOGRAPHY),
    )
    return replace(book_of(*sections), print_options=PrintOptions(notes=notes, note_numbering=numbering))


def text_of(pages: list[Page]) -> list[str]:
    return [line.text for page in pages for line in page.body]


def page_of(edition: Edition, name: str) -> int:
    return edition.pages.destinations[name][0]


@pytest.mark.parametrize("notes", PLACES)
def test_no_note_stands_at_a_foot(press: SmallPress, notes: NotePlace) -> None:
    edition = press.book(book(notes))
    assert not any(page.note_rule for page in edition.pages)
    assert edition.printed.notes == 2
    assert edition.printed.found == ()


@pytest.mark.parametrize("notes", PLACES)
def test_every_note_leads_to_its_calls_and_they_to_it(press: SmallPress, notes: NotePlace) -> None:
    edition = press.book(book(notes))
    links = [(page.number, link.target) for page in edition.pages for link in page.links if link.inside]
    calls = [number for number, target in links if target == "note-giris-bir"]
    first, last = page_of(edition, "call-note-giris-bir"), page_of(edition, "call-note-giris-bir.2")
    assert calls == [first, last, last]
    assert first < last
    backs = [target for number, target in links if number == page_of(edition, "note-giris-bir") and "call-" in target]
    assert backs[:3] == ["call-note-giris-bir", "call-note-giris-bir", "call-note-giris-bir.2"]


def test_notes_of_a_section_stand_under_a_heading_at_its_end(press: SmallPress) -> None:
    edition = press.book(book(NotePlace.SECTION))
    lines = text_of(edition.pages_of(edition.book.sections[0]))
    first, last = page_of(edition, "call-note-giris-bir"), page_of(edition, "call-note-giris-bir.2")
    assert lines[lines.index("Notlar") + 1 :] == [f"1. (s. {first}, s. {last}) İlk not."]


@pytest.mark.parametrize("notes", PLACES)
def test_a_section_in_another_language_has_its_notes_in_its_words(press: SmallPress, notes: NotePlace) -> None:
    turkish = book(notes)
    first, *others = turkish.sections
    edition = press.book(replace(turkish, sections=(replace(first, language="en"), *others)))
    assert edition.printed.found == ()
    pages = f"(p. {page_of(edition, 'call-note-giris-bir')}, p. {page_of(edition, 'call-note-giris-bir.2')})"
    lines = text_of(list(edition.pages))
    assert f"1. {pages} İlk not." in lines
    assert any(line.startswith("2. (s. ") for line in lines)
    assert ("Notes" in lines) == (notes is NotePlace.SECTION)


def test_notes_of_the_book_stand_in_a_section_before_the_bibliography(press: SmallPress) -> None:
    edition = press.book(book(NotePlace.END, NoteNumbering.SECTION))
    start = page_of(edition, "notes.end")
    assert start % 2 == 1
    assert page_of(edition, "cikis") < start < page_of(edition, "kaynakca")
    lines = text_of([edition.pages[start]])
    first, last = page_of(edition, "call-note-giris-bir"), page_of(edition, "call-note-giris-bir.2")
    assert lines == [
        "NOTLAR",
        "Giriş",
        f"1. (s. {first}, s. {last}) İlk not.",
        "Çıkış",
        f"1. (s. {page_of(edition, 'call-note-cikis-iki')}) İkinci not.",
        "Devamı.",
    ]


def test_contents_and_outline_name_the_notes(press: SmallPress) -> None:
    edition = press.book(book(NotePlace.END))
    start = page_of(edition, "notes.end")
    contents = [line.dense.replace(".", "") for line in edition.pages[page_of(edition, "contents")].body]
    assert f"Notlar{start}" in contents
    assert [entry.words for entry in edition.pages.outline] == ["İçindekiler", "Giriş", "Çıkış", "Notlar", "Kaynakça"]
    assert [page.head for page in edition.printed.page_map if page.section == "notes.end"] == [None]


def test_a_book_without_notes_has_no_section_of_them(press: SmallPress) -> None:
    bare = replace(book_of(section_of(paragraph("Söz."))), print_options=PrintOptions(notes=NotePlace.END))
    assert "notes.end" not in press.book(bare).pages.destinations


def test_a_note_after_the_text_may_name_a_page(press: SmallPress) -> None:
    pointing = note("Bkz.", line=3, name="bir")
    words = paragraph("Bkz. ", Reference("giris", place(3), page=True), ".")
    section = section_of(paragraph("Söz.", replace(pointing, blocks=(words,))), title="Giriş")
    made = replace(book_of(section), print_options=PrintOptions(notes=NotePlace.END))
    edition = press.book(made)
    start = page_of(edition, "giris")
    assert edition.pages.page_with("Bkz.").body[-1].text == f"1. (s. {start}) Bkz. s. {start}."
