"""Make books: one manuscript, a print-ready PDF with real footnotes and an accessible EPUB.

    book = publisher.load("manuscript")
    report = publisher.build("manuscript")

What stands here is the public interface; each part is imported when it is first used, since some are slow to
import and no command needs all of them.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publisher import check, epub, pdf, theme
    from publisher.pipeline import build
    from publisher.pipeline import load_book as load

__version__ = "0.1.0"
__all__ = ["__version__", "build", "check", "epub", "load", "pdf", "theme"]

_PLACES = {"build": ("publisher.pipeline", "build"), "load": ("publisher.pipeline", "load_book")}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name in _PLACES:
        module, attribute = _PLACES[name]
        return getattr(importlib.import_module(module), attribute)
    if name in __all__:
        return importlib.import_module(f"publisher.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
