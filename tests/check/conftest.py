from tests.pdf.conftest import edition, edition_of, stock, store, theme

__all__ = ["edition", "edition_of", "stock", "store", "theme"]
