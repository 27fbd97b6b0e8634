"""From a manuscript folder to the book."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from publisher import config
from publisher.config import Config, SectionEntry
from publisher.errors import ConfigError, Diagnostic, in_reading_order
from publisher.manuscript import covers, files, images, profiles, urls
from publisher.manuscript.attributes import nearest
from publisher.manuscript.read import Parsed
from publisher.manuscript.remembering import read
from publisher.model import Block, Book, Figure, Image, InlineImage, Inlines, Note, Profile, Role, Section
from publisher.printers import Printer, load_printer
from publisher.remembering import remembered
from publisher.source import Position
from publisher.walk import blocks_in, inlines_in, runs_of

CONFIG_NAME = "book.toml"
MOST_SECTIONS = 2000
MOST_BOOK_BYTES = 60_000_000


def load(folder: Path, *, source_date_epoch: int | None = None) -> tuple[Book | None, list[Diagnostic]]:
    """Read a project: book.toml, every section, every picture.

    Args:
        folder: The folder that holds book.toml; messages name files by it as it is given.
        source_date_epoch: Stands in for a date that book.toml leaves out, in seconds since 1970.

    Returns:
        Every mistake, in the order of files and lines, and the book; `None` if book.toml or a whole section could
        not be read. A book with mistakes is there to be looked through for more of them, never to be rendered.

    Raises:
        ConfigError: `manuscript-missing`, if there is no such folder or no book.toml in it.
    """
    name = f"{folder.as_posix()}/{CONFIG_NAME}"
    real = files.inside(folder, CONFIG_NAME)
    if not folder.is_dir() or real is None or not real.is_file():
        raise ConfigError(_missing(folder))
    text, found = files.read_text(real, name)
    if text is None:
        return None, found
    settings, found = config.read(text, name, source_date_epoch=source_date_epoch)
    entries = settings.sections if settings else config.named_sections(text, name)
    loading = _Loading(folder, found)
    sections = loading.sections(entries) if settings or entries != () else ()
    if settings and settings.metadata.logo:
        loading.picture(settings.metadata.logo, settings.at_logo or Position(name, 1))
    if settings and settings.epub_options.cover:
        loading.cover(_normal(settings.epub_options.cover), settings.at_cover or Position(name, 1))
    profile = loading.profile(settings) if settings else None
    printer = loading.printer(settings) if settings else None
    found = list(in_reading_order(loading.found))
    if settings is None or not loading.complete:
        return None, found
    book = _book(settings, sections, loading.pictures, profile)
    if book.print_options.attach_manuscript:
        book = replace(book, files=files.read_all(folder, _names(book)))
    return replace(book, most_ink=printer.most_ink if printer else None), found


def _missing(folder: Path) -> Diagnostic:
    what = f"the folder {folder} has no {CONFIG_NAME}" if folder.is_dir() else f"there is no folder {folder}"
    return Diagnostic(
        code="manuscript-missing",
        message=what,
        hint=f"name the folder that holds {CONFIG_NAME}, or make one with: publish new FOLDER",
    )


def _book(settings: Config, sections: tuple[Section, ...], pictures: dict[str, Image], profile: Profile | None) -> Book:
    metadata, options = settings.metadata, settings.epub_options
    if metadata.logo:
        metadata = replace(metadata, logo=_normal(metadata.logo))
    if options.cover:
        options = replace(options, cover=_normal(options.cover))
    return Book(
        metadata=metadata,
        sections=sections,
        print_options=settings.print_options,
        epub_options=options,
        cover_options=settings.cover_options,
        editions=settings.editions,
        images=dict(sorted(pictures.items())),
        word_divisions=settings.word_divisions,
        smart_punctuation=settings.typography.smart_punctuation,
        press_profile=profile,
    )


def _names(book: Book) -> Iterator[str]:
    """Give the names of all files that a book may be made from."""
    yield CONFIG_NAME
    yield from (section.file for section in book.sections)
    yield from book.images
    yield from filter(None, (book.print_options.press.profile, f"{book.print_options.printer}.toml"))


def _normal(source: str) -> str:
    return source.removeprefix("./")


class _Loading:
    """Reads the files of one folder and collects what is wrong with them."""

    def __init__(self, folder: Path, found: list[Diagnostic]) -> None:
        self._folder = folder
        self.found = list(found)
        self.complete = True
        self.pictures: dict[str, Image] = {}
        self._seen: set[str] = set()
        self._note_names: dict[str, str] = {}
        self._picture_bytes = 0
        self._text_bytes = 0

    def report(self, code: str, message: str, at: Position, hint: str) -> None:
        self.found.append(Diagnostic(code=code, message=message, at=at, hint=hint))

    # --- sections ---

    def sections(self, entries: tuple[SectionEntry, ...] | None) -> tuple[Section, ...]:
        """Read every section, in order."""
        if entries is None:
            entries = tuple(self._listed())
        if not entries:
            self.report(
                "section-missing",
                "the book has no section",
                self._at(CONFIG_NAME),
                "write one in a file of its own, for example 01-first.md, that begins with # Title",
            )
        if len(entries) > MOST_SECTIONS:
            self.report(
                "section-limit",
                f"the book has {len(entries)} sections; {MOST_SECTIONS} is the most",
                self._at(CONFIG_NAME),
                "join some of them",
            )
            self.complete = False
            return ()
        first: dict[str, Position] = {}
        sections = tuple(section for entry in entries if (section := self._section(entry, first)))
        self.complete = len(sections) == len(entries) > 0
        return sections

    def _at(self, name: str) -> Position:
        return Position(f"{self._folder.as_posix()}/{name}", 1)

    def _listed(self) -> Iterator[SectionEntry]:
        """Give every Markdown file of the folder, in the order of their names."""
        for name in sorted(file.name for file in self._folder.iterdir() if file.suffix == ".md"):
            if not name.startswith("."):
                yield SectionEntry(name, None, None, None, None, self._at(name))

    def _section(self, entry: SectionEntry, first: dict[str, Position]) -> Section | None:
        name = posixpath.normpath(entry.file) if entry.file else ""
        if not name or not self._can_be_read(entry, name):
            return None
        if name in first:
            self.report(
                "section-duplicate",
                f"“{name}” is already a section, see line {first[name].line}",
                entry.at,
                "delete one of the two [[section]] tables",
            )
            return None
        first[name] = entry.at
        path = f"{self._folder.as_posix()}/{name}"
        text, found = files.read_text(self._folder / name, path)
        self.found += found
        if text is None or not self._fits(text, path):
            return None
        parsed, found = read(text, path, self._note_names)
        self.found += found
        for note in parsed.note_names:
            self._note_names.setdefault(note, name)
        self._pictures_of(parsed)
        return self._checked(parsed, entry, name, whole=not found)

    def _can_be_read(self, entry: SectionEntry, name: str) -> bool:
        real = files.inside(self._folder, name) if urls.inside(entry.file) else None
        if real is None:
            self.report(
                "section-outside",
                f"“{entry.file}” is not inside the manuscript folder",
                entry.at,
                "move the file into the folder and write its path from there, with / and without ..",
            )
            return False
        if not real.is_file():
            names = sorted(file.name for file in self._folder.iterdir() if file.suffix == ".md")
            near = nearest(name, names).split(";")[0] if names else ""
            hint = f"write the file, or correct its name; {near}" if near.startswith("nearest") else "write the file"
            self.report("section-file-missing", f"there is no file “{name}”", entry.at, hint)
            return False
        return True

    def _fits(self, text: str, path: str) -> bool:
        before = self._text_bytes
        self._text_bytes += len(text)
        if before <= MOST_BOOK_BYTES < self._text_bytes:
            self.report(
                "book-too-large",
                f"the sections hold more than {files.megabytes(MOST_BOOK_BYTES)} of text",
                Position(path, 1),
                "make several volumes of them",
            )
        return self._text_bytes <= MOST_BOOK_BYTES

    def _checked(self, parsed: Parsed, entry: SectionEntry, name: str, *, whole: bool) -> Section:
        # Where something could not be read, that is the mistake, not that nothing is left.
        if not parsed.blocks and whole:
            self.report(
                "section-empty",
                "this section has a title and no text" if parsed.title else "this section is empty",
                parsed.at,
                "write its text below the title, or take the file out of the book",
            )
        elif parsed.blocks and not parsed.title:
            self.report("section-untitled", "this section has no title", parsed.at, "begin it with a line: # The Title")
        return _section(parsed, entry, name)

    def profile(self, settings: Config) -> Profile | None:
        """Read the profile of the press, if book.toml names one."""
        source = settings.print_options.press.profile
        if not source:
            return None
        profile, found = profiles.load(self._folder, source, settings.at_profile or self._at(CONFIG_NAME))
        self.found += found
        return profile

    def printer(self, settings: Config) -> Printer | None:
        """Look up the printer whose wishes the press edition is held to."""
        try:
            return load_printer(settings.print_options.printer, self._folder)
        except ConfigError as problem:
            self.found += (replace(found, at=settings.at_printer) for found in problem.found)
            return None

    # --- pictures ---

    def _pictures_of(self, parsed: Parsed) -> None:
        for source, at in _pictures_of(parsed):
            self.picture(source, at)

    def picture(self, source: str, at: Position) -> None:
        """Read a picture once, wherever it is named."""
        source = _normal(source)
        if source in self._seen:
            return
        self._seen.add(source)
        real = files.inside(self._folder, source) if urls.inside(source) and not urls.has_scheme(source) else None
        if real is None:
            self.report(
                "image-outside",
                f"the picture “{source}” is not inside the manuscript folder",
                at,
                "copy the file itself into the folder, not a link to it",
            )
        elif not real.is_file():
            self._report_missing(source, at)
        elif images.media_type(source) is None:
            self.report(
                "image-type-unknown",
                f"the picture “{source}” is of a type that not every edition can show",
                at,
                f"save it as one of: {', '.join(images.SUFFIXES)}",
            )
        else:
            self._read_picture(source, real, at)

    def cover(self, source: str, at: Position) -> None:
        """Read the picture that is the e-book's cover."""
        self.picture(source, at)
        if source in self.pictures:
            self.found += covers.find_unfit(self.pictures[source], at)

    def _report_missing(self, source: str, at: Position) -> None:
        listed = sorted(
            file.relative_to(self._folder).as_posix()
            for file in (self._folder / source).parent.glob("*")
            if file.suffix.lower() in images.SUFFIXES
        )
        near = nearest(source, listed).split(";")[0] if listed else ""
        hint = "put the file there, or correct its name"
        self.report(
            "image-missing",
            f"there is no picture “{source}”",
            at,
            f"{hint}; {near}" if near.startswith("nearest") else hint,
        )

    def _read_picture(self, source: str, real: Path, at: Position) -> None:
        size = real.stat().st_size
        self._picture_bytes += size
        if size > images.MOST_IMAGE_BYTES or self._picture_bytes > images.MOST_BOOK_IMAGE_BYTES:
            self.report(
                "image-too-large",
                f"the picture “{source}” has {files.megabytes(size)}; one may have "
                f"{files.megabytes(images.MOST_IMAGE_BYTES)}, all together "
                f"{files.megabytes(images.MOST_BOOK_IMAGE_BYTES)}",
                at,
                "scale it down: 300 pixels an inch are enough for print",
            )
            return
        picture, found = images.check(source, real.read_bytes(), at)
        self.found += found
        if picture:
            self.pictures[source] = picture


@remembered
def _section(parsed: Parsed, entry: SectionEntry, name: str) -> Section:
    own = parsed.entry
    return Section(
        file=name,
        role=entry.role or (own.role if own else None) or Role.CHAPTER,
        title=parsed.title,
        blocks=parsed.blocks,
        at=parsed.at,
        short_title=entry.short_title or (own.short_title if own else None),
        identifier=entry.identifier or (own.identifier if own else None) or parsed.identifier,
        language=entry.language or (own.language if own else None),
    )


@remembered
def _pictures_of(parsed: Parsed) -> tuple[tuple[str, Position], ...]:
    return (*((inline.source, inline.at) for inline in _inlines_of(parsed.title)), *_pictures_in(parsed.blocks))


def _pictures_in(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Position]]:
    for block in blocks_in(blocks):
        if isinstance(block, Figure):
            yield block.source, block.at
        for run in runs_of(block):
            yield from ((inline.source, inline.at) for inline in _inlines_of(run))
            for note in (inline for inline in inlines_in(run) if isinstance(inline, Note)):
                yield from _pictures_in(note.blocks)


def _inlines_of(run: Inlines) -> Iterator[InlineImage]:
    for inline in inlines_in(run):
        if isinstance(inline, InlineImage):
            yield inline
