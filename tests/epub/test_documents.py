"""What stands in the documents, and what it is said to be."""

import pytest

from tests.epub.test_notes import chapter
from tests.support.epub_file import OPS_TYPE, XML_LANG, EpubFile

BLOCKS = "ogeler-tablo-sekil-siir"


@pytest.mark.parametrize(
    ("name", "role", "matter"),
    [
        ("takdim", "foreword", "frontmatter"),
        ("giris", "introduction", "bodymatter"),
        ("notlar-bolumu", "chapter", "bodymatter"),
        ("conclusion", "conclusion", "bodymatter"),
    ],
)
def test_a_section_says_what_it_is(stock: EpubFile, name: str, role: str, matter: str) -> None:
    page = chapter(stock, name)
    section = page.by_id(name)
    assert (section.get(OPS_TYPE), section.get("role")) == (role, f"doc-{role}")
    assert page.find("//h:body")[0].get(OPS_TYPE) == matter


def test_every_document_states_its_language(stock: EpubFile) -> None:
    languages = {page.path: (page.root.get("lang"), page.root.get(XML_LANG)) for page in (*stock.spine, stock.nav)}
    assert languages.pop("text/conclusion.xhtml") == ("en", "en")
    assert set(languages.values()) == {("tr", "tr")}


def test_words_of_another_language_say_so(stock: EpubFile) -> None:
    runs = {span.get("lang"): "".join(span.itertext()) for span in chapter(stock, "giris").find("//h:span[@lang]")}
    assert runs == {"kk": "Қазақстан Республикасы", "ru": "Каспийское море"}
    assert all(span.get(XML_LANG) == span.get("lang") for span in chapter(stock, "giris").find("//h:span[@lang]"))


def test_every_link_inside_the_book_leads_somewhere(stock: EpubFile) -> None:
    pages = (*stock.spine, stock.nav)
    links = [(page, str(href)) for page in pages for href in page.find("//h:a/@href") if ":" not in href]
    assert len(links) > 30
    assert [link for link in links if not stock.leads_somewhere(*link)] == []


def test_a_reference_is_named_after_its_target(stock: EpubFile) -> None:
    links = {link.text: link.get("href") for link in chapter(stock, "giris").find("//h:p/h:a")}
    assert links["Tablo\u00a01"] == f"{BLOCKS}.xhtml#tbl-ticaret"
    assert links["öbür bölüm"] == "notlar-bolumu.xhtml#notlar-bolumu"
    assert links["resmî site"] == "https://example.org/?a=1&b=2"


def test_a_table_can_be_heard(stock: EpubFile) -> None:
    table = chapter(stock, BLOCKS).by_id("tbl-ticaret")
    assert "".join(table[0].itertext()).startswith("Tablo\u00a01. Yıllara göre ticaret")
    heads = table.findall(".//{*}th")
    assert [head.get("scope") for head in heads] == ["col"] * 3


def test_every_picture_has_a_text_in_its_place(stock: EpubFile) -> None:
    pictures = {image.get("src"): image.get("alt") for page in stock.spine for image in page.find("//h:img")}
    assert pictures == {
        "images/cover.png": "Kapak: Bozkırın Yolları",
        "../images/route.svg": "İki şehri birleştiren eğri bir çizgi",
        "../images/stamp.png": "Lacivert bir kare",
    }


def test_title_page_and_imprint(stock: EpubFile) -> None:
    title, imprint = stock.page("title-page.xhtml"), stock.page("imprint.xhtml")
    assert title.text == (
        "e-Rapor Bozkırın Yolları Küçük bir örnek kitap Ayşe Yılmaz Yayına hazırlayan: Әлия Қасымова "
        "ANKASAM Ankara, 2018"
    )
    assert title.typed("titlepage")
    assert imprint.typed("copyright-page")
    for said in ("Künye", "Yayına hazırlayan Әлия Қасымова", "Ankara, Kasım 2018", "ISBN 978-605-00000-1-2"):
        assert said in imprint.text


def test_contents_on_two_levels(stock: EpubFile) -> None:
    (toc,) = stock.nav.find("//h:nav[@role='doc-toc']")
    assert toc.get(OPS_TYPE) == "toc"
    lines = [(len(list(link.iterancestors("{*}ol"))), "".join(link.itertext())) for link in toc.findall(".//{*}a")]
    assert lines == [
        (1, "Takdim"),
        (1, "Giriş"),
        (1, "Öğeler: tablo, şekil, şiir"),
        (2, "Metin"),
        (2, "Listeler"),
        (2, "Tablo ve şekil"),
        (1, "Notlar bölümü"),
        (2, "Alt başlık"),
        (1, "Conclusion"),
    ]
    ncx = [(str(text)) for text in stock.ncx.xpath("//*[local-name()='navLabel']/*/text()")]
    assert ncx == [text for _, text in lines]


def test_landmarks(stock: EpubFile) -> None:
    (landmarks,) = stock.nav.typed("landmarks")
    links = {link.get(OPS_TYPE): (link.get("href"), link.text) for link in landmarks.findall(".//{*}a")}
    assert links == {
        "cover": ("cover.xhtml", "Kapak"),
        "titlepage": ("title-page.xhtml", "İç kapak"),
        "toc": ("#toc", "İçindekiler"),
        "bodymatter": ("text/giris.xhtml", "Metnin başı"),
    }


def test_no_document_carries_a_style_of_its_own(stock: EpubFile) -> None:
    assert [page.path for page in (*stock.spine, stock.nav) if page.find("//@style | //h:style")] == []
