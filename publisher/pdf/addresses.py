"""Where addresses of the web may end a line of print."""

import re
from collections.abc import Iterator

_ADDRESS = re.compile(r"(?:https?://|www\.|doi:\s?10\.)[^\s<>“”\"]+")
# Nothing is an address without one of these; looking for them first spares most texts the search.
_BEGINNINGS = ("://", "www.", "doi:")

_BREAK = "\u200b"
_NO_BREAK = "\u2060"
_PARTS = re.compile(r"(https?://|)([^/?#]*)(.*)", re.DOTALL)
_LONGEST_HOST = 30
_JOINTS = re.compile(r"[-:]")
_SIGNS = re.compile(r"[/.?&=#_%~+:;,@-]+")
_LEAST_AFTER = 4


def addresses_in(text: str) -> Iterator[re.Match[str]]:
    """Give the addresses in a text, in their order."""
    return _ADDRESS.finditer(text) if any(sign in text for sign in _BEGINNINGS) else iter(())


def with_breaks(address: str) -> str:
    """Let an address break before its signs, and after `//`; no line then ends in what looks like a hyphen or a stop.

    A name of a host that is short, and a sign with hardly anything behind it, stay whole.

    Source: The Chicago Manual of Style, 17th edition, 14.18.
    """
    parts: list[tuple[str, str, str]] = _PARTS.findall(address)
    scheme, host, path = parts[0]
    return (scheme and scheme + _BREAK) + _host(host) + _before_signs(path)


def _host(name: str) -> str:
    return _before_signs(name) if len(name) > _LONGEST_HOST else _JOINTS.sub(rf"\g<0>{_NO_BREAK}", name)


def _before_signs(text: str) -> str:
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for signs in _SIGNS.finditer(text):
        yield text[at : signs.start()]
        if len(text) - signs.start() >= _LEAST_AFTER:
            yield _BREAK
        yield signs.group() + _NO_BREAK
        at = signs.end()
    yield text[at:]
