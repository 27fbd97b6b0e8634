"""Addresses in running text, which nobody may improve."""

import re
from typing import TypeAlias

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Where things begin and end, in their order."""

# A path needs no scheme before it: `ankasam.org/rapor`. The last alternative is a DOI.
_ADDRESS = re.compile(
    r"""(?: [a-z][a-z0-9+.-]{1,12}:// | www\. | (?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}/ | \b(?:doi|urn|isbn|mailto): )
        [^\s<>“”«»"]+
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | \b10\.[0-9]{4,9}/[^\s<>“”«»"]+""",
    re.VERBOSE | re.IGNORECASE,
)
# Nothing is an address without one of these; looking for them first spares most texts the search.
_SIGNS = ("/", "@", "www.", "WWW.", "doi:", "Doi:", "DOI:", "urn:", "isbn:", "ISBN:", "mailto:")
# What ends a sentence or a bracket around the address rather than the address.
_AFTER = ".,;:!?…'’)]"


def addresses_in(text: str) -> Spans:
    """Give where each address begins and ends."""
    if not any(sign in text for sign in _SIGNS):
        return ()
    found = _ADDRESS.finditer(text)
    return tuple((match.start(), match.start() + len(match.group().rstrip(_AFTER))) for match in found)


def meets(spans: Spans, begin: int, end: int) -> bool:
    """Say whether characters lie in one of some spans, be it only in part."""
    return any(first < end and begin < last for first, last in spans)
