"""The same book gives the same bytes, whatever surrounds the program."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher import epub
from publisher.epub import Ebook
from publisher.model import Book
from publisher.store import Store
from publisher.theme import Theme
from tests.epub.conftest import ROOT
from tests.support.printed_editions import sample_book
from tests.support.sample_ebook import sample_ebook
from tests.support.stock_book import stock_book

PROGRAM = """
import hashlib, sys
from pathlib import Path
from publisher import epub, theme
from publisher.store import Store
from tests.support.printed_editions import sample_book
from tests.support.sample_ebook import sample_ebook
from tests.support.stock_book import stock_book
ankasam, store = theme.load(Path("styles/ankasam")), Store(Path(sys.argv[1]))
ebook = epub.render(stock_book(), ankasam, store=store)
for data in (ebook.data, ebook.onix, ebook.cover_source, sample_ebook(sample_book(Path()), ankasam, store)):
    print(hashlib.sha256(data).hexdigest())
"""


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Almaty", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ],
    ids=lambda surroundings: surroundings["PYTHONHASHSEED"],
)
def test_surroundings_leave_no_trace(
    make: Callable[[Book], Ebook], ankasam: Theme, store: Store, surroundings: dict[str, str]
) -> None:
    ebook = make(stock_book())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(store.folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    sample = sample_ebook(sample_book(ROOT), ankasam, store)
    made = (ebook.data, ebook.onix, ebook.cover_source, sample)
    expected = [hashlib.sha256(data or b"").hexdigest() for data in made]
    assert done.stdout.split() == expected
    assert done.stderr == ""


def test_a_cold_store_gives_what_a_warm_one_gives(ankasam: Theme, tmp_path: Path) -> None:
    # Two faces are pinned in place of seven, to save time.
    few = replace(ankasam, faces=tuple(face for face in ankasam.faces if not face.axes or "cover" in face.editions))
    cold, warm = (epub.render(stock_book(), few, store=Store(tmp_path)).data for _ in range(2))
    assert cold == warm
    assert len(list(tmp_path.rglob("*"))) > 4
