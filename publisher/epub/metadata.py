"""What the package says of the book: catalogue data with refinements, and how accessible it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.epub.names import unique_stems, used_images
from publisher.language import words
from publisher.model import Book, Person
from publisher.slug import identifier

# MARC relators of those who answer for the text itself; all others contribute to it.
_CREATORS = frozenset({"aut", "com", "cre", "edt"})


@dataclass(frozen=True, slots=True)
class Maker:
    """A person as the package names one: `element` is `creator` or `contributor`."""

    element: str
    identifier: str
    person: Person


@dataclass(frozen=True, slots=True)
class Access:
    """The schema.org properties of accessibility."""

    modes: tuple[str, ...]
    features: tuple[str, ...]
    summary: str


def makers(book: Book) -> tuple[Maker, ...]:
    """Give who made the book, those who answer for the text first, in the manuscript's order otherwise."""
    people = dict.fromkeys(book.metadata.authors)
    stems = unique_stems((f"{p.name}/{p.role}", identifier(p.name, "person")) for p in people)
    made = [
        Maker("creator" if p.role in _CREATORS else "contributor", f"by-{stems[f'{p.name}/{p.role}']}", p)
        for p in people
    ]
    return tuple(sorted(made, key=lambda maker: maker.element == "contributor"))


def isbn_digits(isbn: str) -> str:
    """Give an ISBN as its URN has it: without hyphens and spaces."""
    return isbn.replace("-", "").replace(" ", "")


def print_identifier(book: Book) -> str:
    """Give what the print edition's file calls itself, as a URN."""
    isbn = book.print_options.isbn
    return f"urn:isbn:{isbn_digits(isbn)}" if isbn else f"urn:uuid:{book.metadata.uuid}"


def access(book: Book, *, has_pages: bool) -> Access:
    """Say how the book can be read, from what it holds; `has_pages` says whether it tells the print edition's pages."""
    pictures = bool(used_images(book))
    return Access(
        modes=("textual", "visual") if pictures else ("textual",),
        features=tuple(sorted(_features(pictures, has_pages))),
        summary=words(book.metadata.language).accessibility_summary,
    )


def _features(pictures: bool, has_pages: bool) -> Iterator[str]:
    yield from ("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")
    if pictures:
        yield "alternativeText"
    if has_pages:
        yield from ("pageBreakMarkers", "pageNavigation")
