"""Where two pictures of a page differ."""

import io
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageChops

from publisher.check.comparing.drawing import Picture

# Below this a difference is one of drawing, not of what is drawn.
_SEEN = 48
# Lines that differ are one region if no more than this lies between them, in pixels.
_GAP_PX = 12
_AROUND_PX = 3


class Region(NamedTuple):
    """A part of a page, in hundredths of its width and height from its top left corner."""

    left: float
    top: float
    width: float
    height: float


def regions(old: Picture, new: Picture) -> tuple[Region, ...]:
    """Give the parts in which two pages differ; all of them if they are not of one size."""
    if (old.width, old.height) != (new.width, new.height):
        return (Region(0.0, 0.0, 100.0, 100.0),)
    before, after = (Image.open(io.BytesIO(picture.png)).convert("L") for picture in (old, new))
    differing = ImageChops.difference(before, after).point([0] * _SEEN + [255] * (256 - _SEEN))
    return tuple(_region(differing, top, foot) for top, foot in _bands(differing))


def _bands(differing: Image.Image) -> Iterator[tuple[int, int]]:
    """Give the heights, from and to, between which rows differ."""
    rows = [any(differing.crop((0, y, differing.width, y + 1)).tobytes()) for y in range(differing.height)]
    begin = last = None
    for y in (y for y, differs in enumerate(rows) if differs):
        if begin is None or last is None or y - last > _GAP_PX:
            if begin is not None and last is not None:
                yield begin, last + 1
            begin = y
        last = y
    if begin is not None and last is not None:
        yield begin, last + 1


def _region(differing: Image.Image, top: int, foot: int) -> Region:
    left, _, right, _ = differing.crop((0, top, differing.width, foot)).getbbox() or (0, 0, differing.width, 0)
    left, right = max(0, left - _AROUND_PX), min(differing.width, right + _AROUND_PX)
    top, foot = max(0, top - _AROUND_PX), min(differing.height, foot + _AROUND_PX)
    wide, high = 100 / differing.width, 100 / differing.height
    return Region(left * wide, top * high, (right - left) * wide, (foot - top) * high)
