"""Lines of running text stand on one grid, on every page, whatever stands between them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pytest

from publisher.model import (
    Block,
    CodeBlock,
    Definition,
    DefinitionList,
    Epigraph,
    Figure,
    Heading,
    ItemList,
    KeptTogether,
    ListItem,
    Quotation,
    Signature,
    ThematicBreak,
    Verse,
)
from publisher.theme import Geometry
from tests.pdf.test_tables import numbers
from tests.support.printed_editions import Edition
from tests.support.printed_pages import Line
from tests.support.small_press import GEOMETRY, SmallPress
from tests.support.stock_book import note, paragraph, place, stanza, words

AT = place(3)
_SIZE_PT = 10.75
# The file tells sizes as WeasyPrint counts them.
_PT_PER_PX = 3 / 4


def item(*blocks: Block) -> ListItem:
    return ListItem(blocks, AT)


KINDS: dict[str, Block] = {
    "a heading": Heading(2, words("Ara başlık"), AT),
    "a heading of two lines": Heading(2, words("Bir satıra sığmayacak kadar uzun bir ara başlık"), AT),
    "a smaller heading": Heading(3, words("Küçük başlık"), AT),
    "the smallest heading": Heading(4, words("En küçük başlık"), AT),
    "a quotation": Quotation((paragraph("Alıntı, biraz uzunca, iki satır kadar sürer."),), AT, words("Biri")),
    "an epigraph": Epigraph((paragraph("Söz."),), AT, words("Biri")),
    "verse": Verse((stanza(words("dize"), words("dize"), indents=(0, 4)), stanza(words("dize"))), AT),
    "a list": ItemList((item(paragraph("bir")), item(paragraph("iki"))), AT),
    "a loose list": ItemList((item(paragraph("bir")), item(paragraph("iki"))), AT, start=1, tight=False),
    "a list of two levels": ItemList(
        (item(paragraph("bir"), ItemList((item(paragraph("iç")),), AT)), item(paragraph("iki"))), AT, tight=False
    ),
    "definitions": DefinitionList((Definition(words("terim"), ((paragraph("anlam"),),), AT),), AT),
    "code": CodeBlock("a = 1\nb = 2", AT),
    "a table": numbers("1,5", "2"),
    "a figure": Figure("images/route.svg", "yol", AT, words("Yol")),
    "a change of subject": ThematicBreak(AT),
    "a signature": Signature((words("Ad"), words("Yer")), AT),
    "blocks kept together": KeptTogether((paragraph("bağlı"), Quotation((paragraph("söz"),), AT)), AT),
    "a note": paragraph("Söz.", note("Not.")),
}


# Of a line, from its top: Source Serif in the theme's leading.
_BASELINE_PT = 10.77


def misses(lines: Iterable[Line], geometry: Geometry) -> Iterator[str]:
    """Find the lines that stand off the grid which begins at the type area's top."""
    for line in lines:
        place = (line.baseline - geometry.margin_top_mm * 72 / 25.4 - _BASELINE_PT) / geometry.leading_pt
        if abs(place - round(place)) * geometry.leading_pt > 0.1:
            yield f"“{line.text}” at {line.baseline:.2f}"


def test_text_comes_back_to_the_grid_after_every_kind_of_block(press: SmallPress) -> None:
    back = "ızgara " * 16
    pages = press.pages(paragraph(back), *[block for kind in KINDS.values() for block in (kind, paragraph(back))])
    lines = [line for page in pages for line in page.body if line.text.startswith("ızgara ızgara")]
    assert len(lines) >= 2 * len(KINDS)
    assert list(misses(lines, GEOMETRY)) == []


@pytest.mark.parametrize("name", ["sample", "report"])
def test_all_lines_of_a_book_stand_on_one_grid(edition_of: Callable[[str], Edition], name: str) -> None:
    edition = edition_of(name)
    text = [line for page in edition.pages for line in page.body if _size(line) == pytest.approx(_SIZE_PT, abs=0.01)]
    assert len(text) > 450
    assert list(misses(text, edition.pages.geometry)) == []


def _size(line: Line) -> float:
    """Give the size of most of a line's letters."""
    ((size, _),) = Counter(glyph.size for glyph in line.glyphs).most_common(1)
    return size * _PT_PER_PX
