"""The e-book lists the pages of the print edition, which are laid out for it only where they are not known."""

import shutil
import zipfile

import pytest

from publisher import pipeline
from publisher.errors import Diagnostic, LayoutError, Severity
from publisher.model import EditionName, Purpose
from publisher.pipeline import building
from publisher.pipeline.places import CACHE
from tests.support.book_test import BookTest
from tests.support.epub_file import EpubFile

EPUB, PRINT = EditionName.EPUB, EditionName.PRINT


def listed(book: BookTest) -> list[str]:
    file = EpubFile(book.edition("epub").read_bytes())
    return [marker.get("aria-label") for page in file.spine for marker in page.typed("pagebreak")]


def laid_out(book: BookTest) -> bool:
    return any(step.edition == "print" for step in book.steps)


@pytest.fixture
def own(book: BookTest) -> BookTest:
    """Give a book whose page map no other test has kept."""
    store = book.output / CACHE / "store"
    fonts = store.resolve()
    store.unlink()
    shutil.copytree(fonts, store)
    return book


def test_an_e_book_alone_lists_pages_that_are_laid_out_once(own: BookTest) -> None:
    own.change("01-kapi.md", "Sabah", f"Sabah {id(own)}")
    own.build(EPUB, page_list=True)
    assert laid_out(own)
    assert not own.edition("pdf").exists()
    assert listed(own) == [str(number) for number in range(1, 11)]
    first = own.edition("epub").read_bytes()
    own.edition("epub").unlink()
    own.build(EPUB, page_list=True)
    assert not laid_out(own)
    assert own.edition("epub").read_bytes() == first
    own.change("01-kapi.md", "kedi duruyordu", "kedi uyuyordu")
    own.build(EPUB, page_list=True)
    assert laid_out(own)


def test_the_pages_of_a_print_edition_for_any_purpose_are_taken_over(own: BookTest) -> None:
    own.change("01-kapi.md", "Sabah", f"Sabah {id(own)}")
    own.build(PRINT, purpose=Purpose.SCREEN)
    own.build(EPUB, page_list=True)
    assert not laid_out(own)
    assert len(listed(own)) == 10


def test_a_page_list_may_be_left_out(book: BookTest) -> None:
    assert book.publish("epub", "--no-page-list").returncode == 0
    assert listed(book) == []
    assert not book.build(EPUB, page_list=True).editions[0].fresh
    assert len(listed(book)) == 10


def test_a_book_without_a_print_edition_has_no_pages(book: BookTest) -> None:
    book.change("book.toml", "format = 1", 'format = 1\neditions = ["epub"]')
    book.build(EPUB, page_list=True)
    assert not laid_out(book)
    assert listed(book) == []


def test_an_e_book_is_made_without_the_pages_of_a_print_edition_that_cannot_be(
    own: BookTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Diagnostic(code="note-unplaceable", message="a note fits on no page")

    def fail(*_: object) -> None:
        raise LayoutError(problem)

    monkeypatch.setattr(building, "_lay_out", fail)
    own.change("01-kapi.md", "Sabah", f"Sabah {id(own)}")
    report = own.build(EPUB, page_list=True)
    (found,) = report.found
    assert (found.code, found.severity, report.exit_code) == ("page-list-missing", Severity.WARNING, 0)
    assert "a note fits on no page" in found.message
    assert listed(own) == []


def test_finished_editions_are_checked_against_each_other(book: BookTest) -> None:
    book.build(PRINT, EPUB, page_list=True)
    assert pipeline.check_manuscript(book.folder, environ={}).found == ()
    older = EpubFile(book.edition("epub").read_bytes())
    marker = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-9" aria-label="9"/>'
    text = older.archive.read("EPUB/text/bahce.xhtml").decode()
    with zipfile.ZipFile(book.edition("epub"), "w") as moved:
        for name in older.archive.namelist():
            data = older.archive.read(name)
            moved.writestr(
                name,
                text.replace(marker, "").replace("bir ağaç", marker + "bir ağaç")
                if name.endswith("bahce.xhtml")
                else data,
            )
    found = pipeline.check_manuscript(book.folder, environ={}).found
    assert [item.code for item in found] == ["page-list-wrong"]
