"""What may be asked of the typesetter, and what comes of it: plain values that know nothing of the book."""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from publisher.errors import Diagnostic
from publisher.pdf.audit.unit import UnitFault
from publisher.pdf.engine.drawing import DrawnPages
from publisher.pdf.units import Unit


@dataclass(frozen=True, slots=True)
class SetUnit:
    """Ask for the pages of a section, or of another text that is set like one: a `Unit`.

    `name` says of which: it decides nothing, but what was found in an earlier state of it saves time.
    """

    html: str
    name: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class SetLeaves:
    """Ask for pages that WeasyPrint makes by itself: `Leaves`."""

    html: str


@dataclass(frozen=True, slots=True)
class ShapeLines:
    """Ask for lines, each on a page of its own that is so wide: `ShapedLines`. The document has a block for each."""

    html: str
    width_mm: float


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a unit could not be made.

    Args:
        note: The index of the note that finds no room; `None` if something is too tall.
        floats: Numbers of the floats that are taller than a page; empty if it is something else.
        faults: What the audit found on the pages that were made.
    """

    note: int | None = None
    floats: tuple[int, ...] = ()
    faults: tuple[UnitFault, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether the book cannot be made; with floats in the text instead, it can."""
        return not self.floats


@dataclass(frozen=True, slots=True)
class Leaves:
    """Pages that WeasyPrint made by itself; `fits` if every line stands where it should."""

    drawn: DrawnPages
    fits: bool
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class ShapedLines:
    """A PDF with a line on each page, and of each the line's width and the baseline below the page's top."""

    data: bytes
    measures_pt: tuple[tuple[float, float], ...]
    found: tuple[Diagnostic, ...] = ()


Request: TypeAlias = SetUnit | SetLeaves | ShapeLines
Result: TypeAlias = Unit | Failed | Leaves | ShapedLines

T = TypeVar("T")
Asking: TypeAlias = Generator[Request, Result, T]
"""Work that stops at each request until it is sent the result."""
