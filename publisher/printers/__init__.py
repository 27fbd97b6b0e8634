"""Printers: what each wants of a file, from small TOML files, ours or the user's own."""

import difflib
import enum
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from publisher.errors import ConfigError, Diagnostic

_OURS = Path(__file__).parent
_MOST_BYTES = 100_000
# No paper takes less than one ink in full.
_LEAST = {"most_ink": 100}
DEFAULT = "generic"


class ColourWish(enum.StrEnum):
    """Which colours a printer takes."""

    ANY = "any"
    CMYK = "cmyk"
    BLACK = "black"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """What a printer wants of a book's inside; docs/print.md explains each.

    Args:
        name: As `book.toml` has it.
        says: For people.
        sources: Where the numbers are from.
        pdf_x: Versions of PDF/X that are taken; none: any file.
        pdf_version: The newest version of PDF that is read; `None` for any.
        colour: Which colours are taken.
        bleed_mm: What stands beyond the trim, if anything reaches it.
        safe_mm: No text stands nearer to the trim.
        most_ink: Percent of all inks together.
        dpi: Pixels an inch that a picture should have.
        least_dpi: Fewer are an error.
        line_art_dpi: The same of pictures with one bit a pixel.
        line_pt: A line should be so thick.
        least_line_pt: A thinner one is an error.
        least_pages: The thinnest book that is bound.
        most_pages: The thickest.
        page_multiple: Pages come in so many.
        gutters: Pairs: up to so many pages, text stands at least so many millimetres from the spine.
    """

    name: str
    says: str = ""
    sources: tuple[str, ...] = ()
    pdf_x: tuple[str, ...] = ()
    pdf_version: str | None = None
    colour: ColourWish = ColourWish.CMYK
    bleed_mm: float = 3.0
    safe_mm: float = 5.0
    most_ink: float = 300.0
    dpi: float = 300.0
    least_dpi: float = 150.0
    line_art_dpi: float = 1200.0
    line_pt: float = 0.25
    least_line_pt: float = 0.1
    least_pages: int = 1
    most_pages: int = 100_000
    page_multiple: int = 1
    gutters: tuple[tuple[int, float], ...] = ()


def printer_names() -> list[str]:
    """Give the names of those that are known."""
    return sorted(path.stem for path in _OURS.glob("*.toml"))


def load_printer(name: str, folder: Path | None) -> Printer:
    """Load a printer by its name.

    Args:
        name: `NAME.toml` beside the manuscript's `book.toml` comes before one of ours.
        folder: The manuscript's; `None` if there is none.

    Raises:
        ConfigError: `printer-unknown`, `printer-broken`.
    """
    places = ([folder / f"{name}.toml"] if folder else []) + [_OURS / f"{name}.toml"]
    found = next((place for place in places if _is_name(name) and place.is_file()), None)
    if found is None:
        raise ConfigError(_unknown(name, folder))
    try:
        text = found.read_bytes()[:_MOST_BYTES].decode("utf-8")
        return _printer(name, tomllib.loads(text))
    except (OSError, ValueError) as problem:
        raise ConfigError(
            Diagnostic(
                code="printer-broken",
                message=f"{found.name} is no printer: {problem}",
                hint="docs/print.md lists its keys; generic.toml has all of them",
            )
        ) from problem


def _unknown(name: str, folder: Path | None) -> Diagnostic:
    # Files beside book.toml may be anything; those that are meant are told by their names alone.
    own = [path.stem for path in sorted(folder.glob("*.toml")) if path.stem != "book"] if folder else []
    near = difflib.get_close_matches(name, [*own, *printer_names()], 3)
    nearest = f"nearest: {', '.join(near)}; " if near else ""
    put = f"; or put {name}.toml beside book.toml (docs/print.md)" if _is_name(name) else ""
    return Diagnostic(
        code="printer-unknown",
        message=f"there is no printer “{name}”",
        hint=f"{nearest}known: {', '.join(printer_names())}{put}",
    )


def _is_name(name: str) -> bool:
    return bool(name) and name != "book" and all(letter.isalnum() or letter in "-_" for letter in name)


def _printer(name: str, values: Mapping[str, Any]) -> Printer:
    """Read a table; what it leaves out is as `Printer` has it.

    Raises:
        ValueError: With what is wrong.
    """
    known = {field.name for field in fields(Printer)} - {"name"}
    unknown = sorted(values.keys() - known)
    if unknown:
        raise ValueError(f"“{unknown[0]}” is no key of it")
    return Printer(name=name, **{key: _value(key, value) for key, value in values.items()})


def _value(key: str, value: Any) -> Any:
    if key == "colour":
        return ColourWish(value)
    if key in ("says", "pdf_version"):
        return _one_of(key, value, str)
    if key in ("sources", "pdf_x"):
        return tuple(_one_of(key, item, str) for item in _one_of(key, value, list))
    if key == "gutters":
        return tuple(_gutter(row) for row in _one_of(key, value, list))
    number = _one_of(key, value, int, float)
    if not _LEAST.get(key, 0) <= number <= 1_000_000:
        raise ValueError(f"“{key}” is out of all bounds")
    return number


def _gutter(row: Any) -> tuple[int, float]:
    if not isinstance(row, list) or len(row) != 2:
        raise ValueError("“gutters” are pairs: [pages, millimetres]")
    return int(_one_of("gutters", row[0], int)), float(_one_of("gutters", row[1], int, float))


def _one_of(key: str, value: Any, *types: type) -> Any:
    if isinstance(value, bool) or not isinstance(value, types):
        raise ValueError(f"“{key}” cannot be {value!r}")
    return value
