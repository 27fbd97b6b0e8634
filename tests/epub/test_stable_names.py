"""Names in the package outlive an edition: a chapter put before the others changes none of theirs."""

from collections.abc import Callable
from dataclasses import replace

from publisher.epub import Ebook
from publisher.model import Book, Figure, Heading, Image, Section, Table
from publisher.transform.identifiers import with_identifiers
from tests.support.epub_file import EpubFile
from tests.support.stock_book import note, paragraph, place, row, section_of, stamp, unidentified_stock_book, words

AT = place(3)


def chapter(number: int, title: str) -> Section:
    """Give a chapter that has much in common with the others: headings, notes, names of pictures."""
    return section_of(
        Heading(2, words("Sonuç"), AT),
        paragraph("Söz.", note("Bkz. s. 3.", line=3), " Söz.", note("Bkz. s. 3.", line=4), note(f"{number}.", line=5)),
        paragraph("Adlı.", note("Adlı not.", line=6, name=f"not-{number}")),
        Figure(f"{number}/harita.png", "Harita", AT),
        Figure("harita.png", "Harita", AT, words("Ortak harita")),
        Table((), row(), (), AT),
        title=title,
        file=f"{number:02}.md",
    )


def book_of_chapters(*sections: Section) -> Book:
    sources = {block.source for section in sections for block in section.blocks if isinstance(block, Figure)}
    images = {source: Image(source, "image/png", stamp().data, 24, 24) for source in sources}
    return with_identifiers(replace(unidentified_stock_book(), sections=sections, images=images))


def names(ebook: EpubFile, skip: str = "") -> dict[str, list[str]]:
    """Give the ids of each document, and the paths of all other files."""
    pages = {page.path: [str(name) for name in page.find("//@id")] for page in ebook.spine if page.path != skip}
    return pages | {name: [] for name in ebook.archive.namelist() if not name.endswith(".xhtml")}


def test_a_chapter_put_before_the_others_changes_no_name(make: Callable[[Book], Ebook]) -> None:
    old = (chapter(2, "İkinci"), chapter(3, "Ortak"), chapter(4, "Ortak"))
    before = EpubFile(make(book_of_chapters(*old)).data)
    after = EpubFile(make(book_of_chapters(chapter(1, "Yeni"), *old)).data)
    kept = names(after, skip="text/yeni.xhtml")
    assert kept.pop("EPUB/images/1-harita.png") == []
    assert kept == names(before)
    assert len(before.spine[-1].find("//@id")) > 10
    assert all(name.isascii() for name in after.archive.namelist())
