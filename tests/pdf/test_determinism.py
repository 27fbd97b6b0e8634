"""The same input gives the same bytes, whatever the process, its settings and its store."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from publisher import pdf
from publisher.store import Store
from publisher.theme import Theme
from tests.support.every_edition import hashes
from tests.support.printed_editions import Edition
from tests.support.printed_pages import PROJECT
from tests.support.stock_book import book_of, note, paragraph, section_of

PRINT = """
import hashlib, sys
from pathlib import Path
from publisher import pdf
from publisher.store import Store
from tests.support.printed_editions import ankasam
from tests.support.stock_book import stock_book
data = pdf.render(stock_book(), ankasam(), store=Store(Path(sys.argv[1]))).data
print(hashlib.sha256(data).hexdigest())
"""


ELSEWHERE = pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"PYTHONHASHSEED": "1", "TZ": "Asia/Almaty", "LC_ALL": "tr_TR.UTF-8"}, id="almaty"),
        pytest.param({"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "C"}, id="adak"),
    ],
)


@ELSEWHERE
def test_another_process_makes_the_same_bytes(
    stock: Edition, store: Store, settings: dict[str, str], tmp_path: Path
) -> None:
    told = _run(tmp_path, settings, "-c", PRINT, str(store.folder))
    assert told == [hashlib.sha256(stock.printed.data).hexdigest()]


@ELSEWHERE
def test_another_process_makes_the_same_bytes_for_every_purpose(
    store: Store, settings: dict[str, str], tmp_path: Path
) -> None:
    here = list(hashes(store))
    assert len(set(here)) == len(here)
    assert _run(tmp_path, settings, "-m", "tests.support.every_edition", str(store.folder)) == here


def _run(folder: Path, settings: dict[str, str], *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **settings},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_full_store_and_an_empty_one_give_the_same_bytes(theme: Theme, tmp_path: Path) -> None:
    book = book_of(section_of(paragraph("Bir söz.", note("Bir not."))))
    # One face is enough to fill a store, and quick to pin.
    one_face = replace(theme, faces=tuple(face for face in theme.faces if face.family == "Book Sans")[:1])
    store = Store(tmp_path / "store")
    cold = pdf.render(book, one_face, store=store).data
    assert list((tmp_path / "store").iterdir())
    assert pdf.render(book, one_face, store=store).data == cold
    assert pdf.render(book, one_face, store=Store(None)).data == cold


def test_another_date_changes_the_bytes_by_the_date_alone(theme: Theme, store: Store) -> None:
    book = book_of(section_of(paragraph("Bir söz.")))
    later = replace(book, metadata=replace(book.metadata, date=book.metadata.date.replace(year=2019)))
    one, other = (pdf.render(each, theme, store=store).data for each in (book, later))
    assert one != other
    assert one == pdf.render(book, theme, store=store).data
