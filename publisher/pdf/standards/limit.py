"""No more ink on one spot than the paper takes: colour gives way to black."""

from collections.abc import Callable
from typing import Any

from PIL import Image, ImageMath

# Amounts are weighed as numbers of four bytes, in strips of so many rows, so that no picture fills the memory.
_ROWS = 64
_FULL = 255.0


def within_limit(image: Image.Image, most_ink: float) -> Image.Image:
    """Give a picture in inks that nowhere has more of them than a paper takes.

    Where there is too much, cyan, magenta and yellow are lowered in the same proportion, and black takes over the grey
    that they made together, as far as it has room: shadows keep their hue and their depth. What is within the limit is
    not touched, and what lies just beyond it changes by as much as it lies beyond, so that no edge shows.

    Args:
        image: In mode `CMYK`.
        most_ink: Percent of all inks together, 100 or more.
    """
    limited = image.copy()
    for top in range(0, image.height, _ROWS):
        box = (0, top, image.width, min(top + _ROWS, image.height))
        strip = image.crop(box)
        if _heaviest(strip) > most_ink / 100 * _FULL:
            limited.paste(_lowered(strip, most_ink), box)
    return limited


def _heaviest(strip: Image.Image) -> float:
    total = ImageMath.lambda_eval(
        lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"],
        **dict(zip("cmyk", strip.split(), strict=True)),
    )
    return float(total.getextrema()[1])


def _lowered(strip: Image.Image, most_ink: float) -> Image.Image:
    inks = dict(zip("cmyk", (ink.convert("F") for ink in strip.split()), strict=True))
    room = ImageMath.lambda_eval(_room, **inks)
    kept = ImageMath.lambda_eval(lambda a: _kept(a, most_ink), **inks, room=room)
    lower = [_cut(lambda a: a["ink"] * a["kept"], ink=inks[name], kept=kept) for name in "cmy"]
    black = _cut(lambda a: a["k"] + (1.0 - a["kept"]) * a["room"], k=inks["k"], kept=kept, room=room)
    return Image.merge("CMYK", [*lower, black])


def _cut(formula: Callable[[Any], Any], **images: Image.Image) -> Image.Image:
    # Cut off, not rounded: four amounts that are each rounded up could be too much.
    cut: Image.Image = ImageMath.lambda_eval(lambda a: a["convert"](formula(a), "L"), **images)
    return cut


def _room(a: Any) -> Any:
    """The black that takes over all grey of the three colours: where black is already, less of it is to be seen."""
    return a["min"](a["min"](a["c"], a["m"]), a["y"]) * (1.0 - a["k"] / _FULL)


def _kept(a: Any, most_ink: float) -> Any:
    """The share of the three colours that stays, which with the black instead comes to the limit; 1 within it."""
    share = (most_ink / 100 * _FULL - a["k"] - a["room"]) / (a["c"] + a["m"] + a["y"] - a["room"])
    # Division by nothing gives 0 here, and there nothing is to be lowered.
    return a["max"](a["min"](share, 1.0), 0.0)
