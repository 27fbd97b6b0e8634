"""Hold a file to the rules of its standard and of its printer."""

import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from publisher.check.preflight.pressfile import PRINTER_RULES, STANDARD_RULES, PressFile
from publisher.check.printed import PrintEdition, Source
from publisher.errors import Diagnostic, in_reading_order
from publisher.printers import DEFAULT, Printer, load_printer

_OWN_STANDARD = "PDF/X-4"


@dataclass(frozen=True, slots=True)
class Flight:
    """What a preflight was held to, and what it found.

    Args:
        printer: Whose wishes.
        standard: The version of PDF/X that the file was held to; `None` if to none.
        found: Errors first.
    """

    printer: Printer
    standard: str | None
    found: tuple[Diagnostic, ...]

    @property
    def held_to(self) -> tuple[str, ...]:
        """The names of both."""
        return (self.printer.name, self.standard) if self.standard else (self.printer.name,)


def preflight(data: bytes, edition: PrintEdition, asked: str | None, folder: Path | None) -> Flight | None:
    """Hold a file to PDF/X-4, if it claims that, and to what its printer wants.

    Args:
        data: The PDF.
        edition: The same as read, with its book if that is known, which names a printer and knows the trim size.
        asked: A printer to hold it to, even if it claims no PDF/X; the book's, or any, if left out.
        folder: The manuscript's, where a printer of the user's own may lie.

    Returns:
        What was found; `None` if the file is none for a press.

    Raises:
        ConfigError: `printer-unknown`, `printer-broken`.
    """
    source = edition.source
    printer = load_printer(asked or (source.book.print_options.printer if source else DEFAULT), folder)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        file = PressFile(pdf, edition.file, printer, _trim(source), edition)
        claims = file.x_version
        if claims is None and asked is None:
            return None
        found = list(PRINTER_RULES.run(file, with_book=False))
        # Other versions have other rules; whether the printer takes them is a rule of the printer.
        standard = _OWN_STANDARD if claims in ("", _OWN_STANDARD) else None
        if standard:
            found += STANDARD_RULES.run(file, with_book=False)
        return Flight(printer, standard, in_reading_order(found))


def _trim(source: Source | None) -> tuple[float, float] | None:
    if source is None or source.layout is None:
        return None
    left, bottom, right, top = source.layout.boxes.trim
    return right - left, top - bottom
