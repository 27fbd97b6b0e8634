"""From a manuscript folder to editions on disk: the steps, in order, and only those whose input has changed.

What stands here is imported when it is first used: an edition that is up to date needs neither parser nor typesetter.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publisher.pipeline.ahead import read_ahead
    from publisher.pipeline.checking import CheckReport, check_file, check_manuscript
    from publisher.pipeline.cleaning import clean
    from publisher.pipeline.explaining import explain_page
    from publisher.pipeline.linting import FixReport, count_mendable, fix
    from publisher.pipeline.loading import Manuscript, load, load_book
    from publisher.pipeline.readying import make_ready
    from publisher.pipeline.renewing import build
    from publisher.pipeline.report import BuildReport, EditionReport
    from publisher.pipeline.starting import start

__all__ = [
    "BuildReport",
    "CheckReport",
    "EditionReport",
    "FixReport",
    "Manuscript",
    "build",
    "check_file",
    "check_manuscript",
    "clean",
    "count_mendable",
    "explain_page",
    "fix",
    "load",
    "load_book",
    "make_ready",
    "read_ahead",
    "start",
]

_PLACES = {
    "BuildReport": "report",
    "CheckReport": "checking",
    "EditionReport": "report",
    "FixReport": "linting",
    "Manuscript": "loading",
    "build": "renewing",
    "check_file": "checking",
    "check_manuscript": "checking",
    "clean": "cleaning",
    "count_mendable": "linting",
    "explain_page": "explaining",
    "fix": "linting",
    "load": "loading",
    "load_book": "loading",
    "make_ready": "readying",
    "read_ahead": "ahead",
    "start": "starting",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
