"""What lies on a sheet, as a picture and as a drawing: lines of letters, rules, a mark."""

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from lxml import etree
from PIL import Image, ImageDraw

from publisher.epub.lettering import Lettering

_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of letters that begins at `x`; all in pixels."""

    text: str
    letters: Lettering
    x: float
    baseline: float
    size: int
    ink: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A bar."""

    x: int
    top: int
    width: int
    height: int
    ink: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture whose lower right corner is given, and the room that it has."""

    data: bytes = field(repr=False)
    right: int
    bottom: int
    most: tuple[int, int]

    def shrunk(self) -> Image.Image:
        """Give the picture as large as it may be."""
        with Image.open(io.BytesIO(self.data)) as opened:
            picture = opened.convert("RGBA")
        picture.thumbnail(self.most, Image.Resampling.LANCZOS)
        return picture


Shape: TypeAlias = Line | Rule | Mark


def raster(size: tuple[int, int], background: str, shapes: Iterable[Shape]) -> bytes:
    """Give shapes on a coloured sheet as a PNG."""
    picture = Image.new("RGB", size, background)
    canvas = ImageDraw.Draw(picture)
    for shape in shapes:
        match shape:
            case Line():
                shape.letters.draw(canvas, shape.x, shape.baseline, shape.text, shape.size, shape.ink)
            case Rule(x, top, width, height, ink):
                canvas.rectangle((x, top, x + width - 1, top + height - 1), fill=ink)
            case Mark():
                mark = shape.shrunk()
                picture.paste(mark, (shape.right - mark.width, shape.bottom - mark.height), mark)
            case _:
                assert_never(shape)
    result = io.BytesIO()
    picture.save(result, "PNG", optimize=True)
    return result.getvalue()


def svg(size: tuple[int, int], background: str, shapes: Iterable[Shape], title: str) -> bytes:
    """Give the same as a drawing that needs no font; each line says what its letters are."""
    width, height = size
    root = etree.Element(
        f"{{{_SVG}}}svg",
        {"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}"},
        nsmap={None: _SVG},
    )
    _add(root, "title").text = title
    _add(root, "rect", width=str(width), height=str(height), fill=background)
    for shape in shapes:
        match shape:
            case Line():
                group = _add(root, "g", fill=shape.ink)
                _add(group, "title").text = shape.text
                _add(group, "path", d=shape.letters.path(shape.x, shape.baseline, shape.text, shape.size))
            case Rule(x, top, wide, high, ink):
                _add(root, "rect", x=str(x), y=str(top), width=str(wide), height=str(high), fill=ink)
            case Mark():
                _add_mark(root, shape)
            case _:
                assert_never(shape)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_SVG}}}{name}", dict(attributes))


def _add_mark(root: etree._Element, shape: Mark) -> None:
    mark = shape.shrunk()
    data = io.BytesIO()
    mark.save(data, "PNG", optimize=True)
    _add(
        root,
        "image",
        x=str(shape.right - mark.width),
        y=str(shape.bottom - mark.height),
        width=str(mark.width),
        height=str(mark.height),
        href="data:image/png;base64," + base64.b64encode(data.getvalue()).decode(),
    )
