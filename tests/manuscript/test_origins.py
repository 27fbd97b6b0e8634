"""Every character of a text knows where its author wrote it."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from publisher import manuscript
from publisher.model import Blocks, Inlines, Note, Text
from publisher.source import literal_place, place_in
from publisher.walk import inlines_in, reading_order
from tests.manuscript.test_properties import ANYTHING, PATH


def texts_of(title: Inlines, blocks: Blocks) -> Iterator[Text]:
    for run in (title, *reading_order(blocks)):
        for inline in inlines_in(run):
            if isinstance(inline, Text):
                yield inline
            elif isinstance(inline, Note):
                yield from texts_of((), inline.blocks)


def texts(text: str) -> list[Text]:
    parsed, _ = manuscript.read(text, PATH)
    return list(texts_of(parsed.title, parsed.blocks))


def lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def written(text: str, found: Text) -> str:
    """Give what the file has for each character of a text; `·` where it is written some other way."""
    places = [literal_place(found.origin, index, index + 1) for index in range(len(found.text))]
    return "".join(lines(text)[at.line - 1][at.column - 1] if at else "·" for at in places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words.", ["Plain words."]),
        ("  Two\n   lines", ["Two·lines"]),
        ("**bold** and *light*", ["bold", " and ", "light"]),
        ("a ** b * c _ d", ["a ** b * c _ d"]),
        ("a***b", ["a***b"]),
        ("an &amp; and \\* a star", ["an · and · a star"]),
        ("unclosed ` tick and [ bracket", ["unclosed ` tick and [ bracket"]),
        ("a `code` b", ["a ", " b"]),
        ("a<!-- seen by no reader -->b", ["ab"]),
        ("> A *quoted*\n> line\n> — Name", ["A ", "quoted", "·line", "Name"]),
        ("# Title {#id}", ["Title"]),
        ("## Two ##", ["Two"]),
        ("- item\n\n  more", ["item", "more"]),
        ("Term\n: meaning\n  goes on", ["Term", "meaning·goes on"]),
        ("| a \\| b | c |\n|---|---|\n| *d* | |", ["a | b", "c", "d"]),
        ("::: verse\n  line\nother\n:::", ["line", "other"]),
        ("A[^n]\n\n[^n]: First\n    second\n\n    Third", ["A", "First·second", "Third"]),
        ("A^[ In *place*]", ["A", "In ", "place"]),
        ('![A "caption"](a.svg){alt="x"}', ['A "caption"']),
        ("[words](http://a.b) <http://a.b>", ["words", " ", "http://a.b"]),
        ("[Қазақ]{lang=kk} x", ["Қазақ", " x"]),
        ("+++\nrole = 'chapter'\n+++\n# T\n\nAfter", ["T", "After"]),
        ("\ufeffBegins\r\nwith a mark", ["Begins·with a mark"]),
        ("e\u0301 is one", ["· is one"]),
        ("a\u0301\u0323 b", ["·· b"]),
        ("Text at the end {.new-page}", ["Text at the end"]),
    ],
)
def test_characters_stand_where_they_were_written(text: str, expected: list[str]) -> None:
    assert [written(text, each) for each in texts(text)] == expected


def test_what_is_written_another_way_still_has_a_place() -> None:
    (text,) = texts("a &amp; b\nc")
    places = [place_in(text.origin, index) for index in (2, 5, 6)]
    assert [(at.line, at.column) for at in places if at] == [(1, 3), (1, 10), (2, 1)]


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_no_character_is_sought_where_another_stands(text: str) -> None:
    for found in texts(text):
        ends = [0, *(stretch.end for stretch in found.origin)]
        assert ends == sorted(ends) and ends[-1] <= len(found.text)
        for sign, there in zip(found.text, written(text, found), strict=True):
            same = unicodedata.normalize("NFC", there) == unicodedata.normalize("NFC", sign)
            assert same or there == "·" or (sign == " " and there.isspace()), (found, written(text, found))
