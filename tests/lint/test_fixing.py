"""What is mended is mended at its place, and every other byte stays."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings

from publisher import manuscript
from publisher.lint import Edit, look_through
from publisher.lint.fixing import mended
from publisher.source import Position
from publisher.transform.punctuation import with_smart_punctuation
from publisher.transform.runs import with_language_runs
from publisher.walk import plain_text, reading_order
from tests.lint.test_cases import CASES, book, language_of
from tests.support.positions import without_positions
from tests.transform.test_punctuation import LANGUAGES, TYPED

PATH = "01.md"
# What --fix takes away, puts in or exchanges.
SIGNS = re.compile("[\"'´“”‘’«»„–—.…\\-\u00a0 ]+")


def edits_of(text: str, language: str = "tr") -> list[Edit]:
    parsed, found = manuscript.read(text, PATH)
    assert parsed
    return [] if found else [edit for item in look_through(book(text, language)) for edit in item.edits]


def fixed(text: str, language: str = "tr") -> str:
    return mended(text, edits_of(text, language))[0]


def words(texts: Iterable[str]) -> str:
    return re.sub(r"[\W_]+", "", " ".join(texts))


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("\ufeffAli'nin\r\n\r\nson...\r\n", "\ufeffAli’nin\r\n\r\nson…\r\n"),
        ("Ali'nin  \rsatır\r", "Ali’nin  \rsatır\r"),
        ("Bir  iki\t\n  Ali'nin   \n", "Bir iki\t\n  Ali’nin   \n"),
        ("+++\nshort_title = \"Ali'nin\"\n+++\n# Ali'nin\n", '+++\nshort_title = "Ali\'nin"\n+++\n# Ali’nin\n'),
        (
            "`a'b` <!-- a'b --> a'b [a'b](http://a'b) &quot;x&quot;",
            "`a'b` <!-- a'b --> a’b [a’b](http://a'b) &quot;x&quot;",
        ),
        ("![a'b](a.svg){alt=\"a'b\"}", '![a’b](a.svg){alt="a\'b"}'),
        ('> "söz\n> *söz*"\n> — Ali\'nin', "> “söz\n> *söz*”\n> — Ali’nin"),
        ("| a'b | c \\| d'e |\n|---|---|\n| 12-15 | `1-2` |", "| a’b | c \\| d’e |\n|---|---|\n| 12–15 | `1-2` |"),
        ("# 12-15 ##\n\nBir\n: iki'nin\n", "# 12–15 ##\n\nBir\n: iki’nin\n"),
        (
            'Söz.^[ Ali\'nin s. 45 ] [^n]\n\n[^n]: %  42\n    "son"',
            "Söz.^[ Ali’nin s.\u00a045 ] [^n]\n\n[^n]: %42\n    “son”",
        ),
        ("söz -- söz, söz--söz", "söz\u00a0– söz, söz\u00a0– söz"),
        ("s.\n45", "s.\n45"),
        ("“a “b” c”", "“a ‘b’ c”"),
    ],
)
def test_a_file_is_mended_where_it_must_be(written: str, after: str) -> None:
    assert fixed(written) == after


def test_a_share_gets_its_space() -> None:
    assert fixed("Это 42%, *5*%.", "ru") == "Это 42\u00a0%, *5*%."


def test_what_has_changed_since_is_left_alone() -> None:
    at = Position(PATH, 1, 4)
    assert mended("Ali nin", [Edit(at, "'", "’")]) == ("Ali nin", [])
    assert mended("Ali", [Edit(Position(PATH, 9, 1), "'", "’")]) == ("Ali", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_can_be_mended_is_not_found_again(case: object) -> None:
    assert isinstance(case, type(CASES[0]))
    again = look_through(book(fixed(case.given, language_of(case)), language_of(case)))
    assert not [item for item in again if item.edits]


@given(TYPED, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_whatever_is_mended_words_stay_and_once_is_enough(text: str, language: str) -> None:
    once = fixed(text, language)
    assert SIGNS.sub("", once) == SIGNS.sub("", text)
    assert edits_of(once, language) == []
    before, after = (manuscript.read(each, PATH) for each in (text, once))
    assert [item.code for item in before[1]] == [item.code for item in after[1]]
    runs = [[parsed.title, *reading_order(parsed.blocks)] for parsed, _ in (before, after)]
    assert words(map(plain_text, runs[0])) == words(map(plain_text, runs[1]))


@given(TYPED, LANGUAGES)
@settings(max_examples=200, deadline=None)
def test_a_mended_book_is_the_book_that_builds_print(text: str, language: str) -> None:
    """Nothing but what smart punctuation would change was changed, where nothing else can be mended."""
    _, found = manuscript.read(text, PATH)
    told = [] if found else look_through(book(text, language))
    only_typed = [
        edit for item in told if item.diagnostic.code not in ("space-double", "quotes-mixed") for edit in item.edits
    ]
    once, _ = mended(text, only_typed)
    if not found:
        books = [with_language_runs(book(each, language)) for each in (text, once)]
        made = [with_smart_punctuation(each).sections[0] for each in books]
        assert without_positions(made[0].blocks) == without_positions(made[1].blocks)
