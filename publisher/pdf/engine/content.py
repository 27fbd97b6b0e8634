"""The inline content of a paragraph before it is broken: its text, and the boxes that parts of it stand in."""

import re
from dataclasses import dataclass, field
from typing import Any

from publisher.pdf.engine.words import Face, Faces

# Letters of scripts that run from right to left or are set without spaces, signs that say how text runs, and what
# divides lines or words by itself.
_NOT_OURS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u0590-\u08ff\u0e00-\u109f\u1780-\u18af\u1950-\u1c4f\u200e\u200f\u2028-\u202e"
    "\u2066-\u2069\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe30-\ufe4f\ufe70-\ufefe\uff00-\uffef"
    "\U00010800-\U00010fff\U0001e800-\U0001efff\U00020000-\U0003ffff]"
)
# Weighing lines takes some hundred bytes a letter; no paragraph that is meant to be read is as long.
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text box, and where its text stands in the paragraph's.

    Args:
        box: The text box.
        face: Measures its text.
        start: Where its text begins.
        end: Where it ends.
        path: Which child it is of the box that it stands in, which that one is of its own, and so on, from the top.
        around: These boxes, from the top.
        may_break: Whether lines may end in it.
    """

    box: Any
    face: Face
    start: int
    end: int
    path: tuple[int, ...]
    around: tuple[Any, ...]
    may_break: bool


@dataclass(slots=True)
class Content:
    """What a paragraph says.

    Args:
        text: All of it.
        leaves: The boxes that hold it, in order, by their `id`.
        spans: Where the text of each box around them begins and ends, by its `id`.
    """

    text: str = ""
    leaves: dict[int, Leaf] = field(default_factory=dict)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)


def read_content(line_box: Any, containing_block: Any, faces: Faces) -> Content | None:
    """Read a paragraph.

    Args:
        line_box: WeasyPrint's, with all that the paragraph says.
        containing_block: What lengths in per cent refer to.
        faces: Measure its text.

    Returns:
        `None` if anything in it is not plain text that runs from left to right with spaces between words.
    """
    content = Content()
    if not _read(line_box, containing_block, faces, (), (), content) or len(content.text) > _LONGEST:
        return None
    return content if content.text.strip(" ") and not _NOT_OURS.search(content.text) else None


def _read(
    box: Any, containing_block: Any, faces: Faces, path: tuple[int, ...], around: tuple[Any, ...], content: Content
) -> bool:
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.percent import resolve_percentages

    around = (*around, box)
    begin = len(content.text)
    for index, child in enumerate(box.children):
        resolve_percentages(child, containing_block)
        if not _is_plain(child):
            return False
        place = (*path, index)
        if isinstance(child, boxes.TextBox):
            start = len(content.text)
            content.text += child.text
            content.leaves[id(child)] = Leaf(
                child, faces.of(child.style), start, len(content.text), place, around, may_break(child)
            )
        elif not _read(child, containing_block, faces, place, around, content):
            return False
    content.spans[id(box)] = begin, len(content.text)
    return True


def _is_plain(box: Any) -> bool:
    """Say whether a box is text or holds some, without anything that takes room beside it."""
    from weasyprint.formatting_structure import boxes

    style = box.style
    return (
        type(box) in (boxes.TextBox, boxes.InlineBox)
        and box.is_in_normal_flow()
        and not box.is_leader
        and not any((box.padding_left, box.margin_left, box.border_left_width))
        and not any((box.padding_right, box.margin_right, box.border_right_width))
        and style["white_space"] in ("normal", "nowrap")
        and style["direction"] == "ltr"
        and style["position"] == "static"
        and style["word_spacing"] == 0
        and style["font_size"] > 0
    )


def may_break(box: Any) -> bool:
    """Say whether lines may end in a plain box."""
    return bool(box.style["white_space"] == "normal")
