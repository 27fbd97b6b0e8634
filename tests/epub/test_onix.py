"""The message to bookshops: valid, and saying what the book says."""

import importlib.resources
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from publisher.epub import Ebook
from publisher.epub.onix import NAMESPACE
from publisher.model import Book, EpubOptions, Heading, Metadata, Person, PrintOptions
from tests.epub.test_accessibility import with_everything
from tests.epub.test_nasty import nasty_book
from tests.support.epub_file import EpubFile
from tests.support.stock_book import book_of, paragraph, place, section_of, stock_book, words

NAMES = {"o": NAMESPACE}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    folder = importlib.resources.files("onixcheck") / "schema" / "xsd3.1" / "ONIX_BookProduct_3.1_reference.xsd"
    with importlib.resources.as_file(folder) as path:
        return etree.XMLSchema(etree.parse(path))


def bare_book() -> Book:
    book = book_of(section_of(paragraph("Söz.")))
    data = Metadata(title="Kitap", language="tr", date=book.metadata.date, uuid=book.metadata.uuid)
    return replace(book, metadata=data, epub_options=EpubOptions(), print_options=PrintOptions(), images={})


@pytest.mark.parametrize("book", [stock_book(), with_everything(), nasty_book(), bare_book()], ids=range(4))
def test_it_is_valid_onix_3_1(make: Callable[[Book], Ebook], schema: etree.XMLSchema, book: Book) -> None:
    root = etree.fromstring(make(book).onix)
    schema.assertValid(root)
    assert root.get("release") == "3.1"


def test_a_wrong_message_is_found(stock: EpubFile, schema: etree.XMLSchema) -> None:
    wrong = stock.archive.read("EPUB/onix.xml").replace(b"<LanguageCode>tur<", b"<LanguageCode>tr<")
    assert not schema.validate(etree.fromstring(wrong))


def test_the_package_links_to_the_same_message(make: Callable[[Book], Ebook]) -> None:
    ebook = make(stock_book())
    file = EpubFile(ebook.data)
    (link,) = file.meta("//opf:metadata/opf:link[@rel='record']")
    assert (link.get("properties"), link.get("media-type")) == ("onix", "application/xml")
    assert file.archive.read(f"EPUB/{link.get('href')}") == ebook.onix


def test_it_says_what_the_book_says(make: Callable[[Book], Ebook]) -> None:
    root = etree.fromstring(make(with_everything()).onix)

    def said(name: str) -> list[str]:
        return [str(element.text) for element in root.iter(f"{{{NAMESPACE}}}{name}")]

    assert said("TitleText") == ["e-Rapor", "كتاب الطريق"]
    assert said("PartNumber") == ["3.5"]
    assert said("ContributorRole") == ["A01", "B06", "A23"]
    assert said("SubjectSchemeIdentifier") == ["93", "04", "09", "20"]
    assert said("SubjectCode") == ["JPSL", "327(574)"]
    assert said("LanguageCode") == ["tur"]
    # The ISBN of ten digits is told by its thirteen; the last one is the printed book's.
    assert said("IDValue")[1:] == ["9780306406157", "9780306406157", "9786050000005"]
    assert said("PublishingDate")[0].strip() == "" and said("Date") == ["20181105"]


def access_codes(root: Any) -> dict[str, str | None]:
    features = root.xpath("//o:ProductFormFeature[o:ProductFormFeatureType='09']", namespaces=NAMES)
    return {
        feature.findtext("o:ProductFormFeatureValue", namespaces=NAMES): feature.findtext(
            "o:ProductFormFeatureDescription", namespaces=NAMES
        )
        for feature in features
    }


def test_accessibility_is_told_in_the_codes_of_list_196(make: Callable[[Book], Ebook]) -> None:
    plain = access_codes(etree.fromstring(make(bare_book()).onix))
    assert set(plain) == {"00", "10", "11", "13", "22", "29", "30", "32", "36", "52"}
    assert (plain["00"] or "").startswith("Bu yayın")
    said = access_codes(etree.fromstring(make(with_everything()).onix))
    assert {"04", "15", "82", "85"} <= set(said)
    assert said["90"] == "Erişim Derneği"
    assert said["89"] == "https://example.org/belge"
    assert said["94"] == "https://example.org/rapor"
    assert said["99"] == "kitap@example.org"


def test_contents_of_two_levels_are_not_said_to_lead_everywhere(make: Callable[[Book], Ebook]) -> None:
    deep = book_of(section_of(Heading(2, words("İki"), place(3)), Heading(3, words("Üç"), place(4)), paragraph("Söz.")))
    assert "11" not in access_codes(etree.fromstring(make(deep).onix))


def test_who_sends_it_is_the_publisher_or_the_author(make: Callable[[Book], Ebook]) -> None:
    book = stock_book()
    alone = replace(book, metadata=replace(book.metadata, publisher=None, authors=(Person("Ayşe Yılmaz"),)))
    for each, sender in ((book, "ANKASAM"), (alone, "Ayşe Yılmaz"), (bare_book(), "Kitap")):
        assert etree.fromstring(make(each).onix).xpath("string(//o:SenderName)", namespaces=NAMES) == sender
