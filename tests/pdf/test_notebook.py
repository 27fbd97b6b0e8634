"""What was found of words and paragraphs in one state of a text saves time in the next, and changes nothing."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publisher import pdf
from publisher.model import Book
from publisher.pdf.breaking import Manner, Place, Places, break_lines
from publisher.pdf.engine import paragraphs
from publisher.pdf.engine.glyphs import Glyphs
from publisher.pdf.engine.notebook import Break, Ends, GlyphRun, Notebook, Shaped, Word, lines_key
from publisher.pdf.engine.words import Face
from publisher.store import Store
from publisher.theme import Theme
from tests.support.stock_book import book_of, note, paragraph, section_of

PLACE = Place(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, False, 7.0, "son", "baş", False)
OTHERWISE = {"hyphen": True, "runt": True, "word_end": "so", "word_begin": "nbaş"}


class Found:
    """Counts what is found out anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines = 0
        self.words: list[str] = []
        self.shaped: list[str] = []
        measure, read = Face._word, Glyphs.read

        def search(places: Places, width: float, manner: Manner) -> Ends:
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
    clean = pdf.render(book("onsekiz"), theme, store=store)
    assert found.lines > 10
    assert warm.data == clean.data


@pytest.mark.parametrize("name", Place._fields)
def test_all_that_decides_where_lines_end_is_in_the_key(name: str) -> None:
    values: dict[str, Any] = {name: OTHERWISE.get(name, 8.0)}
    other = PLACE._replace(**values)
    key = lines_key([PLACE, PLACE], 100.0, justified=True)
    assert lines_key([PLACE, other], 100.0, justified=True) != key
    assert lines_key([other, PLACE], 100.0, justified=True) != key


def test_measure_kind_and_number_of_places_are_in_the_key() -> None:
    keys = {
        lines_key(places, measure, justified=justified)
        for places in ([PLACE], [PLACE, PLACE])
        for measure in (100.0, 100.1)
        for justified in (True, False)
    }
    assert len(keys) == 8


def test_a_notebook_is_read_as_it_was_written() -> None:
    notebook = Notebook()
    notebook.words["look"] = {"söz": Word(1.1, 0.2, (Break(2, 0.1, 1.0, 0.0, True),)), "x": Word(0.1, 0.0, ())}
    runs = GlyphRun("F", 9.5, "0041>-3<0042", 0.25, "ab"), GlyphRun("G", 9.5, "0041", 0.0, ("ffi",))
    notebook.shaped["look"] = {"abffi": Shaped(900, 800, 200, runs), "é": None}
    notebook.ends = {"a": (3, 9), "b": None}
    read = Notebook.unpack(notebook.pack())
    assert (read.words, read.shaped, read.ends) == (notebook.words, notebook.shaped, notebook.ends)
