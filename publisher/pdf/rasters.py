"""Pictures as every print edition takes them: eight bits a channel, in greys or in a screen's colours.

The typesetter drops profiles and takes numbers for what they are not; so pictures with a profile of their own, in inks,
or with more bits are turned before it sees them. All others go on unchanged, byte for byte.
"""

import base64
import io
from collections.abc import Mapping
from dataclasses import replace

import PIL
from lxml import etree
from PIL import Image as Raster
from PIL import ImageCms, ImageOps

from publisher import screen_colours
from publisher.manuscript.drawings import embedded_pictures
from publisher.model import Book, Image
from publisher.pdf.standards import inked, press_inks
from publisher.pdf.standards.intents import read_profile
from publisher.pdf.standards.pictures import hash_of
from publisher.screen_colours import in_screen_colours, is_plain, printed
from publisher.store import Store, code_of
from publisher.walk import used_images

_JPEG_QUALITY = 95
_DRAWING = "image/svg+xml"


def shown_in(book: Book, store: Store) -> Mapping[str, Image]:
    """Give the pictures that the pages of a book and its cover show, as `plain` does.

    Args:
        book: With its press, whose inks those of pictures are taken for that do not say it themselves.
        store: Keeps those that had to be turned.

    Raises:
        LayoutError: `profile-unusable`.
    """
    _, profile = press_inks(book)
    images = {source: book.images[source] for source in used_images(book)}
    return plain(images, store, profile.data if profile else None)


def plain(images: Mapping[str, Image], store: Store, inks: bytes | None = None) -> Mapping[str, Image]:
    """Give pictures that can be taken by their numbers.

    Args:
        images: By their sources, checked when they were read.
        store: Keeps those that had to be turned.
        inks: The profile of what inks mean that do not say it themselves; the standard one if left out.
    """
    return {source: _plain(image, store, inks) for source, image in images.items()}


def in_inks(images: Mapping[str, Image], shown: Mapping[str, Image]) -> Mapping[str, bytes]:
    """Give the pictures that hold inks, by the hash of what is shown in their place.

    Args:
        images: As they came.
        shown: Those that are shown, as `plain` gave them.
    """
    return {
        hash_of(image.data): images[source].data
        for source, image in shown.items()
        if image is not images[source] and _mode(images[source]) == "CMYK"
    }


def _mode(image: Image) -> str:
    if image.media_type == _DRAWING:
        return ""
    with Raster.open(io.BytesIO(image.data)) as picture:
        return picture.mode


def _plain_drawing(image: Image, store: Store, inks: bytes | None) -> Image:
    """Give a drawing whose pictures can be taken by their numbers."""
    if b"data:image/" not in image.data:
        return image
    root = etree.fromstring(image.data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    is_changed = False
    for element, kind, text in embedded_pictures(root):
        held = Image(image.source, kind, base64.b64decode(text), image.width_px, image.height_px)
        plain_one = _plain(held, store, inks)
        if plain_one is not held:
            is_changed = True
            for attribute in [name for name in element.attrib if str(name).endswith("href")]:
                del element.attrib[attribute]
            element.set("href", f"data:{kind};base64,{base64.b64encode(plain_one.data).decode('ascii')}")
    return replace(image, data=etree.tostring(root)) if is_changed else image


def _plain(image: Image, store: Store, inks: bytes | None) -> Image:
    if image.media_type == _DRAWING:
        return _plain_drawing(image, store, inks)
    with Raster.open(io.BytesIO(image.data)) as picture:
        if is_plain(picture):
            return image
    key = store.key(
        "plain-raster",
        code_of(__file__, inked.__file__, screen_colours.__file__),
        PIL.__version__,
        inks or b"",
        image.data,
    )
    return replace(image, data=store.get_or_make(key, lambda: _turned(image.data, inks)))


def _turned(data: bytes, inks: bytes | None) -> bytes:
    with Raster.open(io.BytesIO(data)) as picture:
        kind = picture.format
        upright = ImageOps.exif_transpose(picture)
    result = io.BytesIO()
    own = inked.read_inked(data)
    turned = in_screen_colours(upright) if own is None else printed(own.amounts, own.profile or _given(inks))
    turned.info.clear()
    if kind == "JPEG":
        turned.save(result, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    else:
        turned.save(result, "PNG")
    return result.getvalue()


def _given(inks: bytes | None) -> ImageCms.ImageCmsProfile | None:
    try:
        return read_profile(inks) if inks else None
    except (ImageCms.PyCMSError, OSError):
        # The press, which needs it, says so.
        return None
