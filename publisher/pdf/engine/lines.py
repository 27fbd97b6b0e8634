"""Lines as WeasyPrint's boxes: a paragraph's content cut where its lines end, justified, and put below each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from publisher.pdf.breaking import Manner, letter_scale, strain
from publisher.pdf.engine.content import Content, Leaf
from publisher.pdf.engine.drawn_words import set_from_words
from publisher.pdf.engine.hyphens import say_hyphen
from publisher.pdf.engine.letters import scale_letters
from publisher.pdf.engine.notebook import Cut
from publisher.pdf.engine.words import STRETCHING


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines stand, in pixels: their left edge, the first one's top, their width, and the first one's indent."""

    left: float
    top: float
    measure: float
    indent: float


def make_lines(
    context: Any,
    line_box: Any,
    content: Content,
    cuts: Sequence[Cut],
    column: Column,
    manner: Manner,
    *,
    justified: bool,
) -> Iterator[tuple[Any, Any]]:
    """Give each line of a paragraph, and where WeasyPrint would go on after it: `None` after the last.

    Args:
        context: WeasyPrint's, of the layout.
        line_box: All that the paragraph says.
        content: That, read.
        cuts: From the paragraph's beginning to its end.
        column: Where lines stand.
        manner: How they are set.
        justified: Whether all but the last fill the measure.
    """
    top, indent = column.top, column.indent
    for before, cut in pairwise(cuts):
        is_last = cut is cuts[-1]
        line = _Line(context, content, before, cut, is_first=before is cuts[0], is_last=is_last)
        box = line.cut(line_box)
        hang = line.fill(column.measure, indent, manner) if justified else 0.0
        _put(box, column.left, indent - hang, top)
        yield box, None if is_last else _rest(content, cut.begin)
        top, indent = top + box.height, 0.0


class _Line:
    """One line in the making.

    Args:
        context: WeasyPrint's, of the layout.
        content: Of its paragraph.
        before: The cut that it begins at.
        cut: The one that it ends at.
        is_first: Whether it is the paragraph's first.
        is_last: Whether it is the last.
    """

    def __init__(self, context: Any, content: Content, before: Cut, cut: Cut, *, is_first: bool, is_last: bool) -> None:
        self._context = context
        self._content = content
        self._begin, self._end = before.begin, cut.end
        self._divides = cut.divides
        self._is_last = is_last
        # The spaces at its ends are not shown; boxes that hold nothing else go with it all the same.
        self._from = 0 if is_first else before.begin
        self._to = cut.begin + is_last
        self._pieces: list[tuple[Any, Leaf]] = []

    def cut(self, box: Any) -> Any:
        """Give the part of a box that stands in the line."""
        start, end = self._content.spans[id(box)]
        piece = box.copy_with_children([kept for child in box.children for kept in self._kept(child)])
        piece.remove_decoration(start=start < self._from, end=end > self._to)
        _set_height(piece)
        return piece

    def _kept(self, child: Any) -> Iterator[Any]:
        leaf = self._content.leaves.get(id(child))
        if leaf is not None:
            text = self._content.text[max(leaf.start, self._begin) : min(leaf.end, self._end)]
            if text:
                yield self._shaped(leaf, text)
        else:
            start, end = self._content.spans[id(child)]
            if start < self._to and (end > self._from or start == end == self._from):
                yield self.cut(child)

    def _shaped(self, leaf: Leaf, text: str) -> Any:
        from weasyprint.layout.inline import split_text_box

        ends_line = not self._is_last and leaf.start < self._end <= leaf.end
        is_divided = ends_line and self._divides
        if is_divided:
            text += leaf.box.style["hyphenate_character"]
        piece = leaf.box.copy_with_text(text)
        if not set_from_words(piece, leaf.face):
            piece, _, _ = split_text_box(self._context, piece, None, 0)
        if ends_line:
            say_hyphen(piece, is_added=is_divided)
        self._pieces.append((piece, leaf))
        return piece

    def fill(self, measure: float, indent: float, manner: Manner) -> float:
        """Widen or narrow spaces and letters so that the line fills the measure; the last line is narrowed only.

        Returns:
            How far it begins before its edge.
        """
        (first, first_leaf), (last, last_leaf) = self._pieces[0], self._pieces[-1]
        hang = manner.hang * first_leaf.face.hangs_left(first.text[0]) if not indent else 0.0
        measure += hang - indent + manner.hang * last_leaf.face.hangs_right(last.text[-1])
        spaces = [_stretching(piece) for piece, _ in self._pieces]
        width = sum(piece.width for piece, _ in self._pieces)
        give = sum(count * leaf.face.space for count, (_, leaf) in zip(spaces, self._pieces, strict=True))
        strained = strain(measure - width, give, width - give, manner)
        if self._is_last and strained > 0:
            return hang
        scale = letter_scale(strained, manner)
        spacing = (measure / scale - width) / sum(spaces) if any(spaces) else 0.0
        for count, (piece, _) in zip(spaces, self._pieces, strict=True):
            piece.justification_spacing = piece.pango_layout.justification_spacing = spacing
            piece.width = scale * (piece.width + count * spacing)
            scale_letters(piece, scale)
        return hang


def _stretching(piece: Any) -> int:
    return sum(map(piece.text.count, STRETCHING))


def _set_height(piece: Any) -> None:
    from weasyprint.layout.inline import _adjust_line_height

    _adjust_line_height(piece)


def _put(line: Any, left: float, indent: float, top: float) -> None:
    """Put a line's boxes side by side, and the line where it stands."""
    from weasyprint.layout.inline import line_box_verticality

    line.position_x = left
    line.width = _put_children(line, left + indent) - left
    lowest, highest = line_box_verticality(line)
    line.baseline = -highest
    line.position_y = highest
    line.height = lowest - highest
    line.margin_top = line.margin_bottom = 0
    line.translate(0, top - highest)
    line.position_y = top


def _put_children(box: Any, left: float) -> float:
    """Put what a box holds side by side, and give where it ends."""
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        child.position_x = left
        if isinstance(child, boxes.InlineBox):
            child.width = _put_children(child, left) - left
        left += child.width
    return left


def _rest(content: Content, at: int) -> dict[int, Any]:
    """Give a place in a paragraph's text as WeasyPrint has it: children's indices from the top, bytes at the end."""
    leaf = next(leaf for leaf in content.leaves.values() if at < leaf.end)
    skipped = len(leaf.box.text[: at - leaf.start].encode())
    place: Any = {skipped: None} if skipped else None
    for index in reversed(leaf.path):
        place = {index: place}
    return dict(place)
