"""A section as the HTML of its galley: text, rules for notes, and the notes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from publisher.html import Hooks, render_blocks, render_inlines
from publisher.html.spoken import in_languages
from publisher.language import language, spoken_in, without_marks, words
from publisher.language.words import Words
from publisher.model import (
    Block,
    Blocks,
    Book,
    Figure,
    Inlines,
    NoteCall,
    NotePlace,
    Paragraph,
    Quotation,
    Reference,
    Section,
    Table,
)
from publisher.pdf.addresses import addresses_in, with_breaks
from publisher.pdf.calls import Calls, Mark, SetNote
from publisher.pdf.links import LINK_SCHEME
from publisher.pdf.openings import render_text
from publisher.remembering import remembered
from publisher.theme import Theme
from publisher.transform.numbering import Numbering
from publisher.transform.references import links_of
from publisher.walk import blocks_in, inlines_in, notes_of, reading_order

# A dash closed up to a word may end a line, never begin one.
_DASH = re.compile(r"(?<=[^\s])—")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")

# Binds a call to its word: no line ends here.
_WORD_JOINER = "\u2060"

_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every section of one book is written with."""

    book: Book
    theme: Theme
    numbering: Numbering

    @property
    def notes(self) -> NotePlace:
        """Where notes stand."""
        return self.book.print_options.notes

    def language_of(self, section: Section) -> str:
        """Give the BCP 47 tag of a section's language."""
        return section.language or self.book.metadata.language

    def words_in(self, section: Section) -> Words:
        """Give the words that the edition adds to the author's in a section, in its language."""
        return words(spoken_in(section.language, self.book.metadata.language))


def section_html(
    section: Section,
    setting: Setting,
    calls: Calls,
    folios: Mapping[str, int],
    floats: Sequence[Figure | Table] = (),
) -> str:
    """Write a section of the print edition as a well-formed document.

    Args:
        section: Which.
        setting: Of its book.
        calls: Of its notes.
        folios: The page of each id in `section_targets`.
        floats: Those of its blocks that stand apart from the text.
    """
    apart = {id(block) for block in floats}
    places = tuple(place for place, block in enumerate(section.blocks) if id(block) in apart)
    lines = setting.theme.geometry.drop_cap_lines
    written = _written(section, calls, _said(section, setting, folios), setting.notes, places, lines)
    return setting.theme.render(
        "print/section.html",
        language=setting.language_of(section),
        section=section,
        title=written.title,
        blocks=written.blocks,
        floats=written.floats,
        notes=written.notes,
        place=setting.notes,
        end_notes=written.end_notes,
        words=setting.words_in(section),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a section prints that it does not say itself, and nothing else of the book.

    Args:
        language: The section's, a BCP 47 tag.
        spoken: The language of the words that the edition adds.
        references: The words of each empty link that prints no page.
        labels: Of each captioned table and figure in it.
        folios: The page of each id that it may print.
    """

    language: str
    spoken: str
    references: Mapping[str, str]
    labels: Mapping[str, str]
    folios: Mapping[str, int]


def _said(section: Section, setting: Setting, folios: Mapping[str, int]) -> _Said:
    numbering = setting.numbering
    links = (link for link in links_of(section) if isinstance(link, Reference) and not link.page)
    captioned = (name for name in _captioned_in(section) if name in numbering.labels)
    return _Said(
        setting.language_of(section),
        spoken_in(section.language, setting.book.metadata.language),
        {link.target: numbering.words_of(link) for link in links},
        {name: numbering.labels[name] for name in captioned},
        folios,
    )


@remembered
def _captioned_in(section: Section) -> tuple[str, ...]:
    things = (block for block in blocks_in(section.blocks) if isinstance(block, Figure | Table))
    return tuple(thing.identifier for thing in things if thing.caption and thing.identifier)


@dataclass(frozen=True, slots=True)
class _Written:
    """A section's parts as markup."""

    title: Markup
    blocks: Markup
    floats: tuple[Markup, ...]
    notes: tuple[Markup, ...]
    end_notes: tuple[Markup, ...]


@remembered
def _written(
    section: Section, calls: Calls, said: _Said, place: NotePlace, apart: tuple[int, ...], drop_cap_lines: int
) -> _Written:
    """Write the parts of a section, of which these blocks stand apart from the text."""
    hooks = _hooks(calls, said, place)
    floats = [section.blocks[index] for index in apart]
    spoken = words(said.spoken)
    return _Written(
        render_inlines(section.title, hooks),
        render_text(_without(section.blocks, floats), hooks, drop_cap_lines),
        tuple(_floats(section, floats, hooks)),
        tuple(_note(note, hooks, spoken) for note in calls.notes) if place.on_page else (),
        tuple(_end_notes(calls, said, place)) if place is NotePlace.SECTION else (),
    )


def text_blocks(section: Section, floats: Sequence[Figure | Table]) -> Blocks:
    """Give the blocks of a section that stand in its text."""
    return _without(section.blocks, floats)


def _without(blocks: Blocks, apart: Sequence[Block]) -> Blocks:
    ids = set(map(id, apart))
    return tuple(block for block in blocks if id(block) not in ids)


def _floats(section: Section, floats: Sequence[Block], hooks: Hooks) -> Iterator[Markup]:
    """Write each float, with the place of the block before it among those of the text; the title is the first."""
    apart = {id(block) for block in floats}
    before = 0
    for block in section.blocks:
        if id(block) not in apart:
            before += 1
        elif isinstance(block, Figure | Table):
            place = f"float {block.place}" if block.place else "float"
            inside = render_blocks((block,), hooks)
            yield Markup('<div class="{}" data-after="{}">{}</div>').format(place, before, inside)


def section_targets(section: Section, setting: Setting, calls: Calls) -> frozenset[str]:
    """Give the ids whose pages a section prints."""
    targets = set(_targets_in(section, with_notes=setting.notes is not NotePlace.END))
    if setting.notes is NotePlace.SECTION:
        targets.update(mark.identifier for mark in calls.marks.values())
    return frozenset(targets)


@remembered
def _targets_in(section: Section, *, with_notes: bool) -> frozenset[str]:
    notes = (note.blocks for note in notes_of(section)) if with_notes else ()
    return page_targets(section.blocks).union(_targets_of(section.title), *map(page_targets, notes))


def page_targets(blocks: Blocks) -> frozenset[str]:
    """Give the ids whose pages blocks ask for, those in notes left out."""
    return frozenset(target for run in reading_order(blocks) for target in _targets_of(run))


def _targets_of(run: Inlines) -> Iterator[str]:
    return (inline.target for inline in inlines_in(run) if isinstance(inline, Reference) and inline.page)


def _hooks(calls: Calls, said: _Said, notes: NotePlace) -> Hooks:
    spoken = words(said.spoken)
    places = {call: index for index, call in enumerate(calls.marks)}

    def place_note(call: NoteCall) -> Markup:
        mark = calls.marks[call]
        brings = mark.brings and notes.on_page
        note = f' data-note="{mark.setting}"' if brings else ""
        title = escape(f"{spoken.note} {mark.label}")
        href = escape(LINK_SCHEME + calls.notes[mark.setting].identifier)
        return Markup(
            f'{_WORD_JOINER}<a class="{_mark_class(mark.label)}" id="{escape(mark.identifier)}" '
            f'data-call="{places[call]}"{note} title="{title}" href="{href}">{_label(mark)}</a>'
        )

    return Hooks(
        decimal_sign=language(said.language).decimal_sign,
        place_note=place_note,
        image_url=lambda source: f"image:{source}",
        href=lambda name: LINK_SCHEME + name,
        reference=lambda link: (
            spoken.page_reference.format(page=said.folios[link.target])
            if link.page
            else in_languages(said.references[link.target], said.language, language_attribute)
        ),
        label=lambda name: said.labels.get(name or ""),
        semantics=lambda _: Markup(""),
        language=language_attribute,
        text=_text,
    )


def language_attribute(tag: str) -> Markup:
    """Give the attribute that states a language."""
    return Markup(' lang="{}"').format(tag)


def _label(said: Mark | SetNote) -> Markup:
    """Give a label, in room that does not depend on it where that is asked for."""
    return Markup('<span class="reserved">{}</span>').format(said.label) if said.reserved else escape(said.label)


def _mark_class(label: str) -> str:
    if label.isdigit():
        return "noteref"
    # Asterisks stand raised in every font, the other symbols do not.
    return "noteref asterisk" if label.startswith("*") else "noteref symbol"


def _text(text: str) -> Markup:
    """Let addresses break where they may, no line begin with a dash, and none end within a range of numbers."""
    parts = []
    at = 0
    for address in addresses_in(text):
        parts.append(_held(text[at : address.start()]))
        # Never a <wbr>: each would become a link of its own.
        parts.append(Markup(f'<span class="url">{escape(with_breaks(address.group()))}</span>'))
        at = address.end()
    rest = _held(text[at:])
    return Markup("".join((*parts, rest))) if parts else rest


def _held(text: str) -> Markup:
    text = without_marks(text)
    # Looking for the sign alone is much faster than for the pattern around it.
    if "—" in text:
        text = _DASH.sub(_WORD_JOINER + "—", text)
    if "–" in text:
        text = _RANGE.sub("–" + _WORD_JOINER, text)
    return escape(text)


def end_notes_of(section: Section, setting: Setting, calls: Calls, folios: Mapping[str, int]) -> list[Markup]:
    """Write the notes of a section that stand far from their calls, with the pages of these, each once."""
    return list(_end_notes(calls, _said(section, setting, folios), setting.notes))


def _end_notes(calls: Calls, said: _Said, place: NotePlace) -> Iterator[Markup]:
    hooks = _hooks(calls, said, place)
    return (_end_note(note, hooks, words(said.spoken), said.folios) for note in calls.notes)


def _end_note(note: SetNote, hooks: Hooks, spoken: Words, folios: Mapping[str, int]) -> Markup:
    first = {folios[call]: call for call in reversed(note.calls)}
    pages = Markup(", ").join(
        Markup('<a class="note-page" href="{}">{}</a>').format(
            LINK_SCHEME + call, spoken.page_reference.format(page=folios[call])
        )
        for _, call in sorted(first.items())
    )
    return _note(note, hooks, spoken, Markup("({}) ").format(pages))


def _note(note: SetNote, hooks: Hooks, words: Words, pages: Markup = _NOTHING) -> Markup:
    kind, stop = ("note-number", ".") if note.label.isdigit() else ("note-number symbol", "")
    back = words.back_to_note.format(number=note.label)
    href = escape(LINK_SCHEME + note.calls[0])
    number = Markup(f'<a class="{kind}" title="{escape(back)}" href="{href}">{_label(note)}{stop}</a> {pages}')
    first, *others = note.note.blocks
    inside = [_numbered(first, number, hooks)]
    if others:
        inside.append(render_blocks(tuple(others), hooks))
    text = "\n".join(inside)
    # A line of a URL can hardly be filled: justified, its few spaces would gape.
    kind = "note ragged" if 'class="url"' in text else "note"
    return Markup(f'<div class="{kind}" id="{escape(note.identifier)}">{text}</div>')


def _numbered(block: Block, number: Markup, hooks: Hooks) -> Markup:
    """Set the number at the head of the first paragraph, in a quotation too; before other blocks it stands alone."""
    inside = render_blocks((block,), hooks)
    if _begins_with_paragraph(block):
        opening, rest = inside.split("<p>", 1)
        return Markup(f"{opening}<p>{number}{rest}")
    return Markup(f'<p class="number">{number}</p>{inside}')


def _begins_with_paragraph(block: Block) -> bool:
    if isinstance(block, Quotation):
        return _begins_with_paragraph(block.blocks[0])
    return isinstance(block, Paragraph) and block.identifier is None
