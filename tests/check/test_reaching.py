"""How far the ink of a page reaches is how far its lines do."""

from publisher.check.reaching import reach_of
from publisher.pdf.audit import read
from tests.support.printed_editions import Edition


def test_a_page_reaches_as_far_as_its_lines(edition: Edition) -> None:
    pages = read(edition.printed.data).pages
    assert any(len(line.runs) > 1 for page in pages for line in page.lines)
    for page in pages:
        reach = reach_of(page.lines)
        assert (reach is None) == (not page.lines)
        if reach:
            assert reach.left == min(line.left for line in page.lines)
            assert reach.right == max(line.right for line in page.lines)
            assert reach.top == min(line.top for line in page.lines)
            assert reach.bottom == max(line.bottom for line in page.lines)
            assert reach.size == min(run.size for line in page.lines for run in line.runs)
