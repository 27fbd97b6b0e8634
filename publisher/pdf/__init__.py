"""The print edition: a PDF whose pages we make, with real footnotes."""

from publisher.pdf.printed import PlacedNote, PrintedBook, PrintedPage
from publisher.pdf.render import explain_page, hire, render

__all__ = ["PlacedNote", "PrintedBook", "PrintedPage", "explain_page", "hire", "render"]
