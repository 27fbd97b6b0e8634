"""The printer that book.toml names is looked up when the book is read."""

from pathlib import Path

import pytest

from publisher.manuscript import load

BOOK = 'format = 1\n[book]\ntitle = "T"\nlanguage = "tr"\ndate = 2025-01-01\n[print]\nprinter = "{name}"\n'


def manuscript(folder: Path, name: str) -> Path:
    (folder / "book.toml").write_text(BOOK.format(name=name), encoding="utf-8")
    (folder / "01.md").write_text("# Bir\n\nSöz.\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "nearest"), [("ingrma", "nearest: ingram; "), ("turkish-pres", "nearest: turkish-press; "), ("zzz", "")]
)
def test_a_printer_that_nobody_knows_is_told_at_its_line(tmp_path: Path, name: str, nearest: str) -> None:
    _, found = load(manuscript(tmp_path, name))
    (told,) = found
    assert (told.code, told.at and told.at.line, told.message) == (
        "printer-unknown",
        7,
        f"there is no printer “{name}”",
    )
    assert told.hint
    assert told.hint.startswith(f"{nearest}known: generic, ingram, kdp, turkish-press; or put {name}.toml")


def test_one_of_the_users_own_is_found_and_named_as_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "our-house.toml").write_text("most_ink = 260\n", encoding="utf-8")
    book, found = load(manuscript(tmp_path, "our-house"))
    assert (found, book and book.most_ink) == ([], 260)
    _, found = load(manuscript(tmp_path, "our-hause"))
    assert found[0].hint
    assert found[0].hint.startswith("nearest: our-house; ")


def test_a_broken_one_is_told_at_the_same_line(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("most_ink = 20\n", encoding="utf-8")
    _, found = load(manuscript(tmp_path, "mine"))
    assert [(told.code, told.at and told.at.line) for told in found] == [("printer-broken", 7)]
