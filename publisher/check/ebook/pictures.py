"""Rules on pictures and tables of an e-book: what is said instead of them, whether they can be shown, its cover."""

import io
import re
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from PIL import Image

from publisher.check.ebook.container import MOST_UNPACKED
from publisher.check.ebook.elements import shortened, types, words_in
from publisher.check.ebook.opened import OpenedEbook, ebook_rule, error, warning
from publisher.epub.archive import RefusedError, UnreadableError
from publisher.epub.reading import Item
from publisher.epub.trees import XHTML_NAMESPACE
from publisher.errors import Diagnostic
from publisher.source import Position

_SVG = "{http://www.w3.org/2000/svg}"
_FILE_NAME = re.compile(
    r"(?i)\S+\.(jpe?g|png|gif|svg|webp|tiff?|bmp|eps)|(img|image|dsc|scan|figure|fig|pic)[\s_-]*\d*"
)
_MOST_OF_NAME = 200
_RASTERS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
# What phones and old readers still decode; what shops take for covers, along the longer side.
_MOST_PIXELS = 50_000_000
_LEAST_COVER = 1000


@ebook_rule("alt-missing")
def alt_missing(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find pictures of which nothing is said to those who do not see them; an empty alt says that there is nothing."""
    hint = 'say in alt what the picture shows; write alt="" and role="presentation" if it shows nothing'
    for page in ebook.pages:
        for image in page.elements("img"):
            if image.get("alt") is None and not _named(image):
                message = f"the picture “{shortened(image.get('src') or '')}” has no alternative text"
                yield error("alt-missing", message, page.at(image), hint)
        for drawing in page.root.iter(f"{_SVG}svg"):
            holds = next(drawing.iter(f"{_SVG}title", f"{_SVG}desc"), None)
            if not _named(drawing) and holds is None and not _is_hidden(drawing):
                yield error("alt-missing", "a drawing has no title and no label", page.at(drawing), hint)


def _named(element: Any) -> bool:
    return any(element.get(name) for name in ("aria-label", "aria-labelledby", "title")) or _is_hidden(element)


def _is_hidden(element: Any) -> bool:
    return element.get("aria-hidden") == "true" or bool({"presentation", "none"} & types(element))


@ebook_rule("alt-is-file-name")
def alt_is_file_name(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find alternative texts that are the name of a file, or of a camera's picture."""
    for page in ebook.pages:
        for image in page.elements("img"):
            alt, name = (image.get("alt") or "").strip(), PurePosixPath(image.get("src") or "")
            if alt and len(alt) <= _MOST_OF_NAME and (alt in (name.name, name.stem) or _FILE_NAME.fullmatch(alt)):
                message = f"the alternative text “{shortened(alt)}” is the name of a file"
                yield error("alt-is-file-name", message, page.at(image), "say in alt what the picture shows")


@ebook_rule("picture-unreadable")
def picture_unreadable(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find pictures that are missing or damaged."""
    for path, why in _wrong_pictures(ebook):
        if not isinstance(why, RefusedError):
            message = f"the picture{str(why).removeprefix(path)}"
            yield error("picture-unreadable", message, Position(path, 1), "export it again")


@ebook_rule("picture-too-large")
def picture_too_large(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find pictures that are too large for the memory of a reader."""
    for path, why in _wrong_pictures(ebook):
        if isinstance(why, RefusedError):
            hint = "export it again: 2000 pixels along its longer side are enough"
            message = f"the picture{str(why).removeprefix(path)}"
            yield error("picture-too-large", message, Position(path, 1), hint)


def _wrong_pictures(ebook: OpenedEbook) -> Iterator[tuple[str, UnreadableError]]:
    if ebook.read.archive.unpacked_bytes > MOST_UNPACKED:
        return
    for item in {item.path: item for item in ebook.read.manifest.values()}.values():
        try:
            if item.media_type == "image/svg+xml":
                ebook.read.tree(item.path)
            elif item.media_type in _RASTERS:
                width, height = _size(ebook, item)
                if width * height > _MOST_PIXELS:
                    raise RefusedError(f"{item.path} has {width} × {height} pixels")
        except UnreadableError as problem:
            yield item.path, problem


def _size(ebook: OpenedEbook, item: Item) -> tuple[int, int]:
    """Give width and height of a picture in pixels, from its head.

    Raises:
        UnreadableError: It has none.
        RefusedError: They are too many.
    """
    data = ebook.read.archive.read_picture(item.path)
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures that are large; ours is the bound that counts.
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(data), formats=(_RASTERS[item.media_type],)).size
    except Image.DecompressionBombError as problem:
        raise RefusedError(f"{item.path} has more pixels than readers have memory for") from problem
    # Pillow raises whatever its decoders raise: OSError, SyntaxError, ValueError, struct.error, its own.
    except Exception as problem:
        kind = _RASTERS[item.media_type]
        raise UnreadableError(f"{item.path} cannot be read as {kind}") from problem


@ebook_rule("cover-missing")
def cover_missing(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find books that no library can show a cover of."""
    if _cover(ebook) is None:
        hint = 'name the picture in the manifest with properties="cover-image"'
        yield warning("cover-missing", "the package names no cover", ebook.package_at, hint)


@ebook_rule("cover-too-small")
def cover_too_small(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find covers that shops refuse, and that screens of today show blurred."""
    cover = _cover(ebook)
    if cover is None or cover.media_type not in _RASTERS:
        return
    try:
        width, height = _size(ebook, cover)
    except UnreadableError:
        return
    if max(width, height) < _LEAST_COVER:
        message = f"the cover has {width} × {height} pixels"
        hint = f"make its longer side at least {_LEAST_COVER} pixels, better 2560"
        yield warning("cover-too-small", message, Position(cover.path, 1), hint)


def _cover(ebook: OpenedEbook) -> Item | None:
    """Give the picture of the cover as EPUB 3 names it, else as EPUB 2 does."""
    items = ebook.read.manifest
    named = next((item for item in items.values() if "cover-image" in item.properties), None)
    old = next((items[name] for name in ebook.metadata.get("cover", ()) if name in items), None)
    return named or old


@ebook_rule("table-without-heads")
def table_without_heads(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find tables of which screen readers cannot say which column or row a number belongs to."""
    for page in ebook.texts:
        for table in page.elements("table"):
            if _is_hidden(table):
                continue
            rows = list(islice(table.iter(f"{XHTML_NAMESPACE}tr"), 2))
            if len(rows) > 1 and next(table.iter(f"{XHTML_NAMESPACE}th"), None) is None:
                message = f"a table has no head: “{shortened(words_in(table))}”"
                hint = 'make the cells of its first row th, with scope="col"; role="presentation" if it is no table'
                yield warning("table-without-heads", message, page.at(table), hint)
