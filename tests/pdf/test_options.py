"""What book.toml may ask of the print edition, and what does not fit."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from publisher import pdf
from publisher.errors import ConfigError, LayoutError
from publisher.model import Book, Heading, Metadata, NoteNumbering, PrintOptions
from publisher.pdf.geometry import layout
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition, displaced_notes, lost_notes, lost_words, outside_trim
from tests.support.stock_book import book_of, note, paragraph, place, section_of, stock_book, words

MM = 72 / 25.4


def _with(metadata: Metadata, told: Mapping[str, Any]) -> Metadata:
    return replace(metadata, **told)


def with_options(book: Book, options: PrintOptions) -> Book:
    return replace(book, print_options=options)


def printed(book: Book, theme: Theme, store: Store) -> Edition:
    geometry = layout(theme.geometry, book.print_options).geometry
    edition = Edition("options", book, pdf.render(book, theme, store=store), geometry)
    assert list(lost_words(edition)) == []
    assert list(lost_notes(edition)) == []
    assert list(displaced_notes(edition)) == []
    assert list(outside_trim(edition)) == []
    return edition


def test_another_trim_size_and_bleed(theme: Theme, store: Store) -> None:
    options = PrintOptions(trim_mm=(140.0, 200.0), bleed_mm=5.0)
    edition = printed(with_options(stock_book(), options), theme, store)
    for page in edition.pages:
        assert page.boxes.media == pytest.approx((0, 0, 150 * MM, 210 * MM), abs=0.001)
        assert page.boxes.bleed == page.boxes.media
        assert page.boxes.trim == pytest.approx((5 * MM, 5 * MM, 145 * MM, 205 * MM), abs=0.001)
        assert page.folio in {None, str(page.number)}
    assert edition.pages[7].folio == "7"


def test_no_bleed_makes_all_boxes_one(theme: Theme, store: Store) -> None:
    edition = printed(with_options(stock_book(), PrintOptions(bleed_mm=0.0)), theme, store)
    for page in edition.pages:
        assert (
            page.boxes.media
            == page.boxes.bleed
            == page.boxes.trim
            == pytest.approx((0, 0, 165 * MM, 240 * MM), abs=0.001)
        )


def test_a_page_without_room_for_text_is_refused(theme: Theme, store: Store) -> None:
    with pytest.raises(ConfigError) as problem:
        pdf.render(with_options(stock_book(), PrintOptions(trim_mm=(60.0, 80.0))), theme, store=store)
    assert [found.code for found in problem.value.found] == ["trim-too-small"]


def test_notes_may_count_anew_in_each_section(theme: Theme, store: Store) -> None:
    sections = [
        section_of(paragraph("söz", note(f"{title} bir", line=1), " söz", note(f"{title} iki", line=2)), title=title)
        for title in ("İlk", "Son")
    ]
    book = with_options(book_of(*sections), PrintOptions(note_numbering=NoteNumbering.SECTION))
    edition = printed(book, theme, store)
    for section in edition.book.sections:
        (page,) = edition.pages_of(section)
        assert [line.text.split()[0] for line in page.notes] == ["1.", "2."]


def test_contents_of_several_pages_tell_the_right_ones(theme: Theme, store: Store) -> None:
    headings = [Heading(2, words(f"Ara başlık {number}"), place(number)) for number in range(90)]
    blocks = [block for heading in headings for block in (heading, paragraph("söz"))]
    edition = printed(book_of(section_of(*blocks)), theme, store)
    contents = [
        page for page in edition.pages if 5 <= page.number < edition.pages_of(edition.book.sections[0])[0].number
    ]
    assert len(contents) >= 3
    told = {
        int(match[1]): int(match[2])
        for page in contents
        for line in page.body
        if (match := re.search(r"Arabaşlık(\d+)\.+(\d+)$", line.dense))
    }
    assert list(told) == list(range(90))
    for heading, number in told.items():
        assert f"Arabaşlık{heading}" in [line.dense for line in edition.pages[number].body]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"description": "Uzun. " * 900}, id="imprint"),
        pytest.param({"title": "Uzun bir başlık " * 12}, id="title-over-publisher"),
        pytest.param({"title": "Uzun bir başlık " * 90}, id="title"),
    ],
)
def test_front_matter_that_does_not_fit_is_refused(theme: Theme, store: Store, told: dict[str, str]) -> None:
    book = stock_book()
    with pytest.raises(LayoutError) as problem:
        pdf.render(replace(book, metadata=_with(book.metadata, told)), theme, store=store)
    assert [found.code for found in problem.value.found] == ["front-matter-too-long"]


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("tr", "İlişkilerindekilerdenmişsinizcesine", "İ-liş-ki-le-rin-de-ki-ler-den-miş-si-niz-ce-si-ne"),
        ("kk", "мемлекеттіліктеріңізден", "мем-ле-кет-ті-лік-те-рі-ңіз-ден"),
    ],
)
def test_words_are_divided_by_the_language_s_syllables(
    theme: Theme, store: Store, language: str, word: str, parts: str
) -> None:
    edition = printed(book_of(section_of(paragraph(" ".join([word] * 40))), language=language), theme, store)
    lines = [line.text for page in edition.pages_of(edition.book.sections[0]) for line in page.body]
    divided = [line.rsplit(" ", 1)[-1].removesuffix("-") for line in lines if line.endswith("-")]
    syllables = parts.split("-")
    starts = {"".join(syllables[:count]) for count in range(1, len(syllables))}
    assert len(divided) > 3
    assert set(divided) <= starts


def test_a_long_address_is_broken_inside_the_measure(theme: Theme, store: Store) -> None:
    address = "https://example.org/" + "/".join(f"bolum{number}" for number in range(40))
    edition = printed(book_of(section_of(paragraph("Bkz. ", address, note(f"Kaynak: {address}")))), theme, store)
    page = edition.pages_of(edition.book.sections[0])[0]
    measure = (165 - 20.8 - 31.2) * MM
    assert all(line.right - line.left < measure + 2 for line in (*page.body, *page.notes))


def test_a_fault_that_no_page_has_is_refused_by_name(theme: Theme) -> None:
    geometry = replace(theme.geometry, weights={"ugly": 3.0})
    with pytest.raises(ConfigError, match=r"theme-weight-unknown.*“ugly”"):
        layout(geometry, PrintOptions())


def test_a_fault_that_no_line_has_is_refused_by_name(theme: Theme) -> None:
    geometry = replace(theme.geometry, breaking={"ugly": 3.0})
    with pytest.raises(ConfigError, match=r"theme-weight-unknown.*\[breaking\].*“ugly”"):
        layout(geometry, PrintOptions())


def test_a_theme_cannot_shrink_spaces_to_nothing(theme: Theme) -> None:
    geometry = replace(theme.geometry, breaking={"shrink": 1.5})
    with pytest.raises(ConfigError, match=r"theme-broken.*shrink"):
        layout(geometry, PrintOptions())


def test_a_theme_says_how_lines_are_set(theme: Theme) -> None:
    geometry = replace(theme.geometry, breaking={"letters": 0.0})
    assert layout(geometry, PrintOptions()).manner.letters == 0


def test_a_theme_weighs_faults(theme: Theme) -> None:
    geometry = replace(theme.geometry, weights={"split_note": 90.0})
    assert layout(geometry, PrintOptions()).area.weights.split_note == 90.0
