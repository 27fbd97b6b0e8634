"""The words of a book are looked for in an e-book of another program, whatever it makes of files, labels and calls."""

from collections.abc import Callable

import pytest

from publisher.check.ebook.against_book import check_ebook
from publisher.model import Book
from publisher.theme import Theme
from tests.support.ebook_damage import EbookDamage

FOLDER, ELSEWHERE = "EPUB/text/", "EPUB/parts/"
SECTION = f"{ELSEWHERE}giris.xhtml"


@pytest.fixture
def elsewhere(sound: bytes) -> EbookDamage:
    """The sample as another program would pack it: other files, other labels, calls in brackets, small capitals."""
    file = EbookDamage(sound)
    file.rename(FOLDER, ELSEWHERE)
    file.replace(SECTION, 'epub:type="noteref" role="doc-noteref"', 'class="fn"')
    file.replace(SECTION, ">1</a></sup>", ">[1]</a></sup>")
    file.replace(SECTION, "Tablo\u00a01", "Table 1")
    file.replace(SECTION, "Moskova’ya", "MOSKOVA'YA")
    return file


def found(file: EbookDamage, book: Book, theme: Theme) -> list[str]:
    return [str(item).partition("\n")[0] for item in check_ebook(file.data(), book, theme)]


def test_a_whole_book_lacks_nothing(elsewhere: EbookDamage, book: Book, theme: Theme) -> None:
    assert found(elsewhere, book, theme) == []


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (lambda file: file.cut(SECTION, "//h:p[contains(., 'Bu nedenleri üç')]"), "the text"),
        (lambda file: file.cut(SECTION, "//h:div[@id='note-giris-erol-2011']"), "a note"),
        (lambda file: file.replace(SECTION, "Bişkek’te", ""), "the text"),
        (
            lambda file: file.replace(SECTION, '<h2 id="kisiler-degisirken">Kişiler', '<h2 id="kisiler-degisirken">'),
            "the text",
        ),
        (lambda file: file.replace(SECTION, "Atamura, Almaty", "Almaty"), "a note"),
    ],
)
def test_what_is_lost_is_told_with_its_place_in_the_manuscript(
    elsewhere: EbookDamage, book: Book, theme: Theme, harm: Callable[[EbookDamage], None], expected: str
) -> None:
    harm(elsewhere)
    (line,) = found(elsewhere, book, theme)
    assert f"error[words-lost]: words of {expected} are not in the e-book: “" in line
    assert "02-giris.md:" in line


def test_a_book_of_which_nothing_is_there_is_not_told_of_for_ever(
    elsewhere: EbookDamage, book: Book, theme: Theme
) -> None:
    elsewhere.rename(ELSEWHERE, "lost/")
    assert len(found(elsewhere, book, theme)) == 20
