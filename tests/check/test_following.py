"""Lines that several texts could go on with, on pages made by hand; lines that can be of one text alone."""

import tomllib
import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher import check
from publisher.model import Book, NoteNumbering
from publisher.pdf.audit import Line, PageRead, PdfRead, Run, Traces, expected_text, expecting, follow, matching
from publisher.pdf.audit.letters import dense
from publisher.pdf.audit.matching import after_alike
from publisher.pdf.audit.page_lines import Kind
from publisher.pdf.audit.plain import plain_ends
from publisher.theme import Theme
from publisher.transform.numbering import number
from tests.check.test_rules import CASES, FOLDER
from tests.support.damage import BrokenFile
from tests.support.printed_editions import Edition
from tests.support.stock_book import book_of, note, paragraph, section_of


def page_of(count: int, *lines: str) -> PageRead:
    made = []
    for at, text in enumerate(lines):
        baseline = 20.0 + 12 * at
        run = Run(text, 20.0, 20.0 + 5 * len(text), baseline - 8, baseline + 2, baseline, 10.0, 0)
        made.append(Line((run,), dense(text), baseline))
    return PageRead(count, str(count), 400.0, 600.0, tuple(made), (), (), lacks_glyphs=False)


def follow_pages(book: Book, *pages: tuple[str, ...]) -> Traces:
    file = PdfRead(tuple(page_of(count, *lines) for count, lines in enumerate(pages, 1)), {})
    return follow(file, expected_text(book, number(book, NoteNumbering.BOOK), {}))


def test_a_short_line_of_the_second_open_note_that_the_first_could_go_on_with() -> None:
    first = note("İlk notun uzun satırı ortadaki satırı YaYa sonra uzunca devamı")
    second = note("Öbür notun uzun satırı Yabancı bir sözle biten devamı")
    book = book_of(section_of(paragraph("Bir söz", first, " ve öbürü", second, "."), title="Bölümün uzunca adı"))
    traces = follow_pages(
        book,
        ("Bölümün uzunca adı", "Bir söz1 ve öbürü2.", "1. İlk notun uzun satırı", "2. Öbür notun uzun satırı"),
        ("ortadaki satırı", "Ya-"),
        ("YaYa sonra uzunca devamı", "bancı bir sözle biten devamı"),
    )
    assert traces.faults == []
    assert [placed.note for placed in traces.placed] == [None, None, 0, 1, 0, 1, 0, 1]


def test_a_short_line_of_a_note_that_the_text_could_go_on_with() -> None:
    long = note("Notun uzunca ilk satırı", "2019")
    book = book_of(
        section_of(paragraph("Bir söz", long, "."), paragraph("2019 yılında oldu."), title="Bölümün uzunca adı")
    )
    traces = follow_pages(
        book,
        ("Bölümün uzunca adı", "Bir söz1.", "1. Notun uzunca ilk satırı"),
        ("2019 yılında oldu.", "2019"),
    )
    assert traces.faults == []
    # The note alone goes on on the second page, before the text does.
    traces = follow_pages(
        book,
        ("Bölümün uzunca adı", "Bir söz1.", "1. Notun uzunca ilk satırı"),
        ("2019",),
        ("2019 yılında oldu.",),
    )
    assert traces.faults == []
    assert [placed.note for placed in traces.placed] == [None, None, 0, 0, None]


def looked_at_closely(data: bytes, book: Book, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> check.PrintEdition:
    """Give a file as examined if no line of it is taken for a plain one."""
    with monkeypatch.context() as everywhere:
        everywhere.setattr(expecting, "plain_ends", lambda *_, **__: [])
        return check.examine(data, book, theme)


def test_plain_lines_are_what_they_are_when_looked_at_closely(
    edition: Edition, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, taken = edition.printed.data, 0

    def counted(*asked: object, **more: object) -> list[int]:
        nonlocal taken
        ends = plain_ends(*asked, **more)  # type: ignore[arg-type]
        taken += len(ends)
        return ends

    monkeypatch.setattr(expecting, "plain_ends", counted)
    found = check.examine(data, edition.book, theme).source
    closely = looked_at_closely(data, edition.book, theme, monkeypatch).source
    assert found and closely
    assert found.traces == closely.traces
    assert taken


@pytest.mark.parametrize("code", CASES)
def test_faults_are_what_they_are_when_all_lines_are_looked_at_closely(
    code: str, book: Callable[[str], Edition], theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tomllib.loads((FOLDER / code / "case.toml").read_text(encoding="utf-8"))
    edition = book(case.get("book", "stock"))
    file = BrokenFile(edition.printed.data, edition.beside)
    for damage in case["damage"]:
        file.do(damage)
    found = check.examine(file.data(), edition.book, theme).source
    closely = looked_at_closely(file.data(), edition.book, theme, monkeypatch).source
    assert found and closely
    assert found.traces == closely.traces


def plain(*lines: str, text: str, limit: int | None = None, strange: str = "") -> list[int]:
    found = [(line, Kind.TEXT) for line in page_of(1, *lines).lines]
    return plain_ends(found, text, 0, len(text) if limit is None else limit, strange=set(strange), beside=False)


def test_lines_are_plain_as_long_as_they_go_on() -> None:
    text = dense("Kapının ardında uzunca bir oda vardı, ve odanın ortasında bir masa duruyordu.")
    lines = ("Kapının ardında uzunca", "bir oda vardı, ve oda-", "nın ortasında bir masa", "duruyordu.")
    ends = [text.index(word) for word in ("biroda", "nınortasında", "duruyordu")]
    # The last is so short that anything may say it.
    assert plain(*lines, text=text) == ends
    assert plain(*lines, text=text, limit=ends[1]) == ends[:2]
    assert plain(*lines, text=text, limit=ends[1] - 1) == ends[:1]
    assert plain(*lines, text=text, strange="n") == ends[:2]
    assert plain(lines[0], "bir ada vardı, ve oda-", text=text) == ends[:1]
    assert plain("1. 2. 3. 4. 5.", text="1.2.3.4.5.") == []
    assert plain("12345.12345.12345.", text="12345.12345.12345.") == []


@pytest.mark.parametrize("kind", [Kind.FURNITURE, Kind.PERHAPS_DRAWN])
def test_what_may_be_no_text_is_not_plain(kind: Kind) -> None:
    line = page_of(1, "Kapının ardında uzunca").lines[0]
    assert plain_ends([(line, kind)], line.dense, 0, len(line.dense), strange=(), beside=False) == []
    beside = [(line._replace(beside=True), Kind.TEXT)]
    assert plain_ends(beside, line.dense, 0, len(line.dense), strange=(), beside=False) == []


SIGNS = st.text("abcABIiıİß-ﬁé\u0301“”½אב", max_size=9)


@given(text=SIGNS, words=SIGNS, change=st.sampled_from([str, str.upper, partial(unicodedata.normalize, "NFKC")]))
@settings(max_examples=500)
def test_other_letters_are_looked_for_where_they_can_be(text: str, words: str, change: Callable[[str], str]) -> None:
    for asked in (words, change(text), change(text[:4]), change(text[:4]) + "-"):
        found = after_alike(text, 0, asked)
        with pytest.MonkeyPatch.context() as everywhere:
            everywhere.setattr(matching, "may_be_alike", lambda *_: True)
            assert after_alike(text, 0, asked) == found
