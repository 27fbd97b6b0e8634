"""The lengths of a page, in points, for one edition of one book."""

from dataclasses import dataclass, replace

from publisher.errors import ConfigError, Diagnostic
from publisher.model import NotePlace, PressOptions, PrintOptions
from publisher.pdf.breaking import Manner
from publisher.pdf.makeup import Area, Weights
from publisher.theme import Geometry, MarginNotes

MM_PER_PT = 25.4 / 72

MARK_ROOM_MM = 7.0
"""What marks need between the bleed and the edge of the medium: a gap, their length, and white at the edge."""


def points(mm: float) -> float:
    """Convert millimetres to points (1/72 inch)."""
    return mm / MM_PER_PT


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes of one sheet in points, origin at its lower left corner: left, bottom, right, top.

    Source: ISO 32000-2, 14.11.2 (page boundaries).
    """

    media: tuple[float, float, float, float]
    bleed: tuple[float, float, float, float]
    trim: tuple[float, float, float, float]


def sheet(trim_mm: tuple[float, float], bleed_mm: float, slug_mm: float | None = None) -> PageBoxes:
    """Give the boxes of a sheet: trimmed page, print beyond it on all sides, and the slug in which marks stand."""
    width, height = (points(length) for length in trim_mm)
    bleed, slug = points(bleed_mm), points(bleed_mm if slug_mm is None else slug_mm)
    outside = slug - bleed
    return PageBoxes(
        media=(0.0, 0.0, width + 2 * slug, height + 2 * slug),
        bleed=(outside, outside, slug + width + bleed, slug + height + bleed),
        trim=(slug, slug, slug + width, slug + height),
    )


def slug_of(options: PressOptions, bleed_mm: float) -> float | None:
    """Give the width of the slug that a book asks for, or that its marks need; `None` for none.

    Raises:
        ConfigError: `slug-too-narrow`.
    """
    needed_mm = bleed_mm + (MARK_ROOM_MM if options.marks else 0)
    if options.slug_mm is None:
        return needed_mm if options.marks else None
    if options.slug_mm < needed_mm:
        what = f"a bleed of {bleed_mm:g} mm" + (f" and {MARK_ROOM_MM:g} mm for marks" if options.marks else "")
        raise ConfigError(
            Diagnostic(
                code="slug-too-narrow",
                message=f"a slug of {options.slug_mm:g} mm does not hold {what}",
                hint=f"write slug_mm = {needed_mm:g} in [print], or leave it out",
            )
        )
    return options.slug_mm


@dataclass(frozen=True, slots=True)
class Layout:
    """A theme's geometry with what the book asks for instead; `margin_notes` if notes stand beside the text.

    `slug_mm` is what lies between the trimmed page and the edge of the medium, where that is more than the bleed.
    """

    geometry: Geometry
    margin_notes: MarginNotes | None = None
    slug_mm: float | None = None

    @property
    def measure_mm(self) -> float:
        """Width of the type area."""
        geometry = self.geometry
        return geometry.trim_mm[0] - geometry.margin_inner_mm - geometry.margin_outer_mm

    @property
    def measure_pt(self) -> float:
        """Width of the type area."""
        return points(self.measure_mm)

    @property
    def area(self) -> Area:
        """The type area, for make-up."""
        geometry, beside = self.geometry, self.margin_notes
        return Area(
            height_pt=geometry.lines * geometry.leading_pt,
            leading_pt=geometry.leading_pt,
            note_gap_pt=geometry.note_gap_pt,
            note_share=geometry.note_share,
            float_gap_pt=geometry.float_gap_pt,
            note_rule_pt=geometry.note_rule_pt,
            notes_beside=beside is not None,
            between_notes_pt=beside.between_pt if beside else 0.0,
            weights=Weights(**geometry.weights),
        )

    @property
    def manner(self) -> Manner:
        """How lines are set where paragraphs are broken as a whole."""
        return Manner(**self.geometry.breaking)

    @property
    def top_pt(self) -> float:
        """From the trimmed page's top to the type area."""
        return points(self.geometry.margin_top_mm)

    def left_pt(self, *, recto: bool) -> float:
        """From the trimmed page's left edge to the type area."""
        return points(self.geometry.margin_inner_mm if recto else self.geometry.margin_outer_mm)

    @property
    def note_measure_mm(self) -> float:
        """Width of the notes: that of the type area, or of their own column."""
        return self.margin_notes.measure_mm if self.margin_notes else self.measure_mm

    @property
    def note_rule_pt(self) -> float | None:
        """From the first note's top up to the rule; `None` beside the text, where there is none."""
        return None if self.margin_notes else self.geometry.note_rule_pt

    def text_sides_pt(self, *, recto: bool) -> tuple[float, float]:
        """From the trimmed page's left edge to the left and right edges of the type area."""
        left_pt = self.left_pt(recto=recto)
        return left_pt, left_pt + self.measure_pt

    def note_sides_pt(self, *, recto: bool) -> tuple[float, float]:
        """The same of the notes: they have the type area's, or stand right of it on a recto, left of it on a verso."""
        left_pt, right_pt = self.text_sides_pt(recto=recto)
        if self.margin_notes is None:
            return left_pt, right_pt
        gap_pt, width_pt = points(self.margin_notes.gap_mm), points(self.margin_notes.measure_mm)
        return (
            (right_pt + gap_pt, right_pt + gap_pt + width_pt)
            if recto
            else (left_pt - gap_pt - width_pt, left_pt - gap_pt)
        )

    def parting_pt(self, *, recto: bool) -> float:
        """From the trimmed page's left edge to the middle of the gap between the text and notes beside it."""
        text, notes = self.text_sides_pt(recto=recto), self.note_sides_pt(recto=recto)
        return (text[1] + notes[0]) / 2 if recto else (notes[1] + text[0]) / 2

    @property
    def boxes(self) -> PageBoxes:
        """The boxes of every sheet: the bleed reaches to the edge of the medium, unless there is a slug."""
        return sheet(self.geometry.trim_mm, self.geometry.bleed_mm, self.slug_mm)

    @property
    def variables_css(self) -> str:
        """Lengths that style sheets may use, and what sets a float as its page wants it."""
        height_pt = self.area.height_pt
        return (
            f"html {{ --type-area-height: {height_pt}pt }}\n"
            f".float.turned {{ width: {height_pt}pt; transform: rotate(-90deg); transform-origin: 0 0 }}\n"
            ".float.full-page img, .float.turned img { display: block; max-width: none; max-height: none }\n"
        )

    @property
    def galley_css(self) -> str:
        """The endless page that a section is set on with its notes, at a measure each."""
        return (
            f"@page {{ size: {self.measure_mm:.4f}mm 10000000mm; margin: 0 }}\n"
            f'[data-part="notes"] {{ width: {self.note_measure_mm:.4f}mm }}'
        )

    @property
    def sheet_css(self) -> str:
        """A blank page of the trim size with its bleed."""
        width, height = self.geometry.trim_mm
        return f"@page {{ size: {width}mm {height}mm; bleed: {self.geometry.bleed_mm}mm; margin: 0 }}"

    @property
    def leaf_css(self) -> str:
        """A page of the trim size with its bleed and the theme's margins, for leaves that WeasyPrint makes."""
        geometry = self.geometry
        bottom = geometry.trim_mm[1] - geometry.margin_top_mm - geometry.lines * geometry.leading_pt * MM_PER_PT
        inner, outer = geometry.margin_inner_mm, geometry.margin_outer_mm
        return (
            f"{self.sheet_css}\n"
            f"@page :right {{ margin: {geometry.margin_top_mm}mm {outer}mm {bottom:.4f}mm {inner}mm }}\n"
            f"@page :left {{ margin: {geometry.margin_top_mm}mm {inner}mm {bottom:.4f}mm {outer}mm }}"
        )


def layout(geometry: Geometry, options: PrintOptions) -> Layout:
    """Lay the book's wishes over the theme's page.

    Another trim size keeps the theme's margins and takes as many lines as fit; where notes stand in the margin,
    all widths grow with the page's.

    Raises:
        ConfigError: `trim-too-small` if no sensible type area is left; `theme-weight-unknown`, `theme-broken`,
            `theme-without-margin-notes`.
    """
    changed, margin_notes = geometry, None
    if options.bleed_mm is not None:
        changed = replace(changed, bleed_mm=options.bleed_mm)
    if options.trim_mm is not None:
        bottom_mm = geometry.trim_mm[1] - geometry.margin_top_mm - geometry.lines * geometry.leading_pt * MM_PER_PT
        height_mm = options.trim_mm[1] - geometry.margin_top_mm - bottom_mm
        lines = int(points(height_mm) / geometry.leading_pt + 0.01)
        below_mm = options.trim_mm[1] - geometry.trim_mm[1]
        changed = replace(
            changed,
            trim_mm=options.trim_mm,
            lines=lines,
            folio_baseline_mm=geometry.folio_baseline_mm + below_mm,
        )
    if options.notes is NotePlace.MARGIN:
        margin_notes = _margin_notes(geometry, changed.trim_mm[0] / geometry.trim_mm[0])
        inner_mm, outer_mm = margin_notes.margin_inner_mm, margin_notes.margin_outer_mm
        changed = replace(changed, margin_inner_mm=inner_mm, margin_outer_mm=outer_mm)
    _check_weights(geometry)
    result = Layout(changed, margin_notes)
    if result.measure_mm < 40 or result.note_measure_mm < 20 or changed.lines < 12:
        raise ConfigError(
            Diagnostic(
                code="trim-too-small",
                message=f"a page of {changed.trim_mm[0]} × {changed.trim_mm[1]} mm leaves no room for text",
                hint="give [print] trim_mm at least 100 × 120 mm, or a theme with narrower margins",
            )
        )
    return result


def _margin_notes(geometry: Geometry, scale: float) -> MarginNotes:
    """Give what a theme says of notes beside the text, for a page that is so many times as wide as the theme's."""
    notes = geometry.margin_notes
    if notes is None:
        raise ConfigError(
            Diagnostic(
                code="theme-without-margin-notes",
                message="the theme has no place for notes in the margin",
                hint='give theme.toml a table [margin_notes] (docs/themes.md), or write notes = "foot" in book.toml',
            )
        )
    return replace(
        notes,
        measure_mm=notes.measure_mm * scale,
        gap_mm=notes.gap_mm * scale,
        margin_inner_mm=notes.margin_inner_mm * scale,
        margin_outer_mm=notes.margin_outer_mm * scale,
    )


def _check_weights(geometry: Geometry) -> None:
    for table, given, kind in (("makeup", geometry.weights, Weights), ("breaking", geometry.breaking, Manner)):
        known = kind.__dataclass_fields__.keys()
        unknown = sorted(given.keys() - known)
        if unknown:
            raise ConfigError(
                Diagnostic(
                    code="theme-weight-unknown",
                    message=f"[{table}] in theme.toml weighs “{unknown[0]}”, which means nothing there",
                    hint=f"known: {', '.join(known)}",
                )
            )
    try:
        Manner(**geometry.breaking)
    except ValueError as problem:
        raise ConfigError(
            Diagnostic(
                code="theme-broken",
                message=f"[breaking] in theme.toml: {problem}",
                hint="docs/themes.md says what each number is",
            )
        ) from problem
