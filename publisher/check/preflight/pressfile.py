"""A file under preflight: what it holds, what it draws, what it says of itself, and for whom it is made."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import pikepdf

from publisher.check.preflight.marks import Box, Mark, MarkKind, try_box
from publisher.check.preflight.metadata import read_metadata
from publisher.check.preflight.origins import Shown, shown_pictures
from publisher.check.preflight.painting import Drawn, follow_pages
from publisher.check.printed import PrintEdition
from publisher.check.registry import Registry
from publisher.errors import Diagnostic, Severity
from publisher.pdf.audit import PdfRead
from publisher.printers import Printer
from publisher.source import Position

_PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_MOST_TOLD = 8
_NO_SHEET: Box = (0.0, 0.0, 0.0, 0.0)
_FURTHER = ("/CropBox", "/BleedBox", "/TrimBox")


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one page in points, as its file has them.

    Args:
        page: Counted from 1.
        media: The sheet.
        crop: What a screen shows; `None` where the page does not say.
        bleed: Likewise.
        trim: Likewise.
    """

    page: int
    media: Box
    crop: Box | None
    bleed: Box | None
    trim: Box | None

    @property
    def printed(self) -> Box:
        """All that reaches the guillotine."""
        return self.bleed or self.trim or self.media

    @property
    def kept(self) -> Box:
        """All that is left behind it."""
        return self.trim or self.media


@dataclass(frozen=True)
class PressFile:
    """A file, and for whom it is made.

    Args:
        pdf: Opened.
        read: The same as a reader sees it.
        printer: Whose wishes it is held to.
        trim_pt: The trim size that it should have; `None` if nobody knows.
        edition: The same as read, with its book if that is known.
    """

    pdf: pikepdf.Pdf
    read: PdfRead
    printer: Printer
    trim_pt: tuple[float, float] | None = None
    edition: PrintEdition | None = None

    @cached_property
    def drawn(self) -> Drawn:
        """All that its pages draw."""
        return follow_pages(self.pdf)

    @cached_property
    def boxes(self) -> Sequence[Boxes]:
        """The boxes of each page."""
        return [
            Boxes(number, try_box(page.mediabox) or _NO_SHEET, *(try_box(page.obj.get(key)) for key in _FURTHER))
            for number, page in enumerate(self.pdf.pages, 1)
        ]

    @cached_property
    def shown(self) -> Mapping[int, Shown]:
        """The pictures of its book, by the numbers of the marks that show them."""
        source = self.edition.source if self.edition else None
        return shown_pictures(self.drawn.marks, source.book) if source else {}

    def shown_by(self, mark: Mark) -> Shown | None:
        """Give the picture of the book that a mark shows; `None` if that is not known, or it shows none."""
        return self.shown.get(id(mark))

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """What its metadata say, by qualified name."""
        return read_metadata(self.pdf)

    @property
    def is_sheet(self) -> bool:
        """Whether it is a cover, or another sheet by itself, and no pages that are bound."""
        return len(self.boxes) == 1

    @property
    def x_version(self) -> str | None:
        """The version of PDF/X that it claims; empty if it claims one without a name, `None` if it claims none."""
        said = self.metadata.get(_PDFX) or _text(self.pdf.trailer.get("/Info"), "/GTS_PDFXVersion")
        if said:
            return said
        return "" if any(intent.get("/S") == "/GTS_PDFX" for intent in self.intents) else None

    @property
    def intents(self) -> list[Any]:
        """Its output intents."""
        given = self.pdf.Root.get("/OutputIntents")
        if not isinstance(given, pikepdf.Array):
            return []
        return [intent for intent in given if isinstance(intent, pikepdf.Dictionary)]

    def marks(self, *kinds: MarkKind) -> Iterator[Mark]:
        """Give the marks that the press prints, of these kinds or of all: those that touch the page or its bleed."""
        for mark in self.drawn.marks:
            if (not kinds or mark.kind in kinds) and touches(mark.box, self.boxes[mark.page - 1].printed):
                yield mark


STANDARD_RULES: Registry[PressFile] = Registry()
"""What PDF/X-4 says, for files that claim it."""

PRINTER_RULES: Registry[PressFile] = Registry()
"""What a printer checks."""

standard_rule, printer_rule = STANDARD_RULES.rule, PRINTER_RULES.rule


def error(code: str, message: str, hint: str, at: Position | None = None) -> Diagnostic:
    """Give what a press refuses."""
    return Diagnostic(code=code, message=message, at=at, hint=hint)


def warning(code: str, message: str, hint: str, at: Position | None = None) -> Diagnostic:
    """Give what a press prints, and somebody may be sorry for."""
    return Diagnostic(code=code, message=message, at=at, hint=hint, severity=Severity.WARNING)


def touches(box: Box, other: Box) -> bool:
    """Say whether boxes have more than an edge in common; a point is in a box or not."""
    return box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]


def told(pages: Iterable[int]) -> str:
    """Name pages, runs of them together, and no more than anyone reads: `pages 3, 5–9 and 12 more`."""
    numbers = sorted(set(pages))
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    shown = [f"{first}" if first == last else f"{first}–{last}" for first, last in runs[:_MOST_TOLD]]
    more = sum(last - first + 1 for first, last in runs[_MOST_TOLD:])
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(shown)}" + (f" and {more} more" if more else "")


T = TypeVar("T", bound=Hashable)


def by_message(found: Iterable[tuple[T, int]]) -> Iterator[tuple[T, str]]:
    """Give each message once, with the pages that it is told of, in the order of their first pages."""
    pages: dict[T, list[int]] = {}
    for message, page in found:
        pages.setdefault(message, []).append(page)
    yield from ((message, told(numbers)) for message, numbers in pages.items())


def _text(dictionary: Any, key: str) -> str | None:
    value = dictionary.get(key) if isinstance(dictionary, pikepdf.Dictionary) else None
    return None if value is None else str(value)
