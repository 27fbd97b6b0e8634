"""The tree of contents, shown by the navigation document and, for old readers, by the NCX."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from publisher.epub import semantics
from publisher.epub.documents import Setting, heading_text, render_label, section_name
from publisher.epub.names import identifier_of
from publisher.model import Book, Division, Heading, Section
from publisher.walk import blocks_in

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents.

    Args:
        identifier: The id of the place it leads to.
        href: From the package's folder.
        text: Its words.
        label: Its words with languages and emphasis.
        spoken: The attributes of its language if that differs from the book's.
        entries: What stands under it.
    """

    identifier: str
    href: str
    text: str
    label: Markup
    spoken: Markup = NOTHING
    entries: "tuple[Entry, ...]" = ()


def contents(book: Book, setting: Setting) -> tuple[Entry, ...]:
    """Give the contents on two levels: sections, and their headings of level 2."""
    return tuple(_section_entry(section, setting) for section in book.sections)


def start_of_text(book: Book) -> Section:
    """Give the section that a reader opens first: the first of the body, or of the book where it has no body."""
    body = (section for section in book.sections if section.role.division is Division.BODY)
    return next(body, book.sections[0])


def _section_entry(section: Section, setting: Setting) -> Entry:
    href = setting.names.path(section)
    return Entry(
        identifier=identifier_of(section),
        href=href,
        text=section_name(section, setting),
        label=render_label(section.title, setting) or escape(section_name(section, setting)),
        spoken=semantics.language(section.language) if section.language else NOTHING,
        entries=tuple(_heading_entries(section, href, setting)),
    )


def _heading_entries(section: Section, href: str, setting: Setting) -> Iterator[Entry]:
    for block in blocks_in(section.blocks):
        if isinstance(block, Heading) and block.level == 2 and block.identifier:
            text = heading_text(block.inlines, setting)
            # A line without words would be a link that nobody can see or hear.
            if text:
                label = render_label(block.inlines, setting)
                yield Entry(block.identifier, f"{href}#{block.identifier}", text, label)
