"""Checks of finished editions: rules registered by code, each on one fault that a reader would meet."""

from publisher.check import floats, furniture, links, notes, sheets, words
from publisher.check.printed import RULES as PRINT_RULES
from publisher.check.printed import PrintEdition, examine
from publisher.check.remarks import proof_pages
from publisher.check.running import check_print, require_whole

__all__ = [
    "PRINT_RULES",
    "PrintEdition",
    "check_print",
    "examine",
    "floats",
    "furniture",
    "links",
    "notes",
    "proof_pages",
    "require_whole",
    "sheets",
    "words",
]
