"""A book as WeasyPrint prints it alone, with footnotes and pages of its own."""

import subprocess
import sys
from collections.abc import Mapping
from importlib import resources

from markupsafe import Markup, escape

from publisher.model import Block, Book, Inlines, Note, Paragraph, Row, Table, Text
from publisher.transform.numbering import number
from publisher.walk import plain_text, reading_order

# A font of our own: what is installed differs from machine to machine, and may be nothing at all.
_FONT = (resources.files("fontpkg_cardo") / "files" / "Cardo-Regular.ttf").as_uri()  # type: ignore[attr-defined]
_FACE = f"@font-face {{ font-family: Plain; src: url({_FONT}) }}"
_CSS = """
@page { size: 160mm 240mm; margin: 26mm 25mm 40mm; @footnote { border-top: 0.4pt solid } }
body { font: 11pt/14pt Plain; hyphens: none; orphans: 2; widows: 2 }
p { margin: 0; text-indent: 1em }
section { break-before: page }
.note { float: footnote; font: 8.5pt/11pt Plain }
"""
_PRINT = "import sys, weasyprint; sys.stdout.buffer.write(weasyprint.HTML(string=sys.stdin.read()).write_pdf())"


def print_plainly(book: Book) -> bytes:
    """Print a book of plain paragraphs and tables."""
    labels = number(book, book.print_options.note_numbering).labels
    sections = [
        Markup("<section><h1>{}</h1>{}</section>").format(
            plain_text(section.title), Markup("").join(_block(block, labels) for block in section.blocks)
        )
        for section in book.sections
    ]
    html = Markup("<html lang={}><style>{}</style>{}</html>").format(
        book.metadata.language, Markup(_FACE + _CSS), Markup("").join(sections)
    )
    # In a process of its own: ours has fonts of its own, which WeasyPrint alone knows nothing of.
    done = subprocess.run([sys.executable, "-c", _PRINT], input=html.encode(), capture_output=True, check=True)
    return done.stdout


def _block(block: Block, labels: Mapping[str, str]) -> Markup:
    match block:
        case Paragraph():
            return Markup("<p>{}</p>").format(Markup("").join(_inlines(block.inlines)))
        case Table():
            caption = f"{labels[block.identifier or '']}. {plain_text(block.caption or ())}"
            rows = Markup("").join(_row(row) for row in (block.head, *block.body))
            return Markup("<table><caption>{}</caption>{}</table>").format(caption, rows)
        case _:
            raise AssertionError(block)


def _row(row: Row) -> Markup:
    return Markup("<tr>{}</tr>").format(
        Markup("").join(Markup("<td>{}</td>").format(plain_text(cell.inlines)) for cell in row)
    )


def _inlines(inlines: Inlines) -> list[Markup]:
    parts = []
    for inline in inlines:
        if isinstance(inline, Note):
            words = " ".join(plain_text(run) for run in reading_order(inline.blocks))
            parts.append(Markup('<span class="note">{}</span>').format(words))
        else:
            assert isinstance(inline, Text)
            parts.append(escape(inline.text))
    return parts
