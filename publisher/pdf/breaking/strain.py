"""How far a line is stretched or shrunk to fill the measure, by its spaces and its letters."""

import math

from publisher.pdf.breaking.places import Manner, Place

TOLERANCE = 1e-6
"""Lengths that differ by less are equal: they are sums of floating-point numbers."""

STIFF = 30.0
"""How far a line counts as strained that has nothing to stretch or to shrink."""


def strain(room: float, give: float, letters: float, manner: Manner) -> float:
    """Say how far a line is stretched: 1 is as far as is good, −1 shrunk as far as may be.

    Letters follow the spaces up to there; beyond it spaces alone are stretched.

    Args:
        room: What is left of the measure, below 0 if the line is too long.
        give: The widths of its spaces, added up.
        letters: The width of everything else in it.
        manner: How lines are set.
    """
    if abs(room) < TOLERANCE:
        return 0.0
    by_letters = manner.letters * letters
    by_spaces = (manner.shrink if room < 0 else manner.stretch) * give
    if room > by_spaces + by_letters:
        return (room - by_letters) / by_spaces if by_spaces else STIFF
    return room / (by_spaces + by_letters) if by_spaces or by_letters else -STIFF


def letter_scale(strained: float, manner: Manner) -> float:
    """Give by what the width of letters is multiplied in a line that is strained so far."""
    return 1 + manner.letters * math.copysign(min(abs(strained), 1.0), strained)


def strain_between(begin: Place, end: Place, measure: float, manner: Manner) -> float:
    """Say how far a line is stretched that begins at one place and ends at another."""
    give = end.give_end - begin.give_begin
    # The indent is no letter.
    letters = end.end - max(begin.begin, 0.0) - give
    room = measure + begin.hang_begin + end.hang_end - (end.end - begin.begin)
    return strain(room, give, letters, manner)
