"""What a page is put into: its boxes, and the place that these ask for of what it draws."""

import pikepdf
from pikepdf import Array

from publisher.pdf.geometry import PageBoxes


def enclose(file: pikepdf.Pdf, page: pikepdf.Page, boxes: PageBoxes) -> None:
    """Give a page its boxes, and its content the place that these ask for.

    Args:
        file: The page is in it.
        page: As WeasyPrint drew it.
        boxes: Of the page.
    """
    # WeasyPrint puts the origin at the trimmed page's corner and caps the bleed box at 10 points; one origin
    # for all pages, at the medium's corner, is what imposition programs expect.
    left, bottom = (float(page.mediabox[side]) - boxes.bleed[side] for side in (0, 1))
    is_moved = abs(left) > 1e-6 or abs(bottom) > 1e-6
    shift = f" 1 0 0 1 {-left:.4f} {-bottom:.4f} cm" if is_moved else ""
    # It turns the page upside down and leaves it so: nothing of that may reach what is added behind.
    page.obj.Contents = file.make_stream(b"\n".join((f"q{shift}".encode("ascii"), *drawings(page.obj), b"Q\n")))
    for note in page.obj.get("/Annots", Array()) if is_moved else ():
        rectangle = [float(value) for value in note.Rect]
        note.Rect = Array([round(value - (left, bottom)[index % 2], 4) for index, value in enumerate(rectangle)])
    write_boxes(page.obj, boxes)


def drawings(page: pikepdf.Object) -> list[bytes]:
    """Give what a page draws, stream by stream."""
    contents = page.get("/Contents", Array())
    return [stream.read_bytes() for stream in (contents if isinstance(contents, Array) else [contents])]


def write_boxes(page: pikepdf.Object, boxes: PageBoxes) -> None:
    """Give a page its boxes."""
    for name, box in (("MediaBox", boxes.media), ("CropBox", boxes.media), ("BleedBox", boxes.bleed)):
        page[f"/{name}"] = _array(box)
    page["/TrimBox"] = _array(boxes.trim)
    if "/ArtBox" in page:
        del page["/ArtBox"]


def _array(box: tuple[float, float, float, float]) -> Array:
    return Array([round(value, 4) for value in box])
