"""The manuscript in an archive's file: what the book is made from, all of it and nothing else."""

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from publisher import config, pdf, pipeline
from publisher.manuscript.files import read_all
from publisher.model import ArchiveStandard, Book, Purpose
from publisher.pdf.standards import archive_of
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_pages import PROJECT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's manuscript, which asks for itself to be attached, among files that are none of its business."""
    folder = shutil.copytree(PROJECT / "manuscript", tmp_path / "home" / "manuscript")
    toml = folder / "book.toml"
    toml.write_text(toml.read_text("utf-8").replace("[print]", "[print]\nattach_manuscript = true"), "utf-8")
    (folder / "draft.md").write_text("# Not for others", "utf-8")
    (folder / ".secret").write_text("x", "utf-8")
    (folder.parent / "beside.md").write_text("# Outside", "utf-8")
    return folder


def load(folder: Path) -> Book:
    return pipeline.load_book(folder, environ={})


def packed(book: Book) -> zipfile.ZipFile:
    manuscript = archive_of(book).manuscript
    assert manuscript
    return zipfile.ZipFile(io.BytesIO(manuscript.data))


def test_what_is_packed_makes_the_same_book(folder: Path, tmp_path: Path) -> None:
    book = load(folder)
    packed(book).extractall(tmp_path / "there")
    (unpacked,) = (tmp_path / "there").iterdir()
    again = load(unpacked)
    assert len(again.files) > 5
    assert replace(again, sections=()) == replace(book, sections=())
    assert [section.title for section in again.sections] == [section.title for section in book.sections]


def test_nothing_outside_the_folder_is_read(folder: Path) -> None:
    (folder / "02-giris.md").unlink()
    (folder / "02-giris.md").symlink_to(folder.parent / "beside.md")
    outside = ["02-giris.md", "../beside.md", str(folder.parent / "beside.md"), f"../{folder.name}/book.toml"]
    assert set(read_all(folder, ["book.toml", *outside])) == {"book.toml"}


def test_nothing_is_packed_but_what_the_book_names(folder: Path) -> None:
    book = load(folder)
    names = {name.partition("/")[2] for name in packed(book).namelist()}
    assert names == {"book.toml", *(section.file for section in book.sections), *book.images}


def test_the_file_is_the_source_of_the_edition_and_dated_as_the_book(folder: Path, theme: Theme, store: Store) -> None:
    book = load(folder)
    book = replace(book, sections=book.sections[:1])
    first, second = (pdf.render(book, theme, store=store, purpose=Purpose.ARCHIVE).data for _ in range(2))
    assert first == second
    with pikepdf.open(io.BytesIO(first)) as file:
        (associated,) = file.Root.AF
        assert associated.AFRelationship == "/Source"
        assert associated.UF == "turkiye-kazakistan-iliskilerinin-stratejik-boyutu-manuscript.zip"
        stream = associated.EF.F
        assert stream.Subtype == "/application/zip"
        assert str(stream.Params.ModDate) == f"D:{book.metadata.date:%Y%m%d}000000Z"
        assert stream.read_bytes() == archive_of(book).manuscript.data  # type: ignore[union-attr]
        assert list(file.attachments) == [str(associated.UF)]
    screen = pdf.render(book, theme, store=store, purpose=Purpose.SCREEN).data
    with pikepdf.open(io.BytesIO(screen)) as file:
        assert not list(file.attachments)


def test_an_archive_that_may_hold_no_files_is_told_of() -> None:
    text = (
        'format = 1\n[book]\ntitle = "B"\nlanguage = "tr"\ndate = 2026-01-01\n'
        '[print]\narchive = "A-2a"\nattach_manuscript = true\n'
    )
    read, found = config.read(text, "book.toml", source_date_epoch=None)
    assert read is None
    assert [(item.code, item.at and item.at.line) for item in found] == [("value-wrong", 8)]
    read, found = config.read(text.replace("A-2a", "A-4"), "book.toml", source_date_epoch=None)
    assert read
    assert read.print_options.archive is ArchiveStandard.A4
    assert not found
