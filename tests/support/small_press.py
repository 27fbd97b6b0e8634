"""Books of one section on pages of a few lines, so that every block is cut."""

import shutil
from dataclasses import replace
from pathlib import Path

from publisher import pdf
from publisher import theme as themes
from publisher.model import Block, Book
from publisher.pdf.makeup import PageMaker, make_up
from publisher.store import Store
from publisher.theme import Geometry, MarginNotes, Theme
from tests.support.printed_editions import Edition, displaced_notes, lost_notes, lost_words, outside_trim
from tests.support.printed_pages import ANKASAM, Page
from tests.support.stock_book import book_of, section_of

LINES = 12
# A type area of 170 by 168 points; beside notes 142 points wide.
GEOMETRY = Geometry(
    trim_mm=(80.0, 110.0),
    bleed_mm=3.0,
    margin_top_mm=20.0,
    margin_inner_mm=10.0,
    margin_outer_mm=10.0,
    leading_pt=14.0,
    lines=LINES,
    note_share=0.6,
    note_gap_pt=14.0,
    note_rule_pt=5.67,
    head_baseline_mm=12.0,
    folio_baseline_mm=95.0,
    margin_notes=MarginNotes(measure_mm=20.0, gap_mm=3.0, between_pt=3.0, margin_inner_mm=5.0, margin_outer_mm=25.0),
)
_SMALL = """
.half-title p, .title-page p, .imprint p {
  padding: 0 !important; font-size: 4pt !important; line-height: 5pt !important;
}
section > h1 { padding-top: 0; margin-bottom: 3pt; font-size: 10pt; line-height: 11pt; letter-spacing: 0 }
section > h1::before { content: none }
"""


class SmallPress:
    """Prints a section on small pages.

    Args:
        folder: For themes.
        store: Keeps pinned fonts.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self.store = store

    def theme(self, css: str = "") -> Theme:
        root = self._folder / "theme"
        shutil.copytree(ANKASAM, root, dirs_exist_ok=True)
        matter = root / "print" / "matter.css"
        matter.write_text(
            (ANKASAM / "print" / "matter.css").read_text(encoding="utf-8") + _SMALL + css, encoding="utf-8"
        )
        return replace(themes.load(root), geometry=GEOMETRY)

    def edition(self, *blocks: Block, css: str = "", language: str = "tr") -> Edition:
        """Print blocks under a title."""
        return self.book(book_of(section_of(*blocks), language=language), css)

    def book(self, book: Book, css: str = "", page_maker: PageMaker = make_up) -> Edition:
        """Print a whole book."""
        printed = pdf.render(book, self.theme(css), store=self.store, page_maker=page_maker)
        return Edition("small", book, printed, GEOMETRY)

    def pages(self, *blocks: Block, css: str = "", language: str = "tr") -> list[Page]:
        """Print blocks, prove that nothing is lost or misplaced, and give the section's pages."""
        edition = self.edition(*blocks, css=css, language=language)
        assert edition.printed.found == ()
        assert list(lost_words(edition)) == []
        assert list(lost_notes(edition)) == []
        assert list(displaced_notes(edition)) == []
        assert list(outside_trim(edition)) == []
        return edition.pages_of(edition.book.sections[0])
