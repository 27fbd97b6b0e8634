"""What the two editions do differently while they share one HTML."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from publisher.model import NoteCall, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """Callables that an edition hands to the renderers.

    Args:
        place_note: Makes the mark of a call; where the note's text goes is the edition's business.
        image_url: From a source in the manuscript to what `src` says.
        href: From an id in the book to what `href` says.
        reference: From an empty link to its words.
        label: From the id of a table or figure to “Tablo 1”; `None` for one without a caption.
        semantics: From a kind (`epigraph`, `figure` …) to attributes, with a space before each; may be empty.
        language: From a BCP 47 tag to attributes, with a space before each.
        text: From running text to markup.
        decimal_sign: Of the language around.
    """

    place_note: Callable[[NoteCall], Markup]
    image_url: Callable[[str], str]
    href: Callable[[str], str]
    reference: Callable[[Reference], str]
    label: Callable[[str | None], str | None]
    semantics: Callable[[str], Markup]
    language: Callable[[str], Markup]
    text: Callable[[str], Markup] = escape
    decimal_sign: str = ","
