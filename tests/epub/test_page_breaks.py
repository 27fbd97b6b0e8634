"""Markers of the print edition's pages: before whole words, in order, and nothing of the text is changed by them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publisher import epub
from publisher.config.isbn import thirteen_digits
from publisher.epub import Ebook
from publisher.epub.running_text import running_text
from publisher.html.page_starts import Leaf, PageStart, decode, encode
from publisher.model import Book, Heading
from publisher.store import Store
from publisher.theme import Theme
from tests.support.epub_file import NAMES, EpubFile, Page
from tests.support.stock_book import book_of, paragraph, place, section_of, stock_book, words

CALL = '<sup><a epub:type="noteref" role="doc-noteref" id="c" href="#n">12</a></sup>'
REFERENCE = '<a class="reference" href="#t">Tablo 1</a>'


def marked(inside: str, *signs: int, apart: Sequence[bool] = ()) -> str:
    """Give what becomes of a section where pages begin after so many signs; markers are shown as `|`."""
    document = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<body><section>{inside}</section></body></html>"
    )
    root = etree.fromstring(document)
    running_text(root, apart).put({count: [etree.Element("{http://www.w3.org/1999/xhtml}mark")] for count in signs})
    found = re.search("<section>(.*)</section>", etree.tostring(root, encoding="unicode"), re.DOTALL)
    assert found
    return re.sub(r"<mark( [^>]*)?/>", "|", found[1])


@pytest.mark.parametrize(
    ("inside", "signs", "expected"),
    [
        ("<p>Bir iki üç</p>", 3, "<p>Bir |iki üç</p>"),
        ("<p>Bir iki üç</p>", 0, "<p>|Bir iki üç</p>"),
        # Inside a word, one that goes through elements or holds a hyphen included.
        ("<p>Bir ikinci üç</p>", 5, "<p>Bir |ikinci üç</p>"),
        ("<p>Bir <em>i</em>kin<b>ci</b> üç</p>", 8, "<p>Bir |<em>i</em>kin<b>ci</b> üç</p>"),
        ("<p>Bir Türk-Kazak sınırı</p>", 8, "<p>Bir |Türk-Kazak sınırı</p>"),
        ("<p>1990–1995 arası</p>", 5, "<p>1990–|1995 arası</p>"),
        # At the beginning of elements.
        ("<h1>Ad</h1><p>Bir</p>", 0, "|<h1>Ad</h1><p>Bir</p>"),
        ("<h1><em>Ad</em></h1><p>Bir</p>", 0, "|<h1><em>Ad</em></h1><p>Bir</p>"),
        ("<p>Bir</p><h2>Ad</h2>", 3, "<p>Bir</p>|<h2>Ad</h2>"),
        ("<p>Bir <em><b>iki</b></em></p>", 3, "<p>Bir |<em><b>iki</b></em></p>"),
        ("<p>Bir <em>iki üç</em></p>", 6, "<p>Bir <em>iki |üç</em></p>"),
        ("<ul><li><p>Bir</p></li><li><p>İki</p></li></ul>", 3, "<ul><li><p>Bir</p></li><li><p>|İki</p></li></ul>"),
        (
            '<p><span class="line">Bir</span>\n<span class="line">iki</span></p>',
            3,
            '<p><span class="line">Bir</span>\n<span class="line">|iki</span></p>',
        ),
        ("<pre><code>bir\n  iki</code></pre>", 3, "<pre><code>bir\n  |iki</code></pre>"),
        # Calls and references are one sign each, whatever they say.
        (f"<p>Bir{CALL} iki</p>", 4, f"<p>Bir{CALL} |iki</p>"),
        (f"<p>Bkz. {REFERENCE} ve</p>", 4, f"<p>Bkz. |{REFERENCE} ve</p>"),
        (f"<p>Bkz. {REFERENCE} ve</p>", 5, f"<p>Bkz. {REFERENCE} |ve</p>"),
        (f"<p>Bkz. {REFERENCE}’de ve</p>", 5, f"<p>Bkz. |{REFERENCE}’de ve</p>"),
        # Scripts without spaces have no words to keep.
        ("<p>中亚的道路</p>", 2, "<p>中亚|的道路</p>"),
        # The end of the text is before the notes.
        ('<p>Bir</p><section class="notes">iki</section>', 3, '<p>Bir</p>|<section class="notes">iki</section>'),
        ("<p>Bir</p>", 3, "<p>Bir</p>|"),
    ],
)
def test_a_page_begins_before_a_whole_word(inside: str, signs: int, expected: str) -> None:
    shown = marked(inside, signs).replace(' xmlns:epub="http://www.idpf.org/2007/ops"', "")
    assert re.sub(r' xmlns(:\w+)?="[^"]*"', "", shown) == expected


def test_figures_and_tables_that_print_may_move_are_not_counted() -> None:
    inside = "<p>Bir</p><figure><figcaption>Şekil</figcaption></figure><table><tr><td>iki</td></tr></table>"
    assert marked(inside, 3, apart=(True, False)).endswith("<td>|iki</td></tr></table>")
    assert marked(inside, 8, apart=(False, True)).endswith("</table>|")


def test_pages_that_begin_in_one_word_stand_before_it_in_their_order() -> None:
    root = etree.fromstring('<section xmlns="http://www.w3.org/1999/xhtml"><p>Bir <b>uzunkelime</b></p></section>')
    put = {count: [etree.Element("{http://www.w3.org/1999/xhtml}i", id=str(count))] for count in (3, 6, 9)}
    running_text(root).put(put)
    assert [element.get("id") for element in root.iter("{*}i")] == ["3", "6", "9"]
    assert root[0][0].tail is None
    assert "".join(root.itertext()) == "Bir uzunkelime"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["bir", " ", "<b>iki</b>", "\u00ad", "–", CALL, REFERENCE, "ğ𝄞", "—"]), max_size=30),
    st.data(),
)
def test_markers_change_no_text_and_keep_their_order(parts: list[str], data: st.DataObject) -> None:
    namespaces = 'xmlns:epub="http://www.idpf.org/2007/ops" xmlns="http://www.w3.org/1999/xhtml"'
    document = f"<section {namespaces}><p>{''.join(parts)}</p></section>"
    root = etree.fromstring(document)
    before = "".join(root.itertext())
    text = running_text(root)
    signs = sorted(data.draw(st.sets(st.integers(0, text.signs), max_size=8)))
    text.put({count: [etree.Element("{http://www.w3.org/1999/xhtml}mark", id=str(count))] for count in signs})
    assert "".join(root.itertext()) == before
    assert [mark.get("id") for mark in root.iter("{*}mark")] == list(map(str, signs))
    for mark in root.iter("{*}mark"):
        assert not (mark.tail or "").startswith(" ")


# --- in the e-book -----------------------------------------------------------------------------------------------

PAGES = (
    PageStart(1),
    PageStart(2),
    PageStart(3, leaf=Leaf.TITLE_PAGE),
    PageStart(4, leaf=Leaf.IMPRINT),
    PageStart(5),
    PageStart(6, "bir", 0),
    PageStart(7, "bir", 12),
    PageStart(8),
    PageStart(9, "iki", 0),
    # Notes that print sets after the text.
    PageStart(10, "iki", 500),
)


def two_sections() -> Book:
    first = replace(section_of(paragraph("Birinci bölümün metni.")), identifier="bir", title=words("Bir"))
    second = replace(section_of(Heading(2, words("Ara"), place(2)), paragraph("Son.")), identifier="iki")
    return book_of(first, replace(second, title=words("İki")))


@pytest.fixture(scope="module")
def listed(ankasam: Theme, store: Store) -> EpubFile:
    return EpubFile(epub.render(two_sections(), ankasam, store=store, pages=PAGES).data)


def markers(page: Page) -> list[str]:
    return [element.get("aria-label") for element in page.typed("pagebreak")]


def test_every_page_has_one_marker_in_reading_order(listed: EpubFile) -> None:
    found = {page.path: markers(page) for page in listed.spine if markers(page)}
    assert found == {
        "title-page.xhtml": ["1", "2", "3"],
        "imprint.xhtml": ["4"],
        "text/bir.xhtml": ["5", "6", "7"],
        "text/iki.xhtml": ["8", "9", "10"],
    }
    (marker,) = listed.page("text/bir.xhtml").find("//h:*[@aria-label='7']")
    assert (marker.get("role"), marker.get("id"), marker.tail) == ("doc-pagebreak", "page-7", "bölümün metni.")


def test_pages_after_the_last_text_stand_at_its_end(listed: EpubFile) -> None:
    section = listed.page("text/iki.xhtml").find("//h:section")[0]
    assert section[-1].get("aria-label") == "10"


def test_the_navigation_lists_every_page(listed: EpubFile) -> None:
    (nav,) = listed.nav.typed("page-list")
    links = nav.xpath(".//h:a", namespaces=NAMES)
    assert [link.text for link in links] == [str(number) for number in range(1, 11)]
    assert all(listed.leads_somewhere(listed.nav, link.get("href")) for link in links)
    assert nav.get("role") == "doc-pagelist"
    assert nav.xpath("string(h:h2)", namespaces=NAMES) == "Basılı kitabın sayfaları"
    targets = listed.ncx.xpath("//ncx:pageTarget", namespaces=NAMES)
    assert [(t.get("value"), t.get("type")) for t in targets] == [(str(n), "normal") for n in range(1, 11)]


def test_the_package_says_whose_pages_they_are(ankasam: Theme, store: Store, listed: EpubFile) -> None:
    source = "//opf:meta[@property='pageBreakSource']/text()"
    book = two_sections()
    assert listed.meta(source) == [f"urn:isbn:{thirteen_digits(book.print_options.isbn or '')}"]
    features = set(listed.meta("//opf:meta[@property='schema:accessibilityFeature']/text()"))
    assert {"pageBreakMarkers", "pageNavigation"} <= features
    assert "printPageNumbers" not in features
    without = replace(book, print_options=replace(book.print_options, isbn=None))
    unnumbered = EpubFile(epub.render(without, ankasam, store=store, pages=PAGES).data)
    assert unnumbered.meta(source) == [f"urn:uuid:{book.metadata.uuid}"]


def test_without_pages_nothing_speaks_of_them(stock: EpubFile) -> None:
    assert stock.nav.typed("page-list") == []
    assert stock.meta("//opf:meta[@property='pageBreakSource']") == []
    assert not {"pageBreakMarkers", "pageNavigation"} & set(stock.meta("//opf:meta/text()"))
    assert stock.ncx.xpath("//ncx:pageList", namespaces=NAMES) == []


def test_an_id_of_the_author_is_not_taken(ankasam: Theme, store: Store) -> None:
    section = section_of(Heading(2, words("Sayfa"), place(2), identifier="page-1"), paragraph("Metin."))
    book = book_of(section)
    data = epub.render(book, ankasam, store=store, pages=(PageStart(1, section.identifier, 0),)).data
    page = EpubFile(data).spine[-1]
    assert page.by_id("page-1").tag.endswith("h2")
    assert page.by_id("page-1-n").get("aria-label") == "1"


def test_marked_books_are_valid_and_lose_no_word(
    ankasam: Theme, store: Store, complaints: Callable[[bytes], list[str]], make: Callable[[Book], Ebook]
) -> None:
    # A page at every fifth sign: also inside attributions, verse, cells, code and calls.
    book = stock_book()
    pages = [
        PageStart(number * 10_000 + signs, section.identifier, signs)
        for number, section in enumerate(book.sections, 1)
        for signs in range(0, 400, 5)
    ]
    soft = replace(book, epub_options=replace(book.epub_options, soft_hyphens=True))
    data = epub.render(soft, ankasam, store=store, pages=pages).data
    assert complaints(data) == []
    plain, marked_file = EpubFile(make(soft).data), EpubFile(data)
    assert [page.text for page in marked_file.spine] == [page.text for page in plain.spine]


def test_page_starts_that_were_kept_are_the_same() -> None:
    assert decode(encode(PAGES)) == PAGES
