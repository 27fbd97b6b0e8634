"""One XHTML document a section, its notes at its end."""

from dataclasses import dataclass, replace
from string import ascii_lowercase

from markupsafe import Markup, escape

from publisher.epub import semantics
from publisher.epub.names import Names, identifier_of
from publisher.epub.resources import clean, fill
from publisher.epub.soft_hyphens import SOFT_HYPHEN
from publisher.html import Hooks, render_blocks, render_inlines
from publisher.html.spoken import in_languages
from publisher.language import language, primary, spoken_in, words
from publisher.language.words import Words
from publisher.model import (
    Emphasis,
    Foreign,
    InlineImage,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteCall,
    NoteReference,
    Paragraph,
    Reference,
    Section,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publisher.theme import Theme
from publisher.transform.numbering import Numbering
from publisher.transform.runs import tagged
from publisher.walk import notes_of, plain_text


@dataclass(frozen=True, slots=True)
class Setting:
    """What every section of one book is rendered with."""

    theme: Theme
    numbering: Numbering
    names: Names
    language: str

    @property
    def words(self) -> Words:
        """The words of the interface in the book's language."""
        return words(self.language)

    def words_in(self, section: Section) -> Words:
        """Give the words of the interface in a section's language."""
        return words(spoken_in(section.language, self.language))

    def call_id(self, call: NoteCall) -> str:
        """Give the id of a call."""
        count = self.numbering.repeats[call].count if isinstance(call, NoteReference) else 1
        return self.names.notes[self.numbering.note_of(call)].calls[count - 1]


def render_section(section: Section, setting: Setting) -> str:
    """Render a section as an XHTML document."""
    spoken = section.language or setting.language
    hooks = make_hooks(identifier_of(section), setting, spoken)
    return fill(
        setting.theme,
        "section.xhtml",
        {
            "spoken": semantics.language(spoken),
            "title": section_name(section, setting),
            "matter": semantics.matter(section.role),
            "root": "../",
            "identifier": section.identifier,
            "semantics": semantics.section_semantics(section.role),
            "heading": render_inlines(section.title, hooks),
            "blocks": render_blocks(section.blocks, hooks),
            "notes": [_render_note(note, section, setting, hooks) for note in notes_of(section)],
            "notes_heading": setting.names.notes_headings[identifier_of(section)],
            "labels_language": _labels_language(section, setting),
            "words": setting.words_in(section),
        },
    )


def make_hooks(home: str, setting: Setting, spoken: str | None = None) -> Hooks:
    """Make what the shared renderers ask an edition for, seen from the section with the id `home`.

    `spoken` is the language of the words there; the book's where `None`.
    """
    names, numbering = setting.names, setting.numbering
    return Hooks(
        decimal_sign=language(spoken or setting.language).decimal_sign,
        place_note=lambda note: _call(note, setting),
        image_url=lambda source: f"../{names.images[source]}",
        href=lambda target: names.href(target, home),
        reference=lambda link: in_languages(numbering.words_of(link), spoken or setting.language, semantics.language),
        label=lambda identifier: numbering.labels.get(identifier) if identifier else None,
        semantics=semantics.block_semantics,
        language=semantics.language,
    )


def section_name(section: Section, setting: Setting) -> str:
    """Give the words of a section's title in one line; its id where the title has none."""
    return heading_text(section.title, setting) or identifier_of(section)


def heading_text(inlines: Inlines, setting: Setting) -> str:
    """Give the words of a title in one line, without notes."""
    return " ".join(clean(plain_text(_unlinked(inlines, setting.numbering))).split())


def render_label(inlines: Inlines, setting: Setting) -> Markup:
    """Render a title for a list of titles: languages and emphasis kept; notes, links and pictures taken out."""
    hooks = replace(make_hooks("", setting), text=lambda text: escape(text.replace(SOFT_HYPHEN, "")))
    (words,) = tagged((_unlinked(inlines, setting.numbering),), setting.language)
    return render_inlines(words, hooks)


def _unlinked(inlines: Inlines, numbering: Numbering) -> Inlines:
    plain: list[Inlines] = []
    for inline in inlines:
        match inline:
            case Note() | NoteReference():
                continue
            case Link():
                plain.append(_unlinked(inline.inlines, numbering))
            case Reference():
                plain.append((Text(numbering.words_of(inline)),))
            case InlineImage():
                plain.append((Text(inline.alt),))
            case LineBreak():
                plain.append((Text(" "),))
            case Emphasis() | Strong() | Foreign() | SmallCaps() | Superscript() | Subscript():
                plain.append((replace(inline, inlines=_unlinked(inline.inlines, numbering)),))
            case _:
                plain.append((inline,))
    return tuple(inline for part in plain for inline in part)


def _call(call: NoteCall, setting: Setting) -> Markup:
    note = setting.numbering.note_of(call)
    # Pop-ups work everywhere only if nothing but the number stands inside the link.
    return Markup('<sup><a epub:type="noteref" role="doc-noteref" id="{}" href="#{}">{}</a></sup>').format(
        setting.call_id(call), setting.names.notes[note].note, setting.numbering.notes[note]
    )


def _labels_language(section: Section, setting: Setting) -> Markup:
    spoken = spoken_in(section.language, setting.language)
    foreign = primary(spoken) != primary(section.language or setting.language)
    return semantics.language(spoken) if foreign else Markup("")


def _render_note(note: Note, section: Section, setting: Setting, hooks: Hooks) -> Markup:
    ids = setting.names.notes[note]
    back = _back_links(note, section, setting)
    return Markup('<div class="note" epub:type="footnote" role="doc-footnote" id="{}">\n{}\n</div>').format(
        ids.note, _with_back_link(note, back, hooks)
    )


def _back_links(note: Note, section: Section, setting: Setting) -> Markup:
    """Make a note's number, which leads to its first call, and a letter for each further one."""
    number = setting.numbering.notes[note]
    tagged, words = _labels_language(section, setting), setting.words_in(section)
    first, *others = setting.names.notes[note].calls
    links = [
        Markup('<a class="number" role="doc-backlink" href="#{}" aria-label="{}"{}>{}</a>.').format(
            first, words.back_to_note.format(number=number), tagged, number
        )
    ]
    links += [
        Markup('<a class="again" role="doc-backlink" href="#{}" aria-label="{}"{}>{}</a>').format(
            call, words.back_to_call.format(number=number, call=count), tagged, _letters(count)
        )
        for count, call in enumerate(others, 2)
    ]
    return Markup(" ").join(links)


def _letters(count: int) -> str:
    """Name a call: the second b, the twenty-sixth z, the next aa."""
    above, last = divmod(count - 1, len(ascii_lowercase))
    return (_letters(above) if above else "") + ascii_lowercase[last]


def _with_back_link(note: Note, back: Markup, hooks: Hooks) -> Markup:
    match note.blocks:
        case (Paragraph() as first, *others):
            opening = Markup("<p>{} {}</p>").format(back, render_inlines(first.inlines, hooks))
        case others:
            opening = Markup("<p>{}</p>").format(back)
    return Markup("\n").join((opening, render_blocks(tuple(others), hooks)))
