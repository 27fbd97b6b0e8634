from tests.pdf.conftest import edition_of, store, theme

__all__ = ["edition_of", "store", "theme"]
