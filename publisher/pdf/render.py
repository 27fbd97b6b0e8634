"""Render the print edition of a book: every section a unit, the units bound."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from publisher import fonts
from publisher.errors import Diagnostic, LayoutError
from publisher.model import Book, LineBreaking, PrintOptions, Purpose
from publisher.pdf import rasters
from publisher.pdf.bindery import Bindery
from publisher.pdf.breaking import Manner
from publisher.pdf.divisions import word_divisions
from publisher.pdf.engine import TypeCase
from publisher.pdf.explaining import explain, remember
from publisher.pdf.foreman import Foreman
from publisher.pdf.geometry import Layout, layout
from publisher.pdf.makeup import PageMaker, make_up
from publisher.pdf.pagination import settle
from publisher.pdf.press import Press
from publisher.pdf.printed import PrintedBook
from publisher.pdf.requests import SetUnit
from publisher.pdf.specimen import specimen
from publisher.pdf.workshop import Kit, Workshop
from publisher.progress import Progress, Step, silent
from publisher.store import Store
from publisher.theme import Theme
from publisher.workers import Alone, Early, Hire, Processes, frozen

STYLES = ("common.css", "print/text.css", "print/notes.css", "print/matter.css", "print/page.css")
_NO_STORE = Store(None)


def render(
    book: Book,
    theme: Theme,
    *,
    store: Store,
    units: Store = _NO_STORE,
    hire: Hire = Alone,
    progress: Progress = silent,
    page_maker: PageMaker = make_up,
    purpose: Purpose | None = None,
) -> PrintedBook:
    """Render the print edition.

    Args:
        book: With all its ids (`transform.identifiers`).
        theme: How it looks.
        store: Keeps fonts between runs.
        units: Keeps sections between runs; left out, all are set. Other page makers than ours keep none.
        hire: Who sets them; this process if left out.
        progress: Hears of each section.
        page_maker: Makes the pages of each section.
        purpose: What the file is for; `None` for one that conforms to no standard of a purpose.

    Raises:
        LayoutError: `note-unplaceable`, `block-too-tall`, `front-matter-too-long`, `contents-unsettled`,
            `page-references-unsettled`, `note-numbers-unsettled`, `profile-missing`, `profile-unusable`, `worker-lost`.
        AuditError: Pages of a section are wrong.
    """
    kit = _kit(book, theme, store, progress, page_maker)
    kept = units if page_maker is make_up else _NO_STORE
    with _press(book, theme, kit, kept, hire, progress, purpose) as press:
        return _printed(press, progress)


def explain_page(
    book: Book,
    theme: Theme,
    folio: int,
    *,
    store: Store,
    units: Store = _NO_STORE,
    hire: Hire = Alone,
    progress: Progress = silent,
) -> tuple[str, ...]:
    """Say in a few lines why a page of the print edition ends where it does.

    Args:
        book: With all its ids.
        theme: How it looks.
        folio: Which page, the first being 1.
        store: Keeps fonts between runs.
        units: Keeps sections between runs.
        hire: Who sets them.
        progress: Hears of each section.

    Raises:
        LayoutError: As `render`, and `page-unknown`.
    """
    kit = _kit(book, theme, store, progress, make_up)
    with _press(book, theme, kit, units, hire, progress, None) as press:
        printed = _printed(press, progress)
        if not 1 <= folio <= printed.pages:
            raise LayoutError(
                Diagnostic(
                    code="page-unknown",
                    message=f"there is no page {folio}",
                    hint=f"pages run from 1 to {printed.pages}",
                )
            )
        pages = printed.page_map
        name = pages[folio - 1].section
        section = press.printed_section(name)
        if section is None:
            return (f"page {folio} belongs to no section: it is as long as it is",)
        begins = next(page.folio for page in pages if page.section == name)
        made = remember(Workshop(kit).make_pages(section.html), kit.layout.area)
        return tuple(explain(made, folio - begins, folio, section.labels, section.block_at))


def prepare() -> None:
    """Import what takes long, for all that is forked from here; no typesetter is set up."""
    Workshop.prepare()


def make_ready(theme: Theme, options: PrintOptions, store: Store, language: str = "en") -> object:
    """Give what a theme's pages are set with, whatever the book says: to be made before it has been read.

    It lives in the process that makes it, and not in forks of that.

    Args:
        theme: How the book will look.
        options: As far as `book.toml` decides them.
        store: Keeps fonts between runs.
        language: What most of it will be written in.
    """
    page = layout(theme.geometry, options)
    faces = fonts.load(theme, "print", store)
    kit = Kit(faces, {}, _css(theme, page), (), _manner(page, options), page, make_up)
    case = TypeCase(kit.fonts, kit.css)
    # Much is set up by what needs it first: patterns that divide words, fonts, functions of libraries.
    Workshop(kit).answer(SetUnit(specimen(language)), ready=case)
    return case


def hire(count: int, early: Early | None = None, meanwhile: Callable[[], object] | None = None) -> Hire:
    """Give who sets so many sections at a time: processes, or this one for a single section.

    Args:
        count: At most so many.
        early: One of them, who is there already.
        meanwhile: What this process does while it would wait for the others.
    """
    if count == 1:
        return Alone
    return functools.partial(Processes, count, Workshop.prepare, early=early, meanwhile=meanwhile)


def _kit(book: Book, theme: Theme, store: Store, progress: Progress, page_maker: PageMaker) -> Kit:
    page = layout(theme.geometry, book.print_options)
    return Kit(
        fonts.load(theme, "print", store, progress),
        rasters.shown_in(book, store),
        _css(theme, page),
        word_divisions(book),
        _manner(page, book.print_options),
        page,
        page_maker,
    )


def _manner(page: Layout, options: PrintOptions) -> Manner | None:
    return page.manner if options.line_breaking is LineBreaking.OPTIMUM else None


def _css(theme: Theme, page: Layout) -> str:
    return page.variables_css + theme.style(*STYLES)


@contextmanager
def _press(
    book: Book, theme: Theme, kit: Kit, units: Store, hire: Hire, progress: Progress, purpose: Purpose | None
) -> Iterator[Press]:
    # The book and what else is there by now lives on: looking through it after each section is waste.
    with frozen(), hire(Workshop(kit, units).answer) as crew:
        bindery = Bindery(book, theme, kit.layout, kit.images, units, purpose)
        yield Press(book, theme, Foreman(kit, units, crew), bindery, progress)


def _printed(press: Press, progress: Progress) -> PrintedBook:
    progress(Step("print", "sections", 0, press.sections))
    front = press.front_matter()
    parts = press.parts()
    units = settle(front, parts, press.typeset)
    progress(Step("print", "binding", 0, 1))
    printed = press.bind(front, list(zip(parts, units, strict=True)))
    progress(Step("print", "binding", 1, 1))
    return printed
