"""Books rendered once for all tests of a run, and what a proof-reader finds in them."""

import datetime
import fcntl
import json
import pickle
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from publisher import pdf, pipeline
from publisher import theme as themes
from publisher.model import Book, NotePlace, Section
from publisher.pdf import PrintedBook
from publisher.pdf.geometry import Layout, layout
from publisher.store import Store
from publisher.theme import Geometry, Theme
from publisher.transform.numbering import number
from publisher.walk import notes_of
from tests.support.expected_text import Expected, follow, words_in
from tests.support.floating_book import floating_book, with_floats_in_place
from tests.support.printed_pages import ANKASAM, PROJECT, Line, Page, PrintedPages
from tests.support.stock_book import stock_book

SHARED = PROJECT.parent / "shared"


@dataclass
class Edition:
    """A book, its print edition, and the pages read back from the file."""

    name: str
    book: Book
    printed: PrintedBook
    geometry: Geometry | None = None

    @cached_property
    def pages(self) -> PrintedPages:
        drawings = "".join(map(words_in, self.book.images.values()))
        longer = {page.folio: page.longer for page in self.printed.page_map if page.longer}
        return PrintedPages(self.printed.data, self.geometry, drawings, longer, self.beside)

    @cached_property
    def beside(self) -> Layout | None:
        """Where everything is if notes stand beside the text."""
        options = self.book.print_options
        return layout(self.geometry or ankasam().geometry, options) if options.notes is NotePlace.MARGIN else None

    @cached_property
    def expected(self) -> Expected:
        return Expected(self.book, number(self.book, self.book.print_options.note_numbering))

    def pages_of(self, section: Section) -> list[Page]:
        """Give a section's pages, the bare one at its end left out."""
        first = self.pages.destinations[section.identifier or ""][0]
        after = [page for page, *_ in map(self._start, self.book.sections) if page > first]
        found = [self.pages[number] for number in range(first, min(after, default=len(self.pages) + 1))]
        return found[:-1] if found[-1].bare else found

    def _start(self, section: Section) -> tuple[int, float, float]:
        return self.pages.destinations[section.identifier or ""]


# --- where books come from ---------------------------------------------------------------------------------------


def sample_book(_: Path) -> Book:
    return pipeline.load_book(PROJECT / "manuscript", environ={})


def report_book(folder: Path) -> Book:
    """Give the printed report, imported."""
    from publisher import importers

    source = SHARED / "report" / "stratejik-boyut.txt"
    if not source.exists():
        pytest.skip("the printed report is not beside the project")
    importers.import_file(source, folder / "report", force=True, today=datetime.date(2018, 11, 5), language=None)
    return pipeline.load_book(folder / "report", environ={})


def varieties_book(folder: Path) -> Book:
    """Give a long book of prose with 363 notes."""
    source = SHARED / "books" / "varieties"
    if not source.exists():
        pytest.skip("the book “varieties” is not beside the project")
    return pipeline.load_book(copy_of_varieties(source, folder / "varieties"), environ={})


def copy_of_varieties(source: Path, folder: Path) -> Path:
    """Copy the book with the settings that it lacks."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    told = json.loads((source / "meta.json").read_text(encoding="utf-8"))
    settings = [
        "format = 1\n\n[book]",
        f"title = {json.dumps(told['title'], ensure_ascii=False)}",
        f"authors = [{json.dumps(told['author'], ensure_ascii=False)}]",
        f"language = {json.dumps(told['lang'])}",
        "date = 1902-06-01\n",
    ]
    (folder / "book.toml").write_text("\n".join(settings), encoding="utf-8")
    return folder


def margin_book(_: Path) -> Book:
    """Give the stock book with its notes beside the text."""
    stock = stock_book()
    return replace(stock, print_options=replace(stock.print_options, notes=NotePlace.MARGIN))


BOOKS: dict[str, Callable[[Path], Book]] = {
    "stock": lambda _: stock_book(),
    "margin": margin_book,
    "floating": lambda _: with_floats_in_place(floating_book()),
    "sample": sample_book,
    "report": report_book,
    "varieties": varieties_book,
}


def make_edition(name: str, theme: Theme, store: Store, shared: Path) -> Edition:
    """Render a book, or take over what another worker of the same run has rendered.

    Args:
        name: Of `BOOKS`.
        theme: How it looks.
        store: Keeps pinned fonts.
        shared: A folder of this run that all workers see.
    """
    kept = shared / f"{name}.printed"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            book, printed = pickle.loads(kept.read_bytes())
        else:
            book = BOOKS[name](shared)
            printed = pdf.render(book, theme, store=store)
            kept.write_bytes(pickle.dumps((book, printed)))
    return Edition(name, book, printed)


def ankasam() -> Theme:
    return themes.load(ANKASAM)


# --- what a proof-reader looks for -------------------------------------------------------------------------------


def lost_words(edition: Edition) -> Iterator[str]:
    """Compare every section's printed text with the book's, character by character."""
    for section in edition.book.sections:
        pages: list[Sequence[Line]] = [page.body_as_drawn for page in edition.pages_of(section)]
        apart = []
        for block, words in edition.expected.floats(section).items():
            if words and _take_out(pages, words):
                apart.append(block)
        lines = _without_repeated_heads(pages, edition.expected.heads(section))
        fault = follow((line.dense for line in lines), edition.expected.body(section, apart))
        if fault:
            yield f"{section.file}: {fault}"


def _take_out(pages: list[Sequence[Line]], words: str) -> bool:
    """Take the lines of a figure or a table from the page on which it stands whole; say whether there is one."""
    for index, lines in enumerate(pages):
        for first, line in enumerate(lines):
            rest = words.removeprefix(line.dense) if words.startswith(line.dense) else words
            last = first + 1
            while rest and rest != words and last < len(lines) and rest.startswith(lines[last].dense):
                rest = rest.removeprefix(lines[last].dense)
                last += 1
            if not rest:
                pages[index] = (*lines[:first], *lines[last:])
                return True
    return False


def _without_repeated_heads(pages: Sequence[Sequence[Line]], heads: Sequence[str]) -> Iterator[Line]:
    before = ""
    for lines in pages:
        skip = 0
        again = [head for head in heads if head in before]
        before += "".join(line.dense for line in lines)
        if again:
            starts = ["".join(line.dense for line in lines[:count]) for count in range(1, 12)]
            skip = next((count for count, start in enumerate(starts, 1) if start in again), 0)
        yield from lines[skip:]


def lost_notes(edition: Edition) -> Iterator[str]:
    """Compare every note's printed text with the book's, piece by piece from page to page."""
    for section in edition.book.sections:
        texts = [edition.expected.note(note) for note in notes_of(section)]
        # A short line may go on with several notes: all ways to read the lines are followed until one is left.
        ways: list[tuple[int, ...]] = [(0,) * len(texts)]
        for page in edition.pages_of(section):
            on_page = [(0, way) for way in ways]
            for line in page.notes_as_drawn:
                on_page = list(dict.fromkeys(after for way in on_page for after in _ways_on(way, texts, line.dense)))
                if not on_page:
                    yield f"page {page.number}: “{line.text}” is of no note that is open"
                    break
            ways = list(dict.fromkeys(reached for _, reached in on_page)) or ways
        fullest = max(ways, key=sum)
        rests = [text[at:] for text, at in zip(texts, fullest, strict=True) if text[at:]]
        yield from (f"{section.file}: never printed of a note: “{rest[:60]}”" for rest in rests)


def _ways_on(
    way: tuple[int, tuple[int, ...]], texts: Sequence[str], line: str
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give the notes that a line may be of, that of the line before it or a later one, and how far all are then."""
    current, reached = way
    for note in range(current, len(texts)):
        taken = _cut_line(texts[note], reached[note], line)
        if taken:
            yield note, (*reached[:note], reached[note] + taken, *reached[note + 1 :])


def _cut_line(text: str, at: int, line: str) -> int:
    """Give how many characters a printed line takes of a text from a place on; 0 if the text does not go on so."""
    if text.startswith(line, at):
        return len(line)
    return len(line) - 1 if line.endswith("-") and text.startswith(line[:-1], at) else 0


def displaced_notes(edition: Edition) -> Iterator[str]:
    """Find notes that do not begin on the page that first links to them, read from the file's links alone."""
    begins = {link.target.removeprefix("call-"): page.number for page in edition.pages for link in page.note_numbers}
    called: set[str] = set()
    for page in edition.pages:
        for call in page.calls:
            first = call.target not in called
            called.add(call.target)
            if first and begins.get(call.target) != page.number:
                yield f"{call.target}: called on page {page.number}, begins on {begins.get(call.target)}"


def calls_at_line_starts(edition: Edition) -> Iterator[str]:
    for page in edition.pages:
        for call in page.calls:
            middle = (call.box[1] + call.box[3]) / 2
            line = min(page.body, key=lambda line: abs(line.baseline - 3 - middle))
            if line.left > call.box[0] - 1:
                yield f"page {page.number}: “{line.text}”"


def outside_trim(edition: Edition) -> Iterator[str]:
    for page in edition.pages:
        if page.outside:
            yield f"page {page.number}: {''.join(page.outside)}"
