"""The audit holds for notes of every kind: by page, with symbols, after a section, after the text."""

from dataclasses import replace

import pytest

from publisher.check import check_print
from publisher.check.printed import examine
from publisher.model import (
    Alignment,
    Block,
    Book,
    Heading,
    Note,
    NoteMarks,
    NoteNumbering,
    NotePlace,
    NoteReference,
    PrintOptions,
    Quotation,
    Reference,
    Role,
    Table,
    Text,
    ThematicBreak,
)
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, words

KINDS = [
    PrintOptions(),
    PrintOptions(note_numbering=NoteNumbering.PAGE),
    PrintOptions(note_numbering=NoteNumbering.PAGE, note_marks=NoteMarks.SYMBOLS),
    PrintOptions(note_numbering=NoteNumbering.SECTION, note_marks=NoteMarks.SYMBOLS),
    PrintOptions(notes=NotePlace.MARGIN),
    PrintOptions(notes=NotePlace.MARGIN, note_numbering=NoteNumbering.PAGE),
    PrintOptions(notes=NotePlace.MARGIN, note_numbering=NoteNumbering.PAGE, note_marks=NoteMarks.SYMBOLS),
    PrintOptions(notes=NotePlace.SECTION, note_numbering=NoteNumbering.SECTION),
    PrintOptions(notes=NotePlace.END),
]
NAMES = [f"{kind.notes}-{kind.note_numbering}-{kind.note_marks}" for kind in KINDS]


def blocks() -> list[Block]:
    """Give calls in running text, a table and a caption, further calls, and references to pages, also in notes."""
    again = [NoteReference("n1", place(90 + n)) for n in range(2)]
    see = paragraph("Bkz. ", Reference("yer", place(40), page=True), ".")
    quoted = Quotation((paragraph("Alıntı."),), place(41), words("Yazar"))
    head = row("a", (Text("b"), note("Başlıktan.", line=42)))
    table = Table(
        (Alignment.START, Alignment.END),
        head,
        (row("c", "d"),),
        place(43),
        (Text("Yazı"), note("Yazıdan.", line=44)),
        "t",
    )
    prose = [paragraph(f"Kervan {n} kez yola çıktı.", note(f"Not {n}.", line=n, name=f"n{n}")) for n in range(1, 16)]
    return [
        prose[0],
        ThematicBreak(place(39)),
        *prose[1:],
        paragraph("Yine.", again[0], " Bkz. ", Reference("yer", place(45), page=True), " ve sonra."),
        paragraph("Uzun.", Note((see, quoted, paragraph("Son.")), place(46))),
        table,
        Heading(2, (*words("Yer"), note("Ara başlıktan.", line=47)), place(47), "yer"),
        paragraph("Son.", again[1]),
    ]


def book(options: PrintOptions, language: str = "tr") -> Book:
    first = section_of(*blocks(), title="Giriş", file="01.md")
    first = replace(first, title=(*first.title, note("Başlığın notu.", line=1)))
    second = section_of(paragraph("Öbür.", note("Sonuncu.", line=4)), title="Çıkış", file="02.md")
    third = section_of(paragraph("Kaynak."), title="Kaynakça", file="03.md", role=Role.BIBLIOGRAPHY)
    return replace(book_of(first, second, third, language=language), print_options=options)


@pytest.mark.parametrize("options", KINDS, ids=NAMES)
@pytest.mark.parametrize("language", ["tr", "kk"])
def test_what_is_printed_is_whole(press: SmallPress, options: PrintOptions, language: str) -> None:
    edition = press.book(book(options, language))
    assert [str(found) for found in check_print(examine(edition.printed.data, edition.book, press.theme()))] == []


@pytest.mark.parametrize("options", KINDS, ids=NAMES)
def test_what_is_missing_is_found(press: SmallPress, options: PrintOptions) -> None:
    """The book that is held against the file has one note with other words."""
    edition = press.book(book(options))
    (first, second, third) = edition.book.sections
    other = replace(second, blocks=(paragraph("Öbür.", note("Bambaşka bir not.", line=4)),))
    changed = replace(edition.book, sections=(first, other, third))
    found = {each.code for each in check_print(examine(edition.printed.data, changed, press.theme()))}
    assert found & {"note-lost", "word-lost", "word-unknown"}
