"""Pages as pictures to look at, side by side."""

import io
from collections.abc import Iterable
from typing import Any, NamedTuple

from publisher.check.comparing.looking import draw, opened

# 110 dots to the inch: small print can be read, and a page takes about 50 kB.
_SCALE = 110 / 72
_COLOURS = 64


class Picture(NamedTuple):
    """A page as a PNG file, and its size in pixels."""

    png: bytes
    width: int
    height: int


def draw_all(data: bytes, numbers: Iterable[int]) -> tuple[Picture, ...]:
    """Draw some pages of a PDF, numbered from 1."""
    with opened(data) as document:
        return tuple(_draw(document, number) for number in numbers)


def _draw(document: Any, number: int) -> Picture:
    page = document[number - 1]
    try:
        image = draw(page, _SCALE).to_pil().convert("RGB")
    finally:
        page.close()
    file = io.BytesIO()
    image.quantize(_COLOURS).save(file, "PNG", optimize=True)
    return Picture(file.getvalue(), image.width, image.height)
