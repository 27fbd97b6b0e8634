"""The audit: what is lost is found, and stops the edition."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from publisher.epub import Ebook, audit
from publisher.epub.documents import Setting
from publisher.epub.names import name_all
from publisher.epub.repack import repack
from publisher.errors import AuditError
from publisher.model import Book, CodeBlock
from publisher.store import Store
from publisher.theme import Theme
from publisher.transform.numbering import number
from tests.support.epub_file import EpubFile
from tests.support.stock_book import stock_book

BLOCKS = "text/ogeler-tablo-sekil-siir.xhtml"
NOTES = "text/notlar-bolumu.xhtml"


@pytest.fixture
def codes(stock: EpubFile, ankasam: Theme) -> Callable[[str, str, str], set[str]]:
    """Give what the audit finds after one replacement in one document."""
    book = stock_book()
    numbering = number(book, book.print_options.note_numbering)
    setting = Setting(ankasam, numbering, name_all(book, numbering), "tr")

    def tamper(path: str, old: str, new: str) -> set[str]:
        entries = {name: stock.archive.read(name) for name in stock.archive.namelist()}
        before = entries[f"EPUB/{path}"].decode()
        assert old in before
        entries[f"EPUB/{path}"] = before.replace(old, new, 1).encode()
        try:
            audit.require_whole(repack(entries, Store(None)), book, setting)
        except AuditError as problem:
            return {finding.code for finding in problem.found}
        return set()

    return tamper


def test_a_whole_book_passes(codes: Callable[[str, str, str], set[str]]) -> None:
    assert codes(BLOCKS, "Kurultay", "Kurultay") == set()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (BLOCKS, "Kurultay", ""),
        (BLOCKS, "print(&#39;&amp;&#39;)", "print()"),
        (BLOCKS, '<td class="start">2016</td>', "<td></td>"),
        (BLOCKS, "Yıllara göre ticaret", "Yıllara ticaret"),
        (BLOCKS, 'alt="Lacivert bir kare"', 'alt="Lacivert"'),
        (BLOCKS, "kısa bir satır", "bir kısa satır"),
        (BLOCKS, "Bir yolcu", "Bir yolcu daha"),
        (NOTES, "Adsız not.", "Adsız."),
        (NOTES, "nottaki madde", "madde"),
        (NOTES, "<h1>Notlar", "<h1>Not"),
        (NOTES, ">Tablo\u00a01<", ">Tablo\u00a02<"),
    ],
)
def test_words_lost_added_or_moved_are_found(
    codes: Callable[[str, str, str], set[str]], path: str, old: str, new: str
) -> None:
    assert codes(path, old, new) == {"words-lost"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' epub:type="noteref"', ""),
        (' role="doc-backlink"', ""),
        ('href="#note-notlar-bolumu-uzun"', 'href="#note-notlar-bolumu-baslik"'),
        ('href="#call-notlar-bolumu-uzun"', 'href="#call-notlar-bolumu-baslik"'),
        (">6</a></sup>", ">7</a></sup>"),
    ],
)
def test_a_note_that_lost_its_way_is_found(codes: Callable[[str, str, str], set[str]], old: str, new: str) -> None:
    assert "notes-lost" in codes(NOTES, old, new)


def test_a_link_to_nowhere_is_found(codes: Callable[[str, str, str], set[str]]) -> None:
    assert codes("nav.xhtml", "#metin", "#metinler") == {"link-dangling"}


def test_no_edition_comes_of_a_book_that_is_not_whole(
    make: Callable[[Book], Ebook], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.html.blocks.render_inlines", lambda inlines, hooks: "")
    book = stock_book()
    sections = (replace(book.sections[0], blocks=(*book.sections[0].blocks, CodeBlock("x", book.sections[0].at))),)
    with pytest.raises(AuditError) as caught:
        make(replace(book, sections=sections))
    assert {finding.code for finding in caught.value.found} == {"words-lost"}
