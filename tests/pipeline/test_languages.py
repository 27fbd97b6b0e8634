"""Words in another script carry their language in what both editions are made of."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from publisher import theme as themes
from publisher.model import Book, EditionName, Purpose
from publisher.pdf.calls import set_once
from publisher.pdf.matter import contents_entries, contents_html, front_matter_html
from publisher.pdf.sections import Setting, section_html
from publisher.pipeline import load
from publisher.transform.numbering import number
from publisher.walk import notes_of, plain_text, reading_order
from tests.importers.reading import REPORT, needs_report
from tests.support.book_test import BookTest
from tests.support.command import publish
from tests.support.epub_file import XML_LANG, EpubFile
from tests.support.printed_pages import ANKASAM

NO_BREAK = "\u00a0"
TEXT = """\
# Рухани жаңғыру ve ötesi

Başlık “Қазақстан Президенті VI саммитке қатысты”, Akorda.[^n] *Ана* тілі, [Правда]{lang=uk}.

[^n]: Nazarbayev, На пороге века, Алматы, s. 45; [Na Paroge XXI veka]{lang=ru-Latn}. λόγος

| Сөз | `Сөз` |
|---|---|
| На пороге | www.сөз.kz |

Table: Жаңа кесте {#tbl-a}
"""
EXPECTED = [
    ("kk", "Рухани жаңғыру"),
    ("kk", "Қазақстан Президенті VI саммитке қатысты"),
    ("kk", "Ана"),
    ("kk", " тілі"),
    ("uk", "Правда"),
    ("kk", "Жаңа кесте"),
    ("kk", "Сөз"),
    ("ru", "На пороге"),
    ("ru", "На пороге века, Алматы"),
    ("ru-Latn", "Na Paroge XXI veka"),
    ("el", "λόγος"),
]


@pytest.fixture
def mixed(book: BookTest) -> BookTest:
    book.write("01-kapi.md", TEXT)
    return book


def spans(root: etree._Element) -> list[tuple[str, str]]:
    """Give the language and the words of each span that has a language."""
    return [(str(each.get("lang")), "".join(each.itertext())) for each in root.iter("{*}span") if each.get("lang")]


def print_html(book: Book) -> Iterator[etree._Element]:
    """Give the HTML that each section's pages are made from."""
    numbering = number(book, book.print_options.note_numbering)
    setting = Setting(book, themes.load(ANKASAM), numbering)
    for section in book.sections:
        calls = set_once(section, numbering)
        yield etree.fromstring(section_html(section, setting, calls, {}).encode())


def test_print_and_ebook_say_the_same_languages(mixed: BookTest) -> None:
    book = load(mixed.folder, 0).book
    printed = spans(next(print_html(book)))
    assert sorted(printed) == sorted(EXPECTED)
    mixed.build(EditionName.EPUB)
    (page,) = (page for page in EpubFile(mixed.edition("epub").read_bytes()).spine if "Akorda" in page.text)
    assert sorted(spans(page.root)) == sorted(EXPECTED)
    assert all(each.get(XML_LANG) == each.get("lang") for each in page.root.iter("{*}span") if each.get("lang"))


def test_contents_leaves_and_references_say_them_too(mixed: BookTest) -> None:
    mixed.change("book.toml", 'title = "Kısa Kitap"', 'title = "«Правда» ve biz"\nauthors = ["Абай Құнанбай"]')
    mixed.write("02-bahce.md", "# [Mir]{lang=ru-Latn} ve *сөз* {#soz}\n\nBkz. [](#soz).\n")
    book = load(mixed.folder, 0).book
    look = themes.load(ANKASAM)
    numbering = number(book, book.print_options.note_numbering)
    folios = {entry.identifier: 7 for entry in contents_entries(book)}
    contents = spans(etree.fromstring(contents_html(book, look, numbering.labels, folios).encode()))
    assert contents == [("kk", "Рухани жаңғыру"), ("ru-Latn", "Mir"), ("kk", "сөз")]
    leaves = spans(etree.fromstring(front_matter_html(book, look).encode()))
    assert set(leaves) == {("ru", "Правда"), ("kk", "Абай Құнанбай")}
    *_, section = print_html(book)
    assert spans(section) == [("ru-Latn", "Mir"), ("kk", "сөз"), ("kk", "сөз")]
    mixed.build(EditionName.EPUB)
    file = EpubFile((mixed.output / "pravda-ve-biz.epub").read_bytes())
    assert set(spans(file.nav.root)) >= {("kk", "Рухани жаңғыру"), ("ru-Latn", "Mir"), ("kk", "сөз")}
    leaves = [span for page in file.spine if "Абай" in page.text for span in spans(page.root)]
    assert set(leaves) == {("ru", "Правда"), ("kk", "Абай Құнанбай")}


def test_the_finished_file_says_them_too(mixed: BookTest) -> None:
    (edition,) = mixed.build(EditionName.PRINT, purpose=Purpose.SCREEN).editions
    with pikepdf.open(edition.file) as file:
        tags = {str(each.Lang) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each}
    assert {"tr", "kk", "ru", "uk", "ru-Latn", "el"} <= tags


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    done = publish("import", str(REPORT), "book", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "book"


@needs_report
def test_the_report_s_kazakh_title_is_kazakh_in_both_editions(report: Path, warm_store: Path) -> None:
    book = load(report, 0).book
    title = "Қазақстан Президенті Түркі тілдес мемлекеттердің ынтымақтастық кеңесінің VI саммитіне қатысты"
    assert [span for root in print_html(book) for span in spans(root)] == [("kk", title)]
    done = publish("epub", "book", "-o", "book.epub", cwd=report.parent)
    assert done.returncode == 0, done.stderr
    pages = EpubFile((report.parent / "book.epub").read_bytes()).spine
    assert [span for page in pages for span in spans(page.root)] == [("kk", title)]


@needs_report
def test_the_report_s_notes_have_turkish_punctuation(report: Path) -> None:
    book = load(report, 0).book
    notes = [
        " ".join(map(plain_text, reading_order(note.blocks))) for section in book.sections for note in notes_of(section)
    ]
    assert len(notes) == 13
    # What the author printed typographically stays; what stood for a dash, a space that holds or an ellipsis does not.
    held = ["s.~193", "s.~45", "s.~311", "10~Eylül", "s.~114–117", "Cilt~9", "Sayı:~54", "s.~1565", "s.~54", "s.~55"]
    held += ["P.~Huntington", "3~Eylül", "Bekleniyor…”", "22~Haziran"]
    text = "\n".join(notes)
    assert [words for words in held if words.replace("~", NO_BREAK) not in text] == []
    assert not set(text) & set("\"'")
    assert "..." not in text and "s. " not in text
    assert "“Aksakal Faktörü””" in text
    assert (
        "http://www.mfa.kz/index.php/ru/vneshnyaya-politika/khronika-nezavisimogo-kazakhstana/12-material-orys/" in text
    )


@needs_report
def test_fix_mends_what_the_printed_report_has_wrong(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(report, folder)
    done = publish("check", "--fix", "book", cwd=tmp_path)
    assert done.returncode == 0
    assert "20 places in 4 files mended." in done.stdout
    chapter = next(file for file in folder.iterdir() if "jeokulturel" in file.name).read_text(encoding="utf-8")
    assert "ve ‘Aksakal Faktörü’”, ANKASAM, 10\u00a0Eylül 2018, https://ankasam.org/turk-dunyasinin-" in chapter
    assert "s.\u00a0114–117." in chapter
    assert publish("check", "--fix", "book", cwd=tmp_path).stdout.startswith("There is nothing")
    found = publish("check", "book", cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
