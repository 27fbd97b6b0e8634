"""ASCII names made from titles, the same on every machine."""

import hashlib
import re
import unicodedata

from anyascii import anyascii

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_MOST = 60


def slug(text: str, fallback: str = "book") -> str:
    """Make an ASCII name of lower-case letters, digits and single hyphens.

    Args:
        text: A title in any script.
        fallback: Given where nothing of `text` can be written in ASCII.

    Returns:
        At most 60 characters, cut at a hyphen where there is one.
    """
    plain = _NOT_PLAIN.sub("-", anyascii(unicodedata.normalize("NFC", text)).lower().replace("'", "")).strip("-")
    if len(plain) > _MOST:
        plain = plain[: _MOST + 1].rsplit("-", 1)[0][:_MOST]
    return plain or fallback


def identifier(text: str, prefix: str) -> str:
    """Make an id that begins with a letter, as EPUB and PDF both take it; `prefix` where `text` begins otherwise."""
    plain = slug(text, fallback="")
    return plain if plain[:1].isalpha() else f"{prefix}-{plain}" if plain else prefix


def digest(text: str) -> str:
    """Give eight hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
