from publisher.model import EditionName, Purpose
from tests.support.book_test import BookTest


def test_a_cover_is_held_against_the_words_that_belong_on_it(book: BookTest) -> None:
    book.build(EditionName.PRINT, purpose=Purpose.COVER)
    for arguments in (("build/kisa-kitap-cover.pdf", "--manuscript", "manuscript"), ()):
        done = book.publish("check", *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert "read build/kisa-kitap-cover.pdf: 1 page\n" in done.stdout
        assert "lines justified" not in done.stdout
    book.change("book.toml", "Kısa Kitap", "Uzun Kitap")
    done = book.publish("check", "build/kisa-kitap-cover.pdf", "--manuscript", "manuscript")
    assert done.returncode == 1
    assert "error[cover-word-lost]: the title is not printed on the cover: “Uzun Kitap”" in done.stderr


def test_each_file_of_a_manuscript_is_told_with_its_own_pages(book: BookTest) -> None:
    book.build(EditionName.PRINT)
    book.build(EditionName.PRINT, purpose=Purpose.COVER)
    done = book.publish("check")
    assert "read build/kisa-kitap.pdf: 10 pages\n" in done.stdout
    assert "read build/kisa-kitap-cover.pdf: 1 page\n" in done.stdout
