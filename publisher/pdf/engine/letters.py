"""Letters a little wider or narrower than their font has them, so that a line fills the measure."""

import contextlib
from collections.abc import Iterator
from typing import Any


def scale_letters(text_box: Any, scale: float) -> None:
    """Have the letters of a text box drawn wider or narrower; its width is the caller's business."""
    text_box.letter_scale = scale


@contextlib.contextmanager
def scaled_letters() -> Iterator[None]:
    """Let WeasyPrint draw letters as wide as they were scaled, for as long as this lasts.

    WeasyPrint 70 knows no other way in than the function that draws a text box, given where its baseline begins.
    """
    from weasyprint.draw import text
    from weasyprint.matrix import Matrix

    draw = text.draw_first_line

    def draw_scaled(stream: Any, text_box: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        scale = getattr(text_box, "letter_scale", 1.0)
        return draw(stream, text_box, overflow, ellipsis, Matrix(a=scale) @ matrix if scale != 1.0 else matrix)

    text.draw_first_line = draw_scaled
    try:
        yield
    finally:
        text.draw_first_line = draw
