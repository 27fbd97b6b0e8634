"""A section as the HTML of its galley: text, rules for notes, and the notes."""

import re

from markupsafe import Markup, escape

from publisher.html import Hooks, render_blocks, render_inlines
from publisher.model import Block, Book, NoteCall, Paragraph, Quotation, Section
from publisher.pdf.calls import Calls, SetNote
from publisher.pdf.engine.drawing import LINK_SCHEME
from publisher.theme import Theme
from publisher.transform.numbering import Numbering

_URL = re.compile(r"(?:https?://|www\.)[^\s<>“”\"]+")
# A URL may break behind these, and is never hyphenated. Zero-width spaces, for each <wbr> would become a link
# of its own.
_URL_BREAKS = re.compile(r"(?<=[/?&=#_.%-])(?=[^/\s])")

# A dash closed up to a word may end a line, never begin one.
_DASH = re.compile(r"(?<=[^\s])—")

# Binds a call to its word: no line ends here.
_WORD_JOINER = "\u2060"


def section_html(section: Section, book: Book, theme: Theme, numbering: Numbering, calls: Calls) -> str:
    """Write a section of the print edition as a well-formed document."""
    hooks = _hooks(numbering, calls)
    return theme.templates.get_template("print/section.html").render(
        language=section.language or book.metadata.language,
        section=section,
        title=render_inlines(section.title, hooks),
        blocks=render_blocks(section.blocks, hooks),
        notes=[_note(note, hooks) for note in calls.notes],
    )


def _hooks(numbering: Numbering, calls: Calls) -> Hooks:
    places = {call: index for index, call in enumerate(calls.marks)}

    def place_note(call: NoteCall) -> Markup:
        mark = calls.marks[call]
        brings = Markup(' data-note="{}"').format(mark.setting) if mark.brings else Markup("")
        return Markup('{}<a class="noteref" id="{}" data-call="{}"{} href="{}">{}</a>').format(
            _WORD_JOINER,
            mark.identifier,
            places[call],
            brings,
            LINK_SCHEME + calls.notes[mark.setting].identifier,
            mark.label,
        )

    return Hooks(
        place_note=place_note,
        image_url=lambda source: f"image:{source}",
        href=lambda name: LINK_SCHEME + name,
        reference=numbering.words_of,
        label=lambda name: numbering.labels.get(name or ""),
        semantics=lambda _: Markup(""),
        language=lambda tag: Markup(' lang="{}"').format(tag),
        text=_text,
    )


def _text(text: str) -> Markup:
    """Let URLs break where they may, and no line begin with a dash."""
    if "://" not in text and "www." not in text:
        return escape(_DASH.sub(_WORD_JOINER + "—", text))
    parts = []
    at = 0
    for url in _URL.finditer(text):
        parts.append(escape(text[at : url.start()]))
        parts.append(Markup('<span class="url">{}</span>').format(_URL_BREAKS.sub("\u200b", url.group())))
        at = url.end()
    return Markup("").join((*parts, escape(text[at:])))


def _note(note: SetNote, hooks: Hooks) -> Markup:
    number = Markup('<a class="note-number" href="{}">{}.</a> ').format(LINK_SCHEME + note.calls[0], note.label)
    first, *others = note.note.blocks
    inside = [_numbered(first, number, hooks)]
    if others:
        inside.append(render_blocks(tuple(others), hooks))
    text = Markup("\n").join(inside)
    # A line of a URL can hardly be filled: justified, its few spaces would gape.
    kind = "note ragged" if 'class="url"' in text else "note"
    return Markup('<div class="{}" id="{}">{}</div>').format(kind, note.identifier, text)


def _numbered(block: Block, number: Markup, hooks: Hooks) -> Markup:
    """Set the number at the head of the first paragraph, in a quotation too; before other blocks it stands alone."""
    inside = render_blocks((block,), hooks)
    if _begins_with_paragraph(block):
        opening, rest = inside.split("<p>", 1)
        return Markup("{}<p>{}{}").format(opening, number, rest)
    return Markup('<p class="number">{}</p>{}').format(number, inside)


def _begins_with_paragraph(block: Block) -> bool:
    if isinstance(block, Quotation):
        return _begins_with_paragraph(block.blocks[0])
    return isinstance(block, Paragraph) and block.identifier is None
