"""Half title, title page, imprint and contents: the leaves that no author writes."""

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.html.imprint import authors, helpers, imprint_lines
from publisher.language import words
from publisher.model import Book, Heading
from publisher.pdf.engine.drawing import LINK_SCHEME
from publisher.theme import Theme
from publisher.walk import plain_text

CONTENTS_ID = "contents"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: a section (level 1) or one of its headings (level 2)."""

    level: int
    words: str
    identifier: str


def contents_entries(book: Book) -> tuple[ContentsEntry, ...]:
    """List what the contents name, in reading order."""
    entries = []
    for section in book.sections:
        entries.append(ContentsEntry(1, plain_text(section.title), section.identifier or ""))
        entries += [
            ContentsEntry(2, plain_text(block.inlines), block.identifier or "")
            for block in section.blocks
            if isinstance(block, Heading) and block.level == 2
        ]
    return tuple(entries)


def front_matter_html(book: Book, theme: Theme) -> str:
    """Write half title, title page and imprint as one document of four pages, the second bare."""
    metadata = book.metadata
    speech = words(metadata.language)
    return theme.templates.get_template("print/front-matter.html").render(
        metadata=metadata,
        authors=authors(metadata),
        helpers=helpers(metadata, speech),
        lines=tuple(imprint_lines(metadata, speech)),
        isbn=book.print_options.isbn,
        logo=f"image:{metadata.logo}" if metadata.logo else None,
    )


def contents_html(book: Book, theme: Theme, folios: Mapping[str, int]) -> str:
    """Write the contents as a galley.

    Args:
        book: Whose contents.
        theme: Has the template.
        folios: The page of each id; an id that is not there yet prints as page 0.
    """
    return theme.templates.get_template("print/contents.html").render(
        language=book.metadata.language,
        words=words(book.metadata.language),
        identifier=CONTENTS_ID,
        scheme=LINK_SCHEME,
        entries=[(entry, folios.get(entry.identifier, 0)) for entry in contents_entries(book)],
    )
