"""Render the print edition of a book: every section a unit, the units bound."""

import functools
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import pikepdf

from publisher import fonts
from publisher.errors import Diagnostic, LayoutError
from publisher.language import words
from publisher.language.words import Words
from publisher.model import Book, Division, LineBreaking, Mark, NoteNumbering, PressOptions, Purpose, Section
from publisher.pdf import binding
from publisher.pdf.audit.unit import require_sound
from publisher.pdf.by_page import make_labelled_pages
from publisher.pdf.calls import Calls, SetNote, set_once
from publisher.pdf.divisions import word_divisions
from publisher.pdf.end_notes import END_NOTES_ID, end_notes_html, end_notes_index, end_notes_targets
from publisher.pdf.engine import Typesetter
from publisher.pdf.engine.drawing import DrawnPages, draw_pages
from publisher.pdf.engine.measuring import holds_its_lines
from publisher.pdf.explaining import Remembered, explain, remember
from publisher.pdf.furniture import Furniture, PageFurniture
from publisher.pdf.geometry import Layout, layout, slug_of
from publisher.pdf.makeup import PageMaker, UnplaceableError, make_up
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
from publisher.pdf.pagination import Folios, Part, settle
from publisher.pdf.printed import PrintedBook, PrintedPage, page_map, placed_notes
from publisher.pdf.sections import Setting, section_html, section_targets, text_blocks
from publisher.pdf.standards import marks, prepare, press_room
from publisher.pdf.units import MadeUp, TooTallError, Unit, finish, make_pages, typeset
from publisher.progress import Progress, Step, silent
from publisher.source import Position
from publisher.store import Store
from publisher.theme import Theme
from publisher.transform.floating import floating
from publisher.transform.numbering import Numbering, number
from publisher.walk import plain_text

STYLES = ("common.css", "print/text.css", "print/notes.css", "print/matter.css", "print/page.css")
_FRONT_PAGES = 4


def render(
    book: Book,
    theme: Theme,
    *,
    store: Store,
    progress: Progress = silent,
    page_maker: PageMaker = make_up,
    purpose: Purpose | None = None,
) -> PrintedBook:
    """Render the print edition.

    Args:
        book: With all its ids (`transform.identifiers`).
        theme: How it looks.
        store: Keeps what is worth keeping between runs.
        progress: Hears of each section.
        page_maker: Makes the pages of each section.
        purpose: What the file is for; `None` for one that conforms to no standard of a purpose.

    Raises:
        LayoutError: `note-unplaceable`, `block-too-tall`, `front-matter-too-long`, `contents-unsettled`,
            `page-references-unsettled`, `note-numbers-unsettled`, `profile-missing`, `profile-unusable`.
    """
    press = _Press(book, theme, store, page_maker, progress)
    front = press.front_matter()
    parts = press.parts()
    units = settle(front, parts)
    progress(Step("print", "binding", 0, 1))
    printed = press.bind(front, list(zip(parts, units, strict=True)), purpose)
    progress(Step("print", "binding", 1, 1))
    return printed


def explain_page(book: Book, theme: Theme, folio: int, *, store: Store, progress: Progress = silent) -> tuple[str, ...]:
    """Say in a few lines why a page of the print edition ends where it does.

    Args:
        book: With all its ids.
        theme: How it looks.
        folio: Which page, the first being 1.
        store: Keeps what is worth keeping between runs.
        progress: Hears of each section.

    Raises:
        LayoutError: As `render`, and `page-unknown`.
    """
    press = _Press(book, theme, store, make_up, progress, remembers=True)
    front = press.front_matter()
    parts = press.parts()
    printed = press.bind(front, list(zip(parts, settle(front, parts), strict=True)))
    if not 1 <= folio <= printed.pages:
        raise LayoutError(
            Diagnostic(
                code="page-unknown",
                message=f"there is no page {folio}",
                hint=f"pages run from 1 to {printed.pages}",
            )
        )
    return press.explain(printed.page_map, folio)


class _Press:
    """One book on the press: what all its units share; `remembers` keeps what explaining pages needs."""

    def __init__(
        self,
        book: Book,
        theme: Theme,
        store: Store,
        page_maker: PageMaker,
        progress: Progress,
        *,
        remembers: bool = False,
    ) -> None:
        options = book.print_options
        self._book = book
        self._theme = theme
        self._page_maker = page_maker
        self._progress = progress
        self._numbering: Numbering = number(book, options.note_numbering, options.note_marks)
        self._setting = Setting(book, theme, self._numbering)
        self._layout: Layout = layout(theme.geometry, options)
        self._slug_mm = slug_of(options.press, self._layout.geometry.bleed_mm)
        css = self._layout.variables_css + theme.style(*STYLES)
        faces = fonts.load(theme, "print", store, progress)
        manner = self._layout.manner if options.line_breaking is LineBreaking.OPTIMUM else None
        self._typesetter = Typesetter(faces, book.images, css, word_divisions(book), manner)
        self._calls = {section.identifier or "": set_once(section, self._numbering) for section in book.sections}
        self._floats = {section.identifier or "": floating(section, options) for section in book.sections}
        self._found: dict[str, tuple[Diagnostic, ...]] = {}
        self._pages: dict[str, int] = {}
        self._remembered: dict[str, Remembered] | None = {} if remembers else None
        gc.freeze()

    def parts(self) -> tuple[Part, ...]:
        """List what is set, in reading order, from the contents on."""
        labels = self._numbering.labels
        contents = Part(
            CONTENTS_ID,
            self._words.contents,
            contents_targets(self._book, labels),
            self.contents,
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
        identifier = section.identifier or ""
        title = plain_text(section.title)
        return Part(
            identifier,
            section.short_title or title,
            section_targets(section, self._setting, self._calls[identifier]),
            functools.partial(self._section, section),
            pages_unsettled(title, section.at),
            section.role.division,
        )

    def _section(self, section: Section, folios: Folios) -> Unit:
        options = self._book.print_options
        if options.note_numbering is NoteNumbering.PAGE:
            make = functools.partial(self._make_pages, section, folios)
            calls, made = make_labelled_pages(section, self._numbering, options.note_marks, make)
            self._calls[section.identifier or ""] = calls
        else:
            made = self._make_pages(section, folios, self._calls[section.identifier or ""])
        if self._remembered is not None:
            self._remembered[section.identifier or ""] = remember(made, self._layout.area)
        unit = finish(made, self._layout, self._typesetter)
        # Box trees are full of cycles; without this the book's memory would be the sum of its sections'.
        del made
        gc.collect()
        self._found[section.identifier or ""] = tuple(self._warnings(section, unit))
        self._report(section, unit)
        return unit

    def _warnings(self, section: Section, unit: Unit) -> Iterator[Diagnostic]:
        floats = self._floats[section.identifier or ""]
        yield from spreads_unsettled(text_blocks(section, floats), unit.unsettled)
        yield from (
            float_too_tall(block)
            for block in floating(section, self._book.print_options)
            if block.place and block not in floats
        )

    def explain(self, pages: Sequence[PrintedPage], folio: int) -> tuple[str, ...]:
        """Say why a page of a section ends where it does."""
        name = pages[folio - 1].section or ""
        section = next((section for section in self._book.sections if section.identifier == name), None)
        if section is None or self._remembered is None:
            return (f"page {folio} belongs to no section: it is as long as it is",)
        begins = next(page.folio for page in pages if page.section == name)
        blocks = text_blocks(section, self._floats[name])
        labels = [note.label for note in self._calls[name].notes]

        def at(block: int) -> Position | None:
            return section.at if block == 0 else blocks[block - 1].at if block <= len(blocks) else None

        return tuple(explain(self._remembered[name], folio - begins, folio, labels, at))

    def _make_pages(self, section: Section, folios: Folios, calls: Calls) -> MadeUp:
        name = section.identifier or ""
        floats = self._floats[name]
        html = section_html(section, self._setting, calls, folios, floats)
        try:
            made = make_pages(html, self._layout, self._typesetter, self._page_maker)
        except TooTallError as problem:
            self._floats[name] = tuple(each for number, each in enumerate(floats) if number not in problem.floats)
            return self._make_pages(section, folios, calls)
        except UnplaceableError as problem:
            note = calls.notes[problem.note] if problem.note is not None else None
            raise LayoutError(unplaceable(section, note)) from problem
        require_sound(
            made.plans,
            made.galley.text.items,
            [note.items for note in made.galley.notes],
            replace(self._layout.area, longer=made.longer),
            [note.note.at for note in calls.notes],
            section.at,
            made.floats,
        )
        return made

    def _report(self, section: Section, unit: Unit) -> None:
        self._pages[section.identifier or ""] = unit.drawn.pages
        done = len(self._pages)
        self._progress(Step("print", "sections", done, len(self._book.sections), sum(self._pages.values())))

    def _end_notes(self, folios: Folios) -> Unit:
        html = end_notes_html(self._setting, self._calls, folios)
        try:
            return typeset(html, self._layout, self._typesetter, self._page_maker)
        except UnplaceableError as problem:
            raise LayoutError(too_tall(self._words.notes, None)) from problem

    def front_matter(self) -> DrawnPages:
        html = front_matter_html(self._book, self._theme)
        laid_out = self._typesetter.lay_out(html, self._layout.leaf_css)
        if len(laid_out.pages) != _FRONT_PAGES or not all(map(holds_its_lines, laid_out.pages)):
            raise LayoutError(front_matter_too_long())
        return draw_pages(laid_out)

    def contents(self, folios: Folios) -> Unit:
        """Set the contents and the lists after them."""
        html = contents_html(self._book, self._theme, self._numbering.labels, folios)
        return typeset(html, self._layout, self._typesetter, self._page_maker)

    def bind(
        self, front: DrawnPages, parts: Sequence[tuple[Part, Unit]], purpose: Purpose | None = None
    ) -> PrintedBook:
        verso_head = self._verso_head()
        named = [(part.identifier, part.head, unit) for part, unit in parts]
        starts = binding.folios([front, *(unit.drawn for _, _, unit in named)])
        units = [binding.BoundPages(front, 1, (PageFurniture(None, False),) * front.pages, Division.FRONT)]
        for start, (part, unit) in zip(starts[1:], parts, strict=True):
            furniture_of = _section_furniture(start, unit, part.head, verso_head)
            units.append(binding.BoundPages(unit.drawn, start, furniture_of, part.division))
        press = self._book.print_options.press if purpose is Purpose.PRESS else PressOptions()
        sheets = replace(self._layout, slug_mm=self._slug_mm) if purpose is Purpose.PRESS else self._layout
        pdf = binding.open_book()
        furniture = Furniture(pdf, self._theme, sheets, self._typesetter, self._heads(part for part, _ in parts))
        data = binding.bind(
            pdf,
            units,
            furniture,
            outline(self._book, self._numbering.labels),
            self._book.metadata,
            sheets,
            self._book.print_options.isbn,
            press.signature,
            functools.partial(self._prepare, purpose, sheets),
        )
        named_units = [(None, None), *((name, unit) for name, _, unit in named)]
        pages = page_map(units, named_units, self._labels(), press.signature)
        shown = tuple(replace(page, head=furniture.shortened.get(page.head or "", page.head)) for page in pages)
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
            found=(
                *self._typesetter.found,
                *long_heads(self._book.sections, furniture.shortened),
                *chain(*self._found.values()),
            ),
        )

    def _prepare(self, purpose: Purpose | None, sheets: Layout, pdf: pikepdf.Pdf) -> None:
        if purpose is Purpose.PRESS and Mark.CROP in self._book.print_options.press.marks:
            marks.draw(pdf, tuple(marks.crop_lines(sheets.boxes)))
        if purpose is not None:
            prepare(pdf, purpose, self._book.metadata.date, press_room(self._book, self._theme))

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


def _section_furniture(first: int, unit: Unit, title: str, verso_head: str) -> tuple[PageFurniture, ...]:
    """A section's first page carries its folio alone, a blank one nothing."""
    others = [
        PageFurniture(title if (first + index) % 2 else verso_head, True)
        if plan.tops_pt or plan.notes or plan.floats
        else PageFurniture(None, False)
        for index, plan in enumerate(unit.plans[1:], 1)
    ]
    return (PageFurniture(None, True), *others)
