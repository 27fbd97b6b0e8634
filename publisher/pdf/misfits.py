"""What does not fit, told to the author."""

from collections.abc import Iterator, Mapping, Sequence

from publisher.errors import Diagnostic, Severity
from publisher.model import Blocks, Figure, Section, Table
from publisher.pdf.calls import SetNote
from publisher.source import Position
from publisher.walk import plain_text


def pages_unsettled(title: str, at: Position | None) -> Diagnostic:
    """Report a section whose pages never come to rest under the page numbers that it prints."""
    return Diagnostic(
        code="page-references-unsettled",
        message=f"“{title}” changes its own pages each time the page numbers in its text are set",
        at=at,
        hint="write some words more or less where it refers to a page",
    )


def too_tall(title: str, at: Position | None) -> Diagnostic:
    """Report something that no page can hold."""
    return Diagnostic(
        code="block-too-tall",
        message=f"something in “{title}” is taller than a page",
        at=at,
        hint="make a table row or a picture smaller, or give the page more height",
        severity=Severity.ERROR,
    )


def float_too_tall(block: Figure | Table) -> Diagnostic:
    """Report a figure or table that no page can hold whole, so that it does not stand where its editor wants it."""
    return Diagnostic(
        code="float-too-tall",
        message=f"this is larger than a page: “.{block.place}” cannot be done, and it stands where it is written",
        at=block.at,
        hint="make it smaller, or delete the mark",
        severity=Severity.WARNING,
    )


def spreads_unsettled(blocks: Blocks, places: Sequence[int]) -> Iterator[Diagnostic]:
    """Report blocks of a section's text by their places under its title, which is the first."""
    for place in places:
        yield Diagnostic(
            code="spread-unsettled",
            message="run longer or shorter for this block, its spread would no longer be its own; it stays as it was",
            at=blocks[place - 1].at,
            hint="give .spread-long or .spread-short to a block further up on the same spread",
            severity=Severity.WARNING,
        )


def unplaceable(section: Section, note: SetNote | None) -> Diagnostic:
    """Report what fits on no page: a note by its number, or a block of its section."""
    if note is None:
        return too_tall(plain_text(section.title), section.at)
    return Diagnostic(
        code="note-unplaceable",
        message=f"note {note.label} finds no room on the page that calls it",
        at=note.note.at,
        hint="call fewer notes in this line, or shorten the notes beside it",
    )


def long_heads(sections: Sequence[Section], shortened: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report running heads that were wider than the page's text, with what is printed instead."""
    places = {section.short_title or plain_text(section.title): section.at for section in sections}
    for head, printed in shortened.items():
        yield Diagnostic(
            code="running-head-long",
            message=f"the running head “{head}” is wider than the page's text; “{printed}” is printed",
            at=places.get(head),
            hint="give the section a short_title" if head in places else "shorten title or series in book.toml",
            severity=Severity.WARNING,
        )


def front_matter_too_long() -> Diagnostic:
    """Report leaves that run out of their pages."""
    return Diagnostic(
        code="front-matter-too-long",
        message="half title, title page or imprint does not fit on its page",
        hint="shorten title, authors, description or rights in book.toml",
    )


def contents_unsettled() -> Diagnostic:
    """Report contents that never come to rest."""
    return Diagnostic(
        code="contents-unsettled",
        message="the contents change their own length each time their page numbers are set",
        hint="give a section whose title just fills a line a title one word shorter or longer",
    )
