"""The proof for editors: the book's pages with places and findings beside them."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publisher.model import EditionName, Purpose
from publisher.pdf.proof import stacked
from tests.support.book_test import BookTest

MM = 72 / 25.4


def test_pages_stay_and_editors_read_what_stands_beside_them(book: BookTest) -> None:
    book.change("01-kapi.md", "duruyordu", "duruyordu 12-15 arası")
    (screen,) = book.build(EditionName.PRINT, purpose=Purpose.SCREEN).editions
    (proof,) = book.build(EditionName.PRINT, purpose=Purpose.PROOF).editions
    assert proof.file.name == "kisa-kitap-proof.pdf"
    assert proof.pages == screen.pages
    beside = [" ".join(text for text, _, _ in page) for page in _texts(proof.file)]
    for number, text in enumerate(beside, 1):
        assert f"{number}/{proof.pages}" in text
        assert "Prova" in text
    (told,) = [text for text in beside if "range-hyphen" in text]
    assert "01-kapi.md:" in told
    assert "duruyordu" in told
    for mine, theirs in zip(_texts(proof.file), _texts(screen.file), strict=True):
        left, bottom = _trim(proof.file)[:2]
        plain_left, plain_bottom = _trim(screen.file)[:2]
        here = {(text, round(x - left), round(y - bottom)) for text, x, y in mine}
        for text, x, y in theirs:
            at = round(x - plain_left), round(y - plain_bottom)
            assert any(text in shown and abs(at[0] - x) <= 1 and abs(at[1] - y) <= 1 for shown, x, y in here), text


def test_the_sheet_has_room_beside_the_page(book: BookTest) -> None:
    (proof,) = book.build(EditionName.PRINT, purpose=Purpose.PROOF).editions
    with pikepdf.open(proof.file) as file:
        for page in file.pages:
            trim, media = ([float(side) for side in box] for box in (page.TrimBox, page.MediaBox))
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((165 * MM, 240 * MM), abs=0.01)
            assert media[2] - trim[2] > 60 * MM


def test_findings_stand_below_each_other_and_none_is_left_out_in_silence() -> None:
    near = [(100.0, "a", "x"), (102.0, "b", "x"), (300.0, "c", "x")]
    first, second, third = stacked(near, (50.0, 400.0))
    assert (first[0], third[0]) == (100, 300)
    assert second[0] >= first[0] + 15
    low = stacked([(390.0, "a", "x"), (395.0, "b", "x")], (50.0, 400.0))
    assert [height for height, _, _ in low] == [370, 385]
    many = stacked([(60.0, "a", "x")] * 100, (50.0, 400.0))
    assert many[-1][1] == f"+{100 - (len(many) - 1)}"
    assert many[-1][0] + 15 <= 400


def _trim(path: Path) -> list[float]:
    with pikepdf.open(path) as file:
        return [float(side) for side in file.pages[0].TrimBox]


def _texts(path: Path) -> Iterator[list[tuple[str, float, float]]]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        yield [(text.get_text_bounded(*box).strip(), box[0], box[1]) for box in boxes]
    document.close()
