"""Pictures in a screen's colours: eight bits a channel, whatever profile, inks or depth they came with."""

import io
from pathlib import Path

from PIL import Image as Raster
from PIL import ImageChops, ImageCms, ImageOps

PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
"""What needs no turning unless a profile says otherwise."""

# What inks are taken for that nobody described.
_STANDARD_INKS = Path(__file__).parent / "profiles" / "FOGRA39L_coated.icc"


def is_plain(picture: Raster.Image) -> bool:
    """Say whether a picture's numbers are those of a screen already."""
    return picture.mode in PLAIN_MODES and not _has_own_colours(picture)


def in_screen_colours(picture: Raster.Image) -> Raster.Image:
    """Give a picture that is not in inks in greys or in a screen's colours, with its transparency."""
    if picture.mode.startswith("I"):
        # Sixteen bits of grey, which Pillow would cut off instead of scaling.
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    own = _fitting(_opened(picture.info.get("icc_profile")), "RGB")
    if own is None or picture.mode not in ("RGB", "RGBA", "P"):
        return picture.convert("RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB")
    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    colours = _converted(picture.convert("RGB"), own)
    if picture.mode == "RGBA":
        colours.putalpha(picture.getchannel("A"))
    return colours


def printed(amounts: Raster.Image, profile: ImageCms.ImageCmsProfile | None) -> Raster.Image:
    """Give the colours that inks print.

    Args:
        amounts: In mode `CMYK`, 255 being an ink in full.
        profile: What they mean; that of the standard condition if nobody says so.
    """
    cyan, magenta, yellow, black = amounts.split()
    if not any(ink.getbbox() for ink in (cyan, magenta, yellow)):
        return ImageOps.invert(black)
    return _converted(amounts, profile or ImageCms.getOpenProfile(str(_STANDARD_INKS)))


def amounts_of(picture: Raster.Image) -> Raster.Image:
    """Give a picture in inks, just opened, with 255 for an ink in full."""
    return picture if holds_inks_inverted(picture) else ImageChops.invert(picture)


def holds_inks_inverted(picture: Raster.Image) -> bool:
    """Say whether the file of a picture in inks, just opened, has 0 where Pillow gives 255, an ink in full."""
    # Photoshop's JPEGs hold inks so, and say whose they are; Pillow takes every JPEG for one of theirs.
    return picture.format != "JPEG" or "adobe" in picture.info


def inks_profile(picture: Raster.Image) -> ImageCms.ImageCmsProfile | None:
    """Give what a picture's file says of its inks; `None` if nothing that can be read."""
    return described_inks(picture.info.get("icc_profile"))


def described_inks(data: bytes | None) -> ImageCms.ImageCmsProfile | None:
    """Give a profile of inks; `None` if there is none, if it cannot be read or describes something else."""
    return _fitting(_opened(data), "CMYK")


def _has_own_colours(picture: Raster.Image) -> bool:
    """Say whether a profile makes colours other than a screen's of a picture's numbers."""
    profile = _fitting(_opened(picture.info.get("icc_profile")), "RGB")
    return profile is not None and "srgb" not in ImageCms.getProfileDescription(profile).lower()


def _opened(data: bytes | None) -> ImageCms.ImageCmsProfile | None:
    if not data:
        return None
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(data))
    except (ImageCms.PyCMSError, OSError):
        return None


def _fitting(profile: ImageCms.ImageCmsProfile | None, space: str) -> ImageCms.ImageCmsProfile | None:
    return profile if profile is not None and profile.profile.xcolor_space.strip() == space else None


def _converted(picture: Raster.Image, profile: ImageCms.ImageCmsProfile) -> Raster.Image:
    turned = ImageCms.profileToProfile(
        picture,
        profile,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert turned is not None
    return turned
