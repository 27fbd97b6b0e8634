"""Headings of several lines: lines of like length."""

import itertools

import pytest

from publisher.model import Heading
from tests.support.printed_pages import Page
from tests.support.small_press import SmallPress
from tests.support.stock_book import note, paragraph, place, words

AT = place(3)
MEASURE_PT = 60 * 72 / 25.4


def heading_lines(page: Page, first: str) -> list[str]:
    begin = next(index for index, line in enumerate(page.body) if line.text.startswith(first))
    rest = itertools.takewhile(lambda line: not line.text.startswith("Söz"), page.body[begin:])
    return [line.text for line in rest]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        # Filled line by line, the last word would stand alone.
        ("Kırgız dağlarının eteğinde bir gün", ["Kırgız dağlarının", "eteğinde bir gün"]),
        ("Kısa başlık", ["Kısa başlık"]),
    ],
)
def test_lines_of_a_heading_are_of_like_length(press: SmallPress, title: str, lines: list[str]) -> None:
    (page,) = press.pages(Heading(2, words(title), AT), paragraph("Söz."))
    assert heading_lines(page, title.split()[0]) == lines


def test_a_heading_takes_no_more_lines_than_it_needs(press: SmallPress) -> None:
    for count in range(2, 16):
        title = " ".join(f"sözcük{number}" for number in range(count))
        (page,) = press.pages(Heading(2, words(title), AT), paragraph("Söz."))
        lines = [line for line in page.body if line.text.startswith("sözcük")]
        widths = [line.right - line.left for line in lines]
        # One line less would not hold the words, spaces between lines left out.
        assert sum(widths) > (len(lines) - 1) * (MEASURE_PT - 45)
        # Seven words of 41 to 45 pt go two in a line; none is longer than another by two.
        assert max(widths) - min(widths) < 90


def test_a_note_in_a_heading_of_several_lines_stays(press: SmallPress) -> None:
    heading = Heading(2, (*words("Kırgız dağlarının eteğinde bir"), *words(" gün"), note("Başlığın notu.")), AT, "ara")
    (page,) = press.pages(heading, paragraph("Söz."))
    assert len(page.calls) == 1
    assert heading_lines(page, "Kırgız")[1].startswith("eteğinde bir gün")
