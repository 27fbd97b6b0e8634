"""Preflight: a file for the press held to PDF/X-4, and to what printers check before they make plates."""

from publisher.check.preflight import claims, inks, intents, looks, pictures, sheets
from publisher.check.preflight.flying import Flight, preflight
from publisher.check.preflight.pictures import too_coarse
from publisher.check.preflight.pressfile import PRINTER_RULES, STANDARD_RULES

__all__ = [
    "PRINTER_RULES",
    "STANDARD_RULES",
    "Flight",
    "claims",
    "inks",
    "intents",
    "looks",
    "pictures",
    "preflight",
    "sheets",
    "too_coarse",
]
