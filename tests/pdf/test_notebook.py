"""What was found of words and paragraphs in one state of a text saves time in the next, and changes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publisher import pdf
from publisher.model import Book
from publisher.pdf.breaking import Manner, Places, break_lines
from publisher.pdf.engine import drawn_words, notebook, paragraphs
from publisher.pdf.engine.content import Content, Leaf
from publisher.pdf.engine.glyphs import Glyphs
from publisher.pdf.engine.notebook import (
    Break,
    Cut,
    GlyphRun,
    Notebook,
    Piece,
    Shaped,
    Shown,
    Word,
    read_piece,
    read_shaped,
    read_word,
)
from publisher.pdf.engine.paragraphs import cuts_key
from publisher.pdf.engine.words import Face
from publisher.store import Store
from publisher.theme import Theme
from tests.support.stock_book import book_of, note, paragraph, section_of


class Found:
    """Counts what is found out anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines = 0
        self.words: list[str] = []
        self.shaped: list[str] = []
        self.drawn = 0
        measure, read, put_together = Face._word, Glyphs.read, drawn_words._put_together

        def search(places: Places, width: float, manner: Manner) -> tuple[int, ...] | None:
            self.lines += 1
            return break_lines(places, width, manner)

        def measured(
            face: Face, text: str, places: Mapping[int, bool], width: float, widths: Mapping[int, float]
        ) -> Word:
            self.words.append(text)
            return measure(face, text, places, width, widths)

        def shaped(glyphs: Glyphs, line: Any, text: str) -> Shaped | None:
            self.shaped.append(text)
            return read(glyphs, line, text)

        def drawn(words: Iterable[tuple[str, Shaped | None]], spacing: float) -> Iterator[Shown]:
            self.drawn += 1
            return put_together(words, spacing)

        monkeypatch.setattr(drawn_words, "_put_together", drawn)
        monkeypatch.setattr(paragraphs, "break_lines", search)
        monkeypatch.setattr(Face, "_word", measured)
        monkeypatch.setattr(Glyphs, "read", shaped)


def book(word: str) -> Book:
    texts = [" ".join(f"kelime{number} {number * 7} uzunca" for number in range(at, at + 30)) for at in range(8)]
    texts[3] = texts[3].replace("kelime7", word)
    blocks = [paragraph(text, note(f"Dipnot {at}, biraz daha uzun.")) for at, text in enumerate(texts)]
    return book_of(replace(section_of(*blocks), identifier="bolum"))


def test_only_what_is_new_is_found_out(
    theme: Theme, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = Store(tmp_path / "units")
    pdf.render(book("yedi"), theme, store=store, units=units)
    found = Found(monkeypatch)
    warm = pdf.render(book("onsekiz"), theme, store=store, units=units)
    assert 0 < found.lines <= 2
    assert [word for word in found.words if len(word) > 1] == ["onsekiz"]
    # The rest are parts of words that lines divide otherwise now.
    assert "onsekiz" in found.shaped
    assert len(found.shaped) < 6
    # The lines of one paragraph, and no others.
    assert 0 < found.drawn < 12
    clean = pdf.render(book("onsekiz"), theme, store=store)
    assert found.lines > 10
    assert found.drawn > 60
    assert warm.data == clean.data


def test_words_that_nobody_asked_for_are_known_when_they_are_needed_again(
    theme: Theme, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = Store(tmp_path / "units")
    for word in ("yedi", "onsekiz"):
        pdf.render(book(word), theme, store=store, units=units)
    first = book("onsekiz")
    blocks = (paragraph("Başka bir kelime0 söz."), *first.sections[0].blocks)
    other = replace(first, sections=(replace(first.sections[0], blocks=blocks),))
    found = Found(monkeypatch)
    warm = pdf.render(other, theme, store=store, units=units)
    assert "kelime0" not in found.words
    assert "bir" in found.words
    assert warm.data == pdf.render(other, theme, store=store).data


def test_words_are_kept_no_longer_than_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "_MOST_WORDS", 3)
    before = Notebook()
    before.words["look"] = {"a": Word(1.0, 0.0, ()), "b": Word(2.0, 0.0, ())}
    now = Notebook(before)
    now.words["look"] = {"c": Word(3.0, 0.0, ())}
    assert Notebook.unpack(now.pack()).words["look"].keys() == {"a", "b", "c"}
    now.words["look"]["d"] = Word(4.0, 0.0, ())
    assert Notebook.unpack(now.pack()).words["look"].keys() == {"c", "d"}


class Look:
    """Stands where a `Face` is: nothing but its look is asked for."""

    def __init__(self, look: str) -> None:
        self.look = look


class Around:
    """Stands where a box around text is."""

    def __init__(self, white_space: str) -> None:
        self.style = {"white_space": white_space}


def content(text: str = "a b c", **others: Any) -> Content:
    values = {"start": 0, "end": 5, "path": (0,), "around": (Around("normal"),), "may_break": True, "look": "Arno"}
    values |= others
    leaf = Leaf(box=None, face=Look(values.pop("look")), **values)  # type: ignore[arg-type]
    return Content(text, {1: leaf})


def test_all_that_decides_where_lines_end_is_in_the_key() -> None:
    contents = [
        content(),
        content("a b d"),
        content(start=1),
        content(end=4),
        content(path=(1,)),
        content(around=(Around("nowrap"),)),
        content(may_break=False),
        content(look="Arno Bold"),
    ]
    keys = {cuts_key(each, 0.0, 100.0, 12.0, justified=True) for each in contents}
    keys |= {cuts_key(content(), *numbers, justified=True) for numbers in ((1.0, 100.0, 12.0), (0.0, 100.1, 12.0))}
    keys |= {
        cuts_key(content(), 0.0, 100.0, 12.1, justified=True),
        cuts_key(content(), 0.0, 100.0, 12.0, justified=False),
    }
    assert len(keys) == len(contents) + 4


def test_a_notebook_is_read_as_it_was_written() -> None:
    written = Notebook()
    words = {"söz": Word(1.1, 0.2, (Break(2, 0.1, 1.0, 0.0, True),)), "x": Word(0.1, 0.0, ())}
    runs = GlyphRun("F", 9.5, "0041>-3<0042", 0.25, "ab"), GlyphRun("G", 9.5, "0041", 0.0, ("ffi",))
    shaped = {"abffi": Shaped(900, 800, 200, runs), "é": None}
    shown = Shown("F", 9.5, "00410041", "0041", "a", "aa"), Shown("G", 9.5, "0042", "0042", ("ffi",), "ffi")
    pieces = {"aaffi": Piece(9, 8, 2, 0.1, shown), "aa": Piece(9, 8, 2), "é": None}
    written.words["look"], written.shaped["look"], written.pieces["look"] = words, shaped, pieces
    written.cuts = {"a": (Cut(0, 0, False), Cut(3, 4, True)), "b": None}
    read = Notebook.unpack(written.pack())
    assert {text: read_word(told) for text, told in read.words["look"].items()} == words
    assert {text: read_shaped(told) for text, told in read.shaped["look"].items()} == shaped
    assert {text: read_piece(told) for text, told in read.pieces["look"].items()} == pieces
    assert read.cuts == written.cuts
