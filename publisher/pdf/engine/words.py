"""How wide words are, and where lines may end within them."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from publisher.language import Hyphenator
from publisher.pdf.engine.glyphs import Glyphs
from publisher.pdf.engine.notebook import Break, Notebook, Shaped, Word, read_piece, read_shaped, read_word, remembered

HYPHENS = "-\u2010"
"""Hyphens that an author writes."""

STRETCHING = " \u00a0"
"""Spaces that WeasyPrint stretches to justify a line."""

# What Pango sets text by (WeasyPrint 70: `Layout.setup` and `Layout.set_text`), and what divides words.
_LOOK = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
)
# What of a sign's width may stand beyond the edge, so that edges look straight.
_HANGING_LEFT = dict.fromkeys("“‘„‚«‹", 0.4)
_HANGING_RIGHT = (
    dict.fromkeys("-\u2010", 0.5)
    | dict.fromkeys(".,", 0.6)
    | dict.fromkeys("”’“‘»›", 0.4)
    | dict.fromkeys(":;", 0.3)
    | dict.fromkeys("–—", 0.2)
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_STANDS_OUT = 3
_REMEMBERED = 1 << 16
# So many words are shaped in one go, each in a line of its own; of more at once Pango looks for each from the first.
_TOGETHER = 20
_ENDS_LINE = "\u2029"


class Face:
    """Text of one look: measures words, and remembers them.

    Args:
        look: All that text of one look has in common.
        style: WeasyPrint's, of a text box.
        hyphenator: Divides words.
        known: What was found before.
        noted: Is told what is asked for.
        glyphs: Reads what Pango has shaped.
    """

    def __init__(
        self, look: str, style: Any, hyphenator: Hyphenator, known: Notebook, noted: Notebook, glyphs: Glyphs
    ) -> None:
        from weasyprint.text.line_break import Layout

        self.look = look
        self._style = style
        self._hyphenator = hyphenator
        self._layout = Layout(style)
        self._words = remembered(known.words, noted.words, look, read_word)
        # `None` where that is more than glyphs side by side.
        self._drawn = remembered(known.shaped, noted.shaped, look, read_shaped)
        self.pieces = remembered(known.pieces, noted.pieces, look, read_piece)
        self._glyphs = glyphs
        # Pango adds it around letters, in ways of its own.
        self._is_spaced = style["letter_spacing"] not in ("normal", 0)
        self.hyphen: str = style["hyphenate_character"]
        self.space = self.word(" ").width

    def word(self, text: str) -> Word:
        """Measure a word."""
        return self._words.get(text, lambda: self._measure([text]))

    def shaped(self, text: str) -> Shaped | None:
        """Shape a word without spaces in it, or a space; `None` if that is more than glyphs side by side."""
        return None if self._is_spaced else self._drawn.get(text, lambda: self._read(text))

    def put_fonts(self, text: str, stream: Any) -> None:
        """Make the fonts that show a word known to a stream of WeasyPrint's."""
        from weasyprint.text.ffi import ffi

        ((line, _),) = self._shaped([text])
        run = line.runs
        while run != ffi.NULL:
            stream.add_font(run.data.item.analysis.font)
            run = run.next

    def _read(self, text: str) -> None:
        ((line, _),) = self._shaped([text])
        self._drawn.learn(text, self._glyphs.read(line, text))

    def get_ready(self, texts: Iterable[str]) -> None:
        """Measure words that will be asked for, all that are new; one by one they take three times as long."""
        new = [text for text in dict.fromkeys(texts) if text and not self._words.knows(text)]
        for first in range(0, len(new), _TOGETHER):
            self._measure(new[first : first + _TOGETHER])

    def hangs_left(self, sign: str) -> float:
        """Give how far a line that begins with a sign may begin before its edge."""
        return _HANGING_LEFT[sign] * self.word(sign).width if sign in _HANGING_LEFT else 0.0

    def hangs_right(self, sign: str) -> float:
        """Give how far a line that ends with a sign may end beyond its edge."""
        return _HANGING_RIGHT[sign] * self.word(sign).width if sign in _HANGING_RIGHT else 0.0

    def _measure(self, texts: Sequence[str]) -> None:
        places = [self._places(text) for text in texts]
        # Lines are gone once others are shaped.
        measured = []
        for text, inside, (line, width) in zip(texts, places, self._shaped(texts), strict=True):
            measured.append((width, _widths(line, text) if inside else {}))
            if not self._is_spaced and "\u00a0" not in text and not self._drawn.knows(text):
                self._drawn.learn(text, self._glyphs.read(line, text))
        for text, inside, (width, widths) in zip(texts, places, measured, strict=True):
            self._words.learn(text, self._word(text, inside, width, widths))

    def _places(self, text: str) -> dict[int, bool]:
        """Give the places within a word where a line may end, and whether a hyphen must be added there."""
        parted = dict.fromkeys(breaks_in(text, self._style["lang"]), False)
        return parted | dict.fromkeys(self._divisions(text), True)

    def _word(self, text: str, places: Mapping[int, bool], width: float, widths: Mapping[int, float]) -> Word:
        give = text.count("\u00a0") * self.space if "\u00a0" in text else 0.0
        breaks = []
        for at, divides in sorted(places.items()):
            before = widths.get(at)
            # Letters that are drawn as one are not when a line ends between them.
            parts = (before, width - before) if before is not None else (self._width(text[:at]), self._width(text[at:]))
            breaks.append(Break(at, *parts, text.count("\u00a0", 0, at) * self.space if give else 0.0, divides))
        return Word(width, give, tuple(breaks))

    def _shaped(self, texts: Sequence[str]) -> list[tuple[Any, float]]:
        """Shape texts, each in a line of its own, and give Pango's lines and their widths."""
        from weasyprint.text.ffi import pango
        from weasyprint.text.line_break import line_size

        self._layout.set_text(_ENDS_LINE.join(texts))
        lines = [pango.pango_layout_get_line_readonly(self._layout.layout, index) for index in range(len(texts))]
        return [(line, float(line_size(line, self._style)[0])) for line in lines]

    def _width(self, text: str) -> float:
        ((_, width),) = self._shaped([text])
        return width

    def _divisions(self, text: str) -> Iterator[int]:
        """Give the places where a hyphen may divide a word: those of its language that the style sheet allows."""
        tag = self._style["lang"]
        if self._style["hyphens"] != "auto" or not tag:
            return
        least, before, after = self._style["hyphenate_limit_chars"]
        places = self._hyphenator.breaks(text, tag)
        for word in _WORD.finditer(text) if places else ():
            if len(word[0]) >= least:
                yield from (at for at in places if word.start() + before <= at <= word.end() - after)


class Faces:
    """All looks of text in a section.

    Args:
        hyphenator: Divides its words.
        known: What was found before.
        noted: Is told what is asked for.
    """

    def __init__(self, hyphenator: Hyphenator, known: Notebook, noted: Notebook) -> None:
        self._hyphenator = hyphenator
        self._known = known
        self._noted = noted
        self._glyphs = Glyphs()
        self._faces: dict[tuple[str, ...], Face] = {}

    def of(self, style: Any) -> Face:
        """Give the face of a style."""
        look = tuple(map(str, map(style.__getitem__, _LOOK)))
        face = self._faces.get(look)
        if face is None:
            name = "\n".join(look)
            face = Face(name, style, self._hyphenator, self._known, self._noted, self._glyphs)
            self._faces[look] = face
        return face


def _widths(line: Any, text: str) -> dict[int, float]:
    """Give the widths of a text's beginnings, by how many characters they have; none ends within letters drawn as one.

    Args:
        line: Pango's, of this text.
        text: What it says.
    """
    from weasyprint.text.ffi import FROM_UNITS, ffi

    starts = accumulate((len(character.encode()) for character in text), initial=0)
    characters = {byte: index for index, byte in enumerate(starts)}
    widths: dict[int, float] = {}
    width = 0.0
    step = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("int")
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        advances = ffi.unpack(ffi.cast("int *", glyphs.glyphs), glyphs.num_glyphs * step)[1::step]
        for byte, advance in zip(ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs), advances, strict=True):
            widths.setdefault(characters[item.offset - line.start_index + byte], width)
            width += advance * FROM_UNITS
        run = run.next
    return widths


@functools.lru_cache(maxsize=_REMEMBERED)
def letters_of(word: str) -> str:
    """Give what makes a word stand out below the same word; short ones do not."""
    letters = _NO_LETTERS.sub("", word).casefold()
    return letters if len(letters) >= _STANDS_OUT else ""


@functools.lru_cache(maxsize=_REMEMBERED)
def breaks_in(text: str, language: str | None) -> tuple[int, ...]:
    """Give the places within a word where a line may end without a hyphen being added.

    Source: Unicode Standard Annex 14, as Pango has it.
    """
    if len(text) < 2 or text.isalpha():
        return ()
    from weasyprint.text.line_break import get_log_attrs

    attributes = get_log_attrs(text, language)
    return tuple(at for at in range(1, len(text)) if attributes[at].is_line_break)


@functools.lru_cache(maxsize=_REMEMBERED)
def may_break_at_space(before: str, after: str) -> bool:
    """Say whether a line may end at a space between two characters."""
    if before.isalnum() and after.isalnum():
        return True
    from weasyprint.text.line_break import get_log_attrs

    return bool(get_log_attrs(f"{before} {after}", None)[2].is_line_break)
