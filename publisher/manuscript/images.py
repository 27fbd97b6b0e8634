"""Pictures of a manuscript, read and checked: types both editions show, nothing that runs or fetches."""

import base64
import io
import re
import warnings
from collections.abc import Iterator

from lxml import etree
from PIL import Image as Raster
from PIL import ImageCms

from publisher.errors import Diagnostic, Severity
from publisher.manuscript.drawings import embedded_pictures, shown_elements
from publisher.model import Image
from publisher.source import Position

MOST_IMAGE_BYTES = 40_000_000
MOST_BOOK_IMAGE_BYTES = 400_000_000
MOST_PIXELS = 120_000_000
MOST_SVG_BYTES = 8_000_000
MOST_SVG_ELEMENTS = 500_000

SUFFIXES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_FORBIDDEN = {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
_URL = re.compile(r"url\(\s*['\"]?\s*([^)'\"]*)", re.IGNORECASE)
_IMPORT = re.compile(r"@import|(?:expression|image-set|src)\s*\(|\\", re.IGNORECASE)
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg);base64,", re.IGNORECASE)
_BLENDED = re.compile(rb"mix-blend-mode\s*[:=]")
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*(px|pt|pc|mm|cm|in)?\s*")
_PX = {None: 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
# What a browser shows where neither size nor view box is given (CSS 2.2, 10.3.2).
_SVG_SIZE = (300.0, 150.0)


def media_type(source: str) -> str | None:
    """Give the type that a file name stands for; `None` if neither edition can show it."""
    dot = source.rfind(".")
    return SUFFIXES.get(source[dot:].lower()) if dot >= 0 else None


def check(source: str, data: bytes, at: Position) -> tuple[Image | None, list[Diagnostic]]:
    """Make a picture of bytes whose name has a known ending.

    Args:
        source: Its path inside the manuscript folder.
        data: All its bytes.
        at: The place that names it.
    """
    kind = media_type(source)
    assert kind
    if kind == "image/svg+xml":
        return _svg(source, data, at)
    return _raster(source, data, kind, at)


def _raster(source: str, data: bytes, kind: str, at: Position) -> tuple[Image | None, list[Diagnostic]]:
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures that are large; ours is the bound that counts, below.
            warnings.simplefilter("ignore")
            picture = Raster.open(io.BytesIO(data), formats=(_FORMATS[kind],))
            width, height = picture.size
            if width * height > MOST_PIXELS:
                return None, [_pixels(source, at)]
            picture.verify()
    except Raster.DecompressionBombError:
        return None, [_pixels(source, at)]
    # Pillow raises whatever its decoders raise: OSError, SyntaxError, ValueError, struct.error, its own.
    except Exception as error:
        return None, [_broken(source, f"cannot be read as {_FORMATS[kind]} ({error})", at)]
    if not width or not height:
        return None, [_broken(source, "has no size", at)]
    return Image(source, kind, data, float(width), float(height)), _undescribed(source, picture, at)


def _undescribed(source: str, picture: Raster.Image, at: Position) -> list[Diagnostic]:
    """Warn of colours that nobody can know."""
    profile = picture.info.get("icc_profile")
    holds_inks = picture.mode == "CMYK"
    if not profile and not holds_inks:
        return []
    fault = _profile_fault(profile, picture.mode) if profile else "holds inks (CMYK) and does not say which"
    if fault is None:
        return []
    instead = "the inks of the press ([print] condition or profile)" if holds_inks else "those of a screen (sRGB)"
    return [
        Diagnostic(
            code="image-colours-unsaid",
            message=f"the picture “{source}” {fault}: its numbers are taken for {instead}",
            at=at,
            hint="export it again with its profile embedded",
            severity=Severity.WARNING,
        )
    ]


def _profile_fault(data: bytes, mode: str) -> str | None:
    """Say why a picture's profile does not tell its colours."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        described = profile.profile.xcolor_space.strip()
    except (ImageCms.PyCMSError, OSError):
        return "has a profile that cannot be read"
    wanted = {"CMYK": "CMYK", "L": "GRAY", "LA": "GRAY", "1": "GRAY"}.get(mode.partition(";")[0], "RGB")
    # Greys of a picture whose profile is one of colours are the greys of these.
    if described in (wanted, "RGB" if wanted == "GRAY" else wanted) or mode.startswith("I"):
        return None
    return f"is in {mode} and has a profile for {described}"


def _pixels(source: str, at: Position) -> Diagnostic:
    return Diagnostic(
        code="image-too-large",
        message=f"the picture “{source}” has more than {MOST_PIXELS // 1_000_000} million pixels",
        at=at,
        hint="scale it down: 300 pixels an inch are enough for print",
    )


def _broken(source: str, why: str, at: Position) -> Diagnostic:
    return Diagnostic(
        code="image-broken",
        message=f"the picture “{source}” {why}",
        at=at,
        hint="export it again from the program it came from",
    )


def _svg(source: str, data: bytes, at: Position) -> tuple[Image | None, list[Diagnostic]]:
    if len(data) > MOST_SVG_BYTES:
        return None, [_svg_size(source, len(data), at)]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, [_broken(source, f"cannot be read as SVG ({error})", at)]
    if root.tag != f"{_SVG}svg":
        return None, [_broken(source, "is XML, but no SVG", at)]
    unsafe = _unsafe(root)
    if unsafe:
        return None, [_refused(source, unsafe, at)]
    shown = shown_elements(root)
    if shown is None or shown > MOST_SVG_ELEMENTS:
        return None, [_refused(source, "parts that show themselves" if shown is None else "too many copies", at)]
    found = [*_effects(source, root, data, at), *_embedded(source, root, at)]
    if any(item.severity is Severity.ERROR for item in found):
        return None, found
    width, height = _svg_dimensions(root)
    return Image(source, "image/svg+xml", data, width, height), found


def _embedded(source: str, root: etree._Element, at: Position) -> Iterator[Diagnostic]:
    """Check the pictures that a drawing holds, as those that lie beside it are."""
    for element, kind, text in embedded_pictures(root):
        name = f"{source}, line {element.sourceline}"
        try:
            data = base64.b64decode(text, validate=True)
        except ValueError:
            yield _broken(name, "is embedded in a way that cannot be read", at)
            continue
        yield from _raster(name, data, kind, at)[1]


def _effects(source: str, root: etree._Element, data: bytes, at: Position) -> list[Diagnostic]:
    """Warn of effects that e-book readers show and no print edition does."""
    filters = next(root.iter(f"{_SVG}filter"), None) is not None
    if not filters and not _BLENDED.search(data):
        return []
    what = "a filter" if filters else "colours that mix with what lies below them"
    return [
        Diagnostic(
            code="svg-effect-lost",
            message=f"the drawing “{source}” has {what}, which print leaves out",
            at=at,
            hint="draw it without, or export that part as a picture of 300 pixels an inch",
            severity=Severity.WARNING,
        )
    ]


def _svg_size(source: str, size: int, at: Position) -> Diagnostic:
    return Diagnostic(
        code="image-too-large",
        message=f"the drawing “{source}” has {size / 1e6:.0f} MB; {MOST_SVG_BYTES / 1e6:.0f} MB is the most",
        at=at,
        hint="simplify its paths, or export it as PNG",
    )


def _refused(source: str, what: str, at: Position) -> Diagnostic:
    return Diagnostic(
        code="svg-unsafe",
        message=f"the drawing “{source}” holds {what}",
        at=at,
        hint="export it as plain SVG, with fonts as paths and pictures embedded",
    )


def _unsafe(root: etree._Element) -> str | None:
    """Name the first thing that runs, fetches or hides something."""
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None and any(True for _ in tree.docinfo.internalDTD.iterentities()):
        return "an entity of its own"
    before = root.getprevious()
    while before is not None:
        if not isinstance(before, etree._Comment):
            return "a processing instruction"
        before = before.getprevious()
    for element in root.iter():
        if found := _unsafe_element(element):
            return found
    return None


def _unsafe_element(element: etree._Element) -> str | None:
    if isinstance(element, etree._Comment):
        return None
    if not isinstance(element.tag, str):
        return "an entity or a processing instruction"
    name = etree.QName(element).localname
    if name.lower() in _FORBIDDEN:
        return f"a <{name}>"
    if name.lower() == "style" and (found := _unsafe_style("".join(element.itertext()))):
        return found
    for attribute, value in element.attrib.items():
        local = etree.QName(str(attribute)).localname.lower()
        if found := _unsafe_attribute(name, str(attribute), local, str(value)):
            return found
    return None


def _unsafe_attribute(element: str, attribute: str, local: str, value: str) -> str | None:
    if local.startswith("on"):
        return f"a script ({local})"
    if attribute in ("href", _XLINK_HREF) or local in ("href", "src", "base"):
        own = value.strip().startswith("#") or (element == "image" and _DATA_IMAGE.match(value.strip()))
        return None if own else f"a reference to “{value.strip()[:60]}”"
    # SMIL can write an address into an element after it was checked.
    if local in ("to", "from", "values", "by") and ("script:" in value.lower() or "://" in value):
        return f"a reference to “{value.strip()[:60]}”"
    return _unsafe_style(value) if "url(" in value.lower() or local == "style" else None


def _unsafe_style(css: str) -> str | None:
    if _IMPORT.search(css):
        return "a style that fetches or runs something"
    for target in _URL.findall(css):
        if not (target.startswith("#") or _DATA_IMAGE.match(target)):
            return f"a reference to “{target[:60]}”"
    return None


def _svg_dimensions(root: etree._Element) -> tuple[float, float]:
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = _view_box(root.get("viewBox"))
    if width and height:
        return width, height
    if box:
        ratio = box[0] / box[1]
        if width or height:
            return (width, width / ratio) if width else ((height or 0) * ratio, height or 0)
        return box
    return width or _SVG_SIZE[0], height or _SVG_SIZE[1]


def _length(value: str | None) -> float | None:
    match = _LENGTH.fullmatch(value or "")
    return float(match[1]) * _PX[match[2]] or None if match else None


def _view_box(value: str | None) -> tuple[float, float] | None:
    try:
        numbers = [float(part) for part in (value or "").replace(",", " ").split()]
    except ValueError:
        return None
    if len(numbers) != 4 or not all(0 < side < 1e6 for side in numbers[2:]):
        return None
    return numbers[2], numbers[3]
