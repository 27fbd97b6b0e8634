"""Rules on pictures, and what of their pixels a press must know."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image, ImageChops, ImageMath

from publisher.check.preflight.marks import Mark, MarkKind, PictureUse
from publisher.check.preflight.pressfile import PressFile, by_message, error, printer_rule, warning
from publisher.check.preflight.spaces import Kind
from publisher.errors import Diagnostic

_MOST_PIXELS = 100_000_000
# Ink is measured over areas: a picture is looked at in so many of them, at most, along each side.
_AREAS = 400


@printer_rule("picture-too-coarse", needs_book=False)
def picture_too_coarse(file: PressFile) -> Iterator[Diagnostic]:
    """Find pictures with too few pixels for their size."""
    printer = file.printer
    for tell, is_error in ((error, True), (warning, False)):
        found = [
            (_says(mark, wanted), mark.page)
            for mark in file.marks(MarkKind.PICTURE)
            if (use := mark.picture) is not None
            and use.dpi < (wanted := printer.line_art_dpi if use.is_line_art else printer.dpi) - 0.5
            and (use.dpi < printer.least_dpi) is is_error
        ]
        hint = "give a picture with more pixels, or print it smaller"
        yield from (tell("picture-too-coarse", f"{pages}: {text}", hint) for text, pages in by_message(found))


def _says(mark: Mark, wanted: float) -> str:
    assert mark.picture is not None
    width, height = mark.picture.size_px
    what = "line art" if mark.picture.is_line_art else "a picture"
    return f"{what} of {width} × {height} pixels has {mark.picture.dpi:.0f} dpi, {wanted:g} are wanted"


def heaviest(use: PictureUse) -> float:
    """Give how much ink the darkest area of a picture has, 1 being one ink in full; 0 where that cannot be told."""
    if use.space.kind is not Kind.CMYK or use.space.indexed or use.size_px[0] * use.size_px[1] > _MOST_PIXELS:
        return 0.0
    try:
        image = _inks(use.stream)
    except Exception:  # Decoders of unknown bytes raise whatever they like.
        return 0.0
    if image is None:
        return 0.0
    image.thumbnail((_AREAS, _AREAS), Image.Resampling.BOX)
    cyan, magenta, yellow, black = image.split()
    total = ImageMath.lambda_eval(
        lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"], c=cyan, m=magenta, y=yellow, k=black
    )
    return float(total.getextrema()[1]) / 255


def _inks(stream: Any) -> Image.Image | None:
    """Give a picture's inks; `None` if it is stored in a way that does not tell them."""
    if not isinstance(stream, pikepdf.Stream):
        return None
    image = pikepdf.PdfImage(stream).as_pil_image()
    if image.mode != "CMYK":
        return None
    # Pillow takes every JPEG in inks for one of Photoshop, which stores them the other way round.
    is_turned = image.format == "JPEG"
    decode = stream.get("/Decode")
    is_meant_turned = isinstance(decode, pikepdf.Array) and float(decode[0]) > float(decode[1])
    return ImageChops.invert(image) if is_turned is not is_meant_turned else image
