"""Make books: one manuscript, a print-ready PDF with real footnotes and an accessible EPUB."""

__version__ = "0.1.0"
