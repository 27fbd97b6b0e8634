"""How much a drawing comes to when every part that it refers to is drawn there, and the pictures that it holds."""

import re
from collections.abc import Iterator

from lxml import etree

_IMAGE = "{http://www.w3.org/2000/svg}image"
_EMBEDDED = re.compile(r"data:(image/(?:png|jpeg));base64,", re.IGNORECASE)
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_OWN = re.compile(r"url\(\s*['\"]?\s*#([^)'\"\s]*)", re.IGNORECASE)


class _Part:
    """An element being counted, and what of it is left to count."""

    def __init__(self, element: etree._Element, inner: list[etree._Element]) -> None:
        self.element = element
        self.inner = inner
        self.left: Iterator[etree._Element] = iter(inner)


def shown_elements(root: etree._Element) -> int | None:
    """Count the elements of a drawing, copies included; `None` if a part shows itself.

    Such a part would be drawn until the program gives up, with the page's graphics state left as it was then.
    """
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    named = {name: element for element in reversed(elements) if (name := element.get("id"))}
    counts: dict[etree._Element, int] = {}
    under_way = {root}
    waiting = [_Part(root, _shown_by(root, named))]
    while waiting:
        element, inner = waiting[-1].element, waiting[-1].inner
        following = next((other for other in waiting[-1].left if other not in counts), None)
        if following is None:
            waiting.pop()
            under_way.discard(element)
            counts[element] = 1 + sum(counts[other] for other in inner)
        elif following in under_way:
            return None
        else:
            under_way.add(following)
            waiting.append(_Part(following, _shown_by(following, named)))
    return counts[root]


def _shown_by(element: etree._Element, named: dict[str, etree._Element]) -> list[etree._Element]:
    """Give what is drawn for an element: what it holds, and what it refers to."""
    names = [name for value in element.attrib.values() for name in _OWN.findall(str(value))]
    if etree.QName(element).localname != "a":
        names += [str(element.get(href, "")).strip().removeprefix("#") for href in ("href", _XLINK_HREF)]
    held = [child for child in element if isinstance(child.tag, str)]
    return held + [named[name] for name in names if name in named]


def embedded_pictures(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Give the pictures that a drawing holds: the element, the media type, and the data in base 64 without spaces."""
    for element in root.iter(_IMAGE):
        for attribute in ("href", _XLINK_HREF):
            value = str(element.get(attribute) or "").strip()
            if match := _EMBEDDED.match(value):
                yield element, match[1].lower(), "".join(value[match.end() :].split())
                break
