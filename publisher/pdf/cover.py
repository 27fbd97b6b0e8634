"""The cover as a file of its own for the press: back, spine and front on one sheet."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from fontTools import ttLib

from publisher import fonts
from publisher.config.isbn import thirteen_digits
from publisher.errors import ConfigError, Diagnostic, Severity
from publisher.fonts import Font
from publisher.html.imprint import authors
from publisher.html.spoken import in_languages, metadata_in_languages
from publisher.model import Book, CoverOptions, Mark, Purpose
from publisher.pdf import binding
from publisher.pdf.barcode import HEIGHT_MM, MODULE_MM, QUIET_MODULES, bar_code
from publisher.pdf.cover_fitting import Room, Sizes, fit
from publisher.pdf.embedding import embed
from publisher.pdf.engine import TypeCase, Typesetter, draw_pages
from publisher.pdf.framing import enclose
from publisher.pdf.geometry import Layout, layout, points, sheet, slug_of
from publisher.pdf.rasters import in_inks, shown_in
from publisher.pdf.sections import language_attribute
from publisher.pdf.standards import marks, prepare, press_room
from publisher.store import Store
from publisher.theme import Theme

_PAPER_GSM = 80.0
_PAPER_BULK = 1.25

# A narrower spine has no room for a line that may stray by a millimetre on either side.
_LEAST_LETTERED_MM = 5.0
_TITLE_SIZES_PT = range(46, 15, -1)
_MOST_TITLE_LINES = 7
# What em is on back, spine and front where there is room.
_SIZE_PT = 10.0
# More authors than these stand in one paragraph instead of on a line each.
_MOST_AUTHOR_LINES = 4
_SIDE_MM = 17.0


@dataclass(frozen=True, slots=True)
class Cover:
    """A finished cover.

    Args:
        data: A PDF of one page.
        spine_mm: How wide its spine is.
        found: What its readers should know.
    """

    data: bytes
    spine_mm: float
    found: tuple[Diagnostic, ...]


def render_cover(book: Book, theme: Theme, pages: int, *, store: Store) -> Cover:
    """Render the cover of a book.

    Args:
        book: With all its ids.
        theme: How it looks: `print/cover.css`, `templates/print/cover.html`.
        pages: Of the book, blank ones included; the spine is as wide as they are thick.
        store: Keeps fonts between runs.

    Raises:
        ConfigError: `slug-too-narrow`, `theme-broken`, `theme-cover-missing`, `theme-without-accent`.
        LayoutError: `profile-missing`, `profile-unusable`.
    """
    page = layout(theme.geometry, book.print_options)
    spine_mm = spine_width(pages, book.cover_options)
    faces = (*fonts.load(theme, "cover", store), *fonts.load(theme, "print", store))
    isbn = book.print_options.isbn
    images = shown = shown_in(book, store)
    if isbn:
        images = {**shown, "barcode": bar_code(thirteen_digits(isbn))}
    case = TypeCase(faces, _variables(page, spine_mm) + theme.style("print/cover.css"))
    typesetter = Typesetter(case, images)
    html, sheet_css = _html(book, theme, spine_mm), _sheet_css(page, spine_mm)
    width, _ = page.geometry.trim_mm
    title_pt = _title_pt(book.metadata.title, _title_font(faces, theme), points(width - 2 * _SIDE_MM))
    fitted = fit(
        lambda sizes: typesetter.lay_out(html, sheet_css + _sizes_css(sizes, title_pt)),
        Room(side=_SIDE_MM, width=width, front_left=width + spine_mm),
    )
    drawn = draw_pages(fitted.laid_out, tagged=False).data
    return Cover(
        _finished(drawn, faces, book, theme, page, spine_mm, in_inks(book.images, shown)),
        spine_mm,
        (*dict.fromkeys(typesetter.found), *fitted.found, *_unsaid(book.cover_options, pages, spine_mm)),
    )


def spine_width(pages: int, options: CoverOptions) -> float:
    """Give the width of a spine in millimetres: what was told, or the thickness of all leaves."""
    if options.spine_mm is not None:
        return options.spine_mm
    leaf_mm = (options.paper_gsm or _PAPER_GSM) * (options.paper_bulk or _PAPER_BULK) / 1000
    return round(pages / 2 * leaf_mm, 1)


def _unsaid(options: CoverOptions, pages: int, spine_mm: float) -> Iterator[Diagnostic]:
    if options.spine_mm is None and not (options.paper_gsm and options.paper_bulk):
        yield Diagnostic(
            code="cover-paper-unsaid",
            message=f"the spine is {spine_mm:g} mm wide: {pages} pages of paper of "
            f"{options.paper_gsm or _PAPER_GSM:g} g/m² with a bulk of {options.paper_bulk or _PAPER_BULK:g} cm³/g",
            hint="ask the printer, and write paper_gsm and paper_bulk, or spine_mm, below a line [cover]",
            severity=Severity.WARNING,
        )
    if spine_mm < _LEAST_LETTERED_MM:
        yield Diagnostic(
            code="cover-spine-bare",
            message=f"the spine has no words on it: it is {spine_mm:g} mm wide, and the fold may stray by a millimetre",
            hint=f"nothing is wrong with that; from {_LEAST_LETTERED_MM:g} mm on the title is printed",
            severity=Severity.WARNING,
        )


def _html(book: Book, theme: Theme, spine_mm: float) -> str:
    metadata, own = book.metadata, book.metadata.language
    isbn = book.print_options.isbn
    described = (metadata.description,) if metadata.description else ()
    return theme.render(
        "print/cover.html",
        metadata=metadata_in_languages(metadata, language_attribute),
        authors=[in_languages(name, own, language_attribute) for name in authors(metadata)],
        text=[in_languages(part, own, language_attribute) for part in book.cover_options.text or described],
        run_in=len(authors(metadata)) > _MOST_AUTHOR_LINES,
        lettered=spine_mm >= _LEAST_LETTERED_MM,
        isbn=isbn,
        digits=thirteen_digits(isbn) if isbn else "",
        logo=f"image:{metadata.logo}" if metadata.logo else None,
    )


def _variables(page: Layout, spine_mm: float) -> str:
    width, height = page.geometry.trim_mm
    lengths = {
        "trim-width": f"{width:g}mm",
        "trim-height": f"{height:g}mm",
        "spine-width": f"{spine_mm:g}mm",
        "front-left": f"{width + spine_mm:g}mm",
        "side": f"{_SIDE_MM:g}mm",
        "digit-width": f"{7 * MODULE_MM:g}mm",
        "digits-left": f"{(QUIET_MODULES[0] + 3) * MODULE_MM:g}mm",
        "digits-right": f"{(QUIET_MODULES[0] + 50) * MODULE_MM:g}mm",
        "bar-height": f"{HEIGHT_MM:g}mm",
    }
    return _set(lengths)


def _sizes_css(sizes: Sizes, title_pt: int) -> str:
    """Give the sizes of words, which are smaller where they would have no room."""
    lengths = {f"{part}-size": f"{_SIZE_PT * size:.2f}pt" for part, size in sizes.items()}
    return _set(lengths | {"title-size": f"{title_pt * sizes['front']:.2f}pt"})


def _set(lengths: Mapping[str, str]) -> str:
    return "html { " + "; ".join(f"--{name}: {length}" for name, length in lengths.items()) + " }\n"


def _title_font(faces: Sequence[Font], theme: Theme) -> Font:
    wanted = theme.options.get("cover", {}).get("title_family")
    found = next((font for font in faces if font.face.family == wanted), None)
    if found is None:
        raise ConfigError(
            Diagnostic(
                code="theme-cover-missing",
                message="the theme does not say which face the title on a cover has",
                hint="give theme.toml [options.cover] title_family and a [[face]] for it (docs/themes.md)",
            )
        )
    return found


def _title_pt(title: str, font: Font, measure_pt: float) -> int:
    """Give the largest size at which a title has few lines and no word is wider than the measure."""
    with ttLib.TTFont(io.BytesIO(font.data), lazy=True) as tables:
        names, advances, units = tables.getBestCmap(), tables["hmtx"].metrics, tables["head"].unitsPerEm
        ems = [
            sum(advances[names.get(ord(char), ".notdef")][0] for char in word) / units for word in title.split() or [""]
        ]
    space = 0.25
    for size in _TITLE_SIZES_PT:
        room, lines, used = measure_pt / size, 1, -space
        for em in ems:
            lines, used = (lines, used + space + em) if used + space + em <= room else (lines + 1, em)
        if max(ems) <= room and lines <= _MOST_TITLE_LINES:
            return size
    return _TITLE_SIZES_PT[-1]


def _sheet_css(page: Layout, spine_mm: float) -> str:
    width, height = page.geometry.trim_mm
    return f"@page {{ size: {2 * width + spine_mm:g}mm {height:g}mm; bleed: {page.geometry.bleed_mm:g}mm; margin: 0 }}"


def _finished(
    drawn: bytes,
    faces: Sequence[Font],
    book: Book,
    theme: Theme,
    page: Layout,
    spine_mm: float,
    originals: Mapping[str, bytes],
) -> bytes:
    geometry, options = page.geometry, book.print_options.press
    width, height = geometry.trim_mm
    boxes = sheet((2 * width + spine_mm, height), geometry.bleed_mm, slug_of(options, geometry.bleed_mm))
    pdf = binding.open_book()
    with pikepdf.open(io.BytesIO(drawn)) as source:
        pdf.pages.extend(source.pages)
    for each in pdf.pages:
        enclose(pdf, each, boxes)
    embed(pdf, faces)
    binding.describe(pdf, book.metadata, book.print_options.isbn)
    crop = tuple(marks.crop_lines(boxes)) if Mark.CROP in options.marks else ()
    folds = (points(width), points(width + spine_mm))
    marks.draw(pdf, crop, tuple(marks.fold_lines(boxes, folds)) if Mark.FOLD in options.marks else ())
    prepare(pdf, Purpose.COVER, book.metadata.date, press_room(book, theme, originals))
    return binding.saved(pdf)
