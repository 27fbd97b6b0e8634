"""The cover: title, author, series and publisher typeset on the theme's colour."""

import io
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass

import PIL
from PIL import Image, ImageDraw

from publisher import fonts
from publisher.epub import lettering
from publisher.epub.lettering import Lettering
from publisher.epub.resources import clean
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


def draw(book: Book, theme: Theme, store: Store) -> bytes:
    """Give the cover as a PNG of 1600 × 2560 pixels.

    Raises:
        ConfigError: `theme-cover-missing`.
    """
    style, wording, logo = _style(theme), _wording(book), _logo(book)
    loaded = {font.face.family: font for font in fonts.load(theme, "cover", store)}
    title, label = (_face(theme, loaded, family) for family in (style.title_family, style.label_family))
    parts = (repr(astuple(style)), repr(astuple(wording)), logo, title.data, label.data, PIL.__version__)
    code = code_of(__file__, lettering.__file__)
    return store.get_or_make(store.key("epub-cover", code, *parts), lambda: _draw(style, wording, logo, title, label))


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


def _draw(style: Style, wording: Wording, logo: bytes, title: Font, label: Font) -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), style.background)
    canvas = ImageDraw.Draw(picture)
    display, small = Lettering(title), Lettering(label, tracking=0.03)
    _draw_head(canvas, style, wording, small)
    bottom = _draw_text(canvas, wording.title, display, range(214, 60, -6), 7, _TITLE_TOP, style.ink)
    _draw_text(canvas, wording.subtitle, display, range(84, 40, -4), 4, bottom + 70, style.accent)
    _draw_foot(canvas, style, wording, display, small)
    if logo:
        _paste(picture, logo)
    result = io.BytesIO()
    picture.save(result, "PNG", optimize=True)
    return result.getvalue()


def _draw_head(canvas: ImageDraw.ImageDraw, style: Style, wording: Wording, label: Lettering) -> None:
    series = fit(wording.series, label.width, range(62, 30, -2), 1)
    for text in series.texts:
        label.draw(canvas, _MARGIN, _SERIES_BASELINE, text, series.size, style.accent)
    _rule(canvas, _SERIES_BASELINE + 56, style.accent)


def _draw_foot(
    canvas: ImageDraw.ImageDraw, style: Style, wording: Wording, display: Lettering, label: Lettering
) -> None:
    publisher = fit(wording.publisher, label.width, range(62, 30, -2), 1)
    for text in publisher.texts:
        label.draw(canvas, _MARGIN, _FOOT_BASELINE, text, publisher.size, style.accent)
    place_width = label.width(wording.place, 46)
    if sum(label.width(text, publisher.size) for text in publisher.texts) + place_width < _MEASURE - 80:
        label.draw(canvas, WIDTH - _MARGIN - place_width, _FOOT_BASELINE, wording.place, 46, style.accent)
    _rule(canvas, _FOOT_BASELINE - 110, style.accent)
    authors = fit(", ".join(wording.authors), display.width, range(84, 40, -4), 4)
    baseline = _FOOT_BASELINE - 190 - (len(authors.texts) - 1) * authors.size * 1.25
    for text in authors.texts:
        display.draw(canvas, _MARGIN, baseline, text, authors.size, style.ink)
        baseline += authors.size * 1.25


def _draw_text(
    canvas: ImageDraw.ImageDraw, text: str, letters: Lettering, sizes: range, most: int, top: float, ink: str
) -> float:
    lines = fit(text, letters.width, sizes, most)
    for line in lines.texts:
        top += lines.size * 1.12
        letters.draw(canvas, _MARGIN, top, line, lines.size, ink)
    return top


def _rule(canvas: ImageDraw.ImageDraw, top: int, ink: str) -> None:
    canvas.rectangle((_MARGIN, top, WIDTH - _MARGIN - 1, top + _RULE - 1), fill=ink)


def _paste(picture: Image.Image, logo: bytes) -> None:
    with Image.open(io.BytesIO(logo)) as opened:
        mark = opened.convert("RGBA")
    mark.thumbnail(_LOGO, Image.Resampling.LANCZOS)
    picture.paste(mark, (WIDTH - _MARGIN - mark.width, _SERIES_BASELINE - mark.height + 20), mark)


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
