"""Words that are no running text of a section, with the languages of those in another script."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from publisher.html.imprint import Line
from publisher.model import Foreign, Inlines, Metadata, Text
from publisher.transform.runs import tagged
from publisher.walk import inner_inlines, plain_text

Attributes = Callable[[str], Markup]
"""From a BCP 47 tag to attributes, with a space before each."""


def in_languages(text: str, language: str, attributes: Attributes) -> Markup:
    """Give words as markup, those in another script than their language's with a language of their own."""
    (inlines,) = tagged(((Text(text),),), language)
    return words_in_languages(inlines, attributes)


def words_in_languages(inlines: Inlines, attributes: Attributes) -> Markup:
    """Give the words of a run as markup: their languages are kept, all else is left out."""
    parts = []
    for inline in inlines:
        match inline:
            case Foreign():
                words = words_in_languages(inline.inlines, attributes)
                parts.append(Markup("<span{}>{}</span>").format(attributes(inline.language), words))
            case _ if inner := inner_inlines(inline):
                parts.append(words_in_languages(inner, attributes))
            case _:
                parts.append(escape(plain_text((inline,))))
    return Markup("").join(parts)


def metadata_in_languages(metadata: Metadata, attributes: Attributes) -> Metadata:
    """Give what leaves print of a book, as markup: its titles, and what is said of it."""

    def said(text: str | None) -> str | None:
        return in_languages(text, metadata.language, attributes) if text else text

    return replace(
        metadata,
        title=in_languages(metadata.title, metadata.language, attributes),
        subtitle=said(metadata.subtitle),
        series=said(metadata.series),
        rights=said(metadata.rights),
        description=said(metadata.description),
    )


def lines_in_languages(lines: Iterable[Line], language: str, attributes: Attributes) -> tuple[Line, ...]:
    """Give lines of the imprint whose texts are markup."""
    return tuple(
        Line(line.label, tuple(in_languages(text, language, attributes) for text in line.texts)) for line in lines
    )
