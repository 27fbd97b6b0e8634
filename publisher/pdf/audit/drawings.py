"""What the streams of a page write, as far as the hash of the page depends on it: told once for the same bytes."""

import re
from typing import NamedTuple

from publisher.pdf.audit.shown import Shown, shown

STAMP = b"/Stamp-"
_FURNITURE = re.compile(
    rb"(?:/Artifact <</Type /Pagination /Subtype /(?:Header|Footer)>> BDC\n"
    rb"(?:q 1 0 0 1 -?[\d.]+ -?[\d.]+ cm /Stamp-[\da-f]+ Do Q\n)+EMC\n)+"
)
SHORT = 512
"""A stream of fewer bytes is read sooner than what is known of it is found."""


class Drawing(NamedTuple):
    """What a stream writes.

    Args:
        furniture: All of it, if it draws nothing but stamps; empty otherwise.
        may_stamp: Whether it may draw a stamp.
        shown: What it shows of fonts; `None` if that cannot be told.
    """

    furniture: bytes
    may_stamp: bool
    shown: Shown | None


def drawing_of(written: bytes) -> Drawing:
    """Tell what a stream writes."""
    if _FURNITURE.fullmatch(written):
        return Drawing(written, True, None)
    # A name may also be written in numbers.
    return Drawing(b"", STAMP in written or b"#" in written, shown(written))
