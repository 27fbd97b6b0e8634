"""Which addresses a manuscript may name."""

import posixpath
import re
from urllib.parse import urlsplit

from markdown_it.common.normalize_url import normalizeLink

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def link_target(url: str) -> str | None:
    """Give an address as every reader of an edition takes it, or `None` if a link may not lead there."""
    if url.startswith("#"):
        return url if len(url) > 1 else None
    scheme = _SCHEME.match(url)
    if not scheme:
        return None
    match scheme[0].lower():
        case "http:" | "https:":
            return normalizeLink(url) if _has_host(url) else None
        case "mailto:":
            return normalizeLink(url) if "@" in url else None
        case _:
            return None


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def has_scheme(source: str) -> bool:
    """Tell whether an address leads out of the folder by a scheme or a host."""
    return _SCHEME.match(source) is not None or source.startswith("//")


def inside(source: str) -> bool:
    """Tell whether a path stays inside the manuscript folder, links on the disk aside."""
    return not (
        source.startswith(("/", "~"))
        or "\\" in source
        or ".." in source.split("/")
        or posixpath.normpath(source) == "."
    )
