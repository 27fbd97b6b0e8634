"""Make-up: which lines, rows, figures and note lines stand on which page.

Plain Python over small values; no PDF and no WeasyPrint in it. Positions are points, downwards. A page maker
is any callable of the type `PageMaker`; `make_up` below goes page by page and takes, for each, the break that
costs least.

Promises, whatever the input: every item and every note line stands on exactly one page, in order; a note
begins on the page that calls it; nothing reaches below the type area. What cannot be kept raises.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

_TOLERANCE_PT = 0.01
# What an uneven page costs, in squared empty lines: a page five lines short is better than a note cut in two.
_SPLIT_COST = 30.0
_STUB_COST = 8.0


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that is never cut: a line, a table row, a picture.

    Args:
        top_pt: Where it begins in the galley, the border and padding of blocks that begin with it included.
        bottom_pt: Where it ends, likewise.
        may_begin_page: Whether a page may begin with it.
        notes: Indices of the notes called in it, in the order of their calls.
        grid_phase_pt: It is moved down to the next place that lies so far below a line of the grid; `None`
            leaves it where the galley had it.
        repeated_pt: Height of the head rows that are set again above it where it begins a page.
        break_cost: What it costs to begin a page with it, in squared empty lines.
    """

    top_pt: float
    bottom_pt: float
    may_begin_page: bool = True
    notes: tuple[int, ...] = ()
    grid_phase_pt: float | None = None
    repeated_pt: float = 0.0
    break_cost: float = 0.0


Items: TypeAlias = Sequence[Item]


@dataclass(frozen=True, slots=True)
class Area:
    """The type area, and how notes share it.

    Args:
        height_pt: Of body and notes together.
        leading_pt: Distance of the grid's lines.
        note_gap_pt: Between the last body line and the first note; the rule stands in it.
        note_share: Notes take at most this share of a page while body text is left.
    """

    height_pt: float
    leading_pt: float
    note_gap_pt: float
    note_share: float = 0.6


@dataclass(frozen=True, slots=True)
class NotePiece:
    """Lines `first` to `last` (not included) of one note."""

    note: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: items `first` to `last` (not included), and pieces of notes from the top down.

    Args:
        first: Index of the first item.
        last: Index after the last one; equal to `first` on a page of notes alone.
        tops_pt: Of each item, from the top of the type area.
        notes: Pieces in reading order, continued ones first.
        notes_top_pt: Where the first piece begins, from the top of the type area.
    """

    first: int
    last: int
    tops_pt: tuple[float, ...]
    notes: tuple[NotePiece, ...]
    notes_top_pt: float


PageMaker: TypeAlias = Callable[[Items, Sequence[Items], Area], tuple[PagePlan, ...]]


class UnplaceableError(Exception):
    """An item that does not fit on any page: itself too tall, or with more notes than a page can begin.

    Args:
        item: Its index.
        note: The first note that finds no room; `None` if the item alone is too tall.
    """

    def __init__(self, item: int, note: int | None) -> None:
        super().__init__(f"item {item} does not fit on a page")
        self.item = item
        self.note = note


@dataclass(frozen=True, slots=True)
class _Open:
    """A note with lines still to be set, from line `first` on."""

    note: int
    first: int


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a page may do: normally everything that is asked for; less where nothing else is possible."""

    any_break: bool
    least_note_lines: int


_LADDER = (_Rules(False, 2), _Rules(False, 1), _Rules(True, 2), _Rules(True, 1))


def make_up(items: Items, notes: Sequence[Items], area: Area) -> tuple[PagePlan, ...]:
    """Make a section's pages, one after the other.

    Args:
        items: Of the section's galley, in order.
        notes: The lines of each note, by index.
        area: The type area.

    Returns:
        Page plans that together hold every item and every note line once.

    Raises:
        UnplaceableError: An item does not fit even on a page of its own.
    """
    pages: list[PagePlan] = []
    first = 0
    still_open: tuple[_Open, ...] = ()
    while first < len(items) or still_open:
        page = _next_page(items, notes, area, first, still_open)
        still_open = _carry(page, items, notes, still_open)
        pages.append(page)
        first = page.last
    return tuple(pages)


def _next_page(items: Items, notes: Sequence[Items], area: Area, first: int, still_open: tuple[_Open, ...]) -> PagePlan:
    if first == len(items):
        return _notes_alone(notes, area, first, still_open)
    for rules in _LADDER:
        candidates = [
            (cost, -plan.last, plan) for cost, plan in _candidates(items, notes, area, first, still_open, rules)
        ]
        if candidates:
            return min(candidates, key=lambda candidate: candidate[:2])[2]
    if still_open:
        return _notes_alone(notes, area, first, still_open)
    too_tall = items[first].bottom_pt - items[first].top_pt + items[first].repeated_pt > area.height_pt
    raise UnplaceableError(first, None if too_tall else items[first].notes[0])


def _candidates(
    items: Items,
    notes: Sequence[Items],
    area: Area,
    first: int,
    still_open: tuple[_Open, ...],
    rules: _Rules,
) -> Iterator[tuple[float, PagePlan]]:
    """Give each way to end the page that begins with item `first`, with its cost."""
    tops: list[float] = []
    wanted = list(still_open)
    for last, (top, bottom) in enumerate(positions(items, area, first), first + 1):
        tops.append(top)
        wanted += [_Open(note, 0) for note in items[last - 1].notes]
        if bottom > area.height_pt + _TOLERANCE_PT:
            return
        at_end = last == len(items)
        if not (at_end or rules.any_break or items[last].may_begin_page):
            continue
        room = area.height_pt - bottom - area.note_gap_pt
        pieces = _share(notes, wanted, room, area.height_pt * area.note_share, rules.least_note_lines, at_end)
        if pieces is None:
            continue
        height = _height(notes, pieces)
        plan = PagePlan(first, last, tuple(tops), pieces, area.height_pt - height)
        empty_pt = area.height_pt - bottom - (height + area.note_gap_pt if pieces else 0.0)
        break_cost = 0.0 if at_end else items[last].break_cost
        yield break_cost + _cost(notes, pieces, empty_pt / area.leading_pt, at_end), plan


def positions(items: Items, area: Area, first: int) -> Iterator[tuple[float, float]]:
    """Give top and bottom of each item, from the top of the type area, if a page begins with item `first`."""
    top = items[first].repeated_pt
    for index in range(first, len(items)):
        item = items[index]
        if index > first:
            top += item.top_pt - items[index - 1].top_pt
            if item.grid_phase_pt is not None:
                top = _next_grid_line(top - item.grid_phase_pt, area.leading_pt) + item.grid_phase_pt
        yield top, top + item.bottom_pt - item.top_pt


def _next_grid_line(top_pt: float, leading_pt: float) -> float:
    lines = -((-top_pt + _TOLERANCE_PT) // leading_pt)
    return float(lines * leading_pt)


def _share(
    notes: Sequence[Items], wanted: Sequence[_Open], room_pt: float, most_pt: float, least: int, at_end: bool
) -> tuple[NotePiece, ...] | None:
    """Share the room among the notes wanted on a page; `None` if even the least of each does not fit."""
    ends = [_at_least(notes[note.note], note.first, least) for note in wanted]
    left = room_pt - sum(
        _piece_height(notes[note.note], note.first, end) for note, end in zip(wanted, ends, strict=True)
    )
    if left < -_TOLERANCE_PT and wanted:
        return None
    if not at_end:
        # The share limits only what is set beyond the least.
        left = min(left, max(0.0, most_pt - (room_pt - left)))
    pieces = []
    for note, end in zip(wanted, ends, strict=True):
        lines = notes[note.note]
        best = _grow(lines, note.first, end, left)
        left -= _piece_height(lines, note.first, best) - _piece_height(lines, note.first, end)
        pieces.append(NotePiece(note.note, note.first, best))
    return tuple(pieces)


def _at_least(lines: Items, first: int, least: int) -> int:
    """Give the end of the shortest piece that a page may set: `least` lines, and a place to break after them."""
    for end in range(first + least, len(lines)):
        if lines[end].may_begin_page or least == 1:
            return end
    return len(lines)


def _grow(lines: Items, first: int, end: int, left_pt: float) -> int:
    """Give the furthest end, from `end` on, for which the piece grows by no more than `left_pt`."""
    base = _piece_height(lines, first, end)
    best = end
    for further in range(end + 1, len(lines) + 1):
        if _piece_height(lines, first, further) - base > left_pt + _TOLERANCE_PT:
            break
        if further == len(lines) or lines[further].may_begin_page:
            best = further
    return best


def _piece_height(lines: Items, first: int, last: int) -> float:
    return lines[last - 1].bottom_pt - lines[first].top_pt if last > first else 0.0


def _height(notes: Sequence[Items], pieces: Sequence[NotePiece]) -> float:
    return sum(_piece_height(notes[piece.note], piece.first, piece.last) for piece in pieces)


def _cost(notes: Sequence[Items], pieces: Sequence[NotePiece], empty_lines: float, at_end: bool) -> float:
    rests = [len(notes[piece.note]) - piece.last for piece in pieces]
    split = sum(_SPLIT_COST + (_STUB_COST if rest == 1 else 0.0) for rest in rests if rest)
    return split if at_end else split + empty_lines**2


def _notes_alone(notes: Sequence[Items], area: Area, first: int, still_open: tuple[_Open, ...]) -> PagePlan:
    """Make a page that holds nothing but the rest of open notes."""
    pieces: list[NotePiece] = []
    left = area.height_pt
    for note in still_open:
        lines = notes[note.note]
        end = _grow(lines, note.first, note.first, left)
        if end == note.first:
            break
        left -= _piece_height(lines, note.first, end)
        pieces.append(NotePiece(note.note, note.first, end))
    if not pieces:
        # A run of note lines that may not be parted is taller than a page: part it all the same.
        note = still_open[0]
        lines = notes[note.note]
        end = note.first
        while end < len(lines) and _piece_height(lines, note.first, end + 1) <= area.height_pt + _TOLERANCE_PT:
            end += 1
        if end == note.first:
            raise UnplaceableError(max(first - 1, 0), note.note)
        pieces.append(NotePiece(note.note, note.first, end))
    return PagePlan(first, first, (), tuple(pieces), area.height_pt - _height(notes, pieces))


def _carry(page: PagePlan, items: Items, notes: Sequence[Items], still_open: tuple[_Open, ...]) -> tuple[_Open, ...]:
    """Give the notes that go on after a page, in the order of their calls."""
    reached = {note.note: note.first for note in still_open}
    reached |= {note: 0 for item in items[page.first : page.last] for note in item.notes}
    reached |= {piece.note: piece.last for piece in page.notes}
    return tuple(_Open(note, line) for note, line in reached.items() if line < len(notes[note]))
