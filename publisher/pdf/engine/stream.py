"""Read boxes that flow over pages as items for make-up, and cut them for the pages made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from publisher.model import PageWish
from publisher.pdf.engine.marks import make_artifact
from publisher.pdf.engine.setting import PX_PER_PT
from publisher.pdf.makeup import Item

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dl"})
_APART = frozenset({"table", "figure"})
# A table is cut only where its page would be short by more than six lines otherwise.
_TABLE_BREAK_COST = 36.0
_AVOID = frozenset({"avoid", "avoid-page"})
_WISHES = frozenset(PageWish)
_BEGIN_PAGE = frozenset({PageWish.NEW_PAGE, PageWish.NEW_RECTO})


@dataclass(slots=True)
class _Leaf:
    """An item in the making. Lengths are pixels, as in the boxes."""

    box: Any
    top: float
    bottom: float
    may_begin_page: bool = True
    grid_phase: float | None = None
    table_head: Any = None
    in_table: bool = False
    heading: bool = False
    stretches: bool = False
    notes: tuple[int, ...] = ()
    wishes: frozenset[str] = frozenset()

    def item(self) -> Item:
        return Item(
            top_pt=self.top / PX_PER_PT,
            bottom_pt=self.bottom / PX_PER_PT,
            may_begin_page=self.may_begin_page,
            notes=self.notes,
            calls_at_pt=self._calls_at_pt(),
            baseline_pt=self._below_top_pt(_first_baseline(self.box)),
            grid_phase_pt=self.grid_phase / PX_PER_PT if self.grid_phase is not None else None,
            repeated_pt=self.table_head.height / PX_PER_PT if self.table_head is not None else 0.0,
            break_cost=_TABLE_BREAK_COST if self.in_table else 0.0,
            hyphenated=_ends_in_hyphen(self.box),
            heading=self.heading,
            stretches=self.stretches,
            must_begin_page=bool(self.wishes & _BEGIN_PAGE),
            must_begin_recto=PageWish.NEW_RECTO in self.wishes,
            spread_lines=(PageWish.SPREAD_LONG in self.wishes) - (PageWish.SPREAD_SHORT in self.wishes),
        )

    def _calls_at_pt(self) -> tuple[float, ...]:
        baselines = _baselines_of_calls(self.box) if self.notes else {}
        return tuple(self._below_top_pt(baselines[note]) for note in self.notes)

    def _below_top_pt(self, pixels: float) -> float:
        return (pixels - self.top) / PX_PER_PT


class Stream:
    """The items of one box that flows over pages: a section's text, or one note's."""

    def __init__(self, root: Any, *, stretch_around: frozenset[str] | None) -> None:
        self._root = root
        # Notes leave no room for what they would repeat.
        self._repeats_heads = stretch_around is not None
        self._leaves: list[_Leaf] = []
        self._forbidden: set[int] = set()
        self._spans: dict[int, tuple[int, int]] = {}
        self._left_edges: dict[int, float] = {}
        self._visit(root)
        if stretch_around is not None:
            self._put_on_grid(stretch_around)
        for index, leaf in enumerate(self._leaves):
            leaf.notes = tuple(_numbers(leaf.box, "data-note"))
            leaf.may_begin_page = index not in self._forbidden or bool(leaf.wishes & _BEGIN_PAGE)
        self.items = tuple(leaf.item() for leaf in self._leaves)

    def _put_on_grid(self, stretch_around: frozenset[str]) -> None:
        """Say of each block where it stands to the grid, and whether white may be added above it."""
        leading = _line_height(self._root)
        after = False
        for child in self._root.children:
            first, last = self._spans.get(id(child), (0, 0))
            if last == first:
                continue
            tag = child.element_tag
            self._leaves[first].grid_phase = _grid_phase(child, leading)
            self._leaves[first].stretches = after or tag in stretch_around
            for leaf in self._leaves[first:last]:
                leaf.heading = tag in _HEADINGS
            after = tag in stretch_around and tag not in _HEADINGS

    # --- reading ---------------------------------------------------------------------------------------------

    def _visit(self, box: Any) -> None:
        """Add a block's leaves, and what its style says of breaks between them."""
        from weasyprint.formatting_structure import boxes

        first = len(self._leaves)
        if isinstance(box, boxes.LineBox | boxes.TableRowBox) or not isinstance(box, boxes.ParentBox):
            self._add(box)
        elif isinstance(box, boxes.TableBox):
            self._visit_table(box)
        else:
            for child in _in_flow(box):
                self._visit(child)
            if isinstance(box, boxes.BlockContainerBox):
                self._keep_lines(box, first)
        if first == len(self._leaves) and box.border_height():
            self._add(box)
        self._spans[id(box)] = first, len(self._leaves)
        if first < len(self._leaves) and not isinstance(box, boxes.LineBox):
            self._close(box, first)

    def _add(self, box: Any) -> None:
        from weasyprint.formatting_structure import boxes

        if isinstance(box, boxes.LineBox | boxes.TableRowBox):
            top, height = box.position_y, box.height
        else:
            top, height = box.border_box_y(), box.border_height()
        self._leaves.append(_Leaf(box, top, top + height))

    def _close(self, box: Any, first: int) -> None:
        last = len(self._leaves)
        style = box.style
        self._leaves[first].wishes |= _wishes(box)
        if _has_edges(box):
            self._leaves[first].top = min(self._leaves[first].top, box.border_box_y())
            bottom = box.border_box_y() + box.border_height()
            self._leaves[last - 1].bottom = max(self._leaves[last - 1].bottom, bottom)
        if style["break_inside"] in _AVOID:
            self._forbid(range(first + 1, last))
        if style["break_before"] in _AVOID:
            self._forbid((first,))
        if style["break_after"] in _AVOID:
            self._forbid((last,))

    def _forbid(self, places: Iterable[int]) -> None:
        """Forbid pages to begin with the items at these places; the last of them may still be to come."""
        self._forbidden.update(places)

    def _keep_lines(self, box: Any, first: int) -> None:
        from weasyprint.formatting_structure import boxes

        count = len(self._leaves) - first
        if count and isinstance(self._leaves[first].box, boxes.LineBox):
            orphans, widows = box.style["orphans"], box.style["widows"]
            self._forbid([first + n for n in range(1, count) if n < orphans or count - n < widows])

    def _visit_table(self, table: Any) -> None:
        head = next((group for group in table.children if group.is_header), None)
        if head is not None:
            # Kept for later: by the time it is repeated, the head itself stands on a page.
            self._left_edges[id(head)] = head.position_x
        for group in table.children:
            start = len(self._leaves)
            for row in group.children:
                self._visit(row)
            self._spans[id(group)] = start, len(self._leaves)
            if group is head:
                self._forbid(range(start + 1, len(self._leaves) + 1))
            elif head is not None and self._repeats_heads:
                for leaf in self._leaves[start:]:
                    leaf.table_head = head
            for leaf in self._leaves[start + 1 :]:
                leaf.in_table = True

    def calls(self) -> Iterator[tuple[int, ...]]:
        """Give the calls in each item, those too that bring no note to its page."""
        for leaf in self._leaves:
            yield tuple(_numbers(leaf.box, "data-call"))

    def links(self) -> Iterator[frozenset[str]]:
        """Give the targets of the links in each item."""
        for leaf in self._leaves:
            yield frozenset(box.element.get("href", "") for box in leaf.box.descendants() if box.element_tag == "a")

    def blocks(self) -> tuple[int, ...]:
        """Give the place of each item's outermost element among the children of what flows."""
        places = {child: place for place, child in enumerate(self._root.element)}
        found: list[int] = []
        for box in self._root.children:
            first, last = self._spans.get(id(box), (0, 0))
            # What a style sheet adds before the first block or after the last has no place of its own.
            found += [places.get(box.element, found[-1] if found else 0)] * (last - first)
        return tuple(found)

    def captioned_blocks(self) -> list[int]:
        """Give the places, as in `blocks`, of figures and tables with a caption that stay in what flows."""
        captions = {"caption", "figcaption"}
        return [
            place
            for place, child in enumerate(self._root.element)
            if any(inside.tag in captions for inside in child.iter())
        ]

    # --- cutting ---------------------------------------------------------------------------------------------

    def slices(self, first: int, last: int, tops_pt: tuple[float, ...], dx: float, dy: float) -> list[Any]:
        """Give the boxes of items `first` to `last` (not included), each moved to its place on a page.

        Boxes are moved, not copied, so each item may be asked for once.

        Args:
            first: Index of the first item.
            last: Index after the last one.
            tops_pt: Where each item's top goes, in points below the type area's top.
            dx: From the galley's left edge to the type area's, in pixels.
            dy: From the page's top to the type area's, in pixels.
        """
        moved = []
        for child in self._root.children:
            start, end = self._spans.get(id(child), (0, 0))
            begin = max(start, first)
            if begin >= min(end, last):
                continue
            piece = self._cut(child, first, last)
            shift = dy + tops_pt[begin - first] * PX_PER_PT - self._leaves[begin].top
            piece.translate(dx, shift)
            moved.append(piece)
        return moved

    def _cut(self, box: Any, first: int, last: int) -> Any:
        """Give the part of a box that holds items `first` to `last`; the box itself where that is all of it."""
        start, end = self._spans[id(box)]
        if first <= start and end <= last:
            return box
        children = [
            kept for child in box.children for kept in self._kept(child, first, last, box_starts=first <= start)
        ]
        piece = box.copy_with_children(children)
        top, bottom = self._leaves[max(start, first)].top, self._leaves[min(end, last) - 1].bottom
        if start < first:
            self._open_top(piece, box, first, top)
        if end > last:
            piece.margin_bottom = piece.padding_bottom = piece.border_bottom_width = 0
            piece.height = bottom - piece.content_box_y()
        else:
            piece.height = box.content_box_y() + box.height - piece.content_box_y()
        return piece

    def _kept(self, child: Any, first: int, last: int, *, box_starts: bool) -> Iterator[Any]:
        span = self._spans.get(id(child))
        if span is None:
            # Out of the flow: a list marker, which stands beside its item's first line.
            if box_starts:
                yield child
        elif max(span[0], first) < min(span[1], last):
            yield self._cut(child, first, last)

    def _open_top(self, piece: Any, box: Any, first: int, top: float) -> None:
        from weasyprint.formatting_structure import boxes

        piece.margin_top = piece.padding_top = piece.border_top_width = 0
        piece.position_y = top
        head = self._leaves[first].table_head
        if isinstance(piece, boxes.TableBox) and head is not None:
            again = _without_anchors(head.deepcopy())
            again.translate(self._left_edges[id(head)] - head.position_x, top - head.height - head.position_y)
            piece.children = [again, *piece.children]
            piece.position_y = top - head.height

    def text(self, index: int) -> str:
        """Give the words of an item, as set."""
        from weasyprint.formatting_structure import boxes

        return "".join(box.text for box in self._leaves[index].box.descendants() if isinstance(box, boxes.TextBox))

    def block_of(self, index: int) -> int:
        """Give the place of an item's outermost element among the children of what flows."""
        child = next(child for child in self._root.children if self._holds(child, index))
        return list(self._root.element).index(child.element)

    def _holds(self, box: Any, index: int) -> bool:
        first, last = self._spans.get(id(box), (0, 0))
        return first <= index < last


def _ends_in_hyphen(box: Any) -> bool:
    """Say whether a leaf is a line that ends in a hyphen, the author's own or one of hyphenation."""
    from weasyprint.formatting_structure import boxes

    while isinstance(box, boxes.LineBox | boxes.InlineBox) and box.children:
        box = box.children[-1]
    return isinstance(box, boxes.TextBox) and box.text.endswith("-")


def _line_height(box: Any) -> float:
    """Give the distance of a box's lines, in pixels."""
    height = box.style["line_height"]
    return float(height[0] if isinstance(height, tuple) else height.value)


def _grid_phase(box: Any, leading: float) -> float:
    """Give how far below a line of the grid a block begins, in pixels.

    A heading stands so that the text after it is on the grid, a list as its margin has it; what is set on lines of its
    own, so that the text after it has to be moved down to the grid, has half of that white above it; the rest begins
    on the grid itself.
    """
    if box.element_tag in _HEADINGS:
        return float(-(box.border_height() + box.margin_bottom) % leading)
    if box.element_tag in _APART:
        return float(-box.border_height() % leading) / 2
    return float(box.margin_top % leading) if box.element_tag in _LISTS else 0.0


def _in_flow(box: Any) -> Iterator[Any]:
    return (child for child in box.children if child.is_in_normal_flow())


def _has_edges(box: Any) -> bool:
    return bool(box.padding_top or box.border_top_width or box.padding_bottom or box.border_bottom_width)


def _numbers(box: Any, attribute: str) -> Iterator[int]:
    """Give what an attribute says of the calls in a leaf; each call is one element, cut by no line end."""
    for inner in box.descendants():
        if inner.element_tag == "a" and inner.element is not None:
            number = inner.element.get(attribute)
            if number is not None and type(inner).__name__ == "InlineBox":
                yield int(number)


def _lines(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    return (inner for inner in box.descendants() if isinstance(inner, boxes.LineBox))


def _first_baseline(box: Any) -> float:
    """Give the height of the first line's baseline in the galley, in pixels; that of the top if there is no line."""
    line = next(_lines(box), None)
    return float(box.position_y if line is None else line.position_y + line.baseline)


def _baselines_of_calls(box: Any) -> dict[int, float]:
    """Give, of each call that brings a note, the height of its line's baseline in the galley, in pixels."""
    return {note: line.position_y + line.baseline for line in _lines(box) for note in _numbers(line, "data-note")}


def _wishes(box: Any) -> frozenset[str]:
    """Give what the author asks of the pages around a block. A forced break in CSS would cut the galley itself."""
    names = box.element.get("class") if box.element is not None else None
    return _WISHES.intersection(names.split()) if names else frozenset()


def _without_anchors(box: Any) -> Any:
    """Take ids and links from a repeated head: its first setting alone is a place to go to, and text."""
    for inner in box.descendants():
        inner.link = None
        inner.bookmark_label = None
    make_artifact(box)
    return box
