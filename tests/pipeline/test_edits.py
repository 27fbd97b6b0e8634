"""Whatever is edited, and whatever happens to the cache or to a build: each warm build is that of a clean one."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.model import EditionName
from publisher.pipeline.places import CACHE
from tests.support.book_test import BookTest, use_store
from tests.support.command import PROJECT

EDITS = 5
WORDS = ("kedi", "bahçe", "sabah", "kapı", "çok eski bir ağaç", "yağmur", "İstanbul", "ışık")


class Author:
    """Edits a manuscript at random, and takes some of it back.

    Args:
        book: Whose manuscript.
        seed: Of what is done.
    """

    def __init__(self, book: BookTest, seed: int) -> None:
        self._book = book
        self._random = random.Random(seed)
        self._before: list[dict[str, str]] = []
        self._edits: tuple[Callable[[], None], ...] = (
            self._change_a_word,
            self._add_a_note,
            self._remove_a_note,
            self._add_a_paragraph,
            self._move_a_section,
            self._refer_to_a_page,
        )

    def edit(self) -> str:
        """Do something, and say what."""
        if len(self._before) > 1 and self._random.random() < 0.2:
            self._restore(self._before.pop())
            return "undone"
        self._before.append(self._files())
        act = self._random.choice(self._edits)
        act()
        return act.__name__

    def _files(self) -> dict[str, str]:
        return {path.name: path.read_text(encoding="utf-8") for path in sorted(self._book.folder.glob("*.md"))}

    def _restore(self, files: dict[str, str]) -> None:
        for path in self._book.folder.glob("*.md"):
            path.unlink()
        for name, text in files.items():
            self._book.write(name, text)

    def _paragraphs(self) -> tuple[str, list[str], int]:
        """Give a section's file, its blocks, and the place of one of its paragraphs."""
        name, text = self._random.choice(sorted(self._files().items()))
        blocks = text.rstrip("\n").split("\n\n")
        plain = [at for at, block in enumerate(blocks) if block[:1].isalpha()]
        return name, blocks, self._random.choice(plain)

    def _save(self, name: str, blocks: list[str]) -> None:
        self._book.write(name, "\n\n".join(blocks) + "\n")

    def _change_a_word(self) -> None:
        name, blocks, at = self._paragraphs()
        words = blocks[at].split(" ")
        words[0] = self._random.choice(WORDS).capitalize()
        blocks[at] = " ".join(words)
        self._save(name, blocks)

    def _add_a_note(self) -> None:
        name, blocks, at = self._paragraphs()
        blocks[at] += f"^[Bir not: {self._random.choice(WORDS)}.]"
        self._save(name, blocks)

    def _remove_a_note(self) -> None:
        name, blocks, at = self._paragraphs()
        blocks[at] = blocks[at].partition("^[")[0]
        self._save(name, blocks)

    def _add_a_paragraph(self) -> None:
        name, blocks, at = self._paragraphs()
        blocks.insert(at + 1, " ".join(self._random.choices(WORDS, k=400)).capitalize() + ".")
        self._save(name, blocks)

    def _refer_to_a_page(self) -> None:
        name, blocks, at = self._paragraphs()
        blocks[at] += " Bkz. [](#bahce){.page}"
        self._save(name, blocks)

    def _move_a_section(self) -> None:
        files = self._files()
        names = sorted(files)
        moved = names[1:] + names[:1]
        self._restore({name: files[other] for name, other in zip(names, moved, strict=True)})


@pytest.fixture
def clean(book: BookTest, tmp_path: Path, warm_store: Path) -> Callable[[], bytes]:
    """Build the same manuscript with nothing kept of earlier builds but its fonts, and give the print edition."""
    output = tmp_path / "clean"

    def build() -> bytes:
        (report,) = book.build(EditionName.PRINT, output_dir=output, force=True, jobs=1).editions
        return report.file.read_bytes()

    use_store(output, warm_store)
    return build


@pytest.fixture
def own_store(book: BookTest, warm_store: Path) -> Path:
    """Give a book a store of its own, in which nothing but fonts is kept yet."""
    store = book.output / CACHE / "store"
    store.unlink()
    shutil.copytree(warm_store, store)
    return store


def test_after_any_edit_a_warm_build_is_a_clean_one(book: BookTest, clean: Callable[[], bytes]) -> None:
    author = Author(book, 7)
    done = []
    for count in range(EDITS):
        done.append(author.edit())
        book.build(EditionName.PRINT, jobs=1 + count % 2)
        assert book.edition("pdf").read_bytes() == clean(), done


def test_a_damaged_cache_harms_nothing(book: BookTest, own_store: Path, clean: Callable[[], bytes]) -> None:
    book.build(EditionName.PRINT)
    chance = random.Random(3)
    for path in sorted(own_store.glob("*/*")):
        data = path.read_bytes()
        place = chance.randrange(len(data))
        path.write_bytes(chance.choice([data[:place], data[:place] + b"\0" + data[place + 1 :], data[place:], b""]))
    book.change("01-kapi.md", "Sabah olmuş", "olmuş Sabah")
    book.build(EditionName.PRINT)
    assert book.edition("pdf").read_bytes() == clean()


def test_without_a_cache_that_can_be_written_editions_are_made(book: BookTest, clean: Callable[[], bytes]) -> None:
    store = book.output / CACHE / "store"
    store.unlink()
    store.write_bytes(b"in the way")
    book.build(EditionName.PRINT)
    assert book.edition("pdf").read_bytes() == clean()


def test_a_build_that_is_killed_leaves_the_next_one_right(
    book: BookTest, own_store: Path, clean: Callable[[], bytes]
) -> None:
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
