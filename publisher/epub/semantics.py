"""What each part is, in the words of EPUB (`epub:type`) and of DPUB-ARIA (`role`)."""

import unicodedata

from markupsafe import Markup

from publisher.language.scripts import Script, script_of_language
from publisher.model import Division, Role

RIGHT_TO_LEFT = Markup(' dir="rtl"')
_FROM_THE_RIGHT = frozenset({Script.ARABIC, Script.HEBREW})
# The classes of letters that have a direction of their own (Unicode Standard Annex 9).
_STRONG = frozenset({"L", "R", "AL"})

# DPUB-ARIA 1.1 has a role for each of these; EPUB SSV 1.1 calls them by the model's own names.
_ARIA = {role: f"doc-{role}" for role in Role}

_MATTER = {Division.FRONT: "frontmatter", Division.BODY: "bodymatter", Division.BACK: "backmatter"}


def section_semantics(role: Role) -> Markup:
    """Give the attributes of a section's element."""
    return _attributes(str(role), _ARIA[role])


def matter(role: Role) -> str:
    """Give the `epub:type` of the division that a section stands in."""
    return _MATTER[role.division]


def block_semantics(kind: str) -> Markup:
    """Give the attributes of a kind of block; none where HTML says it already."""
    return _attributes("epigraph", "doc-epigraph") if kind == "epigraph" else Markup("")


def language(tag: str) -> Markup:
    """Give the attributes that state a language, for HTML and for XML, and its direction if that is from the right."""
    return Markup(' lang="{0}" xml:lang="{0}"').format(tag) + (RIGHT_TO_LEFT if runs_left(tag) else "")


def runs_left(tag: str) -> bool:
    """Say whether a language is written from right to left."""
    return script_of_language(tag) in _FROM_THE_RIGHT


def direction(text: str) -> Markup:
    """Give the attribute of words that begin from the right, as names in Arabic or Hebrew letters do."""
    sides = (unicodedata.bidirectional(char) for char in text)
    return RIGHT_TO_LEFT if next((side for side in sides if side in _STRONG), "L") != "L" else Markup("")


def _attributes(epub_type: str, role: str) -> Markup:
    return Markup(' epub:type="{}" role="{}"').format(epub_type, role)
