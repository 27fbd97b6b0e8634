"""One book on the press: asks for all that is to be set of it, and says what became of it."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar, cast

from publisher.errors import Diagnostic, LayoutError
from publisher.language import words
from publisher.language.words import Words
from publisher.model import (
    Book,
    Division,
    Figure,
    NoteNumbering,
    Section,
    Table,
)
from publisher.pdf.audit.unit import unsound
from publisher.pdf.bindery import Bindery
from publisher.pdf.by_page import make_labelled_pages
from publisher.pdf.calls import Calls, SetNote, set_once
from publisher.pdf.end_notes import END_NOTES_ID, end_notes_html, end_notes_index, end_notes_targets
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.explaining import PrintedSection
from publisher.pdf.foreman import Done, Foreman
from publisher.pdf.furniture import lines_to_shape
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
from publisher.pdf.pagination import Folios, Part
from publisher.pdf.printed import PrintedBook, PrintedPart, page_map, placed_notes
from publisher.pdf.requests import Asking, Failed, Leaves, SetLeaves, SetUnit, ShapedLines, ShapeLines
from publisher.pdf.sections import Setting, section_html, section_targets, text_blocks
from publisher.pdf.units import Unit
from publisher.progress import Progress, Step
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
        foreman: Has things set.
        bindery: Lays what is set, and binds it.
        progress: Hears of each section.
    """

    def __init__(
        self,
        book: Book,
        theme: Theme,
        foreman: Foreman,
        bindery: Bindery,
        progress: Progress,
    ) -> None:
        options = book.print_options
        self._book = book
        self._theme = theme
        self._foreman = foreman
        self._bindery = bindery
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
        # While others are set: when the last one comes, all the rest is laid.
        self._bindery.lay(unit.drawn)
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

    def bind(self, front: DrawnPages, parts: Sequence[tuple[Part, Unit]]) -> PrintedBook:
        """Bind what was set into the book."""
        bound = self._bindery.bind(front, parts, self._shape, self._foreman.kit.fonts, self._numbering.labels)
        units = {part.identifier: unit for part, unit in parts}
        pages = page_map(
            bound.units,
            [(None, None), *((part.identifier, unit) for part, unit in parts)],
            self._labels(),
            self._bindery.signature,
        )
        shown = tuple(replace(page, head=bound.shortened.get(page.head or "", page.head)) for page in pages)
        found = (
            *self._found,
            *chain.from_iterable(unit.found for unit in units.values()),
            *long_heads(self._book.sections, bound.shortened),
            *chain.from_iterable(self._warnings(section, units[_name(section)]) for section in self._book.sections),
        )
        return PrintedBook(
            data=bound.data,
            pages=len(shown),
            notes=len(self._numbering.notes),
            page_map=shown,
            placed_notes=tuple(
                placed
                for laid, (part, unit) in zip(bound.units[1:], parts, strict=True)
                for placed in placed_notes(self._notes_of(part.identifier), unit, laid.first_folio)
            ),
            found=tuple(dict.fromkeys(found)),
            parts=tuple(self._parts.values()),
        )

    def printed_section(self, name: str | None) -> PrintedSection | None:
        """Give what was asked for to set a section, once it is set; `None` if there is no such section."""
        section = next((section for section in self._book.sections if section.identifier == name), None)
        if section is None:
            return None
        key = _name(section)
        labels = [note.label for note in self._calls[key].notes]
        return PrintedSection(section.at, text_blocks(section, self._floats[key]), labels, self._html[key])

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

        (done,) = self._foreman.do([shaping(lines_to_shape(self._theme, self._foreman.kit.layout, heads))])
        self._found += done.result.found
        return done.result

    @property
    def _words(self) -> Words:
        return words(self._book.metadata.language)

    def _notes_of(self, name: str) -> Sequence[SetNote]:
        return self._calls[name].notes if name in self._calls else ()

    def _labels(self) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(note.label for note in calls.notes) for name, calls in self._calls.items()}


def _name(section: Section) -> str:
    return section.identifier or ""
