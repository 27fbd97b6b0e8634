"""A galley: one endless page with a section's text, its notes and floats, and the rules that stand above notes."""

from typing import Any

from publisher.pdf.engine.floats import FloatBox
from publisher.pdf.engine.setting import LaidOut
from publisher.pdf.engine.stream import Stream


class Galley:
    """One section laid out: its text, its notes and floats, and the rules that stand above notes.

    Args:
        laid_out: The endless page.
        stretch_around: Tags of blocks that white may be added around.
        area_pt: Width and height of the type area.
    """

    def __init__(self, laid_out: LaidOut, stretch_around: frozenset[str], area_pt: tuple[float, float]) -> None:
        (page,) = laid_out.pages
        self.document = laid_out.document
        self.tree = laid_out.tree
        self.root = page.children[0]
        self.body = self.root.children[0]
        parts = {_part(child): child for child in self.body.children}
        self.text = Stream(parts["text"], stretch_around=stretch_around)
        self._text_box = parts["text"]
        self._notes_box: Any = parts.get("notes")
        notes = self._notes_box.children if self._notes_box is not None else ()
        self.notes = tuple(Stream(note, stretch_around=None) for note in notes)
        self._floats_box: Any = parts.get("floats")
        floats = self._floats_box.children if self._floats_box is not None else ()
        self.floats = tuple(FloatBox(box, *area_pt) for box in floats)
        self._rules: Any = (parts.get("note-rule"), parts.get("note-rule-continued"))
        self.has_backgrounds = _any_background(self.body)

    def rule(self, *, continued: bool) -> Any:
        """Give a new rule to stand above notes; another one above a note that began on an earlier page."""
        return self._rules[continued].deepcopy()

    def note(self, index: int, pieces: list[Any]) -> Any:
        """Give a note's box around pieces of it."""
        return _around(self._notes_box.children[index], pieces)

    def html(self, text: list[Any], notes: list[Any], rules: list[Any], above: list[Any], below: list[Any]) -> Any:
        """Give a root box that holds these pieces, and floats above and below the text: what one page shows."""
        children = []
        if above:
            children.append(_around(self._floats_box, above))
        if text:
            children.append(_around(self._text_box, text))
        if below:
            children.append(_around(self._floats_box, below))
        children += rules
        if notes:
            children.append(_around(self._notes_box, notes))
        return _around(self.root, [_around(self.body, children)])


def _around(box: Any, children: list[Any]) -> Any:
    copied = box.copy_with_children(children)
    copied.position_y = min((child.position_y for child in children), default=0.0)
    copied.margin_top = copied.padding_top = copied.border_top_width = 0
    copied.height = 0
    return copied


def _part(box: Any) -> str:
    return box.element.get("data-part", "") if box.element is not None else ""


def _any_background(box: Any) -> bool:
    return any(getattr(inner, "background", None) is not None for inner in box.descendants())
