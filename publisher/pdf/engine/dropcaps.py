"""Drop caps: floats that make room beside some lines, and letters that belong to the first of these."""

from typing import Any


def put_into_lines(box: Any) -> None:
    """Move the letters of drop caps inside a box, where they stand, into the lines that they begin.

    WeasyPrint draws all floats of a page before its text: the letter would be read before the title.
    """
    from weasyprint.formatting_structure import boxes

    for place, child in enumerate(box.children):
        if isinstance(child, boxes.LineBox) or not isinstance(child, boxes.ParentBox):
            continue
        if child.is_floated() and _is_drop_cap(child):
            letters = [inner for inner in child.descendants() if isinstance(inner, boxes.TextBox)]
            beside = box.children[place + 1]
            line = next(inner for inner in beside.descendants() if isinstance(inner, boxes.LineBox))
            line.children = [*letters, *line.children]
            box.children = [*box.children[:place], *box.children[place + 1 :]]
            return
        put_into_lines(child)


def _is_drop_cap(box: Any) -> bool:
    return "drop-cap" in (box.element.get("class") or "").split()
