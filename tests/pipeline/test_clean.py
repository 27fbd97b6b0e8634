from publisher import pipeline
from tests.support.book_test import BookTest


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
