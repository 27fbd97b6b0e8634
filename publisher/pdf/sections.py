"""A section as the HTML of its galley: text, rules for notes, and the notes."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from publisher.html import Hooks, render_blocks, render_inlines
from publisher.model import Block, Book, Note, Paragraph, Section
from publisher.pdf.engine.drawing import LINK_SCHEME
from publisher.theme import Theme
from publisher.transform.numbering import Numbering
from publisher.walk import notes_of

# Binds a call to its word: no line ends here.
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class SectionHtml:
    """What goes to the galley, and which note each of its notes is."""

    html: str
    notes: tuple[Note, ...]


def section_html(section: Section, book: Book, theme: Theme, numbering: Numbering) -> SectionHtml:
    """Write a section of the print edition as a well-formed document."""
    notes = tuple(notes_of(section))
    places = {note: index for index, note in enumerate(notes)}
    hooks = _hooks(numbering, places)
    html = theme.templates.get_template("print/section.html").render(
        language=section.language or book.metadata.language,
        section=section,
        title=render_inlines(section.title, hooks),
        blocks=render_blocks(section.blocks, hooks),
        notes=[_note(note, numbering, hooks) for note in notes],
    )
    return SectionHtml(html, notes)


def call_id(note: Note, numbering: Numbering) -> str:
    """Give the id of a note's call."""
    return f"call-{numbering.note_ids[note]}"


def _hooks(numbering: Numbering, places: Mapping[Note, int]) -> Hooks:
    def place_note(note: Note) -> Markup:
        return Markup('{}<a class="noteref" id="{}" data-note="{}" href="{}">{}</a>').format(
            _WORD_JOINER,
            call_id(note, numbering),
            places[note],
            LINK_SCHEME + numbering.note_ids[note],
            numbering.notes[note],
        )

    return Hooks(
        place_note=place_note,
        image_url=lambda source: f"image:{source}",
        href=lambda name: LINK_SCHEME + name,
        reference=lambda name: numbering.references[name],
        label=lambda name: numbering.labels.get(name or ""),
        semantics=lambda _: Markup(""),
        language=lambda tag: Markup(' lang="{}"').format(tag),
    )


def _note(note: Note, numbering: Numbering, hooks: Hooks) -> Markup:
    number = Markup('<a class="note-number" href="{}">{}.</a> ').format(
        LINK_SCHEME + call_id(note, numbering), numbering.notes[note]
    )
    first, *others = note.blocks
    inside = [_numbered(first, number, hooks)]
    if others:
        inside.append(render_blocks(tuple(others), hooks))
    return Markup('<div class="note" id="{}">{}</div>').format(numbering.note_ids[note], Markup("\n").join(inside))


def _numbered(block: Block, number: Markup, hooks: Hooks) -> Markup:
    """Set the number at the head of a first paragraph; before any other block it stands alone."""
    if isinstance(block, Paragraph):
        return Markup("<p>{}{}</p>").format(number, render_inlines(block.inlines, hooks))
    return Markup("<p>{}</p>{}").format(number, render_blocks((block,), hooks))
