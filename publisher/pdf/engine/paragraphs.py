"""Break paragraphs by our own rule in place of WeasyPrint's, which takes line by line what fits."""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.language import Hyphenator
from publisher.pdf.breaking import Manner, Place, break_lines
from publisher.pdf.engine.breaks import Breaks
from publisher.pdf.engine.content import Content, read_content
from publisher.pdf.engine.lines import Column, make_lines
from publisher.pdf.engine.notebook import Cuts, Notebook
from publisher.pdf.engine.words import Faces

# Lines that end where they end: white at the right takes the place of spaces, and little is worth a hyphen.
_RAGGED = Manner(stretch=1.0, shrink=0.0, letters=0.0, hang=0.0, hyphen=150.0)
# So much of the measure may well be left white.
_RAGGED_SHARE = 0.1
# A box made as wide as its text holds it in one line, by WeasyPrint's own measures, which differ by less from ours.
_SAME_WIDTH_PX = 2.0


class OptimumBreaking:
    """Breaks paragraphs by all their lines together.

    Args:
        hyphenator: Divides words.
        manner: How justified lines are set.
    """

    def __init__(self, hyphenator: Hyphenator, manner: Manner) -> None:
        self._hyphenator = hyphenator
        self._manner = manner
        self._known = Notebook()
        self.begin(Notebook())

    def begin(self, known: Notebook) -> None:
        """Begin a text, with what was found in an earlier state of it."""
        self._known.take_over(known)
        self.noted = Notebook(known)
        self._faces = Faces(self._hyphenator, self._known, self.noted)

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Let this break the paragraphs that WeasyPrint lays out, for as long as this lasts.

        WeasyPrint 70 knows no other way in than the function that gives a block one line after the other. What this
        does not know (pictures, other directions, forced line ends, a float beside the text) is left to it, each
        paragraph as a whole.
        """
        from weasyprint.layout import block

        line_by_line = block.iter_line_boxes

        def lines(
            context: Any, line_box: Any, top: float, below: float, skip: Any, container: Any, *others: Any
        ) -> Iterator[tuple[Any, Any]]:
            *_, first_letter, first_line = others
            made = None
            if not (skip or first_letter or first_line or context.excluded_shapes) and _is_ours(line_box.style):
                made = self._lines(context, line_box, top, container)
            return made or line_by_line(context, line_box, top, below, skip, container, *others)

        block.iter_line_boxes = lines
        try:
            yield
        finally:
            block.iter_line_boxes = line_by_line

    def _lines(self, context: Any, line_box: Any, top: float, container: Any) -> Iterator[tuple[Any, Any]] | None:
        """Give the lines of a paragraph as `iter_line_boxes` does; `None` if it must be left to WeasyPrint."""
        content = read_content(line_box, container, self._faces)
        if content is None:
            return None
        column = _column(context, line_box, top, container)
        justified = _is_justified(line_box.style)
        cuts = self._cuts(content, column, line_box.style["font_size"], justified=justified)
        if cuts is None:
            return None
        manner = self._manner if justified else _RAGGED
        return make_lines(context, line_box, content, cuts, column, manner, justified=justified)

    def _cuts(self, content: Content, column: Column, em: float, *, justified: bool) -> Cuts:
        key = cuts_key(content, column.indent, column.measure, em, justified=justified)
        if key not in self._known.cuts:
            self._known.cuts[key] = self._find_cuts(content, column, em, justified=justified)
        cuts = self.noted.cuts[key] = self._known.cuts[key]
        return cuts

    def _find_cuts(self, content: Content, column: Column, em: float, *, justified: bool) -> Cuts:
        manner = self._manner if justified else _RAGGED
        breaks = Breaks(content, column.indent, em, manner.hang)
        if not justified and breaks.places[-1].end + column.indent < column.measure + _SAME_WIDTH_PX:
            return None
        places = breaks.places if justified else _ragged(breaks.places, column.measure)
        ends = break_lines(places, column.measure, manner)
        return None if ends is None else tuple([breaks.cuts[end] for end in (0, *ends)])


def cuts_key(content: Content, indent: float, measure: float, em: float, *, justified: bool) -> str:
    """Hash what the ends of a paragraph's lines depend on, the manner of either kind of paragraph aside.

    Args:
        content: What it says, and how that looks.
        indent: Of its first line, in pixels.
        measure: The width of its lines.
        em: Its font size.
        justified: Whether its lines fill the measure.
    """
    told: list[object] = [content.text, indent, measure, em, justified]
    for leaf in content.leaves.values():
        # Which of these two leaves have in common, the paths say.
        around = [box.style["white_space"] for box in leaf.around]
        told += (leaf.start, leaf.end, leaf.face.look, leaf.may_break, leaf.path, around)
    return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()


def _is_ours(style: Any) -> bool:
    """Say whether a paragraph is justified, or ragged at the right and hyphenated."""
    return (
        style["white_space"] == "normal"
        and style["direction"] == "ltr"
        and style["text_align_last"] in ("auto", "start", "left")
        and (_is_justified(style) or (style["text_align_all"] in ("start", "left") and style["hyphens"] == "auto"))
    )


def _is_justified(style: Any) -> bool:
    return bool(style["text_align_all"] == "justify")


def _column(context: Any, line_box: Any, top: float, container: Any) -> Column:
    """Find where lines stand, as WeasyPrint does it."""
    from weasyprint.layout.float import avoid_collisions
    from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

    resolve_percentages(line_box, container)
    resolve_one_percentage(line_box, "text_indent", container.width)
    line_box.position_y = top
    line_box.width = line_box.height = 0
    left, top, measure = avoid_collisions(context, line_box, container, outer=False)
    return Column(left, top, measure, line_box.text_indent)


def _ragged(places: Sequence[Place], measure: float) -> list[Place]:
    """Give places between which lines of any number of spaces give alike."""
    give = _RAGGED_SHARE * measure
    return [place._replace(give_end=give, give_begin=0.0) for place in places]
