"""Where the pages of a print edition begin in the words of its book: what that edition tells the e-book.

Places are counted in the running text that both editions share: the signs of a section's title and blocks, figures and
tables that print may move left out. A call and a reference count as one sign, for each edition writes its own there.
"""

import enum
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

# A character that leaves ink: only those can be found in a finished file.
SIGN = re.compile("[^\\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2060\ufeff\ufffe\uffff]")


class Leaf(enum.StrEnum):
    """Leaves before the first section that both editions have."""

    TITLE_PAGE = "title-page"
    IMPRINT = "imprint"


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins.

    Args:
        folio: Which page, from 1.
        section: The id of the section that its text begins in; `None` if it has no running text.
        signs: How many signs of the section's running text stand before it.
        words: What it begins with, as printed: signs alone, up to a call or a reference.
        leaf: The leaf before the first section that it is; `None` if it is none.
    """

    folio: int
    section: str | None = None
    signs: int = 0
    words: str = ""
    leaf: Leaf | None = None


PageStarts: TypeAlias = Sequence[PageStart]


def signs_in(text: str) -> bytes:
    """Give a byte for each character of a text: 1 for a sign, 0 for anything else."""
    # Few characters make up a text of hundreds of thousands.
    is_sign = {ord(char): SIGN.fullmatch(char) is not None for char in set(text)}
    if all(is_sign.values()):
        return b"\x01" * len(text)
    return text.translate(is_sign).encode("latin-1")


def encode(starts: PageStarts) -> bytes:
    """Give page starts as bytes to keep."""
    return json.dumps([asdict(start) for start in starts], ensure_ascii=False).encode()


def decode(data: bytes) -> tuple[PageStart, ...]:
    """Give page starts that were kept."""
    return tuple(_decode(**start) for start in json.loads(data))


def _decode(leaf: str | None, **values: Any) -> PageStart:
    return PageStart(**values, leaf=Leaf(leaf) if leaf else None)
