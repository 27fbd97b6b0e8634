"""Links inside the book must lead somewhere."""

import difflib
from collections.abc import Iterator

from publisher.errors import Diagnostic
from publisher.model import Book, Figure, Inlines, Link, Note, Reference, Section
from publisher.remembering import remembered
from publisher.source import Position
from publisher.transform.numbering import Numbering
from publisher.walk import blocks_in, inlines_in, reading_order


def find_broken(book: Book, numbering: Numbering) -> list[Diagnostic]:
    """Find links to ids that stand nowhere, and empty links to places that have no words of their own."""
    found = list(_find_details_elsewhere(book, numbering))
    for link in (link for section in book.sections for link in links_of(section)):
        target = link.target.removeprefix("#")
        if target not in numbering.homes:
            near = difflib.get_close_matches(target, numbering.homes, 1)
            found.append(
                Diagnostic(
                    code="link-broken",
                    message=f"nothing in the book has the id “{target}”",
                    at=link.at,
                    hint=f"nearest: #{near[0]}" if near else f"add {{#{target}}} to the heading, table or figure meant",
                )
            )
        elif isinstance(link, Reference) and not link.page and target not in numbering.references:
            found.append(
                Diagnostic(
                    code="reference-wordless",
                    message=f"“{target}” has neither a caption nor a heading that an empty link could name",
                    at=link.at,
                    hint=f"write the words: [see there](#{target}), or give the table or figure a caption",
                )
            )
    return found


def _find_details_elsewhere(book: Book, numbering: Numbering) -> Iterator[Diagnostic]:
    """Find pictures whose description does not stand in their own section."""
    for section in book.sections:
        for details, at in _details(section):
            home = numbering.homes.get(details)
            if home is None or home != section.identifier:
                yield Diagnostic(
                    code="details-elsewhere",
                    message=f"nothing in this section has the id “{details}”, which describes the picture",
                    at=at,
                    hint=f"end the paragraph or heading meant with {{#{details}}}, in the same file",
                )


@remembered
def _details(section: Section) -> tuple[tuple[str, Position], ...]:
    figures = (block for block in blocks_in(section.blocks) if isinstance(block, Figure))
    return tuple((figure.details, figure.at) for figure in figures if figure.details)


@remembered
def links_of(section: Section) -> tuple[Link | Reference, ...]:
    """Give a section's links to places in the book, those in its notes too."""
    runs = (section.title, *reading_order(section.blocks))
    return tuple(link for run in runs for link in _links_in(run))


def _links_in(inlines: Inlines) -> Iterator[Link | Reference]:
    for inline in inlines_in(inlines):
        if isinstance(inline, Reference) or (isinstance(inline, Link) and inline.target.startswith("#")):
            yield inline
        elif isinstance(inline, Note):
            for run in reading_order(inline.blocks):
                yield from _links_in(run)
