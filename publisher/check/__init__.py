"""Checks of finished editions: rules registered by code, each on one fault that a reader would meet."""

from publisher.check import floats, furniture, links, notes, sheets, words
from publisher.check.cover import check_cover, is_cover
from publisher.check.foreseeing import Foreseen, foresee
from publisher.check.pages import check_page_list, page_starts, require_page_list
from publisher.check.printed import RULES as PRINT_RULES
from publisher.check.printed import PrintEdition, examine
from publisher.check.remarks import proof_pages
from publisher.check.running import check_print, require_whole
from publisher.pdf.audit import Memory

__all__ = [
    "PRINT_RULES",
    "Foreseen",
    "Memory",
    "PrintEdition",
    "check_cover",
    "check_page_list",
    "check_print",
    "examine",
    "floats",
    "foresee",
    "furniture",
    "is_cover",
    "links",
    "notes",
    "page_starts",
    "proof_pages",
    "require_page_list",
    "require_whole",
    "sheets",
    "words",
]
