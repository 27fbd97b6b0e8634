"""What is drawn for which element: noted while WeasyPrint writes pages.

WeasyPrint builds a structure tree of its own from boxes; there a paragraph cut by pages is two, and a note stands
nowhere near its call. We take the marks around drawn text alone, and make the tree from the HTML
(`publisher.pdf.structure`).
"""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.pdf.engine.setting import PX_PER_PT
from publisher.pdf.structure.marks import LinkMark, Mark, Marks


def make_artifact(box: Any) -> None:
    """Let a box and all inside it be drawn as no part of the text, for example a table's head set once more."""
    for inner in (box, *box.descendants()):
        inner.is_artifact = True


@contextlib.contextmanager
def noting(root: Any, pages: Sequence[Any]) -> Iterator[Marks]:
    """Note what WeasyPrint draws for which element while a document is written with tags.

    WeasyPrint 70 has no way to ask for marks without its tree: for as long as this lasts, the function that builds
    the tree only notes the marks, and what is no text is drawn as an artifact. Drop this when it takes a tree.

    Args:
        root: Of the HTML tree.
        pages: WeasyPrint's, in their order.
    """
    from weasyprint import pdf as writer
    from weasyprint.pdf.stream import Stream

    marks = Marks(root)
    add_tags, marked = writer.add_tags, Stream.marked

    def note_all(pdf: Any, document: Any, version: Any, streams: Sequence[Any]) -> None:
        for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
            marks.drawn += (_mark(number, box, tag["mcid"]) for box, tag in stream._tags.items())
            boxes = [box for _, _, _, box in page.links]
            marks.links += (LinkMark(number, index, box.element) for index, box in enumerate(boxes))

    def mark_or_not(stream: Any, box: Any, tag: str) -> Any:
        return stream.artifact() if _is_artifact(box) else marked(stream, box, tag)

    writer.add_tags, Stream.marked = note_all, mark_or_not
    try:
        yield marks
    finally:
        writer.add_tags, Stream.marked = add_tags, marked


def _is_artifact(box: Any) -> bool:
    """Say whether a box is no text: set once more, an ornament of the theme's, or a picture that says nothing."""
    if getattr(box, "is_artifact", False):
        return True
    if box.element_tag == "a::after":
        # The dots that lead from an entry of the contents to its page.
        return not "".join(getattr(box, "text", "").split()).strip(".")
    return box.element_tag == "hr::before" or (box.element_tag == "img" and not box.element.get("alt"))


def _mark(page: int, box: Any, number: int) -> Mark:
    from weasyprint.formatting_structure import boxes

    area = None
    if isinstance(box, boxes.ReplacedBox):
        left, top = box.content_box_x() / PX_PER_PT, box.content_box_y() / PX_PER_PT
        area = (left, top, left + box.width / PX_PER_PT, top + box.height / PX_PER_PT)
    return Mark(page, number, box.element, (box.element_tag or "").partition("::")[2], area)
