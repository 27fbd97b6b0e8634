"""What calls of notes print, where notes are called again, and where numbers run by page."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from publisher.errors import LayoutError
from publisher.model import (
    Block,
    Book,
    Inline,
    NoteMarks,
    NoteNumbering,
    NoteReference,
    Paragraph,
    PrintOptions,
    Section,
)
from publisher.pdf import by_page
from publisher.pdf.by_page import make_labelled_pages
from publisher.pdf.calls import Calls, set_by_page
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.makeup import Area, Floats, Item, PagePlan, make_up
from publisher.pdf.requests import Asking
from publisher.pdf.units import Unit
from publisher.transform.numbering import Numbering, number
from publisher.walk import calls_of
from tests.support.printed_editions import Edition, displaced_notes
from tests.support.printed_pages import Page
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, section_of

BY_PAGE = PrintOptions(note_numbering=NoteNumbering.PAGE)
SYMBOLS = PrintOptions(note_numbering=NoteNumbering.PAGE, note_marks=NoteMarks.SYMBOLS)


def again(name: str, line: int = 9) -> NoteReference:
    return NoteReference(name, place(line))


def book(options: PrintOptions, *blocks: Block) -> Book:
    return replace(book_of(section_of(*blocks)), print_options=options)


def pages_of(edition: Edition) -> list[Page]:
    assert list(displaced_notes(edition)) == []
    return edition.pages_of(edition.book.sections[0])


def numbered(page: Page) -> list[str]:
    """Give what begins each note of a page."""
    return [line.text.split(" ")[0] for line in page.notes]


def paragraphs(count: int, *, last: Sequence[Inline] = ()) -> list[Paragraph]:
    """Give short paragraphs with a note each."""
    made = [paragraph(f"Söz {n}.", note(f"Not {n}.", line=n, name=f"n{n}")) for n in range(count)]
    return [*made, paragraph("Son.", *last)]


def test_a_note_called_again_is_set_once_and_keeps_its_number(press: SmallPress) -> None:
    (page,) = press.pages(
        paragraph("Bir.", note("Not.", name="x"), " İki.", note("Öteki.", line=4), " Üç.", again("x"))
    )
    assert page.body[-1].dense == "Bir.1İki.2Üç.1"
    assert [line.text for line in page.notes] == ["1. Not.", "2. Öteki."]
    assert [link.target for link in page.calls] == ["note-bolum-x", page.calls[1].target, "note-bolum-x"]
    assert page.note_numbers[0].target == "call-note-bolum-x"


def test_numbers_begin_again_on_every_page(press: SmallPress) -> None:
    pages = pages_of(press.book(book(BY_PAGE, *paragraphs(17))))
    assert len(pages) > 2
    for page in pages:
        assert numbered(page) == [f"{n}." for n in range(1, len(page.notes) + 1)]
    assert sum(len(page.notes) for page in pages) == 17


def test_calls_say_what_their_notes_say(press: SmallPress) -> None:
    for page in pages_of(press.book(book(BY_PAGE, *paragraphs(17)))):
        called = [line.dense.rpartition(".")[2] for line in page.body if line.dense.startswith("Söz")]
        assert called == [str(n) for n in range(1, len(page.notes) + 1)]


def test_a_note_called_on_two_pages_is_set_on_both_where_numbers_run_by_page(press: SmallPress) -> None:
    edition = press.book(book(BY_PAGE, *paragraphs(13, last=(again("n0"), again("n0", 10)))))
    first, *_, last = pages_of(edition)
    assert first.notes[0].text == "1. Not 0."
    number = len(last.notes)
    assert last.notes[-1].text == f"{number}. Not 0."
    assert last.body[-1].dense == f"Son.{number},{number}"
    assert edition.printed.notes == 13


def test_symbols_come_in_their_order_and_are_doubled(press: SmallPress) -> None:
    options = PrintOptions(note_numbering=NoteNumbering.SECTION, note_marks=NoteMarks.SYMBOLS)
    pages = pages_of(press.book(book(options, *paragraphs(8))))
    assert [mark for page in pages for mark in numbered(page)] == ["*", "†", "‡", "§", "‖", "¶", "**", "††"]


def test_symbols_begin_again_on_every_page(press: SmallPress) -> None:
    edition = press.book(book(SYMBOLS, *paragraphs(9)))
    pages = pages_of(edition)
    assert len(pages) > 1
    for page in pages:
        assert numbered(page) == list("*†‡§‖¶"[: len(page.notes)])
    assert edition.printed.found == ()


def test_numbers_that_never_settle_are_an_error_that_names_the_note(press: SmallPress) -> None:
    """A page maker that fits more on a page every other time stands for lines that move with their labels."""
    turns = [0]

    def restless(
        items: Sequence[Item], notes: Sequence[Sequence[Item]], area: Area, floats: Floats
    ) -> tuple[PagePlan, ...]:
        turns[0] += bool(notes)
        return make_up(items, notes, replace(area, height_pt=area.height_pt - 28 * (turns[0] % 2)), floats)

    with pytest.raises(LayoutError) as caught:
        press.book(book(BY_PAGE, *paragraphs(17)), page_maker=restless)
    (found,) = caught.value.found
    assert (found.code, bool(found.at)) == ("note-numbers-unsettled", True)


def circle(calls: Calls) -> Asking[Unit]:
    """Give pages on which the second note stands on the first if it is called 1, and on the second if it is called 2.

    With room that does not depend on its label it stays where it is.
    """
    yield from ()
    second = list(calls.marks.values())[1]
    pages = (0, 1) if second.reserved or second.label == "2" else (0, 0)
    return Unit(DrawnPages(b"", 2, {}), (), pages, pages, {}, ())


def test_labels_that_go_round_in_a_circle_get_room_of_their_own() -> None:
    made = book(BY_PAGE, paragraph("Bir.", note("Not.", line=3), " İki.", note("Öteki.", line=4)))
    numbering = number(made, NoteNumbering.PAGE)
    with pytest.raises(StopIteration) as end:
        next(make_labelled_pages(made.sections[0], numbering, NoteMarks.NUMBERS, circle))
    calls: Calls = end.value.value[0]
    assert [(mark.label, mark.reserved) for mark in calls.marks.values()] == [("1", False), ("1", True)]
    assert [note.reserved for note in calls.notes] == [False, True]


def test_lines_do_not_depend_on_labels_with_room_of_their_own(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty lines with calls break alike whether their labels are narrow or wide."""

    def lines(label: str) -> list[str]:
        def reserving(section: Section, numbering: Numbering, *_: object) -> Calls:
            count = sum(1 for _ in calls_of(section))
            return set_by_page(section, numbering, range(count), lambda _: label, frozenset(calls_of(section)))

        monkeypatch.setattr(by_page, "set_by_page", reserving)
        calls = [note("Not.", line=n) for n in range(60)]
        words = [part for n, call in enumerate(calls) for part in ("a" * (n % 7 + 1), call, " ")]
        pages = pages_of(press.book(book(BY_PAGE, paragraph(*words))))
        return [line.dense.replace(label, "") for page in pages for line in page.body]

    narrow = lines("*")
    assert len(narrow) > 5
    assert narrow == lines("††") == lines("12")
