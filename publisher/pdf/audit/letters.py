"""Characters as ink shows them: what leaves none is left out, what looks alike is the same."""

import re
import unicodedata
from functools import lru_cache

_HYPHENS = "\u2010\u2011\x02\ufffe"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"
_TABLE = {ord(sign): None for sign in _UNSEEN} | {ord(sign): "-" for sign in _HYPHENS}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def dense(text: str) -> str:
    """Give the characters that leave ink, without spaces."""
    # PDFium gives U+0002 or U+FFFE for a hyphen at which it would join two lines.
    return "".join(text.translate(_TABLE).split())


def alike(printed: str, meant: str) -> bool:
    """Say whether printed characters can be those that are meant: in capitals, or as a font composes them.

    A file tells a glyph's meaning, not its spelling: signs that Unicode holds equivalent may share one, and runs
    that are read from right to left come in an order of the reader's own.
    """
    if printed == meant:
        return True
    if unicodedata.normalize("NFKC", printed) == unicodedata.normalize("NFKC", meant):
        return True
    if printed == printed.upper() and _folded(printed) == _folded(meant):
        return True
    return bool(_RIGHT_TO_LEFT.search(meant)) and sorted(printed) == sorted(meant)


def may_be_alike(printed: str, meant: str) -> bool:
    """Say whether printed characters can be any that a text begins with, though they are not these themselves."""
    return not (
        unicodedata.is_normalized("NFKC", printed)
        and unicodedata.is_normalized("NFKC", meant)
        and printed != printed.upper()
        and not _RIGHT_TO_LEFT.search(meant)
    )


def first_key(text: str) -> str:
    """Give what two texts that may be printed alike have in common at their beginning; nothing for no text."""
    return _first_folded(text[:1])


@lru_cache(maxsize=1024)
def _first_folded(sign: str) -> str:
    return _folded(sign)[:1]


def _folded(text: str) -> str:
    """Forget capitals and the marks that capitals of some languages drop or gain."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
