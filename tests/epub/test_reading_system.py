"""The finished sample as people read it: in a reading system, in a browser, on a phone and on a tablet."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Browser

from publisher.store import Store
from publisher.theme import Theme
from tests.epub.conftest import ROOT
from tests.support.epub_file import EpubFile, Page
from tests.support.printed_editions import sample_book
from tests.support.reading_system import PHONE, TABLET, ReadingSystem, browser, served
from tests.support.sample_ebook import sample_ebook


@pytest.fixture(scope="module")
def sample(ankasam: Theme, store: Store) -> EpubFile:
    return EpubFile(sample_ebook(sample_book(ROOT), ankasam, store))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(sample: EpubFile) -> Iterator[str]:
    with served(sample.data) as address:
        yield address


@pytest.fixture(scope="module")
def opened(chromium: Browser, address: str) -> Iterator[ReadingSystem]:
    reader = ReadingSystem(chromium, address)
    yield reader
    reader.close()


@pytest.fixture
def reader(opened: ReadingSystem) -> Iterator[ReadingSystem]:
    """The book in a phone, that has nothing to complain of and asks for nothing outside when a test is done."""
    yield opened
    assert opened.complaints == []
    assert opened.asked == []


def dense(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def notes_of(sample: EpubFile) -> Iterator[tuple[Page, str, str]]:
    """Give each call: its document, its id, and the id of its note."""
    for page in sample.spine:
        for call in page.typed("noteref"):
            yield page, call.get("id"), call.get("href").removeprefix("#")


def test_it_opens_where_the_text_begins(reader: ReadingSystem) -> None:
    # What is shown it knows a moment later on a busy machine.
    reader.page.wait_for_function("reader.page().chapter === 'Giriş'")
    assert reader.shown()["words"].startswith("Giriş ")
    metadata = reader.do("reader.view.book.metadata")
    assert (metadata["title"], metadata["language"]) == ("Türkiye-Kazakistan İlişkilerinin Stratejik Boyutu", "tr")


def test_turning_pages_shows_every_word(reader: ReadingSystem, sample: EpubFile) -> None:
    reader.go_to("cover.xhtml")
    words = [""] * len(sample.spine)
    turned = 0
    while True:
        shown = reader.shown()
        words[shown["section"]] += shown["words"]
        reader.turn()
        if reader.shown() == shown:
            break
        turned += 1
    assert turned > 3 * len(sample.spine)
    assert [dense(text) for text in words] == [dense(page.text) for page in sample.spine]


def test_every_entry_of_the_contents_leads_to_its_heading(reader: ReadingSystem) -> None:
    entries = reader.do("reader.contents()")
    assert len(entries) == 27
    for entry in entries:
        reader.do("reader.goTo(given)", entry["href"])
        place = entry["href"].partition("#")[2]
        assert reader.shows(place) if place else reader.shown()["words"].startswith(entry["label"])
        assert entry["label"] in reader.shown()["words"]


def test_every_page_of_the_printed_edition_can_be_gone_to(reader: ReadingSystem) -> None:
    pages = reader.do("reader.pages()")
    assert [page["label"] for page in pages] == [str(number) for number in range(1, 15)]
    for page in pages:
        reader.do("reader.goTo(given)", page["href"])
        assert reader.shows(page["href"].partition("#")[2])


def test_every_note_pops_up_with_all_its_words(reader: ReadingSystem, sample: EpubFile) -> None:
    notes = list(notes_of(sample))
    assert len(notes) == 13
    for page, call, note in notes:
        reader.go_to(f"{page.path}#{call}")
        assert reader.shows(call)
        before = reader.shown()
        reader.tap(f"[id='{call}']")
        reader.page.wait_for_function("reader.note !== null")
        popped = reader.do("reader.note")
        assert popped == {
            "type": "footnote",
            "hidden": False,
            "text": " ".join("".join(page.by_id(note).itertext()).split()),
        }
        reader.note.wait_for_function(
            """() => {
                const { width, height } = [...document.querySelectorAll("p")].at(-1).getBoundingClientRect()
                return width > 100 && height > 10
            }"""
        )
        reader.do("reader.closeNote()")
        assert reader.shown() == before


def test_a_call_leads_to_its_note_and_the_note_back_to_its_call(reader: ReadingSystem, sample: EpubFile) -> None:
    reader.do("reader.followsCalls = true")
    try:
        for page, call, note in notes_of(sample):
            reader.go_to(f"{page.path}#{call}")
            reader.tap(f"[id='{call}']")
            reader.page.wait_for_function("id => reader.shows(id)", arg=note)
            reader.tap(f"[id='{note}'] a[role='doc-backlink']")
            reader.page.wait_for_function("id => reader.shows(id)", arg=call)
    finally:
        reader.do("reader.followsCalls = false")


def faces_of(reader: ReadingSystem, page: Page) -> list[dict[str, str]]:
    """Give the faces of a document, opened again if one failed.

    The engine takes a font's address back with the document before, which on a busy machine may be too early for the
    next that has just asked for it.
    """
    for _ in range(3):
        reader.go_to(page.path)
        faces: list[dict[str, str]] = reader.do("reader.faces()")
        if all(face["status"] != "error" for face in faces):
            break
        reader.go_to("cover.xhtml")
    return faces


def test_letters_are_drawn_with_the_fonts_of_the_book(reader: ReadingSystem, sample: EpubFile) -> None:
    letters: set[str] = set()
    drawn: dict[str, bool] = {}
    for page in sample.spine[1:]:
        assert [face for face in faces_of(reader, page) if face["status"] in ("error", "loading")] == []
        letters.update(page.text)
        drawn |= reader.fonts("p, h1, h2, li, td, th, caption, figcaption, em, strong, span, a")
    assert letters >= set("çğıİöşüÇÖŞÜ") | set("Ққғңүі")
    assert len(drawn) == 2
    assert all(drawn.values()), drawn


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (TABLET, "light")], ids=["phone", "tablet"])
def test_the_colours_are_the_readers(
    chromium: Browser, address: str, sample: EpubFile, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    reader = ReadingSystem(chromium, address, size, scheme)
    ink = {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}[scheme]
    for page in sample.spine[1:]:
        reader.go_to(page.path)
        assert reader.do("reader.colours()") == [ink], page.path
    page, call, _ = next(notes_of(sample))
    reader.go_to(page.path)
    shot = reader.page.screenshot(path=tmp_path / "page.png")
    brightness = ImageStat.Stat(Image.open(io.BytesIO(shot)).convert("L")).mean[0]
    assert brightness > 200 if scheme == "light" else brightness < 60
    reader.go_to(f"{page.path}#{call}")
    reader.tap(f"[id='{call}']")
    reader.page.wait_for_function("reader.note !== null")
    reader.page.screenshot(path=tmp_path / "note.png")
    assert (reader.complaints, reader.asked) == ([], [])
    reader.close()
