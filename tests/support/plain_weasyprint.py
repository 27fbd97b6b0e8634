"""A book as WeasyPrint prints it alone, with footnotes and pages of its own."""

import warnings

import weasyprint
from markupsafe import Markup, escape

from publisher.model import Book, Inlines, Note, Paragraph, Text
from publisher.walk import plain_text, reading_order

_CSS = """
@page { size: 160mm 240mm; margin: 26mm 25mm 40mm; @footnote { border-top: 0.4pt solid } }
body { font: 11pt/14pt serif; hyphens: none; orphans: 2; widows: 2 }
p { margin: 0; text-indent: 1em }
section { break-before: page }
.note { float: footnote; font: 8.5pt/11pt serif }
"""


def print_plainly(book: Book) -> bytes:
    """Print a book of plain paragraphs."""
    sections = [
        Markup("<section><h1>{}</h1>{}</section>").format(
            plain_text(section.title), Markup("").join(_block(block) for block in section.blocks)
        )
        for section in book.sections
    ]
    html = Markup("<html lang={}><style>{}</style>{}</html>").format(
        book.metadata.language, Markup(_CSS), Markup("").join(sections)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data: bytes = weasyprint.HTML(string=html).write_pdf()
    return data


def _block(block: object) -> Markup:
    assert isinstance(block, Paragraph)
    return Markup("<p>{}</p>").format(Markup("").join(_inlines(block.inlines)))


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
