"""Text boxes that are set and drawn from words shaped before; Pango has no part in it."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publisher.pdf.engine.glyphs import Advances, has_plain_glyphs
from publisher.pdf.engine.notebook import Piece, Shaped, Shown
from publisher.pdf.engine.words import STRETCHING, Face

_GLYPH = re.compile("[0-9a-f]{4}")
_BACK = re.compile(">-?[0-9]+<")
_WORD_OR_SPACE = re.compile(f"[{STRETCHING}]|[^{STRETCHING}]+")


class ShapedText:
    """Stands where a text box has its Pango layout.

    Args:
        text: What the box says.
        face: Shaped its words.
    """

    # What WeasyPrint asks of a layout: text that runs from left to right.
    first_line_direction = 0

    def __init__(self, text: str, face: Face) -> None:
        self.text = text
        self.justification_spacing = 0.0
        self._face = face

    def reactivate(self, style: Any) -> None:
        """Do nothing: there is nothing to be made again."""

    def deactivate(self) -> None:
        """Do nothing: there is nothing to be given back."""

    def draw(self, stream: Any, matrix: Any) -> None:
        """Draw the words on a stream of WeasyPrint's, the baseline beginning where a matrix says."""
        stream.set_text_matrix(*matrix.values)
        for shown in self._shown():
            stream.set_font_size(shown.font, shown.size)
            _tell(self._font(stream, shown), shown)
            text = f"<{shown.letters}>"
            stream.stream.append(f"[{text.removesuffix('<>')}] TJ".encode("ascii"))

    def _shown(self) -> tuple[Shown, ...]:
        """Give what is drawn, as it was drawn before if spaces are as wide."""
        piece = piece_of(self.text, self._face)
        assert piece
        if piece.spacing != self.justification_spacing:
            shown = tuple(_put_together(_words(self.text, self._face), self.justification_spacing))
            piece = piece._replace(spacing=self.justification_spacing, shown=shown)
            self._face.pieces.correct(self.text, piece)
        return piece.shown

    def _font(self, stream: Any, shown: Shown) -> Any:
        """Give WeasyPrint's font of a name, which some word is drawn with."""
        if shown.font not in (font.hash for font in stream._fonts.values()):
            self._face.put_fonts(shown.word, stream)
        return next(font for font in stream._fonts.values() if font.hash == shown.font)


def _words(text: str, face: Face) -> list[tuple[str, Shaped | None]]:
    return [(word, face.shaped(word)) for word in _WORD_OR_SPACE.findall(text)]


def _put_together(words: Iterable[tuple[str, Shaped | None]], spacing: float) -> Iterator[Shown]:
    """Put together what words and the spaces between them show, for each operator what it shows."""
    letters: list[str] = []
    texts: dict[str, str] = {}
    first = ""
    current: tuple[str, float] | None = None
    beyond = 0.0
    for text, shaped in words:
        for run in shaped.runs if shaped else ():
            if (run.font, run.size) != current:
                if current and letters:
                    yield _shown(current, letters, texts, first)
                current, beyond, first = (run.font, run.size), 0.0, text
                letters, texts = [], {}
            letters.append(run.letters)
            beyond += run.beyond
            for glyph, means in zip(_GLYPH.findall(_BACK.sub("", run.letters)), run.texts, strict=True):
                texts.setdefault(glyph, means)
        if text in STRETCHING and current:
            beyond -= spacing * 1000 / current[1]
            if back := round(beyond):
                letters.append(f">{back}<")
                beyond -= back
    if current and letters:
        yield _shown(current, letters, texts, first)


def _shown(font: tuple[str, float], letters: Iterable[str], texts: Mapping[str, str], word: str) -> Shown:
    means = tuple(texts.values())
    is_simple = all(len(text) == 1 for text in means)
    return Shown(*font, "".join(letters), "".join(texts), "".join(means) if is_simple else means, word)


def _tell(font: Any, shown: Shown) -> None:
    """Say which glyphs of a font are shown, and what they stand for."""
    # Hundreds of lines show the same few.
    told: set[str] = font.__dict__.setdefault("glyphs_told", set())
    glyphs = _GLYPH.findall(shown.glyphs)
    if told.issuperset(glyphs):
        return
    told.update(glyphs)
    for name, means in zip(glyphs, shown.texts, strict=True):
        glyph = int(name, 16)
        font.to_unicode.setdefault(glyph, means)
        font.widths.tell(glyph)


def piece_of(text: str, face: Face) -> Piece | None:
    """Give what is known of a part of a line; `None` if any of it is more than glyphs side by side."""

    def find() -> None:
        shaped = [shaped for _, shaped in _words(text, face)]
        known = [each for each in shaped if each is not None]
        if len(known) < len(shaped):
            face.pieces.learn(text, None)
        else:
            ascent, descent = max(each.ascent for each in known), max(each.descent for each in known)
            face.pieces.learn(text, Piece(sum(each.width for each in known), ascent, descent))

    return face.pieces.get(text, find)


def set_from_words(text_box: Any, face: Face) -> bool:
    """Set a text box from the words in it, as `split_text_box` would; say whether they are known well enough."""
    from weasyprint.text.ffi import FROM_UNITS
    from weasyprint.text.line_break import strut

    if text_box.style["text_decoration_line"] != "none":
        return False
    piece = piece_of(text_box.text, face)
    if piece is None:
        return False
    text_box.pango_layout = ShapedText(text_box.text, face)
    text_box.width = piece.width * FROM_UNITS
    text_box.height = (piece.ascent + piece.descent) * FROM_UNITS
    line_height, _ = strut(text_box.style)
    text_box.margin_top = text_box.margin_bottom = (line_height - text_box.height) / 2
    text_box.baseline = piece.ascent * FROM_UNITS + text_box.margin_top
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
