"""Preflight: a file for the press held to PDF/X-4, and to what printers check before they make plates."""

from publisher.check.preflight import claims, inks, intents, looks, pictures, sheets
from publisher.check.preflight.flying import Flight, preflight
from publisher.check.preflight.pressfile import PRINTER_RULES, STANDARD_RULES
from publisher.check.preflight.printers import DEFAULT, Printer, load_printer, printer_names

__all__ = [
    "DEFAULT",
    "PRINTER_RULES",
    "STANDARD_RULES",
    "Flight",
    "Printer",
    "claims",
    "inks",
    "intents",
    "load_printer",
    "looks",
    "pictures",
    "preflight",
    "printer_names",
    "sheets",
]
