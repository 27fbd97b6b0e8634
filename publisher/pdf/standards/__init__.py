"""Standards that a print edition conforms to: PDF/X for the press, PDF/A for archives, PDF/UA for every reader."""

from publisher.pdf.standards.conditions import CONDITIONS, Condition, find_profile
from publisher.pdf.standards.preparing import PressRoom, prepare

__all__ = ["CONDITIONS", "Condition", "PressRoom", "find_profile", "prepare"]
