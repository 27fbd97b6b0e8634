"""Whatever the pages hold: no word is lost, and nothing is raised."""

import gc
import time
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from publisher.importers import read_text
from tests.support.word_count import words_in, words_of

SAMPLE = "lamp Oil KEEPER tide. Quay, said: “So so” 1811 12 1 2 3 word.1 light2 sea:3 [1] ¹ (2) — … ve İLE ışık мост"
WORDS = st.sampled_from(sorted(SAMPLE.split(" ")))
LINES = st.lists(WORDS, max_size=7).map(" ".join)
INDENTED = st.tuples(st.sampled_from(["", "", "", " ", "    ", "\t"]), LINES).map("".join)
FEET = st.lists(LINES, max_size=3).map(lambda lines: [f"{n} {line}" for n, line in enumerate(lines, start=1)])
BODIES = st.lists(st.one_of(INDENTED, INDENTED, st.just("")), max_size=9)
HEADS = st.sampled_from([[], [], ["The Lamp | 7", ""], ["9", ""], ["ONE LAMP", ""], ["CONCLUSION", ""]])
PAGES = st.tuples(HEADS, BODIES, st.just([""]), FEET).map(lambda parts: "\n".join(chain(*parts)))
BOOKS = st.tuples(st.lists(PAGES, max_size=5), st.sampled_from(["\f", "\n\f", "\n ", "\n"])).map(
    lambda book: book[1].join(book[0])
)


@given(BOOKS)
def test_import_loses_no_word(text: str) -> None:
    imported = read_text(text, path="zzz.txt", language="tr")
    dropped = words_of(" ".join(item.text for item in imported.dropped))
    # A section that nothing names takes the book's name, which is no word of the text.
    named = sum(
        (words_of(imported.title or "zzz") for item in imported.found if item.code == "import-section-unnamed"),
        words_of(""),
    )
    assert words_of(text) == words_in(imported.sections) - named + dropped


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    read_text(text, path="x")


@given(st.text(alphabet="a.A1 \n\f“”-\t|:é\u00ad", max_size=300))
def test_any_text_of_signs_is_read(text: str) -> None:
    # Two pages that share a line would share their findings too.
    imported = read_text(text.replace("\f", "\n\f"), path="x", language="en")
    letters = sum(map(str.isalpha, text))
    kept = sum(words_in_letters(words_in(imported.sections)))
    dropped = sum(map(str.isalpha, "".join(item.text for item in imported.dropped)))
    unnamed = sum(item.code == "import-section-unnamed" for item in imported.found)
    title = imported.title if imported.title is not None else "x"
    assert letters == kept + dropped - unnamed * sum(map(str.isalpha, title))


def words_in_letters(words: "dict[str, int]") -> list[int]:
    return [sum(map(str.isalpha, word)) * count for word, count in words.items()]


def test_time_grows_with_length_alone() -> None:
    """A hostile text must not take quadratic time: ten times the text may take thirty times as long, no more."""
    for piece in (
        "1 a.1\n",
        "“a\n\n",
        "12\n\n",
        "\f1\n",
        "a-\n",
        "AB\n\n",
        "http://a-\n",
        " a\n",
        "a.1 ",
        "[1] a[1]\n\n",
    ):
        short, long = seconds(piece * 500), seconds(piece * 5000)
        assert long < max(30 * short, 1), piece


def seconds(text: str) -> float:
    """Give seconds of the processor; what other tests left behind is not looked through meanwhile."""
    gc.disable()
    try:
        start = time.process_time()
        read_text(text, path="x")
        return time.process_time() - start
    finally:
        gc.enable()
