"""Text boxes that are set and drawn from words shaped before; Pango has no part in it."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.pdf.engine.glyphs import Advances, has_plain_glyphs
from publisher.pdf.engine.notebook import GlyphRun, Shaped
from publisher.pdf.engine.words import STRETCHING, Face

_BACK = re.compile(">-?[0-9]+<")
_WORD_OR_SPACE = re.compile(f"[{STRETCHING}]|[^{STRETCHING}]+")


class ShapedText:
    """Stands where a text box has its Pango layout.

    Args:
        text: What the box says.
        face: Shaped its words.
        words: They, and the spaces between them.
    """

    # What WeasyPrint asks of a layout: text that runs from left to right.
    first_line_direction = 0

    def __init__(self, text: str, face: Face, words: Sequence[tuple[str, Shaped]]) -> None:
        self.text = text
        self.justification_spacing = 0.0
        self._face = face
        self._words = words

    def reactivate(self, style: Any) -> None:
        """Do nothing: there is nothing to be made again."""

    def deactivate(self) -> None:
        """Do nothing: there is nothing to be given back."""

    def draw(self, stream: Any, matrix: Any) -> None:
        """Draw the words on a stream of WeasyPrint's, the baseline beginning where a matrix says."""
        stream.set_text_matrix(*matrix.values)
        shown: list[str] = []
        current: tuple[str, float] | None = None
        font: Any = None
        told: set[int] = set()
        beyond = 0.0
        for text, shaped in self._words:
            for run in shaped.runs:
                if (run.font, run.size) != current:
                    _show(stream, shown)
                    current, beyond = (run.font, run.size), 0.0
                    stream.set_font_size(*current)
                    font = self._font(stream, run.font, text)
                    # What is remembered of words lives longer than any document.
                    told = font.__dict__.setdefault("runs_told", set())
                if id(run) not in told:
                    told.add(id(run))
                    _tell(font, run)
                shown.append(run.letters)
                beyond += run.beyond
            if text in STRETCHING and current:
                beyond -= self.justification_spacing * 1000 / current[1]
                if back := round(beyond):
                    shown.append(f">{back}<")
                    beyond -= back
        _show(stream, shown)

    def _font(self, stream: Any, name: str, text: str) -> Any:
        """Give WeasyPrint's font of a name, which some word is drawn with."""
        if name not in (font.hash for font in stream._fonts.values()):
            self._face.put_fonts(text, stream)
        return next(font for font in stream._fonts.values() if font.hash == name)


def _tell(font: Any, run: GlyphRun) -> None:
    """Say which glyphs of a font are shown, and what they stand for."""
    glyphs = bytes.fromhex(_BACK.sub("", run.letters))
    for high, low, means in zip(glyphs[::2], glyphs[1::2], run.texts, strict=True):
        font.to_unicode.setdefault(high << 8 | low, means)
        font.widths.tell(high << 8 | low)


def _show(stream: Any, shown: list[str]) -> None:
    """Show glyphs and empty the list of them."""
    if shown:
        text = f"<{''.join(shown)}>"
        stream.stream.append(f"[{text.removesuffix('<>')}] TJ".encode("ascii"))
        shown.clear()


def set_from_words(text_box: Any, face: Face) -> bool:
    """Set a text box from the words in it, as `split_text_box` would; say whether they are known well enough."""
    from weasyprint.text.ffi import FROM_UNITS
    from weasyprint.text.line_break import strut

    if text_box.style["text_decoration_line"] != "none":
        return False
    words = []
    for text in _WORD_OR_SPACE.findall(text_box.text):
        shaped = face.shaped(text)
        if shaped is None:
            return False
        words.append((text, shaped))
    text_box.pango_layout = ShapedText(text_box.text, face, words)
    text_box.width = sum(shaped.width for _, shaped in words) * FROM_UNITS
    ascent = max(shaped.ascent for _, shaped in words)
    text_box.height = (ascent + max(shaped.descent for _, shaped in words)) * FROM_UNITS
    line_height, _ = strut(text_box.style)
    text_box.margin_top = text_box.margin_bottom = (line_height - text_box.height) / 2
    text_box.baseline = ascent * FROM_UNITS + text_box.margin_top
    return True


@contextlib.contextmanager
def words_drawn() -> Iterator[None]:
    """Let WeasyPrint draw such text boxes, and take widths of glyphs from font files, for as long as this lasts.

    WeasyPrint 70 shapes each line anew to draw it, and knows no other way in than the function that does so.
    """
    from weasyprint import pdf as writer
    from weasyprint.draw import text
    from weasyprint.pdf.fonts import Font

    draw, begin, write = text.draw_first_line, Font.__init__, writer.build_fonts_dictionary

    def draw_words(stream: Any, text_box: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        if not isinstance(text_box.pango_layout, ShapedText):
            return draw(stream, text_box, overflow, ellipsis, matrix)
        if text_box.text.strip():
            text_box.pango_layout.draw(stream, matrix)
        return []

    def begin_with_widths(font: Any, *others: Any) -> None:
        begin(font, *others)
        if has_plain_glyphs(font):
            font.widths = Advances(font)

    def write_widths(pdf: Any, fonts: Any, *others: Any) -> Any:
        for font in fonts.values():
            font.widths = dict(font.widths)
        return write(pdf, fonts, *others)

    text.draw_first_line, Font.__init__ = draw_words, begin_with_widths
    writer.build_fonts_dictionary = write_widths
    try:
        yield
    finally:
        text.draw_first_line, Font.__init__ = draw, begin
        writer.build_fonts_dictionary = write
