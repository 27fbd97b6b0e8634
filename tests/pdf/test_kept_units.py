"""Sections are kept by what enters them: no other is set again, and what is bound from kept ones is the same book."""

import functools
import gc
import io
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Picture

from publisher import pdf
from publisher.errors import LayoutError
from publisher.model import Alignment, Book, Figure, FloatPlace, NoteNumbering, PrintOptions, Section, Table
from publisher.pdf import foreman, workshop
from publisher.pdf.engine import TypeCase
from publisher.pdf.keeping import pack, unpack
from publisher.pdf.printed import PrintedBook
from publisher.pdf.requests import Request, Result, SetUnit, ShapeLines
from publisher.pdf.units import Unit
from publisher.pdf.workshop import Workshop
from publisher.store import Store
from publisher.theme import Theme
from publisher.workers import Alone, Given, Hire, Make
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, stamp, words


def section(number: int, *said: str, count: int = 1) -> Section:
    blocks = [paragraph(f"Söz {number}.", note(f"Not {number}-{n}.", line=n), *said) for n in range(count)]
    made = section_of(*blocks, title=f"Bölüm {number}", file=f"{number:02}-bolum.md")
    return replace(made, identifier=f"bolum-{number}")


def three() -> Book:
    return with_sections(book_of(), *(section(number) for number in (1, 2, 3)))


def with_sections(book: Book, *sections: Section) -> Book:
    return replace(book, sections=sections)


class Desk:
    """Prints books with one store for what is set, and knows what was set for each.

    Args:
        theme: How they look.
        store: For fonts.
        units: For what is set.
    """

    def __init__(self, theme: Theme, store: Store, units: Store) -> None:
        self.theme = theme
        self.store = store
        self.units = units
        self.asked: list[Request] = []

    def printed(self, book: Book, hire: Hire = Alone) -> PrintedBook:
        self.asked.clear()
        return pdf.render(book, self.theme, store=self.store, units=self.units, hire=hire)

    def clean(self, book: Book) -> bytes:
        return pdf.render(book, self.theme, store=self.store).data

    def set_for(self, book: Book) -> list[str]:
        """Print a book, prove that it is that of a clean build, and say what was set for it."""
        data = self.printed(book).data
        names = [_name(request) for request in self.asked]
        assert data == self.clean(book)
        return names


def _name(request: Request) -> str:
    if isinstance(request, SetUnit):
        return request.html.partition("<section")[2].partition('id="')[2].partition('"')[0]
    return "furniture" if isinstance(request, ShapeLines) else "front matter"


@pytest.fixture
def desk(press: SmallPress, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(press.theme(), store, Store(tmp_path / "units"))
    answer = Workshop.answer

    def noted(self: Workshop, request: Request, ready: TypeCase | None = None) -> Given:
        desk.asked.append(request)
        return answer(self, request, ready)

    monkeypatch.setattr(Workshop, "answer", noted)
    yield desk


ALL = ["front matter", "bolum-1", "bolum-2", "bolum-3", "contents", "furniture"]


def test_nothing_is_set_twice(desk: Desk) -> None:
    assert sorted(desk.set_for(three())) == sorted(ALL)
    # In a process that goes on, what a book was made of must be given back.
    assert gc.get_freeze_count() == 0
    assert desk.set_for(three()) == []


def test_a_word_sets_its_section_alone(desk: Desk) -> None:
    desk.printed(three())
    changed = with_sections(three(), section(1), section(2, "Başka."), section(3))
    assert desk.set_for(changed) == ["bolum-2"]
    assert desk.set_for(three()) == []


def test_what_must_be_set_is_given_out_before_kept_sections_are_unpacked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.printed(three())
    events: list[str] = []

    class Told(Alone):
        def give(self, number: int, job: Any, weight: int) -> None:
            events.append("given")
            super().give(number, job, weight)

    def told(data: bytes) -> Result:
        events.append("unpacked")
        return unpack(data)

    monkeypatch.setattr(foreman, "unpack", told)
    desk.printed(with_sections(three(), section(1), section(2), section(3, "Yeni.")), Told)
    front_matter, *sections = events[:5]
    assert front_matter == "unpacked"
    assert sections == ["given", "unpacked", "unpacked", "unpacked"]


def test_sections_behind_one_that_grew_are_moved_and_not_set(desk: Desk) -> None:
    desk.printed(three())
    grown = [replace(each, print_options=PrintOptions(note_numbering=NoteNumbering.SECTION)) for each in (three(),)]
    desk.printed(grown[0])
    longer = replace(grown[0], sections=(section(1), section(2, count=40), section(3)))
    before = desk.printed(grown[0]).pages
    assert desk.printed(longer).pages > before
    assert {_name(request) for request in desk.asked} == {"bolum-2", "contents"}


def test_a_note_renumbers_what_follows_through_the_book_and_nothing_by_section(desk: Desk) -> None:
    added = with_sections(three(), section(1), section(2, count=2), section(3))
    desk.printed(three())
    assert desk.set_for(added) == ["bolum-2", "bolum-3"]
    by_section = PrintOptions(note_numbering=NoteNumbering.SECTION)
    desk.printed(replace(three(), print_options=by_section))
    assert desk.set_for(replace(added, print_options=by_section)) == ["bolum-2"]


def test_a_section_that_moves_is_not_set_again(desk: Desk) -> None:
    by_section = PrintOptions(note_numbering=NoteNumbering.SECTION)
    book = replace(three(), print_options=by_section)
    desk.printed(book)
    moved = with_sections(book, *reversed(book.sections))
    assert set(desk.set_for(moved)) <= {"contents", "furniture"}


def test_what_the_page_or_the_style_wants_is_set_again(desk: Desk, press: SmallPress) -> None:
    desk.printed(three())
    desk.theme = press.theme("p { color: #123456 }")
    assert set(desk.set_for(three())) == set(ALL)
    desk.theme = replace(desk.theme, geometry=replace(desk.theme.geometry, note_gap_pt=20.0))
    assert set(desk.set_for(three())) == set(ALL)


def test_another_program_trusts_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.printed(three())
    monkeypatch.setattr(workshop, "program", lambda: "another")
    assert set(desk.set_for(three())) == set(ALL)


def test_a_picture_counts_where_it_is_shown(desk: Desk) -> None:
    shown = section_of(Figure("resim & bir.png", "Resim", place(4)), title="Resimli", file="04-resim.md")
    book = with_sections(three(), section(1), replace(shown, identifier="resimli"))
    with_picture = replace(book, images={"resim & bir.png": stamp()})
    desk.printed(with_picture)
    other = replace(stamp(), data=png("#010203"))
    assert desk.set_for(replace(book, images={"resim & bir.png": other})) == ["resimli"]


def png(colour: str) -> bytes:
    result = io.BytesIO()
    Picture.new("RGB", (10, 10), colour).save(result, "PNG")
    return result.getvalue()


def test_a_word_divided_otherwise_sets_everything(desk: Desk) -> None:
    desk.printed(three())
    assert set(desk.set_for(replace(three(), word_divisions=("bö-lüm",)))) >= {"bolum-1", "bolum-2", "bolum-3"}


def test_numbers_by_page_are_found_once(desk: Desk) -> None:
    book = replace(three(), print_options=PrintOptions(note_numbering=NoteNumbering.PAGE))
    book = with_sections(book, section(1, count=30), section(2))
    desk.printed(book)
    assert desk.set_for(book) == []


def test_a_float_too_tall_is_not_tried_twice(desk: Desk) -> None:
    lines = tuple(row(f"{number}", "son") for number in range(40))
    tall = Table((Alignment.START,) * 2, row("baş", "son"), lines, place(4), words("Uzun"), "uzun", FloatPlace.TOP)
    book = with_sections(three(), replace(section(1), blocks=(paragraph("Önce."), tall)))
    first = desk.printed(book)
    assert [item.code for item in first.found] == ["float-too-tall"]
    assert desk.set_for(book) == []
    assert desk.printed(book).found == first.found


def test_a_warning_of_the_style_sheets_is_told_each_time(desk: Desk, press: SmallPress) -> None:
    desk.theme = press.theme("p { colour: red }")
    first = desk.printed(three())
    again = desk.printed(three())
    assert [item.code for item in first.found] == ["typesetter-warning"]
    assert again.found == first.found
    assert desk.asked == []


def test_a_section_that_fails_is_tried_again_and_all_are_told(desk: Desk) -> None:
    crowded = [paragraph(*[note("Çok uzun bir not. " * 9, line=n) for n in range(30)])]
    bad = [replace(section_of(*crowded, file=f"0{n}.md"), identifier=f"kotu-{n}") for n in range(2)]
    book = with_sections(three(), section(1), *bad)
    for _ in range(2):
        with pytest.raises(LayoutError) as caught:
            desk.printed(book)
        assert [item.at.path for item in caught.value.found if item.at] == ["manuscript/01-bolum.md"] * 2
        assert {"kotu-0", "kotu-1"} <= {_name(request) for request in desk.asked}
    assert "bolum-1" not in {_name(request) for request in desk.asked}


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda data: data[: len(data) // 2],
    lambda data: b"",
    lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
]


def test_damage_is_noticed_and_healed(desk: Desk) -> None:
    desk.printed(three())
    assert desk.units.folder
    for path, damage in zip(desk.units.folder.glob("*/*"), itertools.cycle(DAMAGES), strict=False):
        path.write_bytes(damage(path.read_bytes()))
    assert set(desk.set_for(three())) == set(ALL)
    assert desk.set_for(three()) == []


def test_entries_that_change_their_names_are_not_taken_for_each_other(desk: Desk) -> None:
    desk.printed(three())
    assert desk.units.folder
    paths = sorted(desk.units.folder.glob("*/*"))
    contents = [path.read_bytes() for path in paths]
    for path, data in zip(paths, [*contents[1:], contents[0]], strict=True):
        path.write_bytes(data)
    assert set(desk.set_for(three())) == set(ALL)


def test_however_many_set_it_the_book_is_the_same(desk: Desk) -> None:
    book = with_sections(three(), section(1), section(2, count=20), section(3))
    printed = desk.printed(book, pdf.hire(3))
    assert desk.asked == []
    assert printed.data == desk.clean(book)
    assert desk.printed(book).data == printed.data
    assert desk.asked == []


def test_results_come_back_as_they_were(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Result] = []

    def noted(result: Result) -> bytes:
        seen.append(result)
        return pack(result)

    monkeypatch.setattr(workshop, "pack", noted)
    picture = Figure("r.png", "Resim", place(4), words("Resim"), "r", FloatPlace.TOP)
    book = with_sections(three(), section(1, count=20), replace(section(2), blocks=(picture, *section(2).blocks)))
    desk.printed(replace(book, images={"r.png": stamp()}))
    assert {type(result).__name__ for result in seen} == {"Unit", "Leaves", "ShapedLines"}
    assert any(isinstance(result, Unit) and any(plan.floats for plan in result.plans) for result in seen)
    for result in seen:
        assert unpack(pack(result)) == result


def test_the_key_knows_the_request(desk: Desk) -> None:
    kit = functools.partial(pdf.render.__globals__["_kit"], three(), desk.theme, desk.store)
    one = kit(lambda step: None, None)
    requests = [SetUnit("<p/>"), SetUnit("<b/>"), ShapeLines("<p/>", 1.0), ShapeLines("<p/>", 2.0)]
    assert len({one.key(request) for request in requests}) == 4


def test_what_was_made_ready_is_used_if_it_is_of_the_same_theme_and_changes_nothing(
    desk: Desk, press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    def make(*arguments: Any) -> TypeCase:
        made.append(arguments)
        return TypeCase(*arguments)

    def with_ready(ready: object, make: Make) -> Alone:
        return Alone(functools.partial(make, ready=ready))

    of_another_theme = pdf.make_ready(press.theme("p { text-indent: 3em }"), PrintOptions(), desk.store)
    desk.theme = press.theme("p { colour: red }")
    clean = desk.clean(three())
    of_another_page = pdf.make_ready(desk.theme, PrintOptions(trim_mm=(100.0, 200.0)), desk.store)
    of_this = pdf.make_ready(desk.theme, PrintOptions(), desk.store)
    monkeypatch.setattr(workshop, "TypeCase", make)
    for ready, is_of_use in ((of_this, True), (of_another_page, False), (of_another_theme, False)):
        made.clear()
        printed = pdf.render(three(), desk.theme, store=desk.store, hire=functools.partial(with_ready, ready))
        assert printed.data == clean
        assert [item.code for item in printed.found] == ["typesetter-warning"]
        assert (not made) is is_of_use
