"""Figures and tables on finished pages: at the top or the foot of the page of their reference or a later one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from publisher.model import (
    Alignment,
    Block,
    Book,
    Figure,
    FloatPlace,
    FloatRule,
    Image,
    Link,
    ListKind,
    Note,
    PrintOptions,
    Reference,
    Table,
)
from publisher.pdf.engine import PX_PER_PT
from tests.support.printed_editions import Edition, displaced_notes, lost_notes, lost_words, outside_trim
from tests.support.printed_pages import Page
from tests.support.small_press import GEOMETRY, LINES, SmallPress
from tests.support.stock_book import book_of, paragraph, place, row, section_of, words

AT = place(3)
TOP = GEOMETRY.margin_top_mm * 72 / 25.4
LEADING = GEOMETRY.leading_pt
BOTTOM = TOP + LINES * LEADING
DEFAULT = PrintOptions()
LEFT, WIDTH = 10 * 72 / 25.4, 60 * 72 / 25.4


def prose(name: str, lines: int) -> list[Block]:
    """Give paragraphs of a line each, no two alike."""
    return [paragraph(f"{name}{number}") for number in range(lines)]


def refers(*names: str, line: int = 3, note: str = "") -> Block:
    notes = [Note((paragraph(note),), place(40))] if note else []
    return paragraph("Bkz. ", *(Reference(name, place(line)) for name in names), *notes)


def figure(name: str, height_pt: int, at: FloatPlace | None = None, caption: str = "Yol") -> Figure:
    """Give a red picture as wide as the measure and so high."""
    return Figure(f"{height_pt}.svg", "kırmızı", place(50), words(f"{caption} {name}"), name, at)


def table(name: str, rows: int, at: FloatPlace | None = None, columns: int = 2) -> Table:
    body = tuple(row(*(f"{name}{number}x{column}" for column in range(columns))) for number in range(rows))
    head = row(*(f"baş{column}" for column in range(columns)))
    return Table((Alignment.START,) * columns, head, body, place(60), words(f"Sayılar {name}"), name, at)


def book(*blocks: Block, options: PrintOptions = DEFAULT) -> Book:
    pictures = {block.source: red(block.source) for block in blocks if isinstance(block, Figure)}
    return replace(book_of(section_of(*blocks)), images=pictures, print_options=options)


def red(source: str) -> Image:
    width, height = WIDTH * PX_PER_PT, int(source.removesuffix(".svg")) * PX_PER_PT
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 1 1" '
        'preserveAspectRatio="none"><rect width="1" height="1" fill="#f00"/></svg>'
    )
    return Image(source, "image/svg+xml", svg.encode(), width, height)


def printed(press: SmallPress, *blocks: Block, options: PrintOptions = DEFAULT) -> tuple[Edition, list[Page]]:
    """Print a section, prove that nothing of it is lost or misplaced, and give its pages."""
    edition = press.book(book(*blocks, options=options))
    assert list(lost_words(edition)) == []
    assert list(lost_notes(edition)) == []
    assert list(displaced_notes(edition)) == []
    assert list(outside_trim(edition)) == []
    return edition, edition.pages_of(edition.book.sections[0])


def reds(edition: Edition, page: Page) -> tuple[float, float, float, float] | None:
    """Give where a page is red, in points from its top left corner."""
    scale = 4
    picture = edition.pages.picture(page.number, scale)
    mask = picture.point(lambda value: 255 if value > 200 else 0)
    channels = mask.split()
    only_red = channels[0].point(lambda value: value).copy()
    for other in channels[1:]:
        only_red.paste(0, mask=other)
    box = only_red.getbbox()
    return (box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale) if box else None


def texts(page: Page) -> list[str]:
    return [line.text for line in page.body]


def pages_with(pages: Sequence[Page], words: str) -> list[int]:
    return [index for index, page in enumerate(pages) if any(words in text for text in texts(page))]


def test_a_figure_stands_at_the_foot_of_the_page_that_opens_its_section(press: SmallPress) -> None:
    edition, pages = printed(press, *prose("ön", 2), refers("a"), figure("a", 40), *prose("son", 20))
    box = reds(edition, pages[0])
    assert box is not None
    last = texts(pages[0])[-1]
    assert last == "Şekil 1. Yol a"
    assert pages[0].body[-1].baseline == pytest.approx(BOTTOM - 3, abs=2)
    assert texts(pages[0])[1:4] == ["ön0", "ön1", "Bkz. Şekil 1"]
    assert "son0" in texts(pages[0])
    assert box[1] > pages[0].body[-2].baseline + GEOMETRY.float_gap_pt - LEADING / 2


def test_a_figure_stands_at_the_top_of_the_page_that_refers_to_it(press: SmallPress) -> None:
    edition, pages = printed(press, *prose("ön", 15), refers("a"), figure("a", 40, FloatPlace.TOP), *prose("son", 20))
    (at,) = pages_with(pages, "Bkz.")
    box = reds(edition, pages[at])
    assert box == pytest.approx((LEFT, TOP, LEFT + WIDTH, TOP + 40), abs=0.5)
    assert texts(pages[at])[0] == "Şekil 1. Yol a"
    first, second = pages[at].body[1:3]
    assert first.baseline - (TOP + 40) > GEOMETRY.float_gap_pt
    # The text below stands on the grid of the page beside it.
    lines = (first.baseline - pages[at - 1].body[-1].baseline) / LEADING
    assert lines == pytest.approx(round(lines), abs=0.01)
    assert second.baseline - first.baseline == pytest.approx(LEADING, abs=0.1)


def test_a_figure_that_finds_no_room_stands_on_the_next_page(press: SmallPress) -> None:
    edition, pages = printed(press, *prose("ön", 8), refers("a"), figure("a", 80), *prose("son", 25))
    (at,) = pages_with(pages, "Bkz.")
    assert reds(edition, pages[at]) is None
    assert reds(edition, pages[at + 1]) is not None
    assert texts(pages[at])[-1] != "Bkz. Şekil 1", "the text closes up behind the figure"


def test_figures_and_tables_keep_their_order(press: SmallPress) -> None:
    blocks = [refers("a", "b", "c"), figure("a", 100), table("b", 1), figure("c", 20)]
    edition, pages = printed(press, *prose("ön", 6), *blocks, *prose("son", 40))
    places = [edition.pages.destinations[name][::2] for name in ("a", "b", "c")]
    assert places == sorted(places)
    captions = [text for page in pages for text in texts(page) if text.startswith(("Şekil", "Tablo"))]
    assert captions == ["Şekil 1. Yol a", "Tablo 1. Sayılar b", "Şekil 2. Yol c"]


def test_a_figure_that_stays_in_the_text_is_not_before_those_with_lower_numbers(press: SmallPress) -> None:
    names = ("a", "b", "c", "d")
    waiting = [figure(name, 80) for name in names[:3]]
    long = refers(*names[:3], note="not " * 150)
    blocks = [long, *waiting, *prose("ara", 2), figure("d", 20, FloatPlace.HERE)]
    edition, _ = printed(press, *prose("ön", 6), *blocks, *prose("son", 60))
    places = [edition.pages.destinations[name][::2] for name in names]
    assert places == sorted(places)


def test_two_figures_share_a_page(press: SmallPress) -> None:
    edition, pages = printed(
        press, *prose("ön", 14), refers("a", "b"), figure("a", 20), figure("b", 20), *prose("son", 20)
    )
    (at,) = pages_with(pages, "Yol a")
    assert pages_with(pages, "Yol b") == [at] == pages_with(pages, "Bkz.")
    box = reds(edition, pages[at])
    assert box is not None and box[3] - box[1] > 60


def test_a_figure_at_the_foot_stands_above_the_notes(press: SmallPress) -> None:
    asked = [refers("a", note="Notun sözleri."), figure("a", 40, FloatPlace.FOOT)]
    edition, pages = printed(press, *prose("ön", 14), *asked, *prose("son", 20))
    (at,) = pages_with(pages, "Bkz.")
    box, rule = reds(edition, pages[at]), pages[at].note_rule
    assert box is not None and rule is not None
    assert texts(pages[at])[-1] == "Şekil 1. Yol a"
    assert pages[at].body[-2].baseline < box[1]
    assert rule.top - pages[at].body[-1].baseline > GEOMETRY.float_gap_pt
    assert pages[at].notes[0].text == "1. Notun sözleri."


def test_a_figure_may_have_a_page_for_itself_and_fill_it(press: SmallPress) -> None:
    asked = [refers("a"), figure("a", 40, FloatPlace.FULL_PAGE)]
    edition, pages = printed(press, *prose("ön", 4), *asked, *prose("son", 30))
    (at,) = pages_with(pages, "Yol a")
    assert texts(pages[at]) == ["Şekil 1. Yol a"]
    assert reds(edition, pages[at]) == pytest.approx((LEFT, TOP, LEFT + WIDTH, TOP + 40), abs=0.5)
    assert pages[at].folio and pages[at].head
    assert texts(pages[at - 1])[-1] == "son5", "text goes on on both sides of it"


def test_a_high_picture_on_its_own_page_leaves_room_for_its_caption(press: SmallPress) -> None:
    asked = [refers("a"), figure("a", 340, FloatPlace.FULL_PAGE, "Yol " * 20)]
    edition, pages = printed(press, *prose("ön", 4), *asked, *prose("son", 30))
    (at,) = pages_with(pages, "Şekil 1.")
    box = reds(edition, pages[at])
    assert box is not None
    assert box[1] == pytest.approx(TOP, abs=0.5)
    assert (box[3] - box[1]) / (box[2] - box[0]) == pytest.approx(340 / WIDTH, rel=0.02)
    assert (box[0] + box[2]) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=0.5)
    assert pages[at].body[0].baseline > box[3]
    assert BOTTOM - 5 < pages[at].body[-1].baseline < BOTTOM


def test_a_turned_table_reads_from_the_right_with_its_head_to_the_left(press: SmallPress) -> None:
    asked = [refers("t"), table("t", 3, FloatPlace.TURNED, columns=5)]
    edition, pages = printed(press, *prose("ön", 4), *asked, *prose("son", 30))
    at = edition.pages.destinations["t"][0] - pages[0].number
    page = pages[at]
    turned = [glyph for glyph in page.glyphs if TOP < glyph.baseline < BOTTOM + 1]
    shown = "".join(glyph.text for glyph in turned)
    assert shown.startswith("Tablo1.Sayılart") and shown.endswith("t2x4")
    caption, cell = turned[: len("Tablo1.Sayılart")], turned[-4:]
    assert max(glyph.left for glyph in caption) < min(glyph.left for glyph in cell)
    # Up the page, from its foot.
    assert caption[0].baseline == pytest.approx(BOTTOM, abs=1)
    assert all(after.baseline < before.baseline for before, after in pairwise(caption))
    middle = (min(glyph.left for glyph in turned) + max(glyph.right for glyph in turned)) / 2
    assert middle == pytest.approx(LEFT + WIDTH / 2, abs=4)


def test_links_in_what_is_turned_lie_on_their_words(press: SmallPress) -> None:
    shown = figure("a", 40, FloatPlace.TURNED)
    linked = replace(shown, caption=(*words("Yol "), Link(words("burada"), "https://example.org", AT)))
    _, pages = printed(press, *prose("ön", 4), refers("a"), linked, *prose("son", 30))
    ((page, link),) = [(page, link) for page in pages for link in page.links if not link.inside]
    left, top, right, bottom = link.box
    inside = [
        each.text for each in page.glyphs if left - 1 <= each.left <= right and top <= each.baseline <= bottom + 1
    ]
    assert "".join(inside) == "burada"
    assert bottom - top > right - left


@pytest.mark.parametrize("mark", [None, FloatPlace.TOP, FloatPlace.TURNED])
def test_a_table_longer_than_a_page_stays_in_the_text_and_is_cut(press: SmallPress, mark: FloatPlace | None) -> None:
    edition, pages = printed(press, *prose("ön", 4), refers("t"), table("t", 30, mark), *prose("son", 8))
    before, *rest = pages_with(pages, "t0x0"), *pages_with(pages, "t29x0")
    assert before == pages_with(pages, "Bkz.") and rest[0] > before[0] + 1
    lines = [text for page in pages for text in texts(page)]
    assert lines.index("Bkz. Tablo 1") < lines.index("t0x0 t0x1") < lines.index("t29x0 t29x1") < lines.index("son0")
    assert lines.count("baş0 baş1") > 1
    assert [found.code for found in edition.printed.found] == (["float-too-tall"] if mark else [])


@pytest.mark.parametrize(
    ("mark", "rule"),
    [(FloatPlace.HERE, FloatRule.CAPTIONED), (None, FloatRule.MARKED), (FloatPlace.TOP, FloatRule.NONE)],
)
def test_what_does_not_move_stands_between_its_neighbours(
    press: SmallPress, mark: FloatPlace | None, rule: FloatRule
) -> None:
    options = PrintOptions(floats=rule)
    _, pages = printed(press, *prose("ön", 4), refers("t"), table("t", 1, mark), *prose("son", 20), options=options)
    lines = [text for page in pages for text in texts(page)]
    at = lines.index("Tablo 1. Sayılar t")
    assert (lines[at - 1], lines[at + 3]) == ("Bkz. Tablo 1", "son0")


def test_what_is_left_stands_on_the_last_page_or_behind_it(press: SmallPress) -> None:
    edition, pages = printed(press, *prose("ön", 14), refers("a"), figure("a", 60), figure("b", 100))
    assert pages_with(pages, "Yol a") == pages_with(pages, "Bkz.")
    assert pages_with(pages, "Yol b") == [len(pages) - 1]
    assert reds(edition, pages[-1]) is not None


def test_pages_and_lists_name_the_page_on_which_a_float_came_to_stand(press: SmallPress) -> None:
    asked = paragraph("Bkz. ", Reference("a", AT, page=True), " ve ", Reference("t", AT, page=True))
    options = PrintOptions(lists=(ListKind.FIGURES, ListKind.TABLES))
    blocks = [*prose("ön", 8), asked, figure("a", 100), table("t", 4), *prose("son", 40)]
    edition = press.book(book(*blocks, options=options))
    pages = edition.pages_of(edition.book.sections[0])
    figure_page, table_page = (edition.pages.destinations[name][0] for name in ("a", "t"))
    (at,) = pages_with(pages, "Bkz.")
    assert figure_page > pages[at].number
    assert f"Bkz. s. {figure_page} ve s. {table_page}" in texts(pages[at])
    contents = range(edition.pages.destinations["contents"][0], pages[0].number)
    dense = "".join(line.dense for number in contents for line in edition.pages[number].body).replace(".", "")
    assert f"Şekil1Yola{figure_page}" in dense
    assert f"Tablo1Sayılart{table_page}" in dense
    assert [page.number for page in pages if any(link.target == "a" for link in page.links)] == [pages[at].number]


def test_a_figure_without_a_caption_moves_where_it_is_asked_to(press: SmallPress) -> None:
    bare = replace(figure("a", 40, FloatPlace.TOP), caption=None)
    edition, pages = printed(press, *prose("ön", 6), bare, *prose("son", 20))
    assert reds(edition, pages[0]) is None
    assert reds(edition, pages[1]) == pytest.approx((LEFT, TOP, LEFT + WIDTH, TOP + 40), abs=0.5)
