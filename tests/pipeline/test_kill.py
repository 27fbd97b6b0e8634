"""A build that is killed leaves the old edition or the new one, never half of one."""

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.support.book_test import BookTest
from tests.support.command import PROJECT


def start(book: BookTest) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "publisher", "epub", "--no-page-list", "--force", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.Popen(command, cwd=book.root, env=environment)


def whole(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return archive.testzip() is None


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_leaves_the_old_edition_or_the_new_one(book: BookTest, seed: int) -> None:
    book.build()
    old = book.edition("epub").read_bytes()
    book.change("01-kapi.md", "Sabah olmuş", "olmuş Sabah")
    began = time.monotonic()
    assert start(book).wait() == 0
    lasts = time.monotonic() - began
    new = book.edition("epub").read_bytes()
    assert new != old
    book.change("01-kapi.md", "olmuş Sabah", "Sabah olmuş")
    process = start(book)
    # The last third of a run is where it writes.
    time.sleep(random.Random(seed).uniform(0.6, 1.0) * lasts)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert book.edition("epub").read_bytes() in (old, new)
    assert whole(book.edition("epub"))
    book.build()
    assert book.edition("epub").read_bytes() == old


def test_two_builds_at_once_do_not_harm_each_other(book: BookTest) -> None:
    first, second = start(book), start(book)
    assert (first.wait(), second.wait()) == (0, 0)
    assert whole(book.edition("epub"))
    assert "up to date" in book.publish("epub", "--no-page-list").stdout
    assert not list(book.output.glob(".*.part"))
