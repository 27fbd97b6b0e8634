"""What an EPUB is packed from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.theme import Theme

XHTML = "application/xhtml+xml"

# All that XML 1.0 cannot hold, and the C1 controls, which nobody can see or type.
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Give a text without the characters that no XML document can hold."""
    return _UNFIT.sub("", text)


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of the package.

    Args:
        identifier: Its id in the manifest.
        path: Where it lies in the package's folder, with `/`.
        media_type: As the manifest states it.
        data: Its bytes.
        properties: Of the manifest: `nav`, `cover-image`.
    """

    identifier: str
    path: str
    media_type: str
    data: bytes = field(repr=False)
    properties: tuple[str, ...] = ()


def fill(theme: Theme, template: str, values: Mapping[str, object]) -> str:
    """Fill in one of the theme's EPUB templates; characters that XML cannot hold are dropped."""
    return clean(theme.render(f"epub/{template}.jinja", **values))
