"""The print edition: a PDF whose pages we make, with real footnotes."""

from publisher.pdf.render import PlacedNote, PrintedBook, PrintedPage, render

__all__ = ["PlacedNote", "PrintedBook", "PrintedPage", "render"]
