"""Addresses in running text, which nobody may improve."""

import re
from collections.abc import Iterator

# A path needs no scheme before it: `ankasam.org/rapor`. The last alternative is a DOI.
_ADDRESS = re.compile(
    r"""(?: [a-z][a-z0-9+.-]{1,12}:// | www\. | (?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}/ | \b(?:doi|urn|isbn|mailto): )
        [^\s<>“”«»"]+
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | \b10\.[0-9]{4,9}/[^\s<>“”«»"]+""",
    re.VERBOSE | re.IGNORECASE,
)
# What ends a sentence or a bracket around the address rather than the address.
_AFTER = ".,;:!?…'’)]"


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Give where each address begins and ends."""
    if not _may_hold(text):
        return
    for match in _ADDRESS.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip(_AFTER))


def _may_hold(text: str) -> bool:
    return "/" in text or "@" in text or "www." in text or ":" in text
