"""Pages that are what they were are not read again, and whatever is damaged is found all the same."""

import io
import os
import signal
import tomllib
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from publisher import check, pdf
from publisher.errors import AuditError
from publisher.model import Purpose
from publisher.pdf.audit import Memory, PdfRead, drawn, ink, packing, read
from publisher.pdf.audit.memory import furniture_key, last_key, reader
from publisher.store import Store
from publisher.theme import Theme
from publisher.workers import forks
from tests.check.test_rules import CASES, FOLDER
from tests.support.damage import BrokenFile
from tests.support.printed_editions import Edition
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, paragraph, section_of

DAMAGES: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "words": lambda pdf: _rewrite(pdf.pages[8], b"] TJ\n", b"] pop\n"),
    "a colour": lambda pdf: _rewrite(pdf.pages[8], b"BT\n", b"BT\n0.5 g\n"),
    "furniture": lambda pdf: _rewrite(pdf.pages[8], b"/Stamp-", b"/Stamb-"),
    "a stamp": lambda pdf: _stamp(pdf.pages[8]).write(b""),
    "what glyphs mean": lambda pdf: _font(pdf.pages[8]).ToUnicode.write(b""),
    "how wide glyphs are": lambda pdf: _font(pdf.pages[8]).DescendantFonts[0].W.__delitem__(slice(0, 1)),
    "glyphs": lambda pdf: _font(pdf.pages[8]).DescendantFonts[0].FontDescriptor.FontFile2.write(b""),
    "the sheet": lambda pdf: setattr(pdf.pages[8], "TrimBox", pikepdf.Array([0, 0, 300, 300])),
    "all sheets": lambda pdf: pdf.Root.Pages.__setattr__("Rotate", 90),
    "the order": lambda pdf: pdf.pages.reverse(),
}


def _rewrite(page: pikepdf.Page, old: bytes, new: bytes) -> None:
    for stream in page.obj.Contents:
        stream.write(stream.read_bytes().replace(old, new, 1))


def _stamp(page: pikepdf.Page) -> pikepdf.Object:
    name = page.obj.Contents[-1].read_bytes().partition(b" Do")[0].rpartition(b" ")[2]
    return page.obj.Resources.XObject[name.decode()]


def _font(page: pikepdf.Page) -> Any:
    fonts = page.obj.Resources.Font
    return max((fonts[name] for name in fonts.keys()), key=lambda font: len(font.ToUnicode.read_bytes()))  # noqa: SIM118


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept")


@pytest.fixture
def pages_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the pages, from 1, that PDFium reads, in their order; none is only to make sure."""
    found: list[int] = []
    before = drawn.read_drawn

    def read_drawn(document: object, index: int) -> object:
        found.append(index + 1)
        return before(document, index)

    monkeypatch.setattr(ink, "read_drawn", read_drawn)
    monkeypatch.setattr(ink, "_some", lambda known, data: iter(()))
    return found


def remember(data: bytes, store: Store) -> PdfRead:
    memory = Memory(store)
    found = read(data, memory)
    memory.keep()
    return found


@pytest.mark.parametrize("code", CASES)
def test_a_fault_is_found_where_all_other_pages_are_known(
    code: str, book: Callable[[str], Edition], theme: Theme, kept: Store
) -> None:
    case = tomllib.loads((FOLDER / code / "case.toml").read_text(encoding="utf-8"))
    edition = book(case.get("book", "stock"))
    remember(edition.printed.data, kept)
    file = BrokenFile(edition.printed.data, edition.beside)
    for damage in case["damage"]:
        file.do(damage)
    with_memory = check.examine(file.data(), edition.book, theme, Memory(kept))
    expected = (FOLDER / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [str(item).partition("\n")[0] for item in check.check_print(with_memory)] == expected


@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_is_damaged_is_read_as_it_is(damage: str, stock: Edition, kept: Store, pages_read: list[int]) -> None:
    good = remember(stock.printed.data, kept)
    with pikepdf.open(io.BytesIO(stock.printed.data)) as pdf:
        DAMAGES[damage](pdf)
        saved = io.BytesIO()
        pdf.save(saved)
    pages_read.clear()
    found = read(saved.getvalue(), Memory(kept))
    assert damage == "the order" or 9 in pages_read
    assert found == read(saved.getvalue())
    assert damage in ("a colour", "glyphs") or found != good


def test_a_known_file_is_what_it_was(edition: Edition, kept: Store, pages_read: list[int]) -> None:
    found = remember(edition.printed.data, kept)
    assert found == read(edition.printed.data)
    pages_read.clear()
    assert read(edition.printed.data, Memory(kept)) == found
    assert pages_read == []


@pytest.mark.parametrize("purpose", [None, Purpose.PRESS, Purpose.SCREEN])
def test_pages_that_only_move_are_known(
    purpose: Purpose | None,
    press: SmallPress,
    kept: Store,
    pages_read: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Else pages would be read with those that stand beside them.
    monkeypatch.setattr("publisher.pdf.audit.memory._GROUP", 1)
    theme = press.theme()

    def printed(first: int) -> pdf.PrintedBook:
        sections = [
            section_of(*(paragraph(f"{number}. " + "kapı " * 40) for number in range(count)), title=title, file=file)
            for count, title, file in ((first, "Bir", "01.md"), (30, "İki", "02.md"))
        ]
        # The contents have all odd digits, so that fonts are the same whatever page a section begins on.
        sections += [section_of(paragraph("Kısa."), title=f"Ek {letter}", file=f"{letter}.md") for letter in "abcdefgh"]
        return pdf.render(book_of(*sections), theme, store=press.store, purpose=purpose)

    remember(printed(10).data, kept)
    moved = printed(14)
    pages_read.clear()
    found = read(moved.data, Memory(kept))
    second = [page.folio for page in moved.page_map if page.section == "iki"]
    assert len(second) > 8
    # Only those are new whose folio stood below no page with this head, and the first, whose folio stands alone.
    assert 0 < len(set(second) & set(pages_read)) < len(second) / 2
    assert found == read(moved.data)


def test_a_letter_that_no_other_page_has_makes_no_other_page_new(
    press: SmallPress, kept: Store, pages_read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.pdf.audit.memory._GROUP", 1)
    theme = press.theme()

    def printed(last: str) -> bytes:
        sections = [
            section_of(*(paragraph(words * 40) for words in (*["kapı "] * 12, last)), title=title, file=file)
            for title, file, last in (("Bir", "01.md", last), ("İki", "02.md", "oda "))
        ]
        return pdf.render(book_of(*sections), theme, store=press.store).data

    remember(printed("evin "), kept)
    changed = printed("Ģөж‽ ")
    pages_read.clear()
    found = read(changed, Memory(kept))
    again = set(pages_read)
    assert found == read(changed)
    with_letters = {page.number for page in found.pages for line in page.lines if "ж" in line.text}
    # Leaves without furniture count as a whole, with all that their fonts hold.
    assert {number for number in again if number > 4} == with_letters


def test_what_a_faulty_file_shows_is_not_kept(stock: Edition, theme: Theme, kept: Store) -> None:
    file = BrokenFile(stock.printed.data)
    file.remove(15, ["7. Adsız not."])
    with pytest.raises(AuditError):
        check.require_whole(file.data(), stock.book, theme, Memory(kept))
    assert not kept.folder or not list(kept.folder.glob("??/*"))
    check.require_whole(stock.printed.data, stock.book, theme, Memory(kept))
    assert kept.folder and list(kept.folder.glob("??/*"))


def test_a_memory_that_is_wrong_is_not_believed(stock: Edition, kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = packing.unpack
    remember(stock.printed.data, kept)

    def unpack(data: bytes) -> dict[str, packing.PartRead]:
        return {key: part for (key, _), part in zip(before(data).items(), reversed(before(data).values()), strict=True)}

    monkeypatch.setattr("publisher.pdf.audit.memory.unpack", unpack)
    monkeypatch.setattr(ink, "_ONE_IN", 1)
    assert read(stock.printed.data, Memory(kept)) == read(stock.printed.data)


@pytest.mark.parametrize("count", [2, 3])
def test_pages_read_by_others_are_what_they_are(
    count: int, edition: Edition, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Store((kept.folder or Path()) / "alone")
    found = remember(edition.printed.data, alone)
    monkeypatch.setattr(ink, "_MANY", 1)
    monkeypatch.setattr(ink, "_AT_A_TIME", 3)
    this, before = os.getpid(), ink._PageReader.of

    def of(self: ink._PageReader, index: int) -> object:
        assert os.getpid() != this, "this process reads"
        return before(self, index)

    monkeypatch.setattr(ink._PageReader, "of", of)
    memory = Memory(kept)
    assert read(edition.printed.data, memory, forks(count)) == found
    assert read(edition.printed.data, None, forks(count)) == found
    memory.keep()
    assert _entries(kept) == _entries(alone)


def _entries(store: Store) -> dict[str, bytes]:
    """Give what is kept in a store, and not in another one within it."""
    folder = store.folder or Path()
    return {path.name: path.read_bytes() for path in folder.glob("??/*") if len(path.name) == len(Store.key())}


def test_what_others_leave_unread_is_read(stock: Edition, kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ink._PageReader._written

    def written(self: ink._PageReader, indexes: list[int]) -> bytes:
        if 9 in indexes:
            os.kill(os.getpid(), signal.SIGKILL)
        return before(self, indexes)

    found = read(stock.printed.data)
    monkeypatch.setattr(ink, "_MANY", 1)
    monkeypatch.setattr(ink, "_AT_A_TIME", 3)
    monkeypatch.setattr(ink._PageReader, "_written", written)
    assert read(stock.printed.data, Memory(kept), forks(2)) == found


def test_what_is_foreseen_of_a_file_is_taken_out_once(stock: Edition, kept: Store, pages_read: list[int]) -> None:
    found = remember(stock.printed.data, kept)
    memory = Memory(kept)
    memory.foresee()
    for path in (kept.folder or Path()).glob("??/*"):
        path.unlink()
    pages_read.clear()
    assert read(stock.printed.data, memory) == found
    assert pages_read == []


@pytest.mark.parametrize("said", [b"", b"\xff" * 64, b"../" * 64, b"0" * 100])
def test_what_is_foreseen_wrongly_is_nothing(said: bytes, stock: Edition, kept: Store) -> None:
    found = remember(stock.printed.data, kept)
    kept.put(last_key(), said)
    again = Memory(kept)
    again.foresee()
    assert read(stock.printed.data, again) == found


def test_what_was_wrong_is_not_kept_for_later(stock: Edition, kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(stock.printed.data, kept)
    for path in (path for path in (kept.folder or Path()).glob("??/*") if path.name != last_key()):
        found = list(packing.unpack(kept.get(path.name) or b"").items())
        others = [part for _, part in reversed(found)]
        kept.put(path.name, packing.pack({key: part for (key, _), part in zip(found, others, strict=True)}))
    with monkeypatch.context() as everywhere:
        everywhere.setattr(ink, "_ONE_IN", 1)
        read(stock.printed.data, Memory(kept))
    monkeypatch.setattr(ink, "_some", lambda known, data: iter(()))
    assert read(stock.printed.data, Memory(kept)) == read(stock.printed.data)


@pytest.mark.parametrize("resources", [None, pikepdf.Dictionary()])
def test_a_stamp_with_the_fonts_of_its_page_is_read(resources: pikepdf.Dictionary | None, kept: Store) -> None:
    known = remember(_stamped(resources, b"42"), kept)
    changed = _stamped(resources, b"43")
    assert read(changed, Memory(kept)) == read(changed) != known


def _stamped(resources: pikepdf.Dictionary | None, letter: bytes) -> bytes:
    """Give a page with a stamp that says a letter, given in hexadecimal digits, in the page's font."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        font.ToUnicode = pdf.make_stream(
            b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <00%s> endbfchar" % letter
        )
        stamp = pdf.make_stream(b"BT /F 12 Tf 10 10 Td <41> Tj ET", Subtype=pikepdf.Name.Form, BBox=[0, 0, 99, 99])
        if resources is not None:
            stamp.Resources = resources
        page.Resources = pdf.make_indirect(pikepdf.Dictionary(Font={"/F": font}, XObject={"/Stamp-1": stamp}))
        drawn = (
            b"0 0 9 9 re f\n",
            b"/Artifact <</Type /Pagination /Subtype /Header>> BDC\nq 1 0 0 1 0 0 cm /Stamp-1 Do Q\nEMC\n",
        )
        page.Contents = pikepdf.Array([pdf.make_stream(each) for each in drawn])
        saved = io.BytesIO()
        pdf.save(saved)
        return saved.getvalue()


@pytest.mark.parametrize(
    "said", [b"", b"?", zlib.compress(b""), zlib.compress(b"\0" * 8), zlib.compress(b"\0" * 7 + b"\2{}")]
)
def test_what_says_nothing_is_nothing(said: bytes, stock: Edition, kept: Store) -> None:
    found = remember(stock.printed.data, kept)
    for path in (path for path in (kept.folder or Path()).glob("??/*") if path.name != last_key()):
        kept.put(path.name, said)
    again = Memory(kept)
    again.foresee()
    assert read(stock.printed.data, again) == found


def test_what_another_program_kept_is_not_looked_at(
    stock: Edition, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(stock.printed.data, kept)
    for key in (furniture_key, last_key, reader):
        key.cache_clear()
    monkeypatch.setattr("publisher.pdf.audit.memory.program", lambda: "another")
    monkeypatch.setattr("publisher.pdf.audit.memory.unpack", lambda data: pytest.fail("looked at"))
    try:
        again = Memory(kept)
        again.foresee()
        assert again.drawings() == {}
        assert read(stock.printed.data, again) == read(stock.printed.data)
    finally:
        for key in (furniture_key, last_key, reader):
            key.cache_clear()
