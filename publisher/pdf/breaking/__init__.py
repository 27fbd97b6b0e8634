"""Optimum breaking: where the lines of a paragraph end so that all of them together look best.

Plain Python over widths; no PDF and no WeasyPrint in it. `publisher/pdf/engine/` measures the words, and sets the lines
that are found here.
"""

from publisher.pdf.breaking.looking import break_lines
from publisher.pdf.breaking.places import Manner, Place, Places
from publisher.pdf.breaking.strain import letter_scale, strain

__all__ = ["Manner", "Place", "Places", "break_lines", "letter_scale", "strain"]
