"""The cover: title, author, series and publisher typeset on the theme's colour."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass

import PIL

from publisher import fonts
from publisher.epub import lettering, shapes
from publisher.epub.lettering import Lettering
from publisher.epub.resources import clean
from publisher.epub.shapes import Line, Mark, Rule, Shape
from publisher.errors import ConfigError, Diagnostic
from publisher.fonts import Font
from publisher.model import Book
from publisher.source import Position
from publisher.store import Store, code_of
from publisher.theme import Theme

WIDTH, HEIGHT = 1600, 2560
_MARGIN = 170
_MEASURE = WIDTH - 2 * _MARGIN
_SERIES_BASELINE = 300
_TITLE_TOP = 620
_FOOT_BASELINE = 2370
_RULE = 5
_LOGO = (420, 170)

# More of a title than this fits no cover; the title page has all of it.
_MOST_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Style:
    """How the theme wants covers: `[options.cover]` of its `theme.toml`."""

    background: str
    ink: str
    accent: str
    title_family: str
    label_family: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands on the cover; empty where the book has nothing to say."""

    title: str
    subtitle: str
    series: str
    authors: tuple[str, ...]
    publisher: str
    place: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Text broken into lines of one size, in pixels."""

    texts: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover as a picture, and the drawing that it is made from.

    Args:
        picture: A PNG of 1600 × 2560 pixels.
        source: The same as SVG, its letters as paths; for a poster, or for a designer to go on with.
    """

    picture: bytes
    source: bytes


def draw(book: Book, theme: Theme, store: Store) -> Cover:
    """Draw the cover as the theme wants it.

    Raises:
        ConfigError: `theme-cover-missing`.
    """
    style, wording, logo = _style(theme), _wording(book), _logo(book)
    loaded = {font.face.family: font for font in fonts.load(theme, "cover", store)}
    title, label = (_face(theme, loaded, family) for family in (style.title_family, style.label_family))
    parts = (repr(astuple(style)), repr(astuple(wording)), logo, title.data, label.data, PIL.__version__)
    code = code_of(__file__, lettering.__file__, shapes.__file__)
    sheet = _Sheet(style, wording, logo, title, label)
    return Cover(
        picture=store.get_or_make(store.key("epub-cover", code, *parts), sheet.picture),
        source=store.get_or_make(store.key("epub-cover-source", code, *parts), sheet.source),
    )


def fit(text: str, width: Callable[[str, float], float], sizes: Iterable[int], most_lines: int) -> Lines:
    """Break a text into balanced lines at the largest size that fits the measure.

    If no size does, words are divided at the last one, and what lies beyond the last line is left out.
    """
    words = text[:_MOST_CHARACTERS].split()
    size = 0
    for size in sizes:
        lines = _set(words, width, size)
        if len(lines.texts) <= most_lines and all(width(line, size) <= _MEASURE for line in lines.texts):
            return lines
    parts = [part for word in words for part in _divided(word, lambda line: width(line, size))]
    return Lines(_set(parts, width, size).texts[:most_lines], size)


def _divided(word: str, width: Callable[[str], float]) -> list[str]:
    parts = [""]
    for char in word:
        if width(parts[-1] + char) > _MEASURE:
            parts.append("")
        parts[-1] += char
    return parts


def _set(words: list[str], width: Callable[[str, float], float], size: int) -> Lines:
    return Lines(tuple(_balanced(words, lambda line: width(line, size))), size)


def _balanced(words: list[str], width: Callable[[str], float]) -> list[str]:
    lines = _broken(words, width, _MEASURE)
    narrow, wide = 0.0, float(_MEASURE)
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        tried = _broken(words, width, middle)
        if len(tried) == len(lines):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _broken(words: list[str], width: Callable[[str], float], measure: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a cover is made from."""

    style: Style
    wording: Wording
    logo: bytes
    title: Font
    label: Font

    def picture(self) -> bytes:
        return shapes.raster((WIDTH, HEIGHT), self.style.background, self._shapes())

    def source(self) -> bytes:
        return shapes.svg((WIDTH, HEIGHT), self.style.background, self._shapes(), self.wording.title)

    def _shapes(self) -> list[Shape]:
        display, small = Lettering(self.title), Lettering(self.label, tracking=0.03)
        title = _lines(self.wording.title, display, range(214, 60, -6), 7, _TITLE_TOP, self.style.ink)
        bottom = title[-1].baseline if title else _TITLE_TOP
        below = _lines(self.wording.subtitle, display, range(84, 40, -4), 4, bottom + 70, self.style.accent)
        return [*self._head(small), *title, *below, *self._foot(display, small)]

    def _head(self, label: Lettering) -> Iterator[Shape]:
        series = fit(self.wording.series, label.width, range(62, 30, -2), 1)
        for text in series.texts:
            yield Line(text, label, _MARGIN, _SERIES_BASELINE, series.size, self.style.accent)
        yield _rule(_SERIES_BASELINE + 56, self.style.accent)
        if self.logo:
            yield Mark(self.logo, right=WIDTH - _MARGIN, bottom=_SERIES_BASELINE + 20, most=_LOGO)

    def _foot(self, display: Lettering, label: Lettering) -> Iterator[Shape]:
        publisher, accent = fit(self.wording.publisher, label.width, range(62, 30, -2), 1), self.style.accent
        for text in publisher.texts:
            yield Line(text, label, _MARGIN, _FOOT_BASELINE, publisher.size, accent)
        place_width = label.width(self.wording.place, 46)
        if sum(label.width(text, publisher.size) for text in publisher.texts) + place_width < _MEASURE - 80:
            yield Line(self.wording.place, label, WIDTH - _MARGIN - place_width, _FOOT_BASELINE, 46, accent)
        yield _rule(_FOOT_BASELINE - 110, accent)
        authors = fit(", ".join(self.wording.authors), display.width, range(84, 40, -4), 4)
        baseline = _FOOT_BASELINE - 190 - (len(authors.texts) - 1) * authors.size * 1.25
        for text in authors.texts:
            yield Line(text, display, _MARGIN, baseline, authors.size, self.style.ink)
            baseline += authors.size * 1.25


def _lines(text: str, letters: Lettering, sizes: range, most: int, top: float, ink: str) -> list[Line]:
    lines = fit(text, letters.width, sizes, most)
    leading = lines.size * 1.12
    return [
        Line(line, letters, _MARGIN, top + leading * place, lines.size, ink)
        for place, line in enumerate(lines.texts, 1)
    ]


def _rule(top: int, ink: str) -> Rule:
    return Rule(_MARGIN, top, _MEASURE, _RULE, ink)


def _wording(book: Book) -> Wording:
    data = book.metadata
    return Wording(
        title=clean(data.title),
        subtitle=clean(data.subtitle or ""),
        series=clean(data.series or ""),
        authors=tuple(clean(person.name) for person in data.authors if person.role == "aut"),
        publisher=clean(data.publisher or ""),
        place=clean(f"{data.place} {data.date.year}" if data.place else str(data.date.year)),
    )


def _logo(book: Book) -> bytes:
    # Drawings are left to the title page: nothing here can draw an SVG.
    image = book.images.get(book.metadata.logo or "")
    return image.data if image and image.media_type != "image/svg+xml" else b""


def _style(theme: Theme) -> Style:
    try:
        return Style(**theme.options["cover"])
    except (KeyError, TypeError) as problem:
        raise ConfigError(_missing(theme, f"[options.cover] is missing or wrong: {problem}")) from problem


def _face(theme: Theme, loaded: dict[str, Font], family: str) -> Font:
    if family not in loaded:
        raise ConfigError(_missing(theme, f'no [[face]] for the cover (editions = ["cover"]) is called “{family}”'))
    return loaded[family]


def _missing(theme: Theme, what: str) -> Diagnostic:
    return Diagnostic(
        code="theme-cover-missing",
        message=what,
        at=Position(str(theme.root / "theme.toml"), 1),
        hint="compare with styles/ankasam/theme.toml; docs/epub.md names the keys",
    )
