"""One book on the press: asks for all that is to be set of it, and puts what comes together."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar, cast

import pikepdf

from publisher.errors import Diagnostic, LayoutError
from publisher.language import words
from publisher.language.words import Words
from publisher.model import (
    ArchiveStandard,
    Block,
    Book,
    Division,
    Figure,
    Image,
    Mark,
    NoteNumbering,
    PressOptions,
    Purpose,
    Section,
    Table,
)
from publisher.pdf import binding
from publisher.pdf.audit.unit import unsound
from publisher.pdf.by_page import make_labelled_pages
from publisher.pdf.calls import Calls, SetNote, set_once
from publisher.pdf.end_notes import END_NOTES_ID, end_notes_html, end_notes_index, end_notes_targets
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.explaining import explain, remember
from publisher.pdf.foreman import Done, Foreman
from publisher.pdf.furniture import Furniture, PageFurniture, lines_to_shape
from publisher.pdf.geometry import Layout, slug_of
from publisher.pdf.matter import CONTENTS_ID, contents_html, contents_targets, front_matter_html
from publisher.pdf.misfits import (
    contents_unsettled,
    float_too_tall,
    front_matter_too_long,
    long_heads,
    pages_unsettled,
    spreads_unsettled,
    too_tall,
    unplaceable,
)
from publisher.pdf.outline import outline
from publisher.pdf.pagination import Folios, Part
from publisher.pdf.printed import PrintedBook, PrintedPart, page_map, placed_notes
from publisher.pdf.rasters import in_inks
from publisher.pdf.requests import Asking, Failed, Leaves, SetLeaves, SetUnit, ShapedLines, ShapeLines
from publisher.pdf.sections import Setting, section_html, section_targets, text_blocks
from publisher.pdf.standards import archive_of, marks, prepare, press_room
from publisher.pdf.structure import PDF_1_7, PDF_2_0, Vocabulary
from publisher.pdf.units import Unit
from publisher.pdf.workshop import Workshop
from publisher.progress import Progress, Step
from publisher.source import Position
from publisher.theme import Theme
from publisher.transform.floating import floating
from publisher.transform.numbering import Numbering, number
from publisher.walk import plain_text

T = TypeVar("T")

_FRONT_PAGES = 4


class Press:
    """One book on the press.

    Args:
        book: With all its ids.
        theme: How it looks.
        layout: Its page.
        images: Its pictures as the typesetter sees them.
        foreman: Has things set.
        progress: Hears of each section.
    """

    def __init__(
        self,
        book: Book,
        theme: Theme,
        layout: Layout,
        images: Mapping[str, Image],
        foreman: Foreman,
        progress: Progress,
    ) -> None:
        options = book.print_options
        self._book = book
        self._theme = theme
        self._layout = layout
        self._images = images
        self._slug_mm = slug_of(options.press, layout.geometry.bleed_mm)
        self._foreman = foreman
        self._progress = progress
        self._numbering: Numbering = number(book, options.note_numbering, options.note_marks)
        self._setting = Setting(book, theme, self._numbering)
        self._calls = {_name(section): set_once(section, self._numbering) for section in book.sections}
        self._floats: dict[str, Sequence[Figure | Table]] = {}
        self._html: dict[str, str] = {}
        self._pages: dict[str, int] = {}
        self._found: list[Diagnostic] = []
        self._parts: dict[str, PrintedPart] = {}

    @property
    def sections(self) -> int:
        """How many sections the book has."""
        return len(self._book.sections)

    def front_matter(self) -> DrawnPages:
        """Set half title, title page and imprint."""
        (done,) = self._foreman.do([self._leaves()])
        self._note("front.matter", self._words.title_page, done)
        self._found += done.result.found
        return done.result.drawn

    def _leaves(self) -> Asking[Leaves]:
        leaves = cast(Leaves, (yield SetLeaves(front_matter_html(self._book, self._theme))))
        if leaves.drawn.pages != _FRONT_PAGES or not leaves.fits:
            raise LayoutError(front_matter_too_long())
        return leaves

    def parts(self) -> tuple[Part, ...]:
        """List what is set, in reading order, from the contents on."""
        labels = self._numbering.labels
        contents = Part(
            CONTENTS_ID,
            self._words.contents,
            contents_targets(self._book, labels),
            self._contents,
            contents_unsettled(),
            Division.FRONT,
        )
        parts = [self._section_part(section) for section in self._book.sections]
        notes_at = end_notes_index(self._book)
        if notes_at is not None:
            targets = end_notes_targets(self._book, self._calls)
            unsettled = pages_unsettled(self._words.notes, None)
            parts.insert(
                notes_at, Part(END_NOTES_ID, self._words.notes, targets, self._end_notes, unsettled, Division.BACK)
            )
        return contents, *parts

    def _section_part(self, section: Section) -> Part:
        title = plain_text(section.title)
        return Part(
            _name(section),
            section.short_title or title,
            section_targets(section, self._setting, self._calls[_name(section)]),
            functools.partial(self._section, section),
            pages_unsettled(title, section.at),
            section.role.division,
        )

    def typeset(self, parts: Sequence[tuple[Part, Folios]]) -> list[Unit]:
        """Set parts with the pages that they print."""
        made = self._foreman.do([part.typeset(folios) for part, folios in parts])
        for (part, _), done in zip(parts, made, strict=True):
            self._note(part.identifier, part.head, done)
        return [done.result for done in made]

    def _note(self, identifier: str, title: str, done: Done[T]) -> None:
        """Take down what became of a part; one that is set more than once is kept if it is each time."""
        before = self._parts.get(identifier)
        kept = done.kept and (before is None or before.kept)
        self._parts[identifier] = PrintedPart(identifier, title, kept, done.trace)

    def _section(self, section: Section, folios: Folios) -> Asking[Unit]:
        options = self._book.print_options
        name = _name(section)
        if options.note_numbering is NoteNumbering.PAGE:
            make = functools.partial(self._set, section, folios)
            calls, unit = yield from make_labelled_pages(section, self._numbering, options.note_marks, make)
            self._calls[name] = calls
        else:
            unit = yield from self._set(section, folios, self._calls[name])
        self._report(section, unit)
        return unit

    def _set(self, section: Section, folios: Folios, calls: Calls) -> Asking[Unit]:
        """Ask for a section's pages with given labels; what is too tall to leave the text stays in it."""
        floats: Sequence[Figure | Table] = floating(section, self._book.print_options)
        while True:
            self._floats[_name(section)] = floats
            html = self._html[_name(section)] = section_html(section, self._setting, calls, folios, floats)
            result = yield SetUnit(html, _name(section))
            if isinstance(result, Unit):
                return result
            failed = cast(Failed, result)
            if failed.faults:
                raise unsound(failed.faults, [note.note.at for note in calls.notes], section.at)
            if not failed.floats:
                raise LayoutError(unplaceable(section, None if failed.note is None else calls.notes[failed.note]))
            floats = tuple(each for number, each in enumerate(floats) if number not in failed.floats)

    def _report(self, section: Section, unit: Unit) -> None:
        self._pages[_name(section)] = unit.drawn.pages
        done = len(self._pages)
        self._progress(Step("print", "sections", done, len(self._book.sections), sum(self._pages.values())))

    def _end_notes(self, folios: Folios) -> Asking[Unit]:
        html = end_notes_html(self._setting, self._calls, folios)
        return self._matter(html, self._words.notes, END_NOTES_ID)

    def _contents(self, folios: Folios) -> Asking[Unit]:
        """Set the contents and the lists after them."""
        html = contents_html(self._book, self._theme, self._numbering.labels, folios)
        return self._matter(html, self._words.contents, CONTENTS_ID)

    def _matter(self, html: str, title: str, identifier: str) -> Asking[Unit]:
        result = yield SetUnit(html, identifier)
        if isinstance(result, Unit):
            return result
        failed = cast(Failed, result)
        if failed.faults:
            raise unsound(failed.faults, (), None)
        raise LayoutError(too_tall(title, None))

    def bind(
        self, front: DrawnPages, parts: Sequence[tuple[Part, Unit]], purpose: Purpose | None = None
    ) -> PrintedBook:
        """Bind what was set into the book."""
        verso_head = self._verso_head()
        named = [(part.identifier, part.head, unit) for part, unit in parts]
        starts = binding.folios([front, *(unit.drawn for _, _, unit in named)])
        units = [binding.BoundPages(front, 1, (PageFurniture(None, False),) * front.pages, Division.FRONT)]
        for start, (part, unit) in zip(starts[1:], parts, strict=True):
            furniture_of = _section_furniture(start, unit, part.head, verso_head)
            units.append(binding.BoundPages(unit.drawn, start, furniture_of, part.division))
        press = self._book.print_options.press if purpose is Purpose.PRESS else PressOptions()
        sheets = self._sheets(purpose)
        pdf = binding.open_book()
        furniture = Furniture(pdf, sheets, self._shape, self._heads(part for part, _ in parts))
        data = binding.bind(
            pdf,
            units,
            furniture,
            self._foreman.kit.fonts,
            outline(self._book, self._numbering.labels),
            self._book.metadata,
            sheets,
            self._book.print_options.isbn,
            press.signature,
            self._vocabulary(purpose),
            functools.partial(self._prepare, purpose, sheets),
        )
        named_units = [(None, None), *((name, unit) for name, _, unit in named)]
        pages = page_map(units, named_units, self._labels(), press.signature)
        shown = tuple(replace(page, head=furniture.shortened.get(page.head or "", page.head)) for page in pages)
        set_units = {name: unit for name, _, unit in named}
        found = (
            *self._found,
            *chain.from_iterable(unit.found for unit in set_units.values()),
            *long_heads(self._book.sections, furniture.shortened),
            *chain.from_iterable(self._warnings(section, set_units[_name(section)]) for section in self._book.sections),
        )
        return PrintedBook(
            data=data,
            pages=len(shown),
            notes=len(self._numbering.notes),
            page_map=shown,
            placed_notes=tuple(
                placed
                for start, (name, _, unit) in zip(starts[1:], named, strict=True)
                for placed in placed_notes(self._notes_of(name), unit, start)
            ),
            found=tuple(dict.fromkeys(found)),
            parts=tuple(self._parts.values()),
        )

    def explain(self, printed: PrintedBook, folio: int, workshop: Workshop) -> tuple[str, ...]:
        """Say why a page of a section ends where it does.

        Args:
            printed: The bound book.
            folio: Which page, the first being 1.
            workshop: Makes the section's pages once more, for a closer look.
        """
        pages = printed.page_map
        name = pages[folio - 1].section or ""
        section = next((section for section in self._book.sections if section.identifier == name), None)
        if section is None:
            return (f"page {folio} belongs to no section: it is as long as it is",)
        begins = next(page.folio for page in pages if page.section == name)
        blocks: Sequence[Block] = text_blocks(section, self._floats[name])
        labels = [note.label for note in self._calls[name].notes]
        made = workshop.make_pages(self._html[name])

        def at(block: int) -> Position | None:
            return section.at if block == 0 else blocks[block - 1].at if block <= len(blocks) else None

        return tuple(explain(remember(made, self._layout.area), folio - begins, folio, labels, at))

    def _warnings(self, section: Section, unit: Unit) -> Iterator[Diagnostic]:
        floats = self._floats[_name(section)]
        yield from spreads_unsettled(text_blocks(section, floats), unit.unsettled)
        yield from (
            float_too_tall(block)
            for block in floating(section, self._book.print_options)
            if block.place and block not in floats
        )

    def _shape(self, heads: Mapping[str, str]) -> ShapedLines:
        def shaping(request: ShapeLines) -> Asking[ShapedLines]:
            return cast(ShapedLines, (yield request))

        (done,) = self._foreman.do([shaping(lines_to_shape(self._theme, self._layout, heads))])
        self._found += done.result.found
        return done.result

    def _sheets(self, purpose: Purpose | None) -> Layout:
        """Give the page with what lies around it: nothing of that concerns what is set."""
        return replace(self._layout, slug_mm=self._slug_mm) if purpose is Purpose.PRESS else self._layout

    def _prepare(self, purpose: Purpose | None, sheets: Layout, pdf: pikepdf.Pdf) -> None:
        if purpose is Purpose.PRESS and Mark.CROP in self._book.print_options.press.marks:
            marks.draw(pdf, tuple(marks.crop_lines(sheets.boxes)))
        if purpose is not None:
            originals = in_inks(self._book.images, self._images)
            room = press_room(self._book, self._theme, originals)
            prepare(pdf, purpose, self._book.metadata.date, room, archive_of(self._book))

    def _vocabulary(self, purpose: Purpose | None) -> Vocabulary | None:
        if purpose is Purpose.PRESS:
            return None
        is_newer = purpose is Purpose.ARCHIVE and self._book.print_options.archive is ArchiveStandard.A4
        return PDF_2_0 if is_newer else PDF_1_7

    def _heads(self, parts: Iterable[Part]) -> dict[str, str]:
        """Give every running head with its language."""
        own = self._book.metadata.language
        spoken = {section.identifier: section.language or own for section in self._book.sections}
        return {part.head: spoken.get(part.identifier, own) for part in parts} | {self._verso_head(): own}

    def _verso_head(self) -> str:
        metadata = self._book.metadata
        return f"{metadata.series} | {metadata.title}" if metadata.series else metadata.title

    @property
    def _words(self) -> Words:
        return words(self._book.metadata.language)

    def _notes_of(self, name: str) -> Sequence[SetNote]:
        return self._calls[name].notes if name in self._calls else ()

    def _labels(self) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(note.label for note in calls.notes) for name, calls in self._calls.items()}


def _name(section: Section) -> str:
    return section.identifier or ""


def _section_furniture(first: int, unit: Unit, title: str, verso_head: str) -> tuple[PageFurniture, ...]:
    """A section's first page carries its folio alone, a blank one nothing."""
    others = [
        PageFurniture(title if (first + index) % 2 else verso_head, True)
        if plan.tops_pt or plan.notes or plan.floats
        else PageFurniture(None, False)
        for index, plan in enumerate(unit.plans[1:], 1)
    ]
    return (PageFurniture(None, True), *others)
