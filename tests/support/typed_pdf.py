"""Small PDFs typed by hand: running heads, text, notes and folios, at the places that a book has them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

_LEADING = 14


@dataclass(frozen=True)
class Typed:
    """A page: lines of text, notes at its foot, and perhaps a table's rows in the middle, and a square of some grey."""

    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()
    grey: float | None = None
    head: str = "A Book"
    rows: tuple[str, ...] = ()


def typed_pdf(pages: Sequence[Typed], *, title: str = "", shift_pt: float = 0.0) -> bytes:
    """Type pages of 300 by 400 points, rectos nearer to the right by a shift."""
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        fonts = pikepdf.Dictionary(F=pdf.make_indirect(font))
        for number, page in enumerate(pages, 1):
            made = pdf.add_blank_page(page_size=(300, 400))
            made.Resources = pikepdf.Dictionary(Font=fonts)
            left = 40 + shift_pt * (number % 2)
            made.Contents = pdf.make_stream("\n".join(_operators(page, number, left)).encode("latin-1"))
        if title:
            pdf.docinfo["/Title"] = title
        pdf.save(file)
    return file.getvalue()


def _operators(page: Typed, number: int, left: float) -> list[str]:
    drawn = [_words(page.head, left, 375, 8), _words(str(number), left, 20, 8)]
    drawn += [_words(line, left, 340 - _LEADING * at, 10) for at, line in enumerate(page.lines)]
    drawn += [_words(note, left, 50 + 10 * at, 7) for at, note in enumerate(reversed(page.notes))]
    drawn += [_words(row, left, 190 - 11 * at, 8.5) for at, row in enumerate(page.rows)]
    if page.grey is not None:
        drawn.append(f"{page.grey} g {left} 100 60 60 re f 0 g")
    return drawn


def _words(text: str, left: float, baseline: float, size: float) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {size} Tf {left} {baseline} Td ({escaped}) Tj ET"
