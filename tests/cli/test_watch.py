"""`publish watch`, driven as a person drives it: save, look, save again."""

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.book_test import SETTINGS, BookTest
from tests.support.command import PROJECT

# Only so that a test that goes wrong comes to an end.
PATIENCE_SECONDS = 90


class Watched:
    """A watch under way, and what it says, line by line."""

    def __init__(self, book: BookTest, *arguments: str) -> None:
        command = [sys.executable, "-m", "publisher", "watch", "--no-page-list", *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=book.root,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.complaints: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        heard = ((self.process.stdout, self._lines.put), (self.process.stderr, self.complaints.append))
        self._readers = [threading.Thread(target=self._read, args=each, daemon=True) for each in heard]
        for reader in self._readers:
            reader.start()

    def _read(self, stream: Any, hear: Any) -> None:
        with stream:
            for line in stream:
                hear(line.rstrip("\n"))
        if stream is self.process.stdout:
            self._lines.put(None)

    def line(self) -> str:
        line = self._lines.get(timeout=PATIENCE_SECONDS)
        assert line is not None, self.complaints
        return line

    def event(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.line())
        return values

    def end(self) -> int:
        """Type Ctrl-C: all processes of the terminal hear it."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.gone()

    def gone(self) -> int:
        """Wait until it has ended, and everything that it said was read."""
        code = self.process.wait(PATIENCE_SECONDS)
        for reader in self._readers:
            reader.join(PATIENCE_SECONDS)
        return code


@pytest.fixture
def watch(book: BookTest) -> Iterator[Any]:
    begun: list[Watched] = []

    def begin(*arguments: str) -> Watched:
        begun.append(Watched(book, *arguments))
        return begun[-1]

    yield begin
    for watched in begun:
        if watched.process.poll() is None:
            watched.process.kill()
        watched.gone()


def named(event: dict[str, Any]) -> list[str]:
    return [Path(name).name for name in event["changed"]]


def codes(event: dict[str, Any]) -> set[str]:
    return {item["code"] for item in event["found"]}


def test_it_goes_on_whatever_is_saved(book: BookTest, watch: Any, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "styles" / "ankasam", book.root / "styles" / "ankasam")
    watched = watch("--only", "epub", "--format", "json")
    first = watched.event()
    assert (first["changed"], first["exit_code"]) == ([], 0)
    edition = book.edition("epub").read_bytes()
    book.change("01-kapi.md", "[^kedi]:", "[^kedo]:")
    bad = watched.event()
    assert (named(bad), bad["exit_code"], bad["editions"]) == (["01-kapi.md"], 1, [])
    assert codes(bad) == {"note-undefined", "note-unused"}
    assert book.edition("epub").read_bytes() == edition
    # Neither an editor's passing files nor a file written as it was is a save.
    book.write("01-kapi.md~", "old")
    book.write(".01-kapi.md.swp", "old")
    book.write("02-bahce.md", (book.folder / "02-bahce.md").read_text(encoding="utf-8"))
    # Many editors write a new file and put it in the old one's place.
    new = tmp_path / "new.md"
    text = (book.folder / "01-kapi.md").read_text(encoding="utf-8")
    new.write_text(text.replace("kedo", "kedi").replace("Sabah", "Akşam"), encoding="utf-8")
    new.replace(book.folder / "01-kapi.md")
    mended = watched.event()
    assert (named(mended), mended["exit_code"]) == (["01-kapi.md"], 0)
    assert [edition["notes"] for edition in mended["editions"]] == [2]
    assert book.edition("epub").read_bytes() != edition
    style = book.root / "styles" / "ankasam" / "epub" / "book.css"
    style.write_text(style.read_text(encoding="utf-8") + "\np { color: #111 }\n", encoding="utf-8")
    assert named(watched.event()) == ["book.css"]
    book.write("book.toml", "format = [")
    assert codes(watched.event()) == {"toml-broken"}
    book.write("book.toml", SETTINGS)
    assert watched.event()["exit_code"] == 0
    book.folder.rename(tmp_path / "away")
    gone = watched.event()
    assert (gone["exit_code"], codes(gone)) == (2, {"manuscript-missing"})
    (tmp_path / "away").rename(book.folder)
    assert watched.event()["exit_code"] == 0
    book.change("01-kapi.md", "Akşam", "Gece")
    assert named(watched.event()) == ["01-kapi.md"]
    assert watched.complaints == []


def test_a_build_that_a_save_made_useless_is_stopped(book: BookTest, watch: Any) -> None:
    watched = watch("--only", "pdf", "--verbose")
    assert watched.line() == "Watching manuscript; Ctrl-C ends it."
    # The pages are being set: it has read this file.
    while not any(line.startswith("print: sections") for line in watched.complaints):
        threading.Event().wait(0.02)
    book.change("02-bahce.md", "ağaç vardı", "kuyu vardı")
    assert watched.line() == "manuscript/02-bahce.md: saved meanwhile; the build was stopped and begins again"
    line = watched.line()
    assert line.startswith("manuscript/02-bahce.md: build/kisa-kitap.pdf, ") and line.endswith(" s)")
    book.change("02-bahce.md", "^[", "[^none]^[")
    assert watched.line().startswith("manuscript/02-bahce.md: 1 mistake; what is not made stays as it was (")
    assert watched.end() == 0
    assert not list(book.output.glob(".*.part"))
    found = [line for line in watched.complaints if not line.startswith(("book: ", "print: "))]
    assert [line.partition("error[")[2].partition("]")[0] for line in found] == ["note-undefined", ""]


def test_no_manuscript_is_wrong_usage(book: BookTest) -> None:
    done = book.publish("watch", "nowhere")
    assert done.returncode == 2
    assert "error[manuscript-missing]" in done.stderr
