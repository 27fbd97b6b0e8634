from tests.pdf.conftest import edition, edition_of, press, stock, store, theme

__all__ = ["edition", "edition_of", "press", "stock", "store", "theme"]
