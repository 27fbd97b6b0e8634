"""What is written on pages: short, compressed, and in the frame that its page asks for."""

import io
import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import fonts
from publisher.pdf.audit.ink import _has_missing_glyph
from publisher.pdf.engine import TypeCase, Typesetter, draw_pages
from publisher.pdf.engine.strings import short
from publisher.pdf.framing import enclose
from publisher.pdf.geometry import PageBoxes
from publisher.store import Store
from publisher.theme import Theme
from tests.support.printed_editions import Edition

PIECES = st.lists(
    st.tuples(
        st.integers(0, 0xFFFF),
        st.integers(-300, 300) | st.floats(-300, 300, allow_nan=False) | st.sampled_from([0, 1e-7, -3.5e-15]),
        st.none() | st.floats(-300, 300, allow_nan=False),
    ),
    min_size=1,
)


def written(pieces: list[tuple[int, float, float | None]]) -> str:
    """Write glyphs as WeasyPrint does: before some an adjustment of its own, behind each another."""
    text = "<"
    for glyph, behind, before in pieces:
        text += (f">{-before}<" if before is not None else "") + f"{glyph:04x}>{behind}<"
    return text[:-1]


def places(text: str) -> list[tuple[int, float]]:
    """Give each glyph with the sum of the adjustments before it, those behind the last one as a glyph -1."""
    found: list[tuple[int, float]] = []
    adjusted = 0.0
    for string, number in re.findall(r"<([0-9a-f]*)>|(-?[\d.]+(?:e-?\d+)?)", text):
        if number:
            adjusted += float(number)
        for at in range(0, len(string), 4):
            found.append((int(string[at : at + 4], 16), adjusted))
            adjusted = 0.0
    return [*found, (-1, adjusted)]


@given(PIECES)
def test_glyphs_stand_where_they_stood(pieces: list[tuple[int, float, float | None]]) -> None:
    before, after = places(written(pieces)), places(short(written(pieces)))
    assert [glyph for glyph, _ in before] == [glyph for glyph, _ in after]
    for (_, one), (_, other) in zip(before, after, strict=True):
        assert other == pytest.approx(one, abs=0.0003)


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("<0032>12<0020>0<0021>", "<0032>12<00200021>"),
        ("<0020>0<>-40.11719016147714<0001>-38<001e>0", "<0020>-40.1171<0001>-38<001e>"),
        ("<0031>12<>-40.5<0001>0", "<0031>12 -40.5<0001>"),
        ("<001e>-3.552713678800501e-15<0001>", "<001e>0<0001>"),
        ("<001e>-12", "<001e>-12"),
    ],
)
def test_text_is_short(text: str, shorter: str) -> None:
    assert short(text) == shorter


@pytest.mark.parametrize(
    ("drawing", "found"),
    [
        (b"[<00200000>] TJ", True),
        (b"[<0020>12<0000>] TJ", True),
        (b"<0000> Tj", True),
        (b"[<00100002>] TJ", False),
        (b"[<0010>0.0000<0020>] TJ 10000 0 0 1 k", False),
        (b"10000 0 m", False),
    ],
)
def test_the_glyph_for_none_is_told_from_two_numbers_side_by_side(drawing: bytes, found: bool) -> None:
    assert _has_missing_glyph(drawing) is found


def test_pages_of_a_book_are_written_short_and_compressed(stock: Edition) -> None:
    streams = [
        stream
        for page in stock.pages.pdf.pages
        if isinstance(page.obj.Contents, pikepdf.Array)
        for stream in page.obj.Contents
    ]
    assert sum(b"] TJ" in stream.read_bytes() for stream in streams) > 5
    for stream in streams:
        data = stream.read_bytes()
        assert stream.get("/Filter") == "/FlateDecode" or len(data) < 100
        assert b">0<" not in data
        assert b"<>" not in data


def test_a_page_is_put_into_its_frame(theme: Theme, store: Store) -> None:
    typesetter = Typesetter(TypeCase(fonts.load(theme, "print", store)[:1], ""), {})
    html = '<html><head><title></title></head><body><p>A</p><p style="break-before: page">B</p></body></html>'
    drawn = draw_pages(typesetter.lay_out(html, "@page { size: 100pt 60pt; margin: 2pt }")).data
    boxes = PageBoxes(media=(0, 0, 120, 80), bleed=(10, 10, 110, 70), trim=(10, 10, 110, 70))
    with pikepdf.open(io.BytesIO(drawn)) as book:
        before = [page.obj.Contents.read_bytes() for page in book.pages]
        for page in book.pages:
            enclose(book, page, boxes)
        after = [page.obj.Contents.read_bytes() for page in book.pages]
        assert after == [b"q 1 0 0 1 10.0000 10.0000 cm\n" + drawing + b"\nQ\n" for drawing in before]
        assert [list(map(float, page.obj.TrimBox)) for page in book.pages] == [list(boxes.trim)] * 2
