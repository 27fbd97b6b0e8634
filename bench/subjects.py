"""What is measured, each in a process of its own: `python -m bench.subjects print FOLDER STORE`."""

import importlib
import json
import sys
from pathlib import Path

from bench.clock import Clock, peak_mb
from publisher.model import Book
from publisher.store import Store
from publisher.theme import Theme

THEME = Path(__file__).parent.parent / "styles" / "ankasam"


def main() -> None:
    """Measure one subject and print what was found as JSON."""
    subject, folder, store = sys.argv[1], Path(sys.argv[2]), Store(Path(sys.argv[3]))
    clock = Clock()
    pages = {"print": _print, "plain": _plain, "epub": _epub}[subject](folder, store, clock)
    told = {"seconds": clock.seconds, "peak_mb": clock.peak_mb, "peak": peak_mb(), "pages": pages}
    print(json.dumps(told))


def _print(folder: Path, store: Store, clock: Clock) -> int:
    with clock.phase("import"):
        # By their names: `publisher.pdf.render` is also the function of this name.
        names = ("render", "press", "units", "workshop")
        render, press, units, workshop = (importlib.import_module(f"publisher.pdf.{name}") for name in names)
        typecase = importlib.import_module("publisher.pdf.engine.typecase")
        typecase.weasyprint()
    book, theme = _read(folder, clock)
    clock.wrap(render.fonts, "load", "fonts")
    clock.wrap(press, "section_html", "HTML")
    clock.wrap(units.Typesetter, "lay_out", "galleys")
    clock.wrap(units, "Galley", "items")
    clock.wrap(units, "draw", "graft and draw")
    clock.wrap(workshop.Workshop, "_leaves", "front matter")
    clock.wrap(press.Press, "bind", "bind")

    def page_maker(*arguments: object) -> object:
        with clock.phase("make-up"):
            return render.make_up(*arguments)

    with clock.phase("everything else"):
        pages: int = render.render(book, theme, store=store, page_maker=page_maker).pages
    return pages


def _plain(folder: Path, store: Store, clock: Clock) -> int:
    with clock.phase("import"):
        from bench import plain
        from publisher.pdf.engine.typecase import weasyprint

        weasyprint()
    book, theme = _read(folder, clock)
    return plain.render(book, theme, store, clock).pages


def _epub(folder: Path, store: Store, clock: Clock) -> int:
    with clock.phase("import"):
        edition = importlib.import_module("publisher.epub.edition")
        # Every build asks for it, to see what is out of date.
        importlib.import_module("publisher.external.program").program()
    book, theme = _read(folder, clock)
    clock.wrap(edition, "render_section", "documents")
    clock.wrap(edition.page_breaks, "locate", "documents finished")
    clock.wrap(importlib.import_module("publisher.epub.finishing").Finisher, "finish", "documents finished")
    clock.wrap(edition.fonts, "load", "fonts")
    clock.wrap(edition.faces, "embed", "fonts")
    clock.wrap(edition.cover, "draw", "cover")
    clock.wrap(edition.package, "pack", "package")
    clock.wrap(edition.audit, "require_whole", "audit")
    with clock.phase("everything else"):
        documents: int = len(edition.render(book, theme, store=store).reading_order)
    return documents


def _read(folder: Path, clock: Clock) -> tuple[Book, Theme]:
    from publisher import pipeline, theme

    with clock.phase("read"):
        book = pipeline.load_book(folder, environ={})
        return book, theme.load(THEME)


if __name__ == "__main__":
    main()
