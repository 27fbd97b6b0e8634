"""Prints random documents through the real pipeline."""

import shutil
from functools import cache
from pathlib import Path

from publisher import pdf
from publisher import theme as themes
from publisher.errors import PublisherError
from publisher.store import Store
from publisher.theme import Theme
from tests.fuzz.documents import Document
from tests.fuzz.proofs import audit_findings, faults
from tests.support.printed_editions import Edition
from tests.support.printed_pages import ANKASAM
from tests.support.small_press import SmallPress


class Press:
    """Prints documents and proves them.

    Args:
        folder: For variants of the theme.
        store: Keeps pinned fonts.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._theme = cache(self._make_theme)

    def edition(self, document: Document) -> Edition:
        """Print a document."""
        theme = self._theme(document.small, document.css)
        printed = pdf.render(document.book, theme, store=self._store)
        return Edition(f"document {document.seed}", document.book, printed, theme.geometry)

    def faults(self, document: Document, *, audit: bool = False) -> list[str]:
        """Give what is wrong with a document once printed; a refusal is wrong too.

        Args:
            document: To be printed.
            audit: Whether the program's own audit is to read it, instead of proofs that share nothing with it.
        """
        try:
            edition = self.edition(document)
        except PublisherError as problem:
            return [f"refused: {problem}"]
        theme = self._theme(document.small, document.css)
        found = list(audit_findings(edition, theme) if audit else faults(edition))
        edition.pages.close()
        return found

    def _make_theme(self, small: bool, css: str) -> Theme:
        folder = self._folder / f"theme-{abs(hash((small, css)))}"
        if small:
            return SmallPress(folder, self._store).theme(css)
        shutil.copytree(ANKASAM, folder)
        with (folder / "print" / "text.css").open("a", encoding="utf-8") as style:
            style.write(css)
        return themes.load(folder)
