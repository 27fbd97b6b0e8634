"""Pictures as screens want them: no larger than they show, without what cameras and programs wrote beside them."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager

import PIL
from lxml import etree
from PIL import Image as Raster
from PIL import ImageFile, ImageOps

from publisher import screen_colours
from publisher.epub import bare
from publisher.errors import Diagnostic, ManuscriptError
from publisher.manuscript.drawings import embedded_pictures
from publisher.model import Image
from publisher.screen_colours import amounts_of, described_inks, in_screen_colours, inks_profile, is_plain, printed
from publisher.store import Store, code_of

LONGEST_PX = 2048
"""What the best tablets show of a page on its longer side; no picture has more."""

_JPEG_QUALITY = 85
_UPRIGHT = (None, 1)
_ORIENTATION = 0x0112
_SVG = "{http://www.w3.org/2000/svg}"
_KNOWN = ("", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")


def for_screens(image: Image, store: Store, longest_px: int = LONGEST_PX, inks: bytes | None = None) -> bytes:
    """Give a picture's bytes as an e-book carries them, of the same type.

    Args:
        image: Checked when it was read.
        store: Keeps what had to be made.
        longest_px: What its longer side may have at the most.
        inks: The profile of what inks mean that do not say it themselves; the standard one if left out.

    Raises:
        ManuscriptError: `image-broken`.
    """
    if image.media_type == "image/svg+xml":
        return _drawing(image, store, inks)
    code = code_of(__file__, bare.__file__, screen_colours.__file__)
    key = store.key("epub-picture", code, PIL.__version__, str(longest_px), inks or b"", image.data)
    return store.get_or_make(key, lambda: _made(image, longest_px, inks))


def _made(image: Image, longest_px: int, inks: bytes | None) -> bytes:
    try:
        with _to_their_ends():
            return _raster(image.data, longest_px, inks)
    # Pillow raises whatever its decoders raise: OSError, SyntaxError, ValueError, struct.error, its own.
    except Exception as problem:
        raise ManuscriptError(
            Diagnostic(
                code="image-broken",
                message=f"the picture “{image.source}” cannot be read to its end ({problem})",
                hint="export it again from the program it came from",
            )
        ) from problem


@contextmanager
def _to_their_ends() -> Iterator[None]:
    """Have Pillow refuse pictures that break off: WeasyPrint tells it to make up the rest, in the whole process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _drawing(image: Image, store: Store, inks: bytes | None) -> bytes:
    """Give an SVG without comments, metadata, and what drawing programs keep in namespaces of their own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(image.data, parser)
    for element in [*root.iter(f"{_SVG}metadata"), *(each for each in root.iter() if not _is_known(each.tag))]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        for name in [name for name in element.attrib if not _is_known(name)]:
            del element.attrib[name]
    for element, kind, text in embedded_pictures(root):
        held = Image(image.source, kind, base64.b64decode(text), image.width_px, image.height_px)
        made = base64.b64encode(for_screens(held, store, inks=inks)).decode("ascii")
        for attribute in [name for name in element.attrib if str(name).endswith("href")]:
            element.set(attribute, f"data:{kind};base64,{made}")
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _is_known(name: object) -> bool:
    return (etree.QName(str(name)).namespace or "") in _KNOWN


def _raster(data: bytes, longest_px: int, inks: bytes | None) -> bytes:
    with Raster.open(io.BytesIO(data)) as picture:
        kind = picture.format
        fits = max(picture.size) <= longest_px
        if fits and is_plain(picture) and picture.getexif().get(_ORIENTATION) in _UPRIGHT:
            stripped = bare.jpeg(data) if kind == "JPEG" else bare.png(data)
            if kind == "JPEG":
                return stripped
            return min(stripped, _encoded(picture, kind), key=len)
        # A JPEG can be read at a half, a quarter, an eighth of its size: much less to hold and to shrink.
        picture.draft(None, (longest_px, longest_px))
        turned = ImageOps.exif_transpose(_on_screen(picture, inks))
        turned.thumbnail((longest_px, longest_px), Raster.Resampling.LANCZOS)
        return _encoded(turned, kind)


def _on_screen(picture: Raster.Image, inks: bytes | None) -> Raster.Image:
    """Give a picture as it can be scaled, with what its file says of the side that is up."""
    if picture.mode == "CMYK":
        turned = printed(amounts_of(picture), inks_profile(picture) or described_inks(inks))
    elif is_plain(picture) and picture.mode not in ("1", "P"):
        return picture
    else:
        turned = in_screen_colours(picture)
    turned.info["exif"] = picture.info.get("exif", b"")
    return turned


def _encoded(picture: Raster.Image, kind: str | None) -> bytes:
    plain = picture.copy()
    # A palette may have its transparency beside it; all else is about the picture, not of it.
    plain.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    result = io.BytesIO()
    if kind == "JPEG":
        plain.save(result, "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=True)
    else:
        plain.save(result, "PNG", optimize=True)
    return result.getvalue()
