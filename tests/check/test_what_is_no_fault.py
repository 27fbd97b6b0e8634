"""What looks like a fault and is none: a sound book must never be refused."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from publisher import check, pdf
from publisher.errors import Diagnostic
from publisher.model import (
    Alignment,
    Block,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Image,
    ItemList,
    ListItem,
    Note,
    NoteMarks,
    NoteNumbering,
    NotePlace,
    NoteReference,
    PageWish,
    Paragraph,
    PrintOptions,
    Reference,
    SmallCaps,
    Superscript,
    Table,
    ThematicBreak,
    Verse,
)
from publisher.pdf.audit import Line, Traces, expected_text
from publisher.pdf.audit.body import BodyWalk
from publisher.pdf.audit.walking import ignore
from publisher.store import Store
from publisher.theme import Theme
from publisher.transform.numbering import number
from tests.support.damage import BrokenFile
from tests.support.printed_editions import Edition
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, stanza, words

AT = place(3)


def item(*blocks: Block) -> ListItem:
    return ListItem(blocks, AT)


def table(*rows: tuple[str, str]) -> Table:
    return Table((Alignment.START, Alignment.END), row("Yıl", "1."), tuple(row(*cells) for cells in rows), AT)


SOUND: dict[str, tuple[Block, ...]] = {
    "markers beside numbers": (
        ItemList((item(paragraph("– bir")), item(ItemList((item(paragraph("iki")),), AT, start=1))), AT),
        paragraph("– Konuşma çizgisiyle başlar.", note("Notu.")),
        paragraph("1. Sayıyla başlar.", note("1.")),
        paragraph("Yalnız sayı.", note("2")),
    ),
    "cells like markers": (table(("1.", "x"), ("–", "y"), ("2", "3")), paragraph("Son.", note("Not."))),
    "a head row on every page": (table(*((f"{n}.", f"{n} satır") for n in range(30))),),
    "a table that is taller than a page, with a caption": (
        replace(table(*((f"{n}.", f"{n} satır") for n in range(30))), caption=words("Uzun bir tablo")),
        paragraph("Son.", note("Not.")),
    ),
    "signs of a break": (ThematicBreak(AT), paragraph("* * *"), ThematicBreak(AT), paragraph("—")),
    "code": (CodeBlock("  a   b\n\n1.\n- c" + " uzun" * 30, AT), paragraph(Code("x - y"), "-z")),
    "letters of one shape": (
        paragraph("ﬁ µ μ Ω Ω ½ x² … non‑breaking so\u00adft e‐posta é ñ Å Αθήνα Tiếng Việt"),
        paragraph("שלום עולם " * 12, "sonra Türkçe."),
    ),
    "calls side by side": (
        paragraph("Söz", note("Bir."), note("İki."), " ve m", Superscript(words("2")), note("Üç."), "."),
        paragraph(*(part for n in range(40) for part in (f"söz{n}", note(f"Aynı yerde, {n}."), " "))),
    ),
    "a note of a list": (
        paragraph("Söz", Note((ItemList((item(paragraph("bir")), item(paragraph("iki"))), AT, start=1),), AT), "."),
    ),
    "a note of a table that pages cut": (
        paragraph("Söz", Note((paragraph("Tablo:"), table(*((f"{n}.", f"{n} satır") for n in range(30)))), AT), "."),
        paragraph("Başka söz", note("Öbür not."), "."),
    ),
    "a note that names pages": (
        paragraph("Söz", Note((paragraph("Bkz. ", Reference("son", AT, page=True), ", son."),), AT), "."),
        *(paragraph(f"Paragraf {n} ", "söz " * 40) for n in range(20)),
        Paragraph(words("Son söz."), AT, "son"),
    ),
    "small capitals and slanted words": (paragraph(SmallCaps(words("İstanbul")), " ", Emphasis(words("Iğdır-Kars"))),),
    "spreads a line long": tuple(
        Paragraph(words(f"Paragraf {n} " + "söz " * 30), AT, wishes=(PageWish.SPREAD_LONG,) if n == 12 else ())
        for n in range(24)
    ),
    "a page left bare": tuple(
        Paragraph(words(f"Paragraf {n} " + "söz " * 30), AT, wishes=(PageWish.NEW_RECTO,) if n in (2, 3) else ())
        for n in range(8)
    ),
    "verse": (Verse((stanza(words("mısra"), (*words("öbür mısra"), note("Şiirin notu."))),), AT),),
    "long words": (paragraph("muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine " * 6),),
}


@pytest.mark.parametrize("name", SOUND)
def test_no_fault_is_found_in(press: SmallPress, name: str) -> None:
    edition = press.edition(*SOUND[name])
    found = check.check_print(check.examine(edition.printed.data, edition.book, press.theme()))
    assert [str(item) for item in found] == []


@pytest.mark.parametrize("notes", list(NotePlace))
def test_words_of_the_interface_in_a_section_s_own_language(press: SmallPress, notes: NotePlace) -> None:
    there = Reference("there", AT, page=True)
    captioned = replace(table(("a", "b")), caption=words("Ticaret"), identifier="tbl")
    first, last = (
        paragraph("Bak ", there, ", ", Reference("tbl", AT), ".", Note((paragraph(name, there, "."),), AT))
        for name in ("İlk ", "Son ")
    )
    sections = (
        replace(section_of(captioned, first, title="İlk", file="01.md"), language="kk"),
        section_of(replace(paragraph("Orada."), identifier="there"), last, title="Son", file="02.md"),
    )
    book = replace(book_of(*sections), print_options=PrintOptions(notes=notes))
    edition = press.book(book)
    found = check.check_print(check.examine(edition.printed.data, edition.book, press.theme()))
    assert [str(item) for item in found] == []


FIGURE = ["Şekil 2."]
TABLE = ["Tablo 2.", "Yıl", "Damganın 2016", "Damganın 2017", "Damganın 2018"]


def findings_on_floats(book: Callable[[str], Edition], theme: Theme, *moves: Mapping[str, Any]) -> tuple[str, ...]:
    edition = book("floating")
    file = BrokenFile(edition.printed.data)
    for move in moves:
        file.move(**move)
    found = check.check_print(check.examine(file.data(), edition.book, theme))
    return tuple(str(item) for item in found)


@pytest.mark.parametrize(
    "move",
    [
        {"page": 12, "lines": TABLE, "to": 13, "right": -29.4, "down": 130.0},
        {"page": 12, "lines": FIGURE, "to": 12, "down": -100.0},
        {"page": 9, "lines": ["Şekil 1."], "to": 11, "down": 240.0},
        {"page": 12, "lines": TABLE, "to": 14, "right": 600.0, "down": -60.0, "turned": True},
    ],
    ids=["on the next page", "higher on its page", "after its reference", "turned"],
)
def test_a_float_may_stand(book: Callable[[str], Edition], theme: Theme, move: Mapping[str, Any]) -> None:
    assert findings_on_floats(book, theme, move) == ()


def test_numbers_of_pages_beside_letters_of_one_shape(press: SmallPress, store: Store) -> None:
    notes = [
        paragraph(f"Söz {n} m", Superscript(words("12")), note(f"Not {n}."), ", H", note(f"Öbür {n}."), f" son {n}.")
        for n in range(12)
    ]
    assert findings_by_page(press, store, NoteMarks.SYMBOLS, *notes) == ()


def test_numbers_of_pages_that_are_shorter_than_those_of_the_section(press: SmallPress, store: Store) -> None:
    several = [
        (f"söz{n}", note(f"Bir, {n}."), note(f"İki, {n}."), note(f"Üç, {n}."), f" ve uzunca bir şey {n} ")
        for n in range(40)
    ]
    assert (
        findings_by_page(press, store, NoteMarks.NUMBERS, paragraph(*(part for some in several for part in some))) == ()
    )
    assert (
        findings_by_page(press, store, NoteMarks.SYMBOLS, paragraph(*(part for some in several for part in some))) == ()
    )


def test_numbers_of_pages_before_digits(press: SmallPress, store: Store) -> None:
    years = [(f"Söz{n}", note(f"Not {n}."), f" {1900 + n}, sonra uzunca bir şey ") for n in range(40)]
    assert (
        findings_by_page(press, store, NoteMarks.NUMBERS, paragraph(*(part for year in years for part in year))) == ()
    )


def test_numbers_of_pages_that_stand_alone_before_a_note(press: SmallPress, store: Store) -> None:
    bare = [Note((ItemList((item(paragraph(f"Madde {n}.")),), AT),), AT) for n in range(20)]
    short = [Note((Verse((stanza(words("iz"), words(f"mısra {n}")),), AT),), AT) for n in range(20)]
    blocks = [
        paragraph(f"Paragraf {n} ", "söz " * 30, one, " ve", other)
        for n, (one, other) in enumerate(zip(bare, short, strict=True))
    ]
    assert findings_by_page(press, store, NoteMarks.NUMBERS, *blocks) == ()
    assert findings_by_page(press, store, NoteMarks.SYMBOLS, *blocks) == ()


def test_a_note_of_a_list_that_a_later_page_calls_again(press: SmallPress, store: Store) -> None:
    again = Note((ItemList((item(paragraph("Bir madde, ve öbürü.")), item(paragraph("İkinci."))), AT),), AT, "yine")
    blocks = [
        paragraph("Önce ", *(f"söz{n} " for n in range(40)), note("Düz."), " ve", again, "."),
        *(paragraph(f"Paragraf {n} ", "söz " * 40, note(f"Not {n}.")) for n in range(6)),
        paragraph("Sonra ", *(f"yine{n} " for n in range(40)), NoteReference("yine", place(99)), " ve", note("Son.")),
    ]
    assert findings_by_page(press, store, NoteMarks.NUMBERS, *blocks) == ()
    assert findings_by_page(press, store, NoteMarks.SYMBOLS, *blocks) == ()


def test_pages_that_hold_nothing_but_a_note_set_again(press: SmallPress, store: Store) -> None:
    long = Note((paragraph(*(f"uzun{n} " for n in range(400))),), AT, "uzun")
    blocks = [
        paragraph("Önce söz", long, "."),
        *(paragraph(f"Paragraf {n} ", "söz " * 40) for n in range(12)),
        paragraph("Sonra söz", NoteReference("uzun", place(99)), "."),
    ]
    assert findings_by_page(press, store, NoteMarks.NUMBERS, *blocks) == ()


def test_a_page_that_holds_nothing_but_a_picture(press: SmallPress) -> None:
    whole = "figure { height: 150pt } figure img { height: 140pt; max-height: none }"
    edition = press.edition(paragraph("Bir söz."), Figure("images/route.svg", "", AT), paragraph("Son."), css=whole)
    read = check.examine(edition.printed.data, edition.book, press.theme())
    assert read.source
    first = read.source.traces.first_page or 0
    assert any(page not in read.placed for page in range(first, len(read.file.pages)))
    assert check.check_print(read) == ()


CHART = b"""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200">
<text x="20" y="20">A</text><text x="60" y="20">B 12</text><text x="100" y="20">Ankara yolu</text>
<text x="20" y="60">5</text><text x="20" y="180" transform="rotate(-90 20 180)">Dikey</text>
<text x="200" y="60">7</text><text x="150" y="150" transform="rotate(45 150 150)">Egik</text>
<g opacity="0.5"><text x="200" y="100">soluk</text></g>
</svg>"""


@pytest.mark.parametrize("caption", ["Bir çizim", None])
def test_a_chart_with_numbers_that_the_text_goes_on_with(press: SmallPress, caption: str | None) -> None:
    figure = Figure("images/route.svg", "", AT, words(caption) if caption else None)
    text = (
        paragraph("5 yol ve A harfi", note("İlk not.")),
        figure,
        paragraph("7 yol", note("7")),
        figure,
        paragraph("A"),
    )
    book = book_of(section_of(paragraph("Bir söz", note("Not."), "."), figure, *text))
    chart = Image("images/route.svg", "image/svg+xml", CHART, 300, 200)
    edition = press.book(replace(book, images={**book.images, chart.source: chart}))
    found = check.check_print(check.examine(edition.printed.data, edition.book, press.theme()))
    assert [str(item) for item in found] == []


def test_a_chart_with_the_number_of_a_note_that_comes_later(press: SmallPress) -> None:
    figure = Figure("images/route.svg", "", AT, words("Bir çizim"))
    notes = [paragraph(f"Paragraf {n} ", "söz " * 40, note(f"{n}. notun sözleri.")) for n in range(8)]
    book = book_of(section_of(paragraph("Bir söz."), figure, *notes))
    chart = Image("images/route.svg", "image/svg+xml", CHART, 300, 200)
    edition = press.book(replace(book, images={**book.images, chart.source: chart}))
    found = check.check_print(check.examine(edition.printed.data, edition.book, press.theme()))
    assert [str(item) for item in found] == []


def test_numbers_of_pages_in_a_head_row_on_every_page(press: SmallPress, store: Store) -> None:
    before = [paragraph(f"Söz {n}", note(f"Not {n}.")) for n in range(9)]
    head = (*row("Yıl")[:1], *row("Ad"))
    noted = replace(head[0], inlines=(*head[0].inlines, note("Başlığın notu."), note("Öbür notu.")))
    rows = tuple(row(f"{n} satır", "söz") for n in range(40))
    long = Table((Alignment.START, Alignment.END), (noted, head[1]), rows, AT)
    assert findings_by_page(press, store, NoteMarks.NUMBERS, *before, long) == ()


def test_a_head_row_that_stands_alone_above_notes() -> None:
    """The rows come on the next page, below the same head."""
    book = book_of(section_of(table(("1", "x"))))
    expected = expected_text(book, number(book, NoteNumbering.BOOK), {})
    walk = BodyWalk(expected, Traces(1, []), ignore)
    walk.move(expected.body.tables[0].start, 1)
    lines = [Line((), "Yıl", 0.0), Line((), "1.", 0.0), Line((), "1", 12.0)]
    assert walk.count_repeated(lines, 0, 2) == 2


def test_folios_that_a_note_could_go_on_with(press: SmallPress) -> None:
    # Wherever a page ends inside the note, it goes on with the folio's digits.
    for digits in "7", "8", "9":
        edition = press.edition(paragraph("Söz", note(f"{digits * 4} " * 200), "."))
        assert check.check_print(check.examine(edition.printed.data, edition.book, press.theme())) == ()


def findings_by_page(press: SmallPress, store: Store, marks: NoteMarks, *blocks: Block) -> tuple[Diagnostic, ...]:
    book = book_of(section_of(*blocks))
    options = replace(book.print_options, note_numbering=NoteNumbering.PAGE, note_marks=marks)
    book = replace(book, print_options=options)
    printed = pdf.render(book, press.theme(), store=store)
    return check.check_print(check.examine(printed.data, book, press.theme()))
