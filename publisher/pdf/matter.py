"""Half title, title page, imprint and contents: the leaves that no author writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup, escape

from publisher.html.imprint import authors, helpers, imprint_lines
from publisher.html.page_starts import Leaf
from publisher.html.spoken import in_languages, lines_in_languages, metadata_in_languages, words_in_languages
from publisher.language import language, words
from publisher.model import Book, Figure, Heading, Inlines, ListKind, Section, Table
from publisher.pdf.end_notes import END_NOTES_ID, end_notes_index
from publisher.pdf.links import LINK_SCHEME
from publisher.pdf.sections import language_attribute
from publisher.theme import Theme
from publisher.walk import blocks_in

CONTENTS_ID = "contents"

# The first four pages: half title, its bare back, title page, imprint.
LEAVES = {3: Leaf.TITLE_PAGE, 4: Leaf.IMPRINT}

_FIGURE_SPACE = "\u2007"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: a section (level 1) or one of its headings (level 2).

    `language` is that of its section, if the book's is another.
    """

    level: int
    words: Markup
    identifier: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ContentsList:
    """A list after the contents: of figures, or of tables."""

    identifier: str
    heading: str
    entries: tuple[ContentsEntry, ...]


def contents_entries(book: Book) -> tuple[ContentsEntry, ...]:
    """List what the contents name, in reading order."""
    parts = [_entries_of(section) for section in book.sections]
    notes_at = end_notes_index(book)
    if notes_at is not None:
        parts.insert(notes_at, (ContentsEntry(1, escape(words(book.metadata.language).notes), END_NOTES_ID),))
    return tuple(chain.from_iterable(parts))


def _entries_of(section: Section) -> tuple[ContentsEntry, ...]:
    headings = (block for block in section.blocks if isinstance(block, Heading) and block.level == 2)
    return (
        ContentsEntry(1, _said(section.title), section.identifier or "", section.language),
        *(ContentsEntry(2, _said(heading.inlines), heading.identifier or "", section.language) for heading in headings),
    )


def _said(inlines: Inlines) -> Markup:
    """Give the words of a title with their languages."""
    return words_in_languages(inlines, language_attribute)


def contents_lists(book: Book, labels: Mapping[str, str]) -> tuple[ContentsList, ...]:
    """List the captioned figures and tables, as far as the book asks for it; a list without entries is left out.

    Args:
        book: Whose figures and tables.
        labels: Of each, by its id.
    """
    word = words(book.metadata.language)
    kinds = {
        ListKind.FIGURES: ("list.figures", word.figures, Figure),
        ListKind.TABLES: ("list.tables", word.tables, Table),
    }
    lists = []
    for kind in book.print_options.lists:
        identifier, heading, shown = kinds[kind]
        entries = tuple(
            ContentsEntry(2, _captioned(labels[block.identifier], block.caption), block.identifier, section.language)
            for section in book.sections
            for block in blocks_in(section.blocks)
            if isinstance(block, Figure | Table) and isinstance(block, shown) and block.caption and block.identifier
        )
        if entries:
            lists.append(ContentsList(identifier, heading, entries))
    return tuple(lists)


def _captioned(label: str, caption: Inlines) -> Markup:
    return Markup("{}. {}").format(label, _said(caption))


def contents_targets(book: Book, labels: Mapping[str, str]) -> frozenset[str]:
    """Give the ids whose pages the contents and the lists after them print."""
    listed = (entry for found in contents_lists(book, labels) for entry in found.entries)
    return frozenset(entry.identifier for entry in (*contents_entries(book), *listed))


def front_matter_html(book: Book, theme: Theme) -> str:
    """Write half title, title page and imprint as one document of four pages, the second bare."""
    metadata = book.metadata
    speech = language(metadata.language)
    return theme.render(
        "print/front-matter.html",
        metadata=metadata_in_languages(metadata, language_attribute),
        authors=[in_languages(name, metadata.language, language_attribute) for name in authors(metadata)],
        helpers=lines_in_languages(helpers(metadata, speech.words), metadata.language, language_attribute),
        lines=lines_in_languages(imprint_lines(metadata, speech), metadata.language, language_attribute),
        isbn=book.print_options.isbn,
        logo=f"image:{metadata.logo}" if metadata.logo else None,
    )


def contents_html(book: Book, theme: Theme, labels: Mapping[str, str], folios: Mapping[str, int]) -> str:
    """Write the contents as a galley.

    Args:
        book: Whose contents.
        theme: Has the template.
        labels: Of figures and tables, by their ids.
        folios: The page of each id that they name.
    """
    widest = len(str(max(folios.values(), default=0)))

    def paged(entries: Iterable[ContentsEntry]) -> list[tuple[ContentsEntry, str]]:
        # As wide as the widest folio, so that the dots before all of them end alike.
        return [(entry, str(folios[entry.identifier]).rjust(widest, _FIGURE_SPACE)) for entry in entries]

    return theme.render(
        "print/contents.html",
        language=book.metadata.language,
        words=words(book.metadata.language),
        identifier=CONTENTS_ID,
        scheme=LINK_SCHEME,
        entries=paged(contents_entries(book)),
        lists=[(found.identifier, found.heading, paged(found.entries)) for found in contents_lists(book, labels)],
    )
