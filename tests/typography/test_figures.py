"""The figures of files as other programs make them: lines as they are read, without a file."""

import pytest

from publisher.check.typography.figures import Figures, measure_pages
from publisher.pdf.audit.setting import SetLine, Word
from tests.typography.pages import LEFT, RIGHT, SPACE, line, page

# Lines of 56 letters and 6 spaces, of 3.33 pt each in 300 pt: 1.33 of the normal one.
EVEN = "abcdefgh ijklmnop qrstuvwx yzabcdef ghijklmn opqrstuv wxyzabcd"
LAST = line("the end of it", 10, space=SPACE)


def even(count: int = 10) -> list[SetLine]:
    return [line(EVEN[number:] + EVEN[:number], number) for number in range(count)]


def figures(*lines: SetLine) -> Figures:
    found = measure_pages([page(1, *lines)])
    assert found
    return found


@pytest.mark.parametrize(("times", "wide", "tight"), [(1.65, 1, 0), (1.55, 0, 0), (0.85, 0, 0), (0.75, 0, 1)])
def test_a_line_is_wide_or_tight_by_its_mean_space(times: float, wide: int, tight: int) -> None:
    # Seven words of so many letters, in all, that their six spaces are as wide as that on average.
    letters = (RIGHT - LEFT - 6 * times * SPACE) / 7
    words = [Word("abcdefgh", x := LEFT + n * (letters + times * SPACE), x + letters) for n in range(7)]
    found = figures(*even(), line(EVEN, 10)._replace(words=tuple(words)), line("the end of it", 11, space=SPACE))
    assert (found.sum("wide"), found.sum("tight")) == (wide, tight)
    assert (found.most("widest_space") == pytest.approx(times, abs=0.01)) == bool(wide)


def test_the_space_after_the_number_of_an_item_is_not_measured() -> None:
    number = Word("1.", LEFT, LEFT + 10)
    item = line("abcdefg ijklmnop qrstuvwx yzabcdef ghijklmn opqrstu vwxyza", 10, left=LEFT + 30)
    found = figures(*even(), item._replace(words=(number, *item.words)), line("the end of it", 11, space=SPACE))
    assert (found.sum("justified"), found.sum("wide"), found.sum("tight")) == (11, 0, 1)


def test_the_normal_space_is_that_of_the_font() -> None:
    found = figures(*even(), LAST)
    assert (found.sum("lines"), found.sum("justified"), found.sum("wide")) == (11, 10, 0)
    assert found.body.space_pt == SPACE


def test_where_a_file_draws_no_spaces_last_lines_show_the_normal_one() -> None:
    bare = [found._replace(space=0.0) for found in [*even(), line("the end of it", 10, space=3.0)]]
    assert figures(*bare).body.space_pt == pytest.approx(3.0)


def test_punctuation_may_hang_beyond_the_edge() -> None:
    hanging = [line(EVEN, number, right=RIGHT + 3) for number in range(3)]
    found = figures(*hanging, *even()[3:], LAST)
    assert found.sum("justified") == 10
    assert found.body.measure_pt == RIGHT - LEFT


def test_two_columns_are_read_one_after_the_other() -> None:
    words = "abcdefgh ijkl mnop qrst"
    columns = [
        line(words, number, left=left, right=left + 120, space=None) for left in (60.0, 200.0) for number in range(10)
    ]
    found = figures(*columns, line("the end", 10, left=200.0, space=SPACE))
    assert (found.sum("lines"), found.sum("justified")) == (21, 20)
    assert found.body.measure_pt == 120
    assert found.sum("off_grid") == found.sum("runts") == 0


def test_the_foot_is_where_most_pages_end() -> None:
    pages = [page(number, *even(10 if number != 3 else 7)) for number in range(1, 8)]
    found = measure_pages(pages)
    assert found
    assert [figures.short_lines for figures in found.pages] == [0, 0, 3, 0, 0, 0, None]


def test_a_line_of_countless_words_takes_no_time() -> None:
    words = tuple(Word("a", LEFT + number / 100, LEFT + number / 100) for number in range(30_000))
    endless = SetLine(words, 100.0, 10.0, "Text", SPACE)
    measure_pages([page(1, *(endless._replace(baseline=100.0 + 14 * number) for number in range(10)))])
