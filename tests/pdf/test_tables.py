"""Tables on pages: numbers under each other, cells that find room."""

from collections.abc import Iterator, Sequence

import pytest

from publisher.model import Alignment, Inline, Strong, Table, Text
from tests.support.printed_editions import lost_words
from tests.support.printed_pages import Page
from tests.support.small_press import GEOMETRY, SmallPress
from tests.support.stock_book import note, paragraph, place, row

AT = place(3)


def numbers(*cells: str | tuple[Inline, ...]) -> Table:
    body = tuple(row(f"satır{index}", cell) for index, cell in enumerate(cells))
    return Table((Alignment.START, Alignment.END), row("Kalem", "Tutar"), body, AT)


def signs(page: Page, sign: str) -> Iterator[float]:
    """Give where the decimal sign of each row stands; of a whole number, where it ends."""
    for line in page.body:
        if line.text.startswith("satır"):
            number = line.glyphs[len("satır0") :]
            found = [glyph.left for glyph in number if glyph.text == sign]
            yield found[-1] if found else number[-1].right


def spread(values: Sequence[float]) -> float:
    return max(values) - min(values)


@pytest.mark.parametrize(
    ("language", "sign", "cells"),
    [
        ("tr", ",", ("1.234,5", "98,75", "0,125")),
        ("ru", ",", ("1 234,5", "98,75", "−0,125")),
        ("kk", ",", ("1 234,5", "98,75", "0,125")),
        ("en", ".", ("1,234.5", "98.75", "0.125")),
    ],
)
def test_decimal_signs_stand_under_each_other(
    press: SmallPress, language: str, sign: str, cells: tuple[str, ...]
) -> None:
    (page,) = press.pages(numbers(*cells), language=language)
    found = list(signs(page, sign))
    assert len(found) == 3
    assert spread(found) < 0.1


def test_a_whole_number_ends_where_others_have_their_sign(press: SmallPress) -> None:
    (page,) = press.pages(numbers("1,25", "12.345"))
    sign, end = signs(page, ",")
    assert end == pytest.approx(sign, abs=1.0)


def test_a_call_moves_no_number(press: SmallPress) -> None:
    (page,) = press.pages(numbers("1,25", (Text("98,5"), note("Not.")), (Strong((Text("12,75"),)),)), paragraph("son"))
    assert spread(list(signs(page, ","))) < 1.0


def test_what_is_copied_is_the_number_alone(press: SmallPress) -> None:
    (page,) = press.pages(numbers("1,25", "12", "3,5"))
    assert [line.text.split()[-1] for line in page.body if "satır" in line.text] == ["1,25", "12", "3,5"]


LONG = {
    "tr": ("Uluslararasılaştırma", "Kurumsallaştırılması", "Sürdürülebilirliği", "Karşılaştırmalar"),
    "ru": ("Межгосударственное", "Железнодорожников", "Достопримечательности", "Высококвалифицированные"),
    "kk": ("Ынтымақтастығымыздың", "Халықаралықтандыру", "Индустрияландырудың", "Қазақстандықтардың"),
    "en": ("Internationalisation", "Responsibilities", "Characterisations", "Incomprehensible"),
}


@pytest.mark.parametrize("language", LONG)
def test_words_that_do_not_fit_are_divided(press: SmallPress, language: str) -> None:
    words = LONG[language]
    wide = Table((Alignment.START,) * 4, row(*words), (row(*reversed(words)),), AT)
    edition = press.edition(wide, language=language)
    assert list(lost_words(edition)) == []
    lines = [line for page in edition.pages_of(edition.book.sections[0]) for line in page.body[1:]]
    right = (GEOMETRY.trim_mm[0] - GEOMETRY.margin_outer_mm) * 72 / 25.4
    assert max(line.right for line in lines) < right + 1
    assert any("-" in line.text for line in lines)


def test_words_that_fit_are_whole(press: SmallPress) -> None:
    fitting = Table((Alignment.START,) * 2, row("Uluslararasılaştırma", "b"), (row("a", "uzun bir söz " * 8),), AT)
    (page,) = press.pages(fitting)
    assert "Uluslararasılaştırma" in page.text
    assert "-" not in page.text


def test_a_table_stands_in_the_middle_of_what_it_takes_of_the_grid(press: SmallPress) -> None:
    differences = []
    for rows in range(1, 5):
        (page,) = press.pages(paragraph("önce"), numbers(*["1"] * rows), paragraph("sonra"))
        above, *table, below = page.body[1:]
        lines = (below.baseline - above.baseline) / GEOMETRY.leading_pt
        assert lines == pytest.approx(round(lines), abs=0.01)
        differences.append((below.baseline - table[-1].baseline) - (table[0].baseline - above.baseline))
    # A row has more white below its words than above them, in every table the same.
    assert spread(differences) < 0.3
