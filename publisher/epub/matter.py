"""The leaves before the first section: cover, title page, imprint."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.epub.documents import Setting
from publisher.epub.resources import fill
from publisher.model import Book

COVER_IMAGE = "images/cover.png"

_LABELS = {"aut": "authors", "edt": "editors", "trl": "translators"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the imprint: a label, and what it names."""

    label: str
    texts: tuple[str, ...]


def render_cover(book: Book, setting: Setting) -> str:
    """Render the page that shows the cover."""
    alt = setting.words.cover_alt.format(title=book.metadata.title)
    return _page("cover.xhtml", setting.words.cover, setting, {"image": COVER_IMAGE, "alt": alt})


def render_title_page(book: Book, setting: Setting) -> str:
    """Render the title page."""
    logo = setting.names.images.get(book.metadata.logo or "")
    return _page("title-page.xhtml", setting.words.title_page, setting, {"metadata": book.metadata, "logo": logo})


def render_imprint(book: Book, setting: Setting) -> str:
    """Render the imprint."""
    values = {"metadata": book.metadata, "lines": tuple(imprint_lines(book, setting))}
    return _page("imprint.xhtml", setting.words.imprint, setting, values)


def imprint_lines(book: Book, setting: Setting) -> Iterator[Line]:
    """Give the imprint's lines; those that nothing is known for are left out."""
    words, data = setting.words, book.metadata
    yield from _line(words.series, data.series)
    for role, people in _by_role(book).items():
        label = getattr(words, _LABELS.get(role, "contributors"))
        yield Line(label, tuple(people))
    yield from _line(words.edition, data.edition)
    yield from _line(words.publisher, data.publisher)
    when = f"{words.month(data.date.month)} {data.date.year}"
    yield from _line(words.place_and_date, f"{data.place}, {when}" if data.place else when)
    yield from _line("ISBN", book.epub_options.isbn)
    if data.subjects:
        yield Line(words.subjects, data.subjects)


def _line(label: str, value: str | None) -> Iterable[Line]:
    return (Line(label, (value,)),) if value else ()


def _by_role(book: Book) -> dict[str, list[str]]:
    people: dict[str, list[str]] = {}
    for person in book.metadata.authors:
        role = person.role if person.role in _LABELS else "ctb"
        people.setdefault(role, []).append(person.name)
    return people


def _page(template: str, title: str, setting: Setting, values: dict[str, object]) -> str:
    shared = {"language": setting.language, "title": title, "matter": "frontmatter", "root": "", "words": setting.words}
    return fill(setting.theme, template, shared | values)
