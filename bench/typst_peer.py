"""The same book as Typst sets it: same words, fonts, measure, size, leading, notes and hyphenation, by its own means.

Everything else is Typst's default: its optimum line breaking, its pages, its places for notes. What has no effect on
lines is left out: running heads, folios, contents, pictures.
"""

import io
import json
import tempfile
from pathlib import Path
from typing import assert_never

import typst
from fontTools.ttLib import TTFont

from publisher import fonts
from publisher.fonts import Font
from publisher.model import (
    Block,
    Blocks,
    Book,
    Code,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Heading,
    Inline,
    InlineImage,
    Inlines,
    ItemList,
    KeptTogether,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Quotation,
    Reference,
    Signature,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from publisher.pdf.geometry import Layout, layout
from publisher.store import Store
from publisher.theme import Theme
from publisher.transform.numbering import Numbering, number

# Lines are as high as in the theme's style sheets: `top-edge` and `bottom-edge` together are the leading.
_SETTINGS = """\
#set document(date: none)
#set page(width: {width}pt, height: {height}pt,
  margin: (inside: {inner}pt, outside: {outer}pt, top: {top}pt, bottom: {bottom}pt))
#let lines(size, leading, body) = {{
  set text(size: size, top-edge: leading - 4pt, bottom-edge: -4pt)
  set par(leading: 0pt, spacing: 0pt)
  body
}}
#let sans(size, body) = text(font: ("Book Sans", "Book Symbols"), size: size, hyphenate: false, body)
#let ragged(body) = {{
  set par(justify: false, first-line-indent: 0pt)
  body
}}
#set text(font: ("Book Serif", "Book Symbols"), size: 10.75pt, lang: "{language}", number-type: "old-style",
  top-edge: 10pt, bottom-edge: -4pt)
#set smartquote(enabled: false)
#set par(justify: true, leading: 0pt, spacing: 0pt, first-line-indent: 1em,
  justification-limits: (tracking: (min: -{letters_em}em, max: {letters_em}em)))
#set footnote.entry(gap: 0pt, clearance: 14pt, indent: 0pt,
  separator: block(below: 6pt, line(length: 33%, stroke: 0.4pt)))
#show footnote.entry: it => lines(8.5pt, 11pt, text(font: ("Book Serif Small", "Book Symbols"), it))
#show heading: it => block(above: 14pt, below: 0pt, sans(10.75pt, it.body))
#show heading.where(level: 2): it => block(above: 21pt, below: 7pt, sans(12pt, it.body))
#show heading.where(level: 1): it => {{
  pagebreak(weak: true, to: "odd")
  block(inset: (top: 112pt), below: 31pt, lines(19pt, 25pt, sans(19pt, it.body)))
}}
#set quote(block: true)
#show quote: it => block(above: 14pt, below: 14pt, inset: (x: 1.8em), lines(9.75pt, 14pt, it.body))
#set list(marker: [–], indent: 0.6em, body-indent: 0.5em, spacing: 0pt)
#set enum(indent: 0.6em, body-indent: 0.5em, spacing: 0pt)
#show list: it => block(above: 7pt, below: 7pt, it)
#show enum: it => block(above: 7pt, below: 7pt, it)
#show raw: it => text(font: "Book Mono", size: 0.85em, it)
"""


def render(book: Book, theme: Theme, store: Store, letters_em: float = 0.0) -> bytes:
    """Set a book in Typst and give its PDF.

    Args:
        book: With all its ids.
        theme: Whose fonts and page it is given.
        store: Keeps pinned fonts.
        letters_em: By how much letters may be moved together or apart to fill a line; not at all by Typst's default.

    Raises:
        RuntimeError: With what Typst warns of, such as a font that it does not find.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for index, font in enumerate(fonts.load(theme, "print", store)):
            (folder / f"{index}.ttf").write_bytes(_named(font))
        source = folder / "book.typ"
        source.write_text(typst_source(book, layout(theme.geometry, book.print_options), letters_em), encoding="utf-8")
        made, warnings = typst.compile_with_warnings(source, font_paths=[folder], ignore_system_fonts=True)
    if warnings:
        raise RuntimeError(f"Typst warns: {', '.join(map(str, warnings))}")
    return made


def _named(font: Font) -> bytes:
    """Give a font under the theme's name for it: the families of its optical sizes are otherwise called alike."""
    with TTFont(io.BytesIO(font.data), recalcTimestamp=False) as renamed:
        style = " ".join(filter(None, ("Bold" * (font.face.weight >= 600), "Italic" * (font.face.style == "italic"))))
        names = renamed["name"]
        for name in (1, 2, 4, 6, 16, 17, 21, 22, 25):
            names.removeNames(nameID=name)
        for name, value in ((1, font.face.family), (2, style or "Regular"), (4, f"{font.face.family} {style}".strip())):
            names.setName(value, name, 3, 1, 0x409)
        names.setName(f"{font.face.family.replace(' ', '')}-{style.replace(' ', '') or 'Regular'}", 6, 3, 1, 0x409)
        renamed["OS/2"].usWeightClass = font.face.weight
        result = io.BytesIO()
        renamed.save(result)
    return result.getvalue()


def typst_source(book: Book, page: Layout, letters_em: float) -> str:
    """Write a book as Typst's markup."""
    left, bottom, right, top = page.boxes.trim
    width, height = right - left, top - bottom
    inner = page.left_pt(recto=True)
    settings = _SETTINGS.format(
        width=width,
        height=height,
        inner=inner,
        outer=width - inner - page.measure_pt,
        top=page.top_pt,
        bottom=height - page.top_pt - page.area.height_pt,
        language=book.metadata.language,
        letters_em=letters_em,
    )
    writer = _Writer(number(book, book.print_options.note_numbering))
    sections = [
        f"#heading(level: 1)[{writer.inlines(section.title)}]\n\n{writer.blocks(section.blocks)}"
        for section in book.sections
    ]
    return settings + "\n" + "\n\n".join(sections)


def _text(text: str) -> str:
    # As a string, nothing in it is markup.
    return f"#{json.dumps(text, ensure_ascii=False)}"


class _Writer:
    """Writes blocks and inlines; markup goes into `[…]`, where everything begins with `#`."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def blocks(self, blocks: Blocks) -> str:
        return "\n\n".join(map(self._block, blocks))

    def inlines(self, inlines: Inlines) -> str:
        return "".join(map(self._inline, inlines))

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self.inlines(block.inlines)
            case Heading():
                return f"#heading(level: {block.level})[{self.inlines(block.inlines)}]"
            case Quotation() | Epigraph():
                return f"#quote[{self.blocks(block.blocks)}{self._attribution(block.attribution)}]"
            case Verse():
                stanzas = "\n\n".join(
                    "#linebreak()".join(self.inlines(line.inlines) for line in stanza) for stanza in block.stanzas
                )
                return f"#pad(left: 2em, y: 14pt, ragged[{stanzas}])"
            case Signature():
                return f"#align(right)[{'#linebreak()'.join(map(self.inlines, block.lines))}]"
            case KeptTogether():
                return f"#block(breakable: false)[{self.blocks(block.blocks)}]"
            case ItemList():
                return self._list(block)
            case DefinitionList():
                return "\n\n".join(
                    f"#strong[{self.inlines(entry.term)}]\n\n"
                    + "\n\n".join(f"#pad(left: 1.6em)[{self.blocks(meaning)}]" for meaning in entry.meanings)
                    for entry in block.definitions
                )
            case CodeBlock():
                return f"#raw(block: true, {json.dumps(block.text, ensure_ascii=False)})"
            case Table():
                return self._table(block)
            case Figure():
                return self._caption(block.caption)
            case ThematicBreak():
                return '#align(center)[#block(above: 14pt, below: 14pt)[#"* * *"]]'
            case _:
                assert_never(block)

    def _list(self, block: ItemList) -> str:
        items = ", ".join(f"[{self.blocks(item.blocks)}]" for item in block.items)
        return f"#list({items})" if block.start is None else f"#enum(start: {block.start}, {items})"

    def _table(self, block: Table) -> str:
        cells = ", ".join(f"[{self.inlines(cell.inlines)}]" for row in (block.head, *block.body) for cell in row)
        table = f"sans(9pt, ragged(table(columns: {len(block.columns)}, {cells})))"
        return f"#block(above: 14pt, below: 14pt)[{self._caption(block.caption)}#{table}]"

    def _caption(self, caption: Inlines | None) -> str:
        return f"#block(sans(9pt, ragged[{self.inlines(caption)}]))" if caption else ""

    def _attribution(self, attribution: Inlines | None) -> str:
        return f"\n\n{_text('— ')}{self.inlines(attribution)}" if attribution else ""

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _text(inline.text)
            case Emphasis():
                return f"#emph[{self.inlines(inline.inlines)}]"
            case Strong():
                return f"#strong[{self.inlines(inline.inlines)}]"
            case Foreign():
                return f"#text(lang: {json.dumps(inline.language.partition('-')[0])})[{self.inlines(inline.inlines)}]"
            case SmallCaps():
                return f"#smallcaps[{self.inlines(inline.inlines)}]"
            case Superscript():
                return f"#super[{self.inlines(inline.inlines)}]"
            case Subscript():
                return f"#sub[{self.inlines(inline.inlines)}]"
            case Code():
                return f"#raw({json.dumps(inline.text, ensure_ascii=False)})"
            case LineBreak():
                return "#linebreak()"
            case Link():
                return self.inlines(inline.inlines)
            case Reference():
                return _text(self._numbering.words_of(inline))
            case InlineImage():
                return ""
            case Note():
                return f"#footnote[{self.blocks(inline.blocks)}]"
            case NoteReference():
                return f"#super{_text(self._numbering.notes[self._numbering.note_of(inline)])[1:]}"
            case _:
                assert_never(inline)
