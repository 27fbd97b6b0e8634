from tests.pdf.conftest import edition_of, stock, store, theme

__all__ = ["edition_of", "stock", "store", "theme"]
