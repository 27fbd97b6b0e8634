"""Whatever is edited, and whatever happens to the cache or to a build: each warm build is that of a clean one."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.errors import ConfigError
from publisher.model import EditionName
from publisher.pipeline.places import CACHE
from publisher.store import Store
from tests.support.author import Author, CleanBuild, Killer
from tests.support.book_test import SETTINGS, BookTest

EDITS = 8


@pytest.fixture
def clean(book: BookTest, tmp_path: Path, warm_store: Path) -> CleanBuild:
    return CleanBuild(book, tmp_path / "clean", warm_store)


@pytest.fixture
def own_store(book: BookTest, warm_store: Path) -> Path:
    """Give a book a store of its own, in which nothing but fonts is kept yet."""
    store = book.output / CACHE / "store"
    store.unlink()
    shutil.copytree(warm_store, store)
    return store


def test_after_any_edit_a_warm_build_is_a_clean_one(book: BookTest, clean: CleanBuild) -> None:
    author = Author(book.folder, 7, "bahce", SETTINGS)
    done = []
    for count in range(EDITS):
        done.append(author.edit())
        book.build(EditionName.PRINT, EditionName.EPUB, jobs=1 + count % 2, page_list=True)
        assert (book.edition("pdf").read_bytes(), book.edition("epub").read_bytes()) == clean.both(), done


def test_a_damaged_cache_harms_nothing(book: BookTest, own_store: Path, clean: CleanBuild) -> None:
    book.build(EditionName.PRINT, EditionName.EPUB, page_list=True)
    chance = random.Random(3)
    for path in sorted(own_store.glob("*/*")):
        data = path.read_bytes()
        place = chance.randrange(len(data))
        path.write_bytes(chance.choice([data[:place], data[:place] + b"\0" + data[place + 1 :], data[place:], b""]))
    book.change("01-kapi.md", "Sabah olmuş", "olmuş Sabah")
    book.build(EditionName.PRINT, EditionName.EPUB, page_list=True)
    assert (book.edition("pdf").read_bytes(), book.edition("epub").read_bytes()) == clean.both()


@pytest.mark.parametrize(
    ("old", "new"),
    [("önünde bir", "önünde"), ('href="#call-kapi-kedi"', 'href="#call-kapi-kopek"'), ("</section>", "")],
    ids=["word lost", "note lost", "no XML"],
)
def test_a_document_that_a_stranger_put_into_the_store_is_made_anew(
    book: BookTest, own_store: Path, old: str, new: str
) -> None:
    book.build()
    whole = book.edition("epub").read_bytes()
    store = Store(own_store)
    forged = 0
    for path in sorted(own_store.glob("??/*")):
        data = path.read_bytes()[32:]
        if data.startswith(b"<?xml") and "Kapının".encode() in data and old.encode() in data:
            store.put(path.name, data.replace(old.encode(), new.encode(), 1))
            forged += 1
    # Other states of this book that tests made before are kept in the same store.
    assert forged
    book.edition("epub").unlink()
    (report,) = book.build().editions
    assert book.edition("epub").read_bytes() == whole
    assert report.reasons[-1] == "kept: 0 documents"


def test_without_a_cache_that_can_be_written_editions_are_made(book: BookTest, clean: CleanBuild) -> None:
    store = book.output / CACHE / "store"
    store.unlink()
    store.write_bytes(b"in the way")
    book.build(EditionName.PRINT)
    assert book.edition("pdf").read_bytes() == clean()


def test_builds_that_are_killed_leave_the_next_one_right(book: BookTest, own_store: Path, clean: CleanBuild) -> None:
    Killer(book, clean, 5).kill(2)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of its own that holds little."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.getuid() or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("only root of a Linux may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_last_edition_and_leaves_the_next_build_right(
    book: BookTest, clean: CleanBuild, small_disk: Path
) -> None:
    output = small_disk / "build"
    (made,) = book.build(EditionName.PRINT, output_dir=output).editions
    before = made.file.read_bytes()
    book.change("01-kapi.md", "Sabah olmuş", "olmuş Sabah")
    filling = small_disk / "filling"
    with pytest.raises(OSError, match="No space"), filling.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1024))
    report = book.build(EditionName.PRINT, output_dir=output)
    assert [item.code for item in report.found] == ["output-unwritable"]
    assert report.exit_code
    assert made.file.read_bytes() == before
    assert not list(output.glob(".*.part"))
    filling.unlink()
    book.build(EditionName.PRINT, output_dir=output)
    assert made.file.read_bytes() == clean()


def test_a_folder_that_cannot_be_written_keeps_the_last_edition_and_leaves_the_next_build_right(
    book: BookTest, clean: CleanBuild, small_disk: Path
) -> None:
    output = small_disk / "build"
    (made,) = book.build(EditionName.PRINT, output_dir=output).editions
    before = made.file.read_bytes()
    book.change("01-kapi.md", "Sabah olmuş", "olmuş Sabah")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ConfigError) as refused:
        book.build(EditionName.PRINT, output_dir=output)
    assert [item.code for item in refused.value.found] == ["output-unwritable"]
    assert made.file.read_bytes() == before
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    book.build(EditionName.PRINT, output_dir=output)
    assert made.file.read_bytes() == clean()
