"""What the package says of the book."""

from collections.abc import Callable
from dataclasses import replace

from publisher.epub import Ebook
from publisher.model import Book, EpubOptions, Metadata, Person, PrintOptions, SubjectCode, SubjectScheme
from tests.support.epub_file import EpubFile
from tests.support.stock_book import book_of, paragraph, section_of, stock_book


def refined(ebook: EpubFile, identifier: str) -> dict[str, str]:
    """Give the properties that refine an element of the metadata."""
    return {meta.get("property"): meta.text for meta in ebook.meta(f"//opf:meta[@refines='#{identifier}']")}


def properties(ebook: EpubFile, name: str) -> list[str]:
    return [str(text) for text in ebook.meta(f"//opf:meta[@property='{name}']/text()")]


def test_title_and_subtitle_are_told_apart(stock: EpubFile) -> None:
    titles = {title.text: refined(stock, title.get("id")) for title in stock.meta("//dc:title")}
    assert titles == {
        "Bozkırın Yolları": {"title-type": "main", "display-seq": "1"},
        "Küçük bir örnek kitap": {"title-type": "subtitle", "display-seq": "2"},
    }


def test_people_have_their_role_and_their_place_in_a_list(stock: EpubFile) -> None:
    people = {person.text: refined(stock, person.get("id")) for person in stock.meta("//dc:creator")}
    assert people == {
        "Ayşe Yılmaz": {"role": "aut", "file-as": "Yılmaz, Ayşe"},
        "Әлия Қасымова": {"role": "edt", "file-as": "Қасымова, Әлия"},
    }


def test_a_translator_contributes(make: Callable[[Book], Ebook]) -> None:
    book = stock_book()
    people = (Person("Çevirmen", role="trl"), Person("Yazar"), Person("Yazar", role="ill"))
    ebook = EpubFile(make(replace(book, metadata=replace(book.metadata, authors=people))).data)
    assert ebook.meta("//dc:creator/text()") == ["Yazar"]
    assert ebook.meta("//dc:contributor/text()") == ["Çevirmen", "Yazar"]


def test_catalogue_data(stock: EpubFile) -> None:
    assert stock.meta("//dc:identifier/text()")[1] == "urn:isbn:9786050000012"
    assert stock.meta("//dc:publisher/text()") == ["ANKASAM"]
    assert stock.meta("//dc:language/text()") == ["tr"]
    assert stock.meta("//dc:date/text()") == ["2018-11-05"]
    assert stock.meta("//dc:subject/text()") == ["Türkiye", "Kazakistan"]
    assert stock.meta("//dc:description/text()") == ["Her öğeden bir örnek: tablo & şekil, şiir, alıntı."]
    assert stock.meta("//dc:rights/text()") == ["© 2018 ANKASAM. Her hakkı saklıdır."]
    assert properties(stock, "dcterms:modified") == ["2018-11-05T00:00:00Z"]
    (series,) = stock.meta("//opf:meta[@property='belongs-to-collection']")
    assert (series.text, refined(stock, series.get("id"))) == ("e-Rapor", {"collection-type": "series"})


def test_a_book_with_nothing_but_what_is_required(make: Callable[[Book], Ebook]) -> None:
    book = book_of(section_of(paragraph("Söz.")))
    data = Metadata(title="Kitap", language="tr", date=book.metadata.date, uuid=book.metadata.uuid)
    bare = replace(book, metadata=data, print_options=PrintOptions(), epub_options=EpubOptions(), images={})
    ebook = EpubFile(make(bare).data)
    assert len(ebook.meta("//dc:*")) == 4
    assert properties(ebook, "schema:accessMode") == ["textual"]
    assert "alternativeText" not in properties(ebook, "schema:accessibilityFeature")


def test_accessibility_is_described_and_not_overstated(stock: EpubFile) -> None:
    assert properties(stock, "schema:accessMode") == ["textual", "visual"]
    assert properties(stock, "schema:accessibilityHazard") == ["none"]
    assert "alternativeText" in properties(stock, "schema:accessibilityFeature")
    assert properties(stock, "schema:accessibilitySummary")[0].startswith("Bu yayın")
    assert properties(stock, "dcterms:conformsTo") == []


def test_subjects_of_schemes_have_authority_and_term(make: Callable[[Book], Ebook]) -> None:
    book = stock_book()
    codes = (SubjectCode(SubjectScheme.THEMA, "JPSL", "Jeopolitik"), SubjectCode(SubjectScheme.UDC, "327", "İlişkiler"))
    ebook = EpubFile(make(replace(book, metadata=replace(book.metadata, subject_codes=codes))).data)
    said = {subject.text: refined(ebook, subject.get("id") or "-") for subject in ebook.meta("//dc:subject")}
    assert said == {
        "Türkiye": {},
        "Kazakistan": {},
        "Jeopolitik": {"authority": "Thema", "term": "JPSL"},
        "İlişkiler": {"authority": "UDC", "term": "327"},
    }


def test_a_book_has_its_place_in_its_series(make: Callable[[Book], Ebook]) -> None:
    book = stock_book()
    ebook = EpubFile(make(replace(book, metadata=replace(book.metadata, series_number=7.0))).data)
    (series,) = ebook.meta("//opf:meta[@property='belongs-to-collection']")
    assert refined(ebook, series.get("id")) == {"collection-type": "series", "group-position": "7"}
    assert "e-Rapor, 7" in ebook.page("imprint.xhtml").text


def test_the_printed_book_is_the_source(stock: EpubFile) -> None:
    assert stock.meta("//dc:source/text()") == ["urn:isbn:9786050000005"]


def test_an_isbn_of_ten_digits_is_told_by_its_thirteen(make: Callable[[Book], Ebook]) -> None:
    options = EpubOptions(isbn="0-306-40615-2")
    ebook = EpubFile(make(replace(stock_book(), epub_options=options)).data)
    assert ebook.meta("//dc:identifier[@id='isbn']/text()") == ["urn:isbn:9780306406157"]
    assert refined(ebook, "isbn") == {"identifier-type": "15"}


def test_names_from_right_to_left_say_so(make: Callable[[Book], Ebook]) -> None:
    book = stock_book()
    people = (Person("نجيب محفوظ"), Person("Ayşe Yılmaz"), Person("12 ספר"))
    ebook = EpubFile(make(replace(book, metadata=replace(book.metadata, authors=people))).data)
    assert [maker.get("dir") for maker in ebook.meta("//dc:creator")] == ["rtl", None, "rtl"]
    (name,) = ebook.page("title-page.xhtml").find("//h:p[@class='author'][1]/h:span")
    assert (name.text, name.get("dir")) == ("نجيب محفوظ", "rtl")
