"""An author who edits a small manuscript at random, and a clean build to hold each warm one against; builds killed."""

import contextlib
import hashlib
import io
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publisher import remembering
from publisher.model import EditionName
from tests.support.book_test import BookTest, use_store
from tests.support.command import PROJECT

WORDS = ("kedi", "bahçe", "sabah", "kapı", "çok eski bir ağaç", "yağmur", "İstanbul", "ışık")
NUMBERINGS = ("book", "section", "page")
_PICTURE = "resim.png"
_CALL = re.compile(r"\[\^[^\]]+\]")


class Author:
    """Edits a manuscript at random, and takes some of it back.

    Args:
        folder: Of the manuscript.
        seed: Of what is done.
        target: An id that the text may refer to; nothing refers to a page without one.
        settings: What `book.toml` always holds, if its other tables may be changed.
    """

    def __init__(self, folder: Path, seed: int, target: str | None = None, settings: str | None = None) -> None:
        self._folder = folder
        self._target = target
        self._settings = settings
        self._random = random.Random(seed)
        self._before: list[dict[str, bytes]] = []
        self._edits: tuple[Callable[[], None], ...] = (
            self._change_a_word,
            self._change_a_word,
            self._add_a_note,
            self._remove_a_note,
            self._add_a_paragraph,
            self._remove_a_paragraph,
            self._move_a_section,
            self._show_a_picture,
            self._change_the_picture,
            *((self._refer_to_a_page,) if target else ()),
            *((self._set_otherwise,) if settings else ()),
        )
        self._change_the_picture()

    def edit(self) -> str:
        """Do something, and say what."""
        if len(self._before) > 1 and self._random.random() < 0.15:
            self._restore(self._before.pop())
            return "undone"
        self._before.append(self._all())
        act = self._random.choice(self._edits)
        act()
        return act.__name__.lstrip("_").replace("_", " ")

    def state(self) -> str:
        """Hash all that is written now."""
        return hashlib.sha256(repr(sorted(self._all().items())).encode()).hexdigest()

    def _all(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self._folder.iterdir())}

    def _texts(self) -> dict[str, str]:
        return {path.name: path.read_text(encoding="utf-8") for path in sorted(self._folder.glob("*.md"))}

    def _restore(self, files: dict[str, bytes]) -> None:
        for path in self._folder.iterdir():
            path.unlink()
        for name, data in files.items():
            (self._folder / name).write_bytes(data)

    def _paragraphs(self) -> tuple[str, list[str], list[int]]:
        """Give a section's file, its blocks, and the places of its paragraphs."""
        name, text = self._random.choice(sorted(self._texts().items()))
        blocks = text.rstrip("\n").split("\n\n")
        return name, blocks, [at for at, block in enumerate(blocks) if block[:1].isalpha()]

    def _paragraph(self) -> tuple[str, list[str], int]:
        name, blocks, plain = self._paragraphs()
        return name, blocks, self._random.choice(plain)

    def _save(self, name: str, blocks: list[str]) -> None:
        self._write(name, "\n\n".join(_without_uncalled(blocks)) + "\n")

    def _write(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="utf-8")

    def _change_a_word(self) -> None:
        name, blocks, at = self._paragraph()
        words = blocks[at].split(" ")
        # What is more than letters may call a note, or begin an emphasis.
        plain = [number for number, word in enumerate(words) if word.isalpha()] or [0]
        words[self._random.choice(plain)] = self._random.choice(WORDS).capitalize()
        blocks[at] = " ".join(words)
        self._save(name, blocks)

    def _add_a_note(self) -> None:
        name, blocks, at = self._paragraph()
        blocks[at] += f"^[Bir not: {self._random.choice(WORDS)}.]"
        self._save(name, blocks)

    def _remove_a_note(self) -> None:
        """Remove the last note that is written within a paragraph, else the first one that stands apart from it."""
        name, blocks, at = self._paragraph()
        within, apart = blocks[at].rpartition("^["), _CALL.search(blocks[at])
        if within[1]:
            blocks[at] = within[0]
        elif apart:
            blocks[at] = blocks[at].replace(apart.group(), "")
        self._save(name, blocks)

    def _add_a_paragraph(self) -> None:
        name, blocks, at = self._paragraph()
        blocks.insert(at + 1, " ".join(self._random.choices(WORDS, k=200)).capitalize() + ".")
        self._save(name, blocks)

    def _remove_a_paragraph(self) -> None:
        name, blocks, plain = self._paragraphs()
        if len(plain) > 1:
            # The first may hold what others refer to.
            del blocks[self._random.choice(plain[1:])]
            self._save(name, blocks)

    def _refer_to_a_page(self) -> None:
        name, blocks, at = self._paragraph()
        blocks[at] += f" Bkz. [](#{self._target}){{.page}}"
        self._save(name, blocks)

    def _move_a_section(self) -> None:
        files = self._texts()
        names = sorted(files)
        for name, other in zip(names, names[1:] + names[:1], strict=True):
            self._write(name, files[other])

    def _show_a_picture(self) -> None:
        """Show the picture, or show it no longer."""
        name, blocks, at = self._paragraph()
        shown = [at for at, block in enumerate(blocks) if block.startswith("![")]
        if shown:
            del blocks[shown[0]]
        else:
            blocks.insert(at + 1, f'![Bir {self._random.choice(WORDS)}]({_PICTURE}){{alt="Renkli bir alan"}}')
        self._save(name, blocks)

    def _change_the_picture(self) -> None:
        grey = self._random.randrange(256)
        picture = io.BytesIO()
        Image.new("L", (1600, self._random.choice((500, 1600))), grey).save(picture, "PNG")
        (self._folder / _PICTURE).write_bytes(picture.getvalue())

    def _set_otherwise(self) -> None:
        numbering, soft = self._random.choice(NUMBERINGS), self._random.choice(("true", "false"))
        more = f'[print]\nnote_numbering = "{numbering}"\n\n[epub]\nsoft_hyphens = {soft}\n'
        self._write("book.toml", f"{self._settings}\n{more}")


def _without_uncalled(blocks: list[str]) -> list[str]:
    """Leave out notes that stand apart and that nothing calls any more."""
    kept: list[str] = []
    dropping = False
    for block in blocks:
        mark = _CALL.match(block)
        if mark:
            # It stands once where it is defined.
            dropping = sum(other.count(mark.group()) for other in blocks) == 1
        elif not block.startswith(" "):
            dropping = False
        if not dropping:
            kept.append(block)
    return kept


class Memory:
    """What a process remembers that stays beside an author, as long as it is on."""

    def __init__(self) -> None:
        self._parts: dict[Any, Any] = {}
        self._files: dict[str, Any] = {}

    @contextlib.contextmanager
    def on(self) -> Iterator[None]:
        """Remember what was made of the book while this was on before."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(remembering, "_known", self._parts)
            patch.setattr("publisher.manuscript.remembering._known", self._files)
            yield


class CleanBuild:
    """Builds the same manuscript with nothing kept of earlier builds but its fonts.

    Args:
        book: Whose manuscript.
        output: Where to.
        fonts: The store that has them.
    """

    def __init__(self, book: BookTest, output: Path, fonts: Path) -> None:
        self._book = book
        self._output = output
        use_store(output, fonts)

    def __call__(self) -> bytes:
        """Give the print edition."""
        (printed,) = self._made(EditionName.PRINT)
        return printed

    def both(self) -> tuple[bytes, bytes]:
        """Give the print edition, and the e-book with its pages listed."""
        printed, ebook = self._made(EditionName.PRINT, EditionName.EPUB)
        return printed, ebook

    def _made(self, *editions: EditionName) -> list[bytes]:
        report = self._book.build(*editions, output_dir=self._output, force=True, jobs=1, page_list=True)
        return [edition.file.read_bytes() for edition in report.editions]


class Killer:
    """Kills builds at random moments; each must leave an edition that is whole, and the next build right.

    Args:
        book: Which.
        clean: What is right.
        seed: Of the moments.
    """

    def __init__(self, book: BookTest, clean: CleanBuild, seed: int) -> None:
        self._book = book
        self._clean = clean
        self._random = random.Random(seed)

    def kill(self, count: int) -> int:
        """Kill so many builds, then let one end; say how many had written their edition."""
        self._book.build(EditionName.PRINT)
        lasts = self._timed(0)
        last = self._book.edition("pdf").read_bytes()
        written = 0
        for number in range(1, count + 1):
            self._write(number)
            process = self._start()
            time.sleep(self._random.uniform(0.2, 1.4) * lasts)
            process.send_signal(signal.SIGKILL)
            process.wait()
            now = self._same(last)
            written += now != last
            last = now
        self._book.build(EditionName.PRINT)
        assert self._book.edition("pdf").read_bytes() == self._clean()
        return written

    def _same(self, last: bytes) -> bytes:
        """Give the edition there is, which is the last one or that of a clean build."""
        now = self._book.edition("pdf").read_bytes()
        assert now in (last, self._clean() if now != last else last)
        return now

    def _timed(self, number: int) -> float:
        self._write(number)
        began = time.monotonic()
        assert self._start().wait() == 0
        return time.monotonic() - began

    def _write(self, number: int) -> None:
        self._book.write("01-kapi.md", f"# Kapı\n\nKapının önünde {number} kedi duruyordu.^[Ağaç.]\n")

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "publisher", "pdf", "--quiet", "-j", "2"]
        return subprocess.Popen(command, cwd=self._book.root, env={**os.environ, "PYTHONPATH": str(PROJECT)})
