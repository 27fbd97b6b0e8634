"""Rules on pictures, and what of their pixels a press must know."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary
from PIL import Image, ImageChops, ImageMath

from publisher.check.preflight.marks import Mark, MarkKind, PictureUse
from publisher.check.preflight.origins import Shown, shown_pictures
from publisher.check.preflight.painting import follow_pages
from publisher.check.preflight.pressfile import PressFile, by_message, error, printer_rule, warning
from publisher.check.preflight.spaces import Kind
from publisher.errors import Diagnostic
from publisher.model import Book
from publisher.printers import Printer

_MOST_PIXELS = 100_000_000
# Ink is measured over areas: a picture is looked at in so many of them, at most, along each side.
_AREAS = 400
_DEEPEST = 12


@printer_rule("picture-too-coarse", needs_book=False)
def picture_too_coarse(file: PressFile) -> Iterator[Diagnostic]:
    """Find pictures with too few pixels for their size."""
    yield from coarse_pictures([(mark, file.shown_by(mark)) for mark in file.marks(MarkKind.PICTURE)], file.printer)


def coarse_pictures(shown: Sequence[tuple[Mark, Shown | None]], printer: Printer) -> Iterator[Diagnostic]:
    """Tell of pictures with too few pixels for their size, at their places in the manuscript.

    Args:
        shown: Pictures on pages, with what is known of each.
        printer: Says how many pixels are wanted.
    """
    for tell, is_error in ((error, True), (warning, False)):
        found = [
            ((_says(use, of, wanted, is_line_art=is_line_art), of.at if of else None), mark.page)
            for mark, of in shown
            if (use := mark.picture) is not None
            and use.dpi
            < (
                wanted := printer.line_art_dpi
                if (is_line_art := use.is_line_art or bool(of and of.is_line_art))
                else printer.dpi
            )
            - 0.5
            and (use.dpi < printer.least_dpi) is is_error
        ]
        hint = "give a picture with more pixels, or print it smaller"
        for (text, at), pages in by_message(found):
            yield tell("picture-too-coarse", f"{pages}: {text}", hint, at)


def _says(use: PictureUse, of: Shown | None, wanted: float, *, is_line_art: bool) -> str:
    width, height = use.size_px
    what = "line art" if is_line_art else "a picture"
    name = f"“{of.source}”, {what}" if of else what
    return f"{name} of {width} × {height} pixels has {use.dpi:.0f} dpi, {wanted:g} are wanted"


def too_coarse(data: bytes, book: Book, printer: Printer) -> tuple[Diagnostic, ...]:
    """Tell of the pictures of a press edition of a book that have too few pixels; only pages with pictures are read."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        marks = [mark for mark in follow_pages(pdf, wanted=_Pictured()).marks if mark.picture is not None]
        known = shown_pictures(marks, book)
        return tuple(coarse_pictures([(mark, known.get(id(mark))) for mark in marks], printer))


class _Pictured:
    """Says of pages whether anything that they may draw is a picture; what many pages share is looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int], bool] = {}

    def __call__(self, page: pikepdf.Page) -> bool:
        return self._holds(page.obj.get("/Resources"), 0)

    def _holds(self, resources: Any, depth: int) -> bool:
        things = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        if not isinstance(things, Dictionary) or depth > _DEEPEST:
            return False
        number = (*resources.objgen, depth)
        if not resources.is_indirect or number not in self._known:
            drawn = [thing for thing in things.values() if isinstance(thing, pikepdf.Stream)]
            self._known[number] = any(
                thing.get("/Subtype") == "/Image" or self._holds(thing.get("/Resources"), depth + 1) for thing in drawn
            )
        return self._known[number]


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
