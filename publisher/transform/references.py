"""Links inside the book must lead somewhere."""

import difflib
from collections.abc import Iterator

from publisher.errors import Diagnostic
from publisher.model import Book, Figure, Inlines, Link, Note, Reference, Section
from publisher.transform.numbering import Numbering
from publisher.walk import blocks_in, inlines_in, reading_order


def find_broken(book: Book, numbering: Numbering) -> list[Diagnostic]:
    """Find links to ids that stand nowhere, and empty links to places that have no words of their own."""
    found = list(_find_details_elsewhere(book, numbering))
    for link in (link for section in book.sections for link in _links(section)):
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
        for block in blocks_in(section.blocks):
            if isinstance(block, Figure) and block.details:
                home = numbering.homes.get(block.details)
                if home is None or home != section.identifier:
                    yield Diagnostic(
                        code="details-elsewhere",
                        message=f"nothing in this section has the id “{block.details}”, which describes the picture",
                        at=block.at,
                        hint=f"end the paragraph or heading meant with {{#{block.details}}}, in the same file",
                    )


def _links(section: Section) -> Iterator[Link | Reference]:
    yield from _links_in(section.title)
    for run in reading_order(section.blocks):
        yield from _links_in(run)


def _links_in(inlines: Inlines) -> Iterator[Link | Reference]:
    for inline in inlines_in(inlines):
        if isinstance(inline, Reference) or (isinstance(inline, Link) and inline.target.startswith("#")):
            yield inline
        elif isinstance(inline, Note):
            for run in reading_order(inline.blocks):
                yield from _links_in(run)
