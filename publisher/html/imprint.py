"""What title page and imprint say of a book: who made it, where, when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.language import Language
from publisher.language.words import Words
from publisher.model import Metadata, Person

_AUTHOR = "aut"
# What one is called, and what several are.
_LABELS = {_AUTHOR: ("author", "authors"), "edt": ("editor", "editors"), "trl": ("translator", "translators")}
_OTHERS = ("contributor", "contributors")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the imprint: a label, and what it names."""

    label: str
    texts: tuple[str, ...]


def authors(metadata: Metadata) -> tuple[str, ...]:
    """Name those who wrote the book."""
    return tuple(person.name for person in metadata.authors if person.role == _AUTHOR)


def helpers(metadata: Metadata, words: Words) -> tuple[Line, ...]:
    """Name those who did something else than write it, a line for each kind."""
    return tuple(_by_kind((person for person in metadata.authors if person.role != _AUTHOR), words))


def series_and_number(metadata: Metadata) -> str | None:
    """Name the series, and the book's place in it."""
    if metadata.series is None or metadata.series_number is None:
        return metadata.series
    return f"{metadata.series}, {metadata.series_number:g}"


def imprint_lines(metadata: Metadata, speech: Language, isbn: str | None = None) -> Iterator[Line]:
    """Give the imprint's lines; those that nothing is known for are left out."""
    words = speech.words
    yield from _line(words.series, series_and_number(metadata))
    yield from _by_kind(metadata.authors, words)
    yield from _line(words.edition, metadata.edition)
    yield from _line(words.publisher, metadata.publisher)
    yield _place_and_date(metadata, speech)
    yield from _line("ISBN", isbn)
    if metadata.subjects:
        yield Line(words.subjects, metadata.subjects)


def _by_kind(people: Iterable[Person], words: Words) -> Iterator[Line]:
    names: dict[tuple[str, str], list[str]] = {}
    for person in people:
        names.setdefault(_LABELS.get(person.role, _OTHERS), []).append(person.name)
    return (Line(getattr(words, labels[len(told) > 1]), tuple(told)) for labels, told in names.items())


def _place_and_date(metadata: Metadata, speech: Language) -> Line:
    when = speech.dates.month_and_year(metadata.date)
    if metadata.place:
        return Line(speech.words.place_and_date, (f"{metadata.place}, {when}",))
    return Line(speech.words.date, (when,))


def _line(label: str, value: str | None) -> Iterator[Line]:
    if value:
        yield Line(label, (value,))
