"""The same book as somebody would print it with WeasyPrint alone: its footnotes, its pages, its page numbers.

Same model, same style sheets, same fonts and pictures. Notes are `float: footnote`, running heads and folios
stand in margin boxes, the contents count with `target-counter`.
"""

from typing import NamedTuple

from markupsafe import Markup, escape

from bench.clock import Clock
from publisher import fonts
from publisher.html import Hooks, render_blocks, render_inlines
from publisher.language import words
from publisher.model import Book, NoteCall, NoteReference
from publisher.pdf.engine import TypeCase, Typesetter
from publisher.pdf.geometry import Layout, layout
from publisher.pdf.matter import contents_entries, front_matter_html
from publisher.pdf.render import STYLES
from publisher.store import Store
from publisher.theme import Theme
from publisher.transform.numbering import Numbering, number
from publisher.walk import plain_text, reading_order

_CSS = """
section.text, section.contents { break-before: recto }
section.text > h1 { string-set: title attr(data-title) }
.fn { float: footnote; font: 8.5pt/11pt "Book Serif Small", "Book Mono" }
.contents a::after { content: leader(".") target-counter(attr(href), page) }
@page { @footnote { border-top: 0.4pt solid black; padding-top: 4pt; margin-top: 10pt } }
@page :right { @top-right { content: string(title); font: 8pt "Book Sans" }
               @bottom-right { content: counter(page); font: 600 9pt "Book Sans" } }
@page :left { @top-left { content: "BOOK"; font: 8pt "Book Sans" }
              @bottom-left { content: counter(page); font: 600 9pt "Book Sans" } }
@page :blank { @top-left { content: none } @bottom-left { content: none } }
"""


class Plain(NamedTuple):
    """What plain WeasyPrint made of a book."""

    data: bytes
    pages: int


def render(book: Book, theme: Theme, store: Store, clock: Clock) -> Plain:
    """Print the book."""
    page = layout(theme.geometry, book.print_options)
    with clock.phase("fonts"):
        loaded = fonts.load(theme, "print", store)
    with clock.phase("HTML"):
        html = _html(book, theme, number(book, book.print_options.note_numbering))
    with clock.phase("layout"):
        typesetter = Typesetter(TypeCase(loaded, page.variables_css + theme.style(*STYLES)), book.images)
        laid_out = typesetter.lay_out(html, _css(book, page))
    with clock.phase("draw"):
        data = laid_out.document.write_pdf()
    return Plain(data, len(laid_out.pages))


def _css(book: Book, page: Layout) -> str:
    title = book.metadata.title.replace("\\", " ").replace('"', " ")
    return page.leaf_css + _CSS.replace("BOOK", title)


def _html(book: Book, theme: Theme, numbering: Numbering) -> str:
    hooks = _hooks(numbering)
    entries = [
        Markup('<p class="entry level-{}"><a href="#{}">{}</a></p>').format(entry.level, entry.identifier, entry.words)
        for entry in contents_entries(book)
    ]
    sections = [
        Markup('<section class="text {}" id="{}"><h1 data-title="{}">{}</h1>{}</section>').format(
            section.role,
            section.identifier,
            section.short_title or plain_text(section.title),
            render_inlines(section.title, hooks),
            render_blocks(section.blocks, hooks),
        )
        for section in book.sections
    ]
    contents = Markup('<section class="contents"><h1 data-title="">{}</h1>{}</section>').format(
        words(book.metadata.language).contents, Markup("").join(entries)
    )
    front = front_matter_html(book, theme)
    return front.replace("</body>", contents + Markup("").join(sections) + Markup("</body>"))


def _hooks(numbering: Numbering) -> Hooks:
    def place_note(note: NoteCall) -> Markup:
        if isinstance(note, NoteReference):
            return Markup("<sup>{}</sup>").format(numbering.notes[numbering.note_of(note)])
        runs = [render_inlines(run, hooks) for run in reading_order(note.blocks)]
        return Markup('<span class="fn">{}</span>').format(Markup("<br/>").join(runs))

    hooks = Hooks(
        place_note=place_note,
        image_url=lambda source: f"image:{source}",
        href=lambda name: f"#{name}",
        reference=numbering.words_of,
        label=lambda name: numbering.labels.get(name or ""),
        semantics=lambda _: Markup(""),
        language=lambda tag: Markup(' lang="{}"').format(escape(tag)),
    )
    return hooks
