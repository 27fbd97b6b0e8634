"""Texts that break careless programs."""

from collections.abc import Callable
from dataclasses import replace

from publisher.epub import Ebook
from publisher.errors import Severity
from publisher.model import (
    Alignment,
    Book,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    Link,
    Metadata,
    Note,
    Person,
    Section,
    Table,
    Text,
)
from publisher.transform.identifiers import with_identifiers
from tests.support.epub_file import EpubFile
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, stamp, words

CLEANED = "\u05d0\u05d1 \u0627\u0644 \U0001d49c\U0001f600 “x” 'y' \"z\" <&> ]]> &amp; {{ x }} \u200f{% y %} %s"
NASTY = CLEANED.replace("{%", "\x07\x0c\x85\ufffe{%")


def nasty_book() -> Book:
    """Give a book that has nasty text wherever text can stand."""
    book = book_of(_nasty_section("01-ad.md", "ad"), _nasty_section("02-Ad.md", "Ad"), _nasty_section("03.md", None))
    metadata = Metadata(
        title=NASTY,
        language="tr",
        date=book.metadata.date,
        uuid=book.metadata.uuid,
        subtitle=NASTY,
        series=NASTY,
        authors=(Person(NASTY, NASTY), Person(NASTY, NASTY), Person(NASTY, role="trl")),
        publisher=NASTY,
        place=NASTY,
        edition=NASTY,
        rights=NASTY,
        description=NASTY,
        subjects=(NASTY,),
    )
    return with_identifiers(
        replace(book, metadata=metadata, images={"images/stamp.png": stamp(), "a/Stamp.png": stamp()})
    )


def _nasty_section(file: str, identifier: str | None) -> Section:
    at = place(1, file)
    blocks = (
        paragraph(NASTY, Emphasis(words(NASTY)), Code(NASTY), note(NASTY, NASTY, line=len(file)), line=4),
        Heading(2, (Text(NASTY), Note((paragraph(NASTY),), place(6, file))), at),
        CodeBlock(NASTY, at, 'a b"<'),
        Table((Alignment.START,), row(NASTY), (row(NASTY),), at, caption=words(NASTY)),
        Figure("images/stamp.png", NASTY, at, caption=words(NASTY)),
        Figure("a/Stamp.png", NASTY, at),
        paragraph(Link(words(NASTY), "https://example.org/?a=%22&b=%3C", at)),
    )
    section = section_of(*blocks, title=NASTY, file=file)
    return replace(section, identifier=identifier)


def test_nasty_text_arrives_whole(make: Callable[[Book], Ebook]) -> None:
    # The audit has compared every word; here each place where a title is shown is looked at.
    ebook = EpubFile(make(nasty_book()).data)
    title = " ".join(CLEANED.split())
    assert ebook.meta("//dc:title/text()")[0].split() == CLEANED.split()
    assert ebook.spine[-1].find("//h:title/text()") == [title]
    assert ebook.spine[-1].find("//h:section/@aria-label")[0] == title
    assert ebook.nav.text.count(title) == 6


def test_names_that_differ_by_case_alone_become_two_files(make: Callable[[Book], Ebook]) -> None:
    names = [name.lower() for name in EpubFile(make(nasty_book()).data).archive.namelist()]
    assert len(names) == len(set(names))


def test_a_letter_that_no_font_has_is_named_with_its_place(make: Callable[[Book], Ebook]) -> None:
    found = make(book_of(section_of(paragraph("Söz \U0001d49c.", line=7)))).found
    assert [(finding.code, finding.severity, finding.at) for finding in found] == [
        ("glyph-missing", Severity.WARNING, place(7))
    ]
    assert "U+1D49C" in found[0].message
