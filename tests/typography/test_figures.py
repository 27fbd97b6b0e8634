"""The figures of a file, from lines put down by hand."""

from publisher.check.typography.figures import Figures, measure_pages
from publisher.pdf.audit.setting import SetLine
from tests.typography.pages import SPACE, line, page

# 56 letters and 7 word spaces of 2.86 pt, 1.14 of the normal one.
EVEN = "abcdefgh ijklmnop qrstuvwx yzabcdef ghijklmn opqrstuv wxyzabcd"


def figures(*lines: SetLine) -> Figures:
    found = measure_pages([page(1, *lines)])
    assert found
    return found


def test_even_lines_are_not_wide() -> None:
    found = figures(*(line(EVEN, number) for number in range(10)), line("the end", 10, space=SPACE))
    assert (found.sum("lines"), found.sum("justified"), found.sum("wide")) == (11, 10, 0)


def test_a_wide_line_is_counted() -> None:
    lines = [line(EVEN, number) for number in range(10)]
    found = figures(*lines, line("few words stand here far apart and wide", 10), line("the end", 11, space=SPACE))
    assert found.sum("wide") == 1
    assert found.pages[0].widest > 5
