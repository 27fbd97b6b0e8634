"""What make-up is given and what it gives: small frozen values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

TOLERANCE_PT = 0.01
"""Lengths that differ by less are equal: they are sums of floating-point numbers."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that is never cut: a line, a table row, a picture.

    Args:
        top_pt: Where it begins in the galley, the border and padding of blocks that begin with it included.
        bottom_pt: Where it ends, likewise.
        may_begin_page: Whether a page may begin with it.
        notes: Indices of the notes called in it, in the order of their calls.
        calls_at_pt: From its top down to the baseline of the line that calls each of them.
        baseline_pt: From its top down to its first baseline.
        grid_phase_pt: It is moved down to the next place that lies so far below a line of the grid; `None`
            leaves it where the galley had it.
        repeated_pt: Height of the head rows that are set again above it where it begins a page.
        break_cost: What it costs to begin a page with it, in squared empty lines.
        hyphenated: Whether it is a line that ends in a hyphen.
        heading: Whether it belongs to a heading.
        stretches: Whether a line of white may be added above it to fill a page.
        must_begin_page: Whether a page must begin with it; the white left above costs nothing.
        must_begin_recto: Whether that page must be a right-hand one; the one before it may be blank.
        spread_lines: By how many lines both pages of the spread that it stands on shall be longer.
    """

    top_pt: float
    bottom_pt: float
    may_begin_page: bool = True
    notes: tuple[int, ...] = ()
    calls_at_pt: tuple[float, ...] = ()
    baseline_pt: float = 0.0
    grid_phase_pt: float | None = None
    repeated_pt: float = 0.0
    break_cost: float = 0.0
    hyphenated: bool = False
    heading: bool = False
    stretches: bool = False
    must_begin_page: bool = False
    must_begin_recto: bool = False
    spread_lines: int = 0


Items: TypeAlias = Sequence[Item]


@dataclass(frozen=True, slots=True)
class Float:
    """A figure or a table that stands apart from the text, at the top or the foot of a page.

    Args:
        height_pt: Of all of it, its caption included.
        anchor: Index of the item that it belongs to: it stands on the page of that item or on a later one.
        top: Whether it may stand at the top of a page with text.
        foot: Whether it may stand at the foot of one, above the notes.
        alone: Whether it has a page of its own; the other two say nothing then.
        before: Index of the item that must not overtake it: of a figure or table that stays in the text and has the
            next number; not below that of an earlier float.
    """

    height_pt: float
    anchor: int
    top: bool = True
    foot: bool = True
    alone: bool = False
    before: int | None = None


Floats: TypeAlias = Sequence[Float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What faults of a page cost, one empty line on a page being 1 and more lines their square.

    Args:
        stretch: A line of white added where the theme allows it.
        split_note: A note that goes on overleaf or on the facing page.
        stub: A single line of a note left for the next page, besides.
        hyphen_at_turn: A hyphen in the last line of a recto: the leaf is turned within a word.
        hyphen_at_spread: A hyphen in the last line of a verso.
        heading_at_foot: A heading among the last four lines of a page.
        short_last_page: A section's last page with fewer than five lines.
        uneven_spread: Facing pages whose last lines differ, times the square of the lines between them.
        float_beside: A float that stands after the page of its anchor, where that is a verso: the next faces it.
        float_overleaf: Likewise where it is a recto.
        float_far: Each further page that it is carried on, besides.
        float_page: A page of floats alone.
        float_overtaken: A figure or table in the text before one with a lower number.
        broken_rule: A page that begins where it should not, or a note that begins with a single line, because
            nothing else is possible.
    """

    stretch: float = 0.5
    split_note: float = 30.0
    stub: float = 8.0
    hyphen_at_turn: float = 30.0
    hyphen_at_spread: float = 4.0
    heading_at_foot: float = 6.0
    short_last_page: float = 60.0
    uneven_spread: float = 4.0
    float_beside: float = 1.0
    float_overleaf: float = 4.0
    float_far: float = 20.0
    float_page: float = 10.0
    float_overtaken: float = 200.0
    broken_rule: float = 2000.0


@dataclass(frozen=True, slots=True)
class Area:
    """The type area, how notes share it, and what its faults weigh.

    Args:
        height_pt: Of body and notes together.
        leading_pt: Distance of the grid's lines.
        note_gap_pt: Between the last body line and the first note; the rule stands in it.
        note_share: Notes take at most this share of a page while body text is left.
        notes_beside: Whether notes stand in a column of their own beside the text, as tall as the text's; nothing
            is shared then.
        between_notes_pt: Between one note and the next in that column, at least.
        weights: Of faults.
        float_gap_pt: Between a float and the text, the next float or the rule above notes, at least.
        note_rule_pt: From the first note up to that rule.
        begins_recto: Whether the section's first page is a right-hand page.
        longer: By how many lines single pages are longer than the others, by their index.
    """

    height_pt: float
    leading_pt: float
    note_gap_pt: float
    note_share: float = 0.6
    notes_beside: bool = False
    between_notes_pt: float = 0.0
    weights: Weights = field(default=Weights())
    float_gap_pt: float = 0.0
    note_rule_pt: float = 0.0
    begins_recto: bool = True
    longer: Mapping[int, int] = field(default_factory=dict)

    def height_of(self, page: int) -> float:
        """Give the height of one page's type area, by its index."""
        return self.height_pt + self.longer.get(page, 0) * self.leading_pt


class NotePiece(NamedTuple):
    """Lines `first` to `last` (not included) of one note: a tuple, for make-up tries hundreds of thousands."""

    note: int
    first: int
    last: int


class PlacedFloat(NamedTuple):
    """A float, by its number from 0, and where it begins, from the top of the type area."""

    number: int
    top_pt: float


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: items `first` to `last` (not included), pieces of notes from the top down, and floats.

    Args:
        first: Index of the first item.
        last: Index after the last one; equal to `first` on a page without text.
        tops_pt: Of each item, from the top of the type area.
        notes: Pieces in reading order, continued ones first.
        note_tops_pt: Of each piece, from the top of the type area.
        floats: From the top down.
    """

    first: int
    last: int
    tops_pt: tuple[float, ...]
    notes: tuple[NotePiece, ...]
    note_tops_pt: tuple[float, ...]
    floats: tuple[PlacedFloat, ...] = ()


PageMaker: TypeAlias = Callable[[Items, Sequence[Items], Area, Floats], tuple[PagePlan, ...]]


class UnplaceableError(Exception):
    """An item that does not fit on any page: itself or a float of it too tall, or more notes than a page can begin.

    Args:
        item: Its index.
        note: The first note that finds no room; `None` if the item or its float alone is too tall.
    """

    def __init__(self, item: int, note: int | None) -> None:
        super().__init__(f"item {item} does not fit on a page")
        self.item = item
        self.note = note
