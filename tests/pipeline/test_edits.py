"""Whatever is edited, and whatever happens to the cache or to a build: each warm build is that of a clean one."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.model import EditionName
from publisher.pipeline.places import CACHE
from tests.support.author import Author, CleanBuild
from tests.support.book_test import BookTest
from tests.support.command import PROJECT

EDITS = 12


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
    author = Author(book, 7)
    done = []
    for count in range(EDITS):
        done.append(author.edit())
        book.build(EditionName.PRINT, jobs=1 + count % 2)
        assert book.edition("pdf").read_bytes() == clean(), done


def test_a_damaged_cache_harms_nothing(book: BookTest, own_store: Path, clean: CleanBuild) -> None:
    book.build(EditionName.PRINT)
    chance = random.Random(3)
    for path in sorted(own_store.glob("*/*")):
        data = path.read_bytes()
        place = chance.randrange(len(data))
        path.write_bytes(chance.choice([data[:place], data[:place] + b"\0" + data[place + 1 :], data[place:], b""]))
    book.change("01-kapi.md", "Sabah olmuş", "olmuş Sabah")
    book.build(EditionName.PRINT)
    assert book.edition("pdf").read_bytes() == clean()


def test_without_a_cache_that_can_be_written_editions_are_made(book: BookTest, clean: CleanBuild) -> None:
    store = book.output / CACHE / "store"
    store.unlink()
    store.write_bytes(b"in the way")
    book.build(EditionName.PRINT)
    assert book.edition("pdf").read_bytes() == clean()


def test_a_build_that_is_killed_leaves_the_next_one_right(book: BookTest, own_store: Path, clean: CleanBuild) -> None:
    book.build(EditionName.PRINT)
    old = book.edition("pdf").read_bytes()
    chance = random.Random(5)
    command = [sys.executable, "-m", "publisher", "pdf", "--quiet", "-j", "2"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    for number in range(3):
        book.write("01-kapi.md", f"# Kapı\n\nKapının önünde {number} kedi duruyordu.^[Ağaç.]\n")
        process = subprocess.Popen(command, cwd=book.root, env=environment)
        time.sleep(chance.uniform(0.5, 2.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = book.edition("pdf").read_bytes()
        if now != old:
            assert now == clean()
    book.build(EditionName.PRINT)
    assert book.edition("pdf").read_bytes() == clean()
