"""The print edition: a PDF whose pages we make, with real footnotes."""

from publisher.pdf.ahead import read_ahead
from publisher.pdf.cover import Cover, render_cover
from publisher.pdf.printed import PlacedNote, PrintedBook, PrintedPage
from publisher.pdf.proof import ProofPage, render_proof
from publisher.pdf.render import explain_page, hire, make_ready, prepare, render

__all__ = [
    "Cover",
    "PlacedNote",
    "PrintedBook",
    "PrintedPage",
    "ProofPage",
    "explain_page",
    "hire",
    "make_ready",
    "prepare",
    "read_ahead",
    "render",
    "render_cover",
    "render_proof",
]
