"""Notes beside the text: every fault of theirs is found, and lines level with text are none."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from publisher import check
from publisher.model import NoteMarks, NoteNumbering, NotePlace, PrintOptions
from publisher.pdf.audit.columns import Parting, with_columns
from publisher.pdf.audit.lines import Line, Run, line_of
from publisher.pdf.audit.reading import PageRead, PdfRead
from publisher.theme import Theme
from tests.check.test_what_is_no_fault import SOUND
from tests.support.damage import BrokenFile
from tests.support.printed_editions import Edition
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, section_of

SECOND, SIXTH = "2. Alıntıdaki not.", "6. Uzun notun ilk pa-"


def shift(page: int, *lines: str, right: float = 0.0, down: float = 0.0) -> dict[str, Any]:
    return {"do": "shift", "page": page, "lines": list(lines), "right": right, "down": down}


@pytest.mark.parametrize(
    ("damage", "codes"),
    [
        ({"do": "remove", "page": 11, "lines": [SECOND]}, {"note-lost"}),
        ({"do": "remove", "page": 15, "lines": ["Uzun notun son"]}, {"word-lost"}),
        ({"do": "move", "page": 11, "lines": [SECOND], "to": 12, "right": -306.0}, {"note-displaced"}),
        ({"do": "double", "page": 11, "lines": [SECOND], "to": 12, "right": -306.0}, {"note-doubled"}),
        (shift(15, "8. Alt başlığın notu.", down=-29.0), {"note-disordered", "notes-overlap"}),
        (shift(11, SECOND, right=-150.0), {"line-too-wide"}),
        (shift(11, SECOND, right=-150.0, down=60.0), {"line-too-wide", "body-under-notes"}),
        (shift(11, SECOND, right=100.0), {"line-too-wide", "text-outside-trim"}),
        (shift(11, SECOND, down=190.0), {"line-outside-area"}),
        (shift(11, "İkinci paragrafı.", right=250.0), {"line-too-wide", "body-under-notes"}),
        (
            {"do": "drop_page", "page": 10},
            {"page-count-wrong", "section-not-recto", "page-label-wrong", "furniture-wrong"},
        ),
    ],
    ids=lambda value: value.get("do") if isinstance(value, dict) else "+".join(sorted(value)),
)
def test_a_fault_of_a_note_beside_the_text_is_found(
    book: Callable[[str], Edition], theme: Theme, damage: dict[str, Any], codes: set[str]
) -> None:
    edition = book("margin")
    file = BrokenFile(edition.printed.data, edition.beside)
    file.do(damage)
    found = check.check_print(check.examine(file.data(), edition.book, theme))
    assert {each.code for each in found} == codes


KINDS = [
    PrintOptions(notes=NotePlace.MARGIN),
    PrintOptions(notes=NotePlace.MARGIN, note_numbering=NoteNumbering.PAGE, note_marks=NoteMarks.SYMBOLS),
]


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("options", KINDS, ids=["numbers", "symbols"])
def test_no_fault_is_found_beside(press: SmallPress, name: str, options: PrintOptions) -> None:
    edition = press.book(replace(book_of(section_of(*SOUND[name])), print_options=options))
    found = check.check_print(check.examine(edition.printed.data, edition.book, press.theme()))
    assert [str(item) for item in found] == []


# --- lines on one height ---------------------------------------------------------------------------------------------

PARTING = Parting(recto=100.0, verso=40.0, top=0.0, bottom=200.0)


def run(text: str, left: float, baseline: float) -> Run:
    return Run(text, left, left + 6 * len(text), baseline - 8, baseline + 2, baseline, 10.0, 0)


def columns(number: int, *lines: Line) -> list[tuple[str, bool]]:
    page = PageRead(number, str(number), 140.0, 200.0, lines, (), (), False)
    (read,) = with_columns(PdfRead((page,), {}), PARTING).pages
    return [(line.dense, line.beside) for line in read.lines]


def test_a_note_level_with_the_last_line_of_text_is_a_line_of_its_own() -> None:
    last = line_of([run("son", 10, 50), run("söz", 30, 50), run("1.", 106, 50), run("not", 118, 50)])
    assert columns(7, last) == [("sonsöz", False), ("1.not", True)]


def test_a_marker_drawn_after_the_last_note_is_of_the_text() -> None:
    text = [line_of([run("söz" * 4, 50, 30.0 + 14 * n)]) for n in range(2)]
    assert columns(8, *text, line_of([run("1.n", 5, 50), run("–", 46, 50)]))[2:] == [("1.n", True), ("–", False)]


def test_a_number_of_a_list_that_hangs_over_the_gap_is_of_the_text() -> None:
    text = line_of([run("söz" * 4, 50, 50)])
    assert columns(8, text, line_of([run("100.", 30, 50)]))[1:] == [("100.", False)]


def test_a_line_that_reaches_over_the_gap_stays_whole() -> None:
    assert columns(7, line_of([run("a" * 16, 10, 50), run("b", 107, 50)])) == [("a" * 16 + "b", False)]


def test_notes_stand_where_text_does_not_whatever_number_a_page_has_come_to() -> None:
    text = [line_of([run("söz" * 5, 5, 30.0 + 14 * n)]) for n in range(3)]
    assert columns(8, *text, line_of([run("1.", 106, 58)]))[-1] == ("1.", True)
