"""The page list of an e-book is held against the print edition: every page begins with the words after its marker."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from publisher import check, epub
from publisher.errors import AuditError
from publisher.html.page_starts import PageStarts
from publisher.model import NoteNumbering, NotePlace
from publisher.store import Store
from publisher.theme import Theme
from tests.support.epub_file import EpubFile
from tests.support.printed_editions import Edition
from tests.support.small_press import SmallPress
from tests.support.stock_book import book_of, note, paragraph, section_of

Listed = Callable[[Edition], tuple[PageStarts, bytes]]


@pytest.fixture
def listed(theme: Theme, store: Store) -> Listed:
    def make(edition: Edition) -> tuple[PageStarts, bytes]:
        look = replace(theme, geometry=edition.geometry or theme.geometry)
        starts = check.page_starts(check.require_whole(edition.printed.data, edition.book, look))
        return starts, epub.render(edition.book, theme, store=store, pages=starts).data

    return make


def dense(text: str) -> str:
    return re.sub("[\\s\u00ad\u200b\u2060]+", "", text)


def texts_behind_markers(file: EpubFile) -> dict[str, str]:
    """Give the text of a document behind each marker, without calls, notes, figures and tables."""
    found = {}
    for page in file.spine:
        for apart in page.find("//h:section[@class='notes'] | //h:figure | //h:table | //h:a[@role='doc-noteref']"):
            for child in list(apart):
                apart.remove(child)
            apart.text = ""
        for marker in page.typed("pagebreak"):
            found[marker.get("aria-label")] = "".join(marker.xpath("following::text()"))
    return found


def folded(text: str) -> str:
    return dense(text).replace("İ", "i").replace("I", "i").replace("ı", "i").casefold()


@pytest.mark.parametrize("name", ["stock", "floating", "margin", "sample", "report"])
def test_every_page_begins_with_the_words_after_its_marker(
    name: str, edition_of: Callable[[str], Edition], listed: Listed
) -> None:
    edition = edition_of(name)
    starts, data = listed(edition)
    assert [start.folio for start in starts] == list(range(1, len(edition.pages) + 1))
    assert check.check_page_list(data, edition.book, starts) == ()
    # Once more, with a reader of PDF and one of EPUB that the program does not use.
    behind = texts_behind_markers(EpubFile(data))
    assert list(behind) == [str(start.folio) for start in starts]
    compared = 0
    for page in edition.pages:
        lines = [folded(line.dense).removesuffix("-") for line in page.body_as_drawn]
        text = folded(behind[str(page.number)])[:400]
        if starts[page.number - 1].section and not page.calls:
            compared += 1
            # A figure may stand above the text, and a page may begin inside a word.
            assert any(0 <= text.find(line) < 30 for line in lines[:12] if len(line) > 3), page.number
    assert compared >= 2


def test_a_page_may_begin_inside_a_word(press: SmallPress, listed: Listed) -> None:
    # Every line ends within it, so that pages must too.
    long = ("çekoslovakyalılaştıramadıklarımızdanmışsınızcasına" * 4)[:190]
    edition = press.edition(*(paragraph(f"{long} {long}") for _ in range(3)))
    starts, data = listed(edition)
    inside = [start for start in starts if start.words and not start.words.startswith("çekos")]
    assert len(inside) > 1
    texts = [page for page in EpubFile(data).spine if page.path.startswith("text/")]
    tails = [marker.tail or "" for page in texts for marker in page.typed("pagebreak")]
    # Those before the title, and before a page of the same word, have nothing directly behind them.
    assert {tail[:5] for tail in tails if tail.strip()} == {"çekos"}


@pytest.mark.parametrize("place", [NotePlace.SECTION, NotePlace.END])
@pytest.mark.parametrize("numbering", [NoteNumbering.BOOK, NoteNumbering.SECTION])
def test_pages_of_notes_after_the_text_are_listed_at_the_next_text(
    press: SmallPress, listed: Listed, place: NotePlace, numbering: NoteNumbering
) -> None:
    def section(name: str) -> object:
        made = section_of(*(paragraph(f"Söz {name} {n} ", note(f"Not {name} {n}. " * 12), ".") for n in range(6)))
        return replace(made, identifier=name)

    book = book_of(section("bir"), section("iki"))  # type: ignore[arg-type]
    options = replace(book.print_options, notes=place, note_numbering=numbering)
    edition = press.book(replace(book, print_options=options))
    starts, data = listed(edition)
    assert check.check_page_list(data, edition.book, starts) == ()
    labels = [m.get("aria-label") for page in EpubFile(data).spine for m in page.typed("pagebreak")]
    assert labels == [str(number) for number in range(1, edition.printed.pages + 1)]
    assert len([start for start in starts if start.section is None]) > 6 or place is NotePlace.SECTION


# --- what is wrong -----------------------------------------------------------------------------------------------


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Give an e-book in which one file is another."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == f"EPUB/{name}":
                after = change(content.decode())
                assert after != content.decode()
                content = after.encode()
            new.writestr(info, content)
    return result.getvalue()


def test_a_marker_before_other_words_is_found(stock: Edition, listed: Listed) -> None:
    starts, data = listed(stock)
    path = next(page.path for page in EpubFile(data).spine if page.find("//h:*[@id='page-12']"))
    pattern = r'(<span[^>]*id="page-12"[^>]*/>)(<h2[^>]*>Listeler</h2>)'
    moved = changed(data, path, lambda text: re.sub(pattern, r"\2\1", text))
    (found,) = check.check_page_list(moved, stock.book, starts)
    assert (found.code, found.at) == ("page-list-wrong", stock.book.sections[2].at)
    assert "page 12 begins with “Listeler”" in found.message
    with pytest.raises(AuditError, match="page-list-wrong"):
        check.require_page_list(moved, stock.book, starts)


def test_a_marker_that_is_missing_is_found(stock: Edition, listed: Listed) -> None:
    starts, data = listed(stock)
    path = next(page.path for page in EpubFile(data).spine if page.find("//h:*[@id='page-12']"))
    without = changed(data, path, lambda text: re.sub(r'<span[^>]*id="page-12"[^>]*/>', "", text))
    assert [item.code for item in check.check_page_list(without, stock.book, starts)] == ["page-list-wrong"]


@pytest.mark.parametrize("what", ["swapped", "left out", "renamed"])
def test_a_list_that_is_not_that_of_the_pages_is_found(stock: Edition, listed: Listed, what: str) -> None:
    starts, data = listed(stock)
    lines = {n: f'<li><a href="[^"]*#page-{n}">{n}</a></li>\n' for n in (12, 13)}

    def change(nav: str) -> str:
        match what:
            case "swapped":
                # As a careless editor does: labels in order, links not.
                return nav.replace("#page-12", "#page-0").replace("#page-13", "#page-12").replace("#page-0", "#page-13")
            case "left out":
                return re.sub(lines[12], "", nav)
            case _:
                return nav.replace(">12</a>", ">xii</a>")

    broken = changed(data, "nav.xhtml", change)
    assert [item.code for item in check.check_page_list(broken, stock.book, starts)] == ["page-list-wrong"]


def test_an_e_book_without_a_list_is_held_to_none(stock: Edition, theme: Theme, store: Store, listed: Listed) -> None:
    starts, _ = listed(stock)
    assert check.check_page_list(epub.render(stock.book, theme, store=store).data, stock.book, starts) == ()
