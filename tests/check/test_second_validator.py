"""PDF/UA and PDF/A as another validator sees them, which shares no code with veraPDF: `page`, written in Rust."""

import io
from collections.abc import Callable, Iterator

import page
import pikepdf
import pytest

from publisher import pdf
from publisher.model import Purpose
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition

UA_1, A_3A = page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A


@pytest.fixture(scope="module")
def archive(edition_of: Callable[[str], Edition], theme: Theme, store: Store) -> bytes:
    return pdf.render(edition_of("stock").book, theme, store=store, purpose=Purpose.ARCHIVE).data


def failed(data: bytes, profile: page.ValidationProfile) -> set[str]:
    report = page.validate_pdf_bytes(data, profile=profile)
    assert report.rules.total > 100
    assert report.is_compliant is not bool(report.failures)
    return {failure.rule_id for failure in report.failures}


@pytest.mark.parametrize("profile", [UA_1, A_3A], ids=["UA-1", "A-3a"])
def test_it_agrees_with_both_claims_of_an_archive(archive: bytes, profile: page.ValidationProfile) -> None:
    assert failed(archive, profile) == set()


def test_it_finds_nothing_in_any_book_but_that_no_claim_is_made(edition: Edition) -> None:
    assert failed(edition.printed.data, UA_1) == {"PDFUA1-ID-SCHEMA-001", "PDFUA1-ID-PART-001"}


def elements(book: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    yield from (item for item in book.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{kind}")


def first(book: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(elements(book, kind))


def links(book: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    yield from (note for sheet in book.pages for note in sheet.obj.get("/Annots", pikepdf.Array()))


Damage = Callable[[pikepdf.Pdf], object]
DAMAGES: dict[str, tuple[str, Damage]] = {
    "no language": ("TEXT-LANGUAGE", lambda book: book.Root.__delitem__("/Lang")),
    "no title shown": ("VIEWER-PREFERENCES", lambda book: book.Root.__delitem__("/ViewerPreferences")),
    "no tags": ("STRUCT-TREE-ROOT", lambda book: book.Root.__delitem__("/StructTreeRoot")),
    "a picture without words": (
        "FIGURE-ALTERNATIVE-TEXT",
        lambda book: first(book, "Figure").__delitem__("/Alt"),
    ),
    "a note without its name": ("NOTE-ID", lambda book: first(book, "Note").__delitem__("/ID")),
    "two notes of one name": (
        "NOTE-ID-UNIQUE",
        lambda book: setattr(list(elements(book, "Note"))[1], "ID", first(book, "Note").ID),
    ),
    "a heading skipped": ("HEADING-NESTING", lambda book: setattr(first(book, "H2"), "S", pikepdf.Name.H4)),
    "a link without words": ("LINK-CONTENTS", lambda book: next(links(book)).__delitem__("/Contents")),
    "a link outside the tree": ("LINK-LINK-TAG", lambda book: next(links(book)).__delitem__("/StructParent")),
    "a list of paragraphs": ("L-KIDS", lambda book: setattr(first(book, "LI"), "S", pikepdf.Name.P)),
    "a type of our own": ("STRUCT-TREE-ROLE-MAP", lambda book: setattr(first(book, "P"), "S", pikepdf.Name.Absatz)),
    "drawing outside the tree": ("CONTENT-TAGGING", lambda book: book.pages[8].contents_add(b"0 0 10 10 re f\n")),
    "tabs that go anyhow": ("PAGE-TABS", lambda book: book.pages[8].obj.__delitem__("/Tabs")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_finds_what_is_broken(archive: bytes, damage: str) -> None:
    rule, do = DAMAGES[damage]
    with pikepdf.open(io.BytesIO(archive)) as book:
        do(book)
        saved = io.BytesIO()
        book.save(saved)
    assert f"PDFUA1-{rule}-001" in failed(saved.getvalue(), UA_1)
