"""An edition that is not sound replaces nothing, and finished files are checked on demand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher import pdf, pipeline
from publisher.errors import ConfigError, ManuscriptError
from publisher.model import EditionName
from tests.support.book_test import BookTest
from tests.support.damage import BrokenFile

NOTE = "1. Kedinin adı bilinmiyor."
DAMAGES: dict[str, Callable[[BrokenFile], None]] = {
    "note-lost": lambda file: file.remove(7, [NOTE]),
    "note-displaced": lambda file: file.move(7, [NOTE], to=9, down=-40.0),
    "note-doubled": lambda file: file.double(7, [NOTE], to=9, down=-40.0),
    "text-outside-trim": lambda file: file.shift(7, [NOTE], down=300.0),
    "word-lost": lambda file: file.remove(7, ["Kapının önünde"]),
}


@pytest.mark.parametrize("code", DAMAGES)
def test_an_edition_with_a_fault_replaces_nothing(book: BookTest, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    book.build(EditionName.PRINT)
    good = book.edition("pdf").read_bytes()
    render = pdf.render

    def render_badly(*given: object, **named: object) -> pdf.PrintedBook:
        printed = render(*given, **named)  # type: ignore[arg-type]
        file = BrokenFile(printed.data)
        DAMAGES[code](file)
        return replace(printed, data=file.data())

    monkeypatch.setattr(pdf, "render", render_badly)
    report = book.build(EditionName.PRINT, force=True)
    assert report.exit_code == 1
    assert report.editions == ()
    found = next(item for item in report.found if item.code == code)
    assert found.at
    assert found.at.path.endswith("01-kapi.md")
    assert "page" in found.message
    assert book.edition("pdf").read_bytes() == good


def test_a_manuscript_is_checked_with_its_editions(book: BookTest) -> None:
    assert pipeline.check_manuscript(book.folder, environ={}).files == ()
    book.build(EditionName.PRINT, EditionName.EPUB)
    report = pipeline.check_manuscript(book.folder, environ={})
    assert [file.suffix for file in report.files] == [".pdf", ".epub"]
    assert (report.found, report.notes, report.exit_code, report.left_out) == ((), 2, 0, ())


def test_editions_of_an_older_manuscript_are_told_apart(book: BookTest) -> None:
    book.build(EditionName.PRINT, EditionName.EPUB)
    book.change("01-kapi.md", "duruyordu", "uyuyordu")
    report = pipeline.check_manuscript(book.folder, environ={})
    assert report.exit_code == 1
    assert {item.code for item in report.found} == {"word-lost", "word-unknown", "words-lost"}


def test_mistakes_of_a_manuscript_are_its_findings(book: BookTest) -> None:
    book.change("01-kapi.md", "[^kedi]:", "[^kapi]:")
    codes = {item.code for item in pipeline.check_manuscript(book.folder, environ={}).found}
    assert "note-undefined" in codes
    with pytest.raises(ManuscriptError):
        pipeline.check_file(book.folder / "book.toml", book.folder, environ={})


@pytest.mark.parametrize(
    ("name", "data", "against", "code"),
    [
        ("no.pdf", None, False, "file-missing"),
        ("text.pdf", b"no PDF at all", False, "file-unreadable"),
        ("text.epub", b"no EPUB at all", True, "file-unreadable"),
        ("book.epub", b"PK", False, "file-unreadable"),
    ],
)
def test_files_that_cannot_be_checked(
    book: BookTest, tmp_path: Path, name: str, data: bytes | None, against: bool, code: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ConfigError) as refused:
        pipeline.check_file(tmp_path / name, book.folder if against else None, environ={})
    assert [item.code for item in refused.value.found] == [code]
    assert refused.value.found[0].hint
