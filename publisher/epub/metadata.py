"""What the package says of the book: catalogue data with refinements."""

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.config.isbn import thirteen_digits
from publisher.epub.names import unique_stems
from publisher.model import Book, Person, SubjectScheme
from publisher.slug import identifier, slug

# MARC relators of those who answer for the text itself; all others contribute to it.
_CREATORS = frozenset({"aut", "com", "cre", "edt"})

# The names that EPUB has for schemes (EPUB 3.3, D.3.2).
_AUTHORITIES = {
    SubjectScheme.THEMA: "Thema",
    SubjectScheme.BISAC: "BISAC",
    SubjectScheme.BIC: "BIC",
    SubjectScheme.UDC: "UDC",
    SubjectScheme.DDC: "DDC",
    SubjectScheme.LCSH: "LCSH",
}


@dataclass(frozen=True, slots=True)
class Maker:
    """A person as the package names one: `element` is `creator` or `contributor`."""

    element: str
    identifier: str
    person: Person


@dataclass(frozen=True, slots=True)
class Subject:
    """What the book is about, as the package says it: `authority` and `term` where a scheme has it."""

    identifier: str
    words: str
    authority: str | None = None
    term: str | None = None


def makers(book: Book) -> tuple[Maker, ...]:
    """Give who made the book, those who answer for the text first, in the manuscript's order otherwise."""
    people = dict.fromkeys(book.metadata.authors)
    stems = unique_stems((f"{p.name}/{p.role}", identifier(p.name, "person")) for p in people)
    made = [
        Maker("creator" if p.role in _CREATORS else "contributor", f"by-{stems[f'{p.name}/{p.role}']}", p)
        for p in people
    ]
    return tuple(sorted(made, key=lambda maker: maker.element == "contributor"))


def subjects(book: Book) -> Iterator[Subject]:
    """Give what the book is about: what is said in words, then the classes of schemes."""
    codes = book.metadata.subject_codes
    stems = unique_stems((f"{code.scheme}/{code.code}", f"{code.scheme}-{slug(code.code, 'code')}") for code in codes)
    yield from (Subject("", words) for words in book.metadata.subjects)
    for code in dict.fromkeys(codes):
        yield Subject(f"subject-{stems[f'{code.scheme}/{code.code}']}", code.name, _AUTHORITIES[code.scheme], code.code)


def print_identifier(book: Book) -> str:
    """Give what the print edition's file calls itself, as a URN."""
    return print_isbn(book) or f"urn:uuid:{book.metadata.uuid}"


def print_isbn(book: Book) -> str | None:
    """Give the ISBN of the print edition as a URN."""
    isbn = book.print_options.isbn
    return f"urn:isbn:{thirteen_digits(isbn)}" if isbn else None
