"""The archive and the package document."""

import zipfile

from tests.support.epub_file import XML_LANG, EpubFile


def test_mimetype_comes_first_and_is_stored(stock: EpubFile) -> None:
    first = stock.archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert stock.archive.read("mimetype") == b"application/epub+zip"
    assert stock.data[30:58] == b"mimetypeapplication/epub+zip"


def test_entries_carry_no_trace_of_when_and_where_they_were_made(stock: EpubFile) -> None:
    entries = stock.archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}
    assert len({entry.external_attr for entry in entries}) == 1


def test_entries_stand_in_a_fixed_order(stock: EpubFile) -> None:
    first, container, package, *rest = stock.archive.namelist()
    assert [first, container, package] == ["mimetype", "META-INF/container.xml", "EPUB/content.opf"]
    assert rest == sorted(rest)


def test_the_manifest_lists_each_file_once(stock: EpubFile) -> None:
    listed = sorted(f"EPUB/{item.get('href')}" for item in stock.manifest.values())
    packed = sorted(name for name in stock.archive.namelist()[3:])
    # What the metadata link to is no part of the book (EPUB 3.3, 5.5.7).
    assert sorted([*listed, "EPUB/onix.xml"]) == packed


def test_names_are_ascii_and_made_from_ids(stock: EpubFile) -> None:
    assert all(name.isascii() for name in stock.archive.namelist())
    assert [page.path for page in stock.spine] == [
        "cover.xhtml",
        "title-page.xhtml",
        "imprint.xhtml",
        "text/takdim.xhtml",
        "text/giris.xhtml",
        "text/ogeler-tablo-sekil-siir.xhtml",
        "text/notlar-bolumu.xhtml",
        "text/conclusion.xhtml",
    ]


def test_the_package_states_its_language_and_identifier(stock: EpubFile) -> None:
    assert stock.package.get(XML_LANG) == "tr"
    (unique,) = stock.meta(f"//dc:identifier[@id='{stock.package.get('unique-identifier')}']/text()")
    assert unique == "urn:uuid:6f0b2f3e-7d0c-4d0e-9a51-3b1f0c2d4e5f"
    assert stock.ncx.xpath("//*[@name='dtb:uid']/@content") == [unique]


def test_properties_name_the_navigation_and_the_cover(stock: EpubFile) -> None:
    properties = {item.get("properties"): item.get("href") for item in stock.manifest.values()}
    assert properties["nav"] == "nav.xhtml"
    assert properties["cover-image"] == "images/cover.png"
