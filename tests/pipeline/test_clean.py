import pytest
from PIL import Image

from publisher import pipeline
from publisher.errors import ConfigError
from tests.support.book_test import SETTINGS, BookTest


def names(book: BookTest) -> set[str]:
    return {path.name for path in book.output.iterdir()}


def test_clean_removes_what_a_build_made_and_keeps_the_rest(book: BookTest) -> None:
    (book.output / "my-notes.pdf").write_bytes(b"the author's own")
    book.build()
    (book.output / ".kisa-kitap.epub.x1y2.part").write_bytes(b"what a killed build left")
    report = pipeline.clean(book.output)
    assert names(book) == {"my-notes.pdf"}
    assert book.edition("epub").resolve() in report.removed
    assert report.kept == ()


def test_clean_keeps_an_edition_that_the_author_replaced(book: BookTest) -> None:
    book.build()
    book.edition("epub").write_bytes(b"annotated by hand")
    report = pipeline.clean(book.output)
    assert report.kept == (book.edition("epub").resolve(),)
    assert names(book) == {"kisa-kitap.epub"}


def test_clean_keeps_what_the_author_changed_beside_an_edition(book: BookTest) -> None:
    book.build()
    book.edition("onix.xml").write_bytes(b"with prices")
    report = pipeline.clean(book.output)
    assert report.kept == (book.edition("onix.xml").resolve(),)
    assert names(book) == {"kisa-kitap.onix.xml"}


def test_clean_leaves_an_edition_written_elsewhere(book: BookTest) -> None:
    elsewhere = book.root / "desk.epub"
    book.build(output=elsewhere)
    pipeline.clean(book.output)
    assert elsewhere.exists()
    assert names(book) == set()


def test_clean_removes_nothing_where_nothing_was_built(book: BookTest) -> None:
    report = pipeline.clean(book.root / "nowhere")
    assert (report.removed, report.kept) == ((), ())


def test_clean_leaves_what_others_keep_in_a_cache_folder(book: BookTest) -> None:
    (book.output / ".cache" / "browser").write_bytes(b"somebody else's")
    book.build()
    pipeline.clean(book.output)
    assert [path.name for path in (book.output / ".cache").iterdir()] == ["browser"]


def test_of_two_books_in_a_folder_the_one_that_is_named_is_cleaned(book: BookTest) -> None:
    other = BookTest(book.root / "other")
    other.change("book.toml", "Kısa Kitap", "Öbür Kitap")
    book.build()
    other.build(output_dir=book.output)
    both = names(book)
    with pytest.raises(ConfigError) as refused:
        pipeline.clean(book.output)
    assert [item.code for item in refused.value.found] == ["clean-ambiguous"]
    assert names(book) == both
    pipeline.clean(book.output, other.folder)
    assert names(book) == {name for name in both if not name.startswith("obur-kitap")} < both
    (kept,) = book.build().editions
    assert kept.fresh
    pipeline.clean(book.output)
    assert names(book) == set()


def test_clean_needs_no_name_where_the_manuscript_is_gone(book: BookTest) -> None:
    book.build()
    book.folder.rename(book.root / "moved")
    assert book.publish("clean", "--output-dir", "build").returncode == 0
    assert names(book) == set()


def test_a_drawing_of_the_cover_goes_when_the_book_has_one_of_its_own(book: BookTest) -> None:
    book.build()
    drawing = book.edition("cover.svg")
    assert drawing.is_file()
    Image.new("RGB", (1600, 2400)).save(book.folder / "front.png")
    book.write("book.toml", f'{SETTINGS}\n[epub]\ncover = "front.png"\n')
    book.build()
    assert not drawing.exists()
    assert book.edition("onix.xml").is_file()


def test_a_drawing_of_the_cover_that_somebody_has_changed_stays(book: BookTest) -> None:
    book.build()
    book.edition("cover.svg").write_text("<svg/>", encoding="utf-8")
    Image.new("RGB", (1600, 2400)).save(book.folder / "front.png")
    book.write("book.toml", f'{SETTINGS}\n[epub]\ncover = "front.png"\n')
    book.build()
    assert book.edition("cover.svg").read_text(encoding="utf-8") == "<svg/>"
