"""Soft hyphens where a book asks for them: in running text alone, and no word is another one for it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publisher.epub import Ebook
from publisher.epub.soft_hyphens import with_soft_hyphens
from publisher.language import Hyphenator
from publisher.model import (
    Alignment,
    Book,
    Code,
    Emphasis,
    Foreign,
    Heading,
    Link,
    Signature,
    SmallCaps,
    Table,
    Verse,
    VerseLine,
)
from tests.support.epub_file import EpubFile
from tests.support.stock_book import book_of, note, paragraph, place, row, section_of, stock_book, words

SOFT = "\u00ad"
AT = place(3)


def asking(book: Book) -> Book:
    return replace(book, epub_options=replace(book.epub_options, soft_hyphens=True))


@pytest.fixture(scope="module")
def softened(make: Callable[[Book], Ebook]) -> EpubFile:
    return EpubFile(make(asking(stock_book())).data)


def shown(inside: str, language: str = "tr") -> str:
    """Give what becomes of a part of a document, soft hyphens as `|`."""
    document = f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}"><body>{inside}</body></html>'
    found = re.search("<body>(.*)</body>", with_soft_hyphens(document, Hyphenator()), re.DOTALL)
    assert found
    return found[1].replace(SOFT, "|")


def test_running_text_has_them_where_its_language_divides(make: Callable[[Book], Ebook]) -> None:
    section = section_of(
        paragraph(
            "Stratejik ",
            Foreign(words("тәуелсіздік"), "kk"),
            " ve ",
            Emphasis(words("programlar")),
            note("Türkiye’nin notu."),
        )
    )
    page = EpubFile(make(asking(book_of(section))).data).spine[-1]
    (text,) = page.find("//h:section/h:p")
    assert "".join(text.itertext()).replace(SOFT, "|") == "Stra|te|jik тә|уел|сіз|дік ve prog|ram|lar1"
    (said,) = page.typed("footnote")
    assert "".join(said.itertext()).replace(SOFT, "|").strip() == "1. Tür|ki|ye’nin notu."


def test_a_book_that_does_not_ask_has_none(stock: EpubFile, softened: EpubFile) -> None:
    assert not any(SOFT in page.text for page in stock.spine)
    assert any(SOFT in page.text for page in softened.spine)
    for plain, soft in zip(stock.spine, softened.spine, strict=True):
        assert soft.text.replace(SOFT, "") == plain.text


def test_what_is_no_running_text_stays_whole(make: Callable[[Book], Ebook]) -> None:
    section = section_of(
        paragraph(Code("publisher"), " ", Link(words("https://example.org/programlar"), "https://example.org/", AT)),
        paragraph("bkz. www.example.org/stratejik ve bilgi@example.org, programlar.toml"),
        Heading(2, words("Stratejik programlar"), AT, "h"),
        Verse(((VerseLine(words("Stratejik programlar")),),), AT),
        Signature((words("Stratejik"),), AT),
        title="Programlar",
    )
    book = EpubFile(make(asking(book_of(section))).data)
    assert SOFT not in book.spine[-1].text
    assert SOFT not in book.nav.text
    assert not any(SOFT in page.text for page in book.spine[:-1])
    assert SOFT not in etree.tostring(book.ncx, encoding="unicode")


def test_cells_of_crowded_tables_have_them_unasked(make: Callable[[Book], Ebook]) -> None:
    cells = row(*["programlar"] * 6)
    crowded, plain = (Table((Alignment.START,) * len(each), each, (each,), AT) for each in (cells, cells[:2]))
    page = EpubFile(make(book_of(section_of(paragraph("Stratejik."), crowded, plain))).data).spine[-1]
    said = ["".join(cell.itertext()).replace(SOFT, "|") for cell in page.find("//h:th | //h:td")]
    assert said == ["prog|ram|lar"] * 12 + ["programlar"] * 4
    assert SOFT not in "".join(page.find("//h:p")[0].itertext())


def test_attributes_have_none(softened: EpubFile) -> None:
    for page in softened.spine:
        assert not [value for value in page.find("//@*") if SOFT in value]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p>stra<em>tejik</em></p>", "<p>stra<em>|te|jik</em></p>"),
        ("<p>st<em>r</em>atejik</p>", "<p>st<em>r</em>a|te|jik</p>"),
        ("<p>strat<code>ejik</code></p>", "<p>stra|t<code>ejik</code></p>"),
        ("<p>İSTANBUL</p><p>istanbul</p>", "<p>İS|TAN|BUL</p><p>is|tan|bul</p>"),
        ("<td>kitaplık</td><td>kitaplık</td>", "<td>ki|tap|lık</td><td>ki|tap|lık</td>"),
        ("<p>ki\u00adtaplık kitaplık</p>", "<p>ki|taplık ki|tap|lık</p>"),
        ("<p><!-- kitaplık -->kitaplık</p>", "<p><!-- kitaplık -->ki|tap|lık</p>"),
        (
            '<p><span lang="en">typographical</span> kitaplık</p>',
            '<p><span lang="en">ty|po|graph|ical</span> ki|tap|lık</p>',
        ),
        ("<p>x<br/>kitaplık &amp; &lt;kitaplık&gt;</p>", "<p>x<br/>ki|tap|lık &amp; &lt;ki|tap|lık&gt;</p>"),
    ],
)
def test_words_are_divided_as_wholes(inside: str, expected: str) -> None:
    assert shown(inside) == expected


@given(
    st.recursive(
        st.text(alphabet="abekı’İst. -", max_size=12),
        lambda inner: st.lists(inner, max_size=4).map(lambda parts: "<em>" + "".join(parts) + "</em>"),
        max_leaves=8,
    )
)
@settings(max_examples=60, deadline=None)
def test_nothing_but_soft_hyphens_is_added(inside: str) -> None:
    plain = re.sub("<em></em>", "<em/>", f"<p>{inside}</p>")
    assert re.sub("<em></em>", "<em/>", shown(plain).replace("|", "")).replace("<p/>", "<p></p>") == plain.replace(
        "<p/>", "<p></p>"
    )


def test_exceptions_of_the_book_hold_in_the_e_book_too(make: Callable[[Book], Ebook]) -> None:
    book = replace(
        asking(book_of(section_of(paragraph("Kazakistan’daki ANKASAM")))), word_divisions=("kazaki-stan", "ankasam")
    )
    assert "Kazaki|stan’daki ANKASAM" in EpubFile(make(book).data).spine[-1].text.replace(SOFT, "|")


def test_contents_have_none_of_the_author_s_own(make: Callable[[Book], Ebook]) -> None:
    title = (*words(f"Stra{SOFT}teji "), SmallCaps(words(f"prog{SOFT}ram")))
    section = replace(section_of(paragraph("Söz.")), title=title)
    book = EpubFile(make(book_of(section)).data)
    assert SOFT not in book.nav.text
    assert f"Stra{SOFT}teji" in book.spine[-1].text


def test_epubcheck_says_nothing(softened: EpubFile, complaints: Callable[[bytes], list[str]]) -> None:
    assert complaints(softened.data) == []


def test_the_same_book_gives_the_same_bytes(make: Callable[[Book], Ebook]) -> None:
    book = asking(stock_book())
    assert make(book).data == make(book).data
