"""Pictures as every print edition takes them: eight bits a channel, in greys or in a screen's colours.

The typesetter drops profiles and takes numbers for what they are not; so pictures with a profile of their own, in inks,
or with more bits are turned before it sees them. All others go on unchanged, byte for byte.
"""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import PIL
from PIL import Image as Raster
from PIL import ImageCms, ImageOps

from publisher.model import Image
from publisher.pdf.standards import inked
from publisher.pdf.standards.conditions import STANDARD, find_profile, read_profile, srgb_profile
from publisher.pdf.standards.pictures import hash_of
from publisher.store import Store, code_of

# The date in a profile's header changes no colour.
_SCREEN_DAY = date(2000, 1, 1)
_PLAIN = ("1", "L", "LA", "P", "RGB", "RGBA")
_JPEG_QUALITY = 95


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
        shown: The same as `plain` gave them.
    """
    return {
        hash_of(shown[source].data): image.data
        for source, image in images.items()
        if shown[source] is not image and _mode(image) == "CMYK"
    }


def on_screens(images: Mapping[str, Image], store: Store, inks: bytes | None = None) -> Mapping[str, Image]:
    """Give pictures as screens take them: profiles stay, inks become the colours that they print."""
    return {source: _plain(image, store, inks) if _mode(image) == "CMYK" else image for source, image in images.items()}


def _mode(image: Image) -> str:
    if image.media_type == "image/svg+xml":
        return ""
    with Raster.open(io.BytesIO(image.data)) as picture:
        return picture.mode


def _plain(image: Image, store: Store, inks: bytes | None) -> Image:
    if image.media_type == "image/svg+xml":
        return image
    with Raster.open(io.BytesIO(image.data)) as picture:
        if picture.mode in _PLAIN and not _has_own_colours(picture):
            return image
    key = store.key("plain-raster", code_of(__file__, inked.__file__), PIL.__version__, inks or b"", image.data)
    return replace(image, data=store.get_or_make(key, lambda: _turned(image.data, inks)))


def _has_own_colours(picture: Raster.Image) -> bool:
    """Say whether a profile makes colours other than a screen's of a picture's numbers."""
    profile = _profile(picture)
    if profile is None or profile.profile.xcolor_space.strip() != "RGB":
        return False
    return "srgb" not in ImageCms.getProfileDescription(profile).lower()


def _profile(picture: Raster.Image) -> ImageCms.ImageCmsProfile | None:
    data = picture.info.get("icc_profile")
    if not data:
        return None
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(data))
    except (ImageCms.PyCMSError, OSError):
        return None


def _turned(data: bytes, inks: bytes | None) -> bytes:
    with Raster.open(io.BytesIO(data)) as picture:
        kind, profile = picture.format, _profile(picture)
        upright = ImageOps.exif_transpose(picture)
    result = io.BytesIO()
    own = inked.read_inked(data)
    turned = _in_screen_colours(upright, profile) if own is None else _printed(own, inks)
    turned.info.clear()
    if kind == "JPEG":
        turned.save(result, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    else:
        turned.save(result, "PNG")
    return result.getvalue()


def _in_screen_colours(picture: Raster.Image, profile: ImageCms.ImageCmsProfile | None) -> Raster.Image:
    if picture.mode.startswith("I"):
        # Sixteen bits of grey, which Pillow would cut off instead of scaling.
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    own = _fitting(profile, "RGB")
    if own is None or picture.mode not in ("RGB", "RGBA", "P"):
        return picture.convert("RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB")
    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    colours = _converted(picture.convert("RGB"), own)
    if picture.mode == "RGBA":
        colours.putalpha(picture.getchannel("A"))
    return colours


def _printed(picture: inked.Inked, inks: bytes | None) -> Raster.Image:
    """Give the colours that inks print."""
    if picture.is_black:
        return ImageOps.invert(picture.amounts.getchannel("K"))
    return _converted(picture.amounts, picture.profile or _given(inks))


def _given(inks: bytes | None) -> ImageCms.ImageCmsProfile:
    try:
        if inks:
            return read_profile(inks)
    except (ImageCms.PyCMSError, OSError):
        # The press, which needs it, says so.
        pass
    path = find_profile(STANDARD)
    assert path, "it comes with the package"
    return ImageCms.getOpenProfile(str(path))


def _converted(picture: Raster.Image, profile: ImageCms.ImageCmsProfile) -> Raster.Image:
    screen = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile(_SCREEN_DAY)))
    turned = ImageCms.profileToProfile(
        picture,
        profile,
        screen,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert turned is not None
    return turned


def _fitting(profile: ImageCms.ImageCmsProfile | None, space: str) -> ImageCms.ImageCmsProfile | None:
    return profile if profile is not None and profile.profile.xcolor_space.strip() == space else None
