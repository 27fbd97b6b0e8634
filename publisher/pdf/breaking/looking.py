"""Break a paragraph, look at it, and break it otherwise where that takes a blemish out."""

from publisher.pdf.breaking.blemishes import blemished
from publisher.pdf.breaking.optimum import Found, Paragraph
from publisher.pdf.breaking.places import Manner, Places

# What an end of a line costs that is tried to be avoided.
_AVOIDED = 1e6
# So many ends are avoided in turn. A paragraph with more of them says one word over and over.
_MOST_TRIES = 12


def break_lines(places: Places, measure: float, manner: Manner) -> tuple[int, ...] | None:
    """Find the lines of a paragraph that look best.

    Args:
        places: Where lines may end, from the paragraph's beginning to its end.
        measure: The lines' width.
        manner: How they are set.

    Returns:
        The indices of the places where lines end, the last included; `None` if something does not fit in a line.
    """
    paragraph = Paragraph(places, measure, manner)
    found = paragraph.least_lines()
    if found is None:
        return None
    seen = blemished(places, found.ends, measure, manner)
    return _otherwise(paragraph, found, seen).ends if seen else found.ends


def _otherwise(paragraph: Paragraph, found: Found, seen: list[int]) -> Found:
    """Give lines with fewer blemishes, if they are worth it: each end of a blemished line is avoided in turn."""
    places, measure, manner = paragraph.places, paragraph.measure, paragraph.manner
    best, least = found, found.weight + manner.blemish * len(seen)
    for line in sorted({*seen, *(line - 1 for line in seen)})[:_MOST_TRIES]:
        if not 0 <= line < len(found.ends) - 1:
            continue
        end = found.ends[line]
        other = paragraph.least_avoiding(end, _AVOIDED)
        if other is not None and end not in other.ends:
            weight = other.weight + manner.blemish * len(blemished(places, other.ends, measure, manner))
            if weight < least:
                best, least = other, weight
    return best
