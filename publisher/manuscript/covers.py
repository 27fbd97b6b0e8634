"""A picture that the author wants as the e-book's cover."""

from publisher.errors import Diagnostic
from publisher.model import Image
from publisher.source import Position

# What the bookshops that ask for most take at the least.
LEAST_PX = 1400


def find_unfit(image: Image, at: Position) -> list[Diagnostic]:
    """Find what keeps a picture from being a cover: that it is a drawing, or too small."""
    if image.media_type == "image/svg+xml":
        why = "is a drawing, which few reading systems show as a cover"
    elif min(image.width_px, image.height_px) < LEAST_PX:
        why = f"has {image.width_px:.0f} × {image.height_px:.0f} pixels; its shorter side needs {LEAST_PX}"
    else:
        return []
    return [
        Diagnostic(
            code="cover-unfit",
            message=f"the cover “{image.source}” {why}",
            at=at,
            hint="export it as PNG or JPEG of 1600 × 2560 pixels, or leave the key out: the theme draws a cover",
        )
    ]
