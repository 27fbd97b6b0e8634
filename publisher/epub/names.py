"""Files and ids inside the package: ASCII, unique, and made from the book's own ids, never from a position."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publisher.model import Book, Note, Section
from publisher.slug import digest, slug
from publisher.transform.numbering import Numbering
from publisher.walk import used_images

FOLDER = "EPUB/"
"""The package's folder in the container."""

_COVER = "cover"
_EXTENSIONS = {"image/jpeg": "jpg", "image/svg+xml": "svg"}


@dataclass(frozen=True, slots=True)
class NoteIds:
    """The ids of a note and of the marks that call it, the first call first."""

    note: str
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of everything that links lead to.

    Args:
        stems: From a section's id to its file's name without folder and extension.
        images: From a source in the manuscript to a path in the package, in the order of `used_images`.
        notes: Of each note, the ids of both ends of its links.
        notes_headings: From a section's id to the id of the heading above its notes.
        homes: From an id in the book to that of its section.
        pages: From a page of the print edition to the id of the place where it begins.
        cover: The path of the cover's picture in the package.
    """

    stems: Mapping[str, str]
    images: Mapping[str, str]
    notes: Mapping[Note, NoteIds]
    notes_headings: Mapping[str, str]
    homes: Mapping[str, str]
    pages: Mapping[int, str]
    cover: str

    def path(self, section: Section) -> str:
        """Give a section's path in the package."""
        return _path(self.stems[identifier_of(section)])

    def href(self, target: str, home: str) -> str:
        """Give the link from the section `home` to an id in the book."""
        there = self.homes[target]
        return f"#{target}" if there == home else f"{self.stems[there]}.xhtml#{target}"


def identifier_of(section: Section) -> str:
    """Give a section's id.

    Raises:
        AssertionError: The book did not go through `transform.identifiers`.
    """
    assert section.identifier, f"{section.file} has no id"
    return section.identifier


def name_all(book: Book, numbering: Numbering, folios: Iterable[int] = ()) -> Names:
    """Name every file and id of a book's package; `folios` are the pages of its print edition."""
    taken = set(numbering.homes)
    sections = [identifier_of(section) for section in book.sections]
    return Names(
        stems=_section_stems(sections),
        images=_image_paths(book),
        notes=_notes(numbering, taken),
        notes_headings={identifier: _free(f"notes-{identifier}", taken) for identifier in sections},
        homes=numbering.homes,
        pages={folio: _free(f"page-{folio}", taken) for folio in folios},
        cover=_cover_path(book),
    )


def section_paths(book: Book) -> dict[str, str]:
    """Give the path in the package of each section, by its id: the same as `name_all`, and soon."""
    stems = _section_stems(map(identifier_of, book.sections))
    return {identifier: _path(stem) for identifier, stem in stems.items()}


def _section_stems(identifiers: Iterable[str]) -> dict[str, str]:
    return unique_stems((identifier, identifier) for identifier in identifiers)


def _path(stem: str) -> str:
    return f"text/{stem}.xhtml"


def unique_stems(wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give each key a file name's stem that no other has, whatever the case; `wanted` pairs keys with stems.

    A stem that is taken gets a digest of its key.
    """
    stems: dict[str, str] = {}
    taken: set[str] = set()
    for key, stem in wanted:
        plain = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-")
        stems[key] = plain if plain and plain.lower() not in taken else f"{plain or 'file'}-{digest(key)}"
        taken.add(stems[key].lower())
    return stems


def _image_paths(book: Book) -> dict[str, str]:
    sources = used_images(book)
    stems = unique_stems([("", _COVER), *((source, _stem_of(source)) for source in sources)])
    return {source: f"images/{stems[source]}.{_extension(book.images[source].media_type)}" for source in sources}


def _stem_of(source: str) -> str:
    """Give a name made of a picture's whole path, so that those of others never change it."""
    return slug(source.removeprefix("images/").rpartition(".")[0].replace("/", " "), "image")


def _cover_path(book: Book) -> str:
    own = book.images.get(book.epub_options.cover or "")
    return f"images/{_COVER}.{_extension(own.media_type if own else 'image/png')}"


def _extension(media_type: str) -> str:
    return _EXTENSIONS.get(media_type) or media_type.removeprefix("image/")


def _notes(numbering: Numbering, taken: set[str]) -> dict[Note, NoteIds]:
    counts = Counter(repeat.note for repeat in numbering.repeats.values())
    return {note: _note_ids(name, counts[note], taken) for note, name in numbering.note_ids.items()}


def _note_ids(name: str, repeats: int, taken: set[str]) -> NoteIds:
    call = f"call-{name.removeprefix('note-')}"
    wanted = (call, *(f"{call}-{count}" for count in range(2, repeats + 2)))
    return NoteIds(note=_free(name, taken), calls=tuple(_free(each, taken) for each in wanted))


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name = f"{name}-n"
    taken.add(name)
    return name
