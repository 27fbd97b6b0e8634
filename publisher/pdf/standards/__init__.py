"""Standards that a print edition conforms to: PDF/X for the press, PDF/A for archives, PDF/UA for every reader."""

from publisher.pdf.standards.archive import archive_of
from publisher.pdf.standards.preparing import Finish, prepare
from publisher.pdf.standards.pressroom import PressRoom, press_inks, press_room

__all__ = [
    "Finish",
    "PressRoom",
    "archive_of",
    "prepare",
    "press_inks",
    "press_room",
]
