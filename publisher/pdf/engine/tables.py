"""Tables whose words do not fit: found once they are laid out, and marked for style sheets to make room."""

from collections.abc import Iterable, Iterator
from typing import Any

CROWDED = "crowded"
"""The class of a table that is wider than the room it has."""

_TOLERANCE_PX = 0.1


def mark_crowded(pages: Iterable[Any]) -> bool:
    """Mark the elements of tables that are wider than their room; say whether any was found that had no mark yet."""
    found = False
    for table in (table for page in pages for table in _too_wide(page)):
        names = (table.element.get("class") or "").split()
        if CROWDED not in names:
            table.element.set("class", " ".join([*names, CROWDED]))
            found = True
    return found


def _too_wide(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if child.is_table_wrapper:
            if child.border_width() > box.width + _TOLERANCE_PX:
                yield child
        elif isinstance(child, boxes.ParentBox) and not isinstance(child, boxes.LineBox):
            yield from _too_wide(child)
