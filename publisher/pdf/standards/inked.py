"""Pictures that come in inks: what their files say, and which of them are printed as they stand."""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageCms, ImageOps

from publisher.printers.conditions import Condition
from publisher.screen_colours import holds_inks_inverted, inks_profile

# Before them stand the date of making and a hash over all, which differ in copies of one profile (ICC.1, 7.2).
_TAGS = 128
# The tag of Exif that says how a picture is to be turned.
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Inked:
    """A picture in inks.

    Args:
        amounts: Upright, in mode `CMYK`, 255 being an ink in full.
        profile: What its file says of the inks; `None` if nothing that can be read.
        is_upright: Whether the file holds it as it is shown.
        is_inverted: Whether the file holds it the other way round, 0 being an ink in full.
    """

    amounts: Image.Image
    profile: ImageCms.ImageCmsProfile | None
    is_upright: bool
    is_inverted: bool

    @property
    def is_black(self) -> bool:
        """Whether it is black ink alone."""
        return not any(ink.getbbox() for ink in self.amounts.split()[:3])


def read_inked(data: bytes) -> Inked | None:
    """Read a picture; `None` if it is not in inks."""
    with Image.open(io.BytesIO(data)) as picture:
        if picture.mode != "CMYK":
            return None
        is_inverted = holds_inks_inverted(picture)
        is_upright = picture.getexif().get(_ORIENTATION, 1) == 1
        upright = ImageOps.exif_transpose(picture)
        amounts = upright if is_inverted else ImageChops.invert(upright)
        amounts.load()
        return Inked(amounts, inks_profile(picture), is_upright, is_inverted)


def is_for(profile: ImageCms.ImageCmsProfile, condition: Condition, press: ImageCms.ImageCmsProfile | None) -> bool:
    """Say whether a profile describes the inks of a press, so that its numbers are printed as they stand.

    Args:
        profile: Of a picture.
        condition: Of the press.
        press: What describes it.
    """
    said = ImageCms.getProfileDescription(profile).strip()
    if press is not None:
        if profile.tobytes()[_TAGS:] == press.tobytes()[_TAGS:]:
            return True
        if said == ImageCms.getProfileDescription(press).strip():
            return True
    # Several houses have measured one condition: a conversion between their profiles would only blur black.
    return condition.registered and condition.name in said
