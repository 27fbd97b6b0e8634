"""Standards that a print edition conforms to: PDF/X for the press, PDF/A for archives, PDF/UA for every reader."""

from publisher.pdf.standards.archive import archive_of
from publisher.pdf.standards.conditions import CONDITIONS, STANDARD, Condition, find_profile
from publisher.pdf.standards.preparing import PressRoom, prepare, press_inks, press_room

__all__ = [
    "CONDITIONS",
    "STANDARD",
    "Condition",
    "PressRoom",
    "archive_of",
    "find_profile",
    "prepare",
    "press_inks",
    "press_room",
]
