"""The bar code of an ISBN, in black alone."""

from publisher.model import Image

MODULE_MM = 0.33
"""The width of the narrowest bar at full size (ISO/IEC 15420)."""

QUIET_MODULES = (11, 7)
"""White before and after the bars, at least."""

MODULES = 95
HEIGHT_MM = 22.85
_GUARDS = (range(3), range(45, 50), range(92, 95))
_LONGER_MM = 5 * MODULE_MM


def bar_code(digits: str) -> Image:
    """Draw the bars of an EAN-13 with its white margins; digits stand below them, between the longer bars.

    Args:
        digits: Thirteen, the last of them right.
    """
    # Only covers need it.
    import barcode

    (pattern,) = barcode.EAN13(digits).build()
    bars = "".join(_bar(place) for place, bar in enumerate(pattern) if bar == "1")
    width_mm = (sum(QUIET_MODULES) + MODULES) * MODULE_MM
    height_mm = HEIGHT_MM + _LONGER_MM
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm:.3f}mm" height="{height_mm:.3f}mm"'
        f' viewBox="0 0 {width_mm:.3f} {height_mm:.3f}">{bars}</svg>'
    )
    px_per_mm = 96 / 25.4
    return Image("barcode", "image/svg+xml", svg.encode("ascii"), width_mm * px_per_mm, height_mm * px_per_mm)


def _bar(place: int) -> str:
    height_mm = HEIGHT_MM + (_LONGER_MM if any(place in guard for guard in _GUARDS) else 0)
    x_mm = (QUIET_MODULES[0] + place) * MODULE_MM
    return f'<rect x="{x_mm:.3f}" y="0" width="{MODULE_MM}" height="{height_mm:.3f}" fill="#000"/>'
