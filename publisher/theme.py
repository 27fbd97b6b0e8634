"""Find a theme, read its `theme.toml`, and hand out its style sheets and templates.

A theme is a folder of data. Nothing in it may reach outside it: no network, no `file:`, no `..`, no link
that leads elsewhere.
"""

import functools
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from publisher.errors import ConfigError, Diagnostic
from publisher.source import Position

_FOREIGN_URL = re.compile(
    r"""(?:url\(\s*['"]?|@import\s+['"]?)(?!\s*['"]?(?:data:image/svg\+xml|\#))(?P<url>[^'")\s;]*)""", re.IGNORECASE
)
# Functions and at-rules whose strings are addresses.
_FETCHING = {"url", "src", "image", "image-set", "-webkit-image-set", "import"}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FONT_PACKAGE = re.compile(r"fontpkg_[a-z0-9_]+")
# A name or a path below the package's files; no part of it begins with a dot.
_FONT_FILE = re.compile(r"[^./\\][^/\\]*(?:/[^./\\][^/\\]*)*")


@dataclass(frozen=True, slots=True)
class Face:
    """One static face of a family.

    Args:
        family: The name that style sheets use.
        package: The `fontpkg-*` package's import name, for example `fontpkg_source_serif_4`.
        file: The file inside the package's `files/`.
        weight: 1 to 1000, as CSS counts it.
        style: `normal` or `italic`.
        axes: Where a variable font is pinned, for example `{"opsz": 10.75, "wght": 400}`.
        fallback: Whether it stands in for what the other faces lack, so that most books show nothing of it.
        editions: The editions that use it: `print`, `epub`.
        lower_em: How far its letters are drawn below their line, for drop caps: whoever copies one finds it on the
            line that it begins.
    """

    family: str
    package: str
    file: str
    weight: int
    style: str
    axes: tuple[tuple[str, float], ...]
    editions: tuple[str, ...]
    fallback: bool = False
    lower_em: float = 0.0

    @property
    def path(self) -> Path:
        """Where the font file lies on this machine."""
        return Path(str(resources.files(self.package) / "files" / self.file))


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginNotes:
    """Notes beside the text, and the margins of a page that has room for them.

    Args:
        measure_mm: Of the notes, which stand in the outer margin.
        gap_mm: From the text to them.
        between_pt: From one note to the next, at least.
        margin_inner_mm: Instead of the page's own.
        margin_outer_mm: Likewise, with the notes in it.
    """

    measure_mm: float
    gap_mm: float
    between_pt: float
    margin_inner_mm: float
    margin_outer_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """The page, seen as a recto; a verso is its mirror image. Lengths carry their units."""

    trim_mm: tuple[float, float]
    bleed_mm: float
    margin_top_mm: float
    margin_inner_mm: float
    margin_outer_mm: float
    leading_pt: float
    lines: int
    note_share: float
    note_gap_pt: float
    note_rule_pt: float
    head_baseline_mm: float
    folio_baseline_mm: float
    float_gap_pt: float = 14.0
    drop_cap_lines: int = 0
    stretch_around: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    margin_notes: MarginNotes | None = None
    breaking: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Theme:
    """A theme that has been read and found sound."""

    name: str
    root: Path
    geometry: Geometry
    faces: tuple[Face, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    inks: Mapping[tuple[float, float, float], tuple[float, float, float, float]] = field(default_factory=dict)
    """The press's inks for the theme's own colours: red, green, blue to cyan, magenta, yellow, black, each 0 to 1."""
    accent: tuple[float, float, float] | None = None
    """The colour that an ink of its own may print, if a book asks for one."""

    def style(self, *names: str) -> str:
        """Give style sheets by their paths inside the theme, one after the other.

        Raises:
            ConfigError: `theme-broken` if one is missing.
        """
        return "\n".join(self._read(name) for name in names)

    def render(self, template: str, **values: Any) -> str:
        """Fill in a template, named by its path inside `templates/`.

        Raises:
            ConfigError: `theme-broken` if it is missing, or asks for what it is not given.
        """
        import jinja2

        place = self.root / "templates" / template
        try:
            return str(self.templates.get_template(template).render(**values))
        except jinja2.TemplateNotFound as problem:
            raise ConfigError(_broken(place, f"there is no template “{problem.name}”")) from problem
        except jinja2.TemplateSyntaxError as problem:
            raise ConfigError(_broken(place, str(problem), problem.lineno)) from problem
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as problem:
            raise ConfigError(_broken(place, str(problem))) from problem

    def _read(self, name: str) -> str:
        try:
            return (self.root / name).read_text(encoding="utf-8")
        except OSError as problem:
            raise ConfigError(_broken(self.root / name, f"cannot be read: {problem.strerror}")) from problem

    @property
    def templates(self) -> Any:
        """The theme's templates, a `jinja2.Environment`.

        Undefined names are errors, everything is escaped, Python stays out of reach.
        """
        return _environment(self.root / "templates")

    def compile(self) -> None:
        """Compile all templates, for this process and those that are forked from it.

        Raises:
            jinja2.TemplateError: One is none.
        """
        home = self.root / "templates"
        for path in sorted(path for path in home.rglob("*") if path.is_file()):
            self.templates.get_template(path.relative_to(home).as_posix())

    def files(self) -> tuple[Path, ...]:
        """List what the theme consists of, in a fixed order."""
        return tuple(sorted(path for path in self.root.rglob("*") if path.is_file()))


@functools.lru_cache(maxsize=4)
def _environment(folder: Path) -> Any:
    """Give the templates of a folder; what is compiled of them holds as long as they say the same."""
    # It takes a while to import; a book that is up to date fills in no template.
    import jinja2.sandbox

    files = jinja2.FileSystemLoader(folder)

    def load(name: str) -> tuple[str, str | None, Callable[[], bool]]:
        # By what files say, never by their times.
        text, path, _ = files.get_source(environment, name)
        return text, path, lambda: files.get_source(environment, name)[0] == text

    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment


def find(name: str, project: Path) -> Path:
    """Find a theme's folder: the project's own `styles/` first, then those that come with the package.

    Raises:
        ConfigError: `theme-unknown`, `theme-reaches-outside`.
    """
    for styles in (project / "styles", *_shipped()):
        folder = styles / name
        if re.fullmatch(r"[A-Za-z0-9_-]+", name) and (folder / "theme.toml").is_file():
            if not folder.resolve().is_relative_to(styles.resolve()):
                raise ConfigError(_escape(folder, 1, 1, "leads out of styles/"))
            return folder
    known = sorted({path.parent.name for styles in (project / "styles", *_shipped()) for path in _themes(styles)})
    raise ConfigError(
        Diagnostic(
            code="theme-unknown",
            message=f"there is no theme “{name}”",
            hint=f"themes at hand: {', '.join(known) or 'none'}; a theme is a folder styles/NAME with a theme.toml",
        )
    )


def _shipped() -> tuple[Path, ...]:
    package = Path(__file__).parent
    # In a wheel the themes lie inside the package, in a checkout beside it.
    return package / "styles", package.parent / "styles"


def _themes(styles: Path) -> list[Path]:
    return list(styles.glob("*/theme.toml"))


def load(folder: Path) -> Theme:
    """Read a theme, and see that it fetches nothing (`require_sound`).

    Raises:
        ConfigError: `theme-broken` (`theme.toml` lacks something), `theme-reaches-outside`.
    """
    theme = read(folder)
    require_sound(theme)
    return theme


def read(folder: Path) -> Theme:
    """Read a theme, whose style sheets and templates nobody has looked at yet.

    Raises:
        ConfigError: `theme-broken` (`theme.toml` lacks something), `theme-reaches-outside`.
    """
    settings = folder / "theme.toml"
    try:
        values = tomllib.loads(settings.read_text(encoding="utf-8"))
        theme = Theme(
            name=values["name"],
            root=folder,
            geometry=_geometry(
                values["page"], values.get("makeup", {}), values.get("margin_notes"), values.get("breaking", {})
            ),
            faces=tuple(_face(face) for face in values["face"]),
            options=values.get("options", {}),
            inks=dict(_ink(*entry) for entry in values.get("inks", {}).items()),
            accent=_screen_colour(values["accent"]) if "accent" in values else None,
        )
    except OSError as problem:
        raise ConfigError(_broken(settings, f"cannot be read: {problem.strerror}")) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ConfigError(_broken(settings, str(problem))) from problem
    except (KeyError, TypeError, ValueError) as problem:
        raise ConfigError(_broken(settings, f"missing or wrong: {problem}")) from problem
    _refuse(_find_links(folder))
    return theme


def require_sound(theme: Theme) -> None:
    """See that nothing in a theme fetches what is not its own.

    Raises:
        ConfigError: `theme-reaches-outside`, `theme-broken`.
    """
    paths = sorted(path for path in theme.root.rglob("*") if path.is_file())
    marked = {".css", ".jinja", ".svg", ".xhtml", ".html"}
    _refuse([found for path in paths if path.suffix in marked for found in _find_foreign_urls(path)])


def _refuse(found: Sequence[Diagnostic]) -> None:
    if found:
        raise ConfigError(*found)


def _broken(place: Path, problem: str, line: int = 1) -> Diagnostic:
    return Diagnostic(
        code="theme-broken",
        message=problem,
        at=Position(str(place), line),
        hint="compare with styles/ankasam/theme.toml; docs/themes.md lists every key",
    )


def _geometry(
    page: dict[str, Any], makeup: dict[str, Any], margin_notes: dict[str, Any] | None, breaking: dict[str, Any]
) -> Geometry:
    width, height = page["trim_mm"]
    rest = {key: value for key, value in page.items() if key != "trim_mm"}
    weights = {key: float(value) for key, value in makeup.items() if key != "stretch_around"}
    return Geometry(
        trim_mm=(float(width), float(height)),
        stretch_around=tuple(makeup.get("stretch_around", ())),
        weights=weights,
        margin_notes=None if margin_notes is None else _margin_notes(margin_notes),
        breaking={key: float(value) for key, value in breaking.items()},
        **rest,
    )


def _margin_notes(values: dict[str, Any]) -> MarginNotes:
    notes = MarginNotes(**{key: float(value) for key, value in values.items()})
    if notes.gap_mm + notes.measure_mm > notes.margin_outer_mm:
        raise ValueError("[margin_notes] gap_mm and measure_mm are wider than margin_outer_mm")
    return notes


def _face(values: dict[str, Any]) -> Face:
    # Finding a package's files imports it: only packages of fonts may be named, and only files of theirs.
    if not _FONT_PACKAGE.fullmatch(values["package"]):
        raise ValueError(f"“{values['package']}” is no package of fonts (fontpkg_…)")
    if not _FONT_FILE.fullmatch(values["file"]):
        raise ValueError(f"“{values['file']}” is no name of a font file")
    return Face(
        family=values["family"],
        package=values["package"],
        file=values["file"],
        weight=values.get("weight", 400),
        style=values.get("style", "normal"),
        axes=tuple(sorted((tag, float(value)) for tag, value in values.get("axes", {}).items())),
        editions=tuple(values.get("editions", ("print", "epub"))),
        fallback=bool(values.get("fallback", False)),
        lower_em=float(values.get("lower_em", 0.0)),
    )


def _ink(colour: str, inks: Sequence[float]) -> tuple[tuple[float, float, float], tuple[float, float, float, float]]:
    """Read a colour, `#12284C`, and its inks.

    Raises:
        ValueError: One of them is none.
    """
    cyan, magenta, yellow, black = (float(ink) for ink in inks)
    if not all(0 <= ink <= 1 for ink in (cyan, magenta, yellow, black)):
        raise ValueError(f"the inks of {colour} must lie between 0 and 1")
    return _screen_colour(colour), (cyan, magenta, yellow, black)


def _screen_colour(colour: str) -> tuple[float, float, float]:
    """Read a colour, `#12284C`.

    Raises:
        ValueError: It is none.
    """
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"“{colour}” is no colour of the form #12284C")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _find_links(root: Path) -> list[Diagnostic]:
    """Find links that lead out of a theme's folder."""
    home = root.resolve()
    # Folders too: a link to one is not entered, but a template could name what lies behind it.
    return [
        _escape(path, 1, 1, "leads out of the theme's folder")
        for path in sorted(root.rglob("*"))
        if not path.resolve().is_relative_to(home)
    ]


def _find_foreign_urls(path: Path) -> list[Diagnostic]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        return [_broken(path, f"is not UTF-8: {problem.reason}")]
    return [_escape(path, line, column, f"fetches “{url}”") for url, line, column in _urls_in(text, path.suffix)]


@functools.lru_cache(maxsize=64)
def _urls_in(text: str, suffix: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(_urls_in_style(text) if suffix == ".css" else _urls_in_markup(text))


def _urls_in_markup(text: str) -> Iterator[tuple[str, int, int]]:
    """Give every address that styles inside markup name, with its line and column."""
    for number, line in enumerate(text.splitlines(), 1):
        for match in _FOREIGN_URL.finditer(line):
            yield match["url"], number, match.start() + 1


def _urls_in_style(text: str) -> Iterator[tuple[str, int, int]]:
    """Give every address in a style sheet, with its line and column."""
    import tinycss2

    return _urls(tinycss2.parse_component_value_list(text))


def _urls(tokens: Sequence[Any], named: str = "") -> Iterator[tuple[str, int, int]]:
    """Give every address in a style sheet with its line and column, small drawings and places inside aside.

    Args:
        tokens: Of tinycss2.
        named: The function that they stand in, or the at-rule whose words they are.
    """
    for token in tokens:
        if token.type == "at-keyword":
            named = token.lower_value
        elif token.type == "literal" and token.value == ";":
            named = ""
        if token.type == "url" or (token.type == "string" and named in _FETCHING):
            if not token.value.startswith(("data:image/svg+xml", "#")):
                yield token.value, token.source_line, token.source_column
        elif token.type == "function":
            yield from _urls(token.arguments, token.lower_name)
        elif token.type.endswith("block"):
            yield from _urls(token.content)


def _escape(path: Path, line: int, column: int, what: str) -> Diagnostic:
    return Diagnostic(
        code="theme-reaches-outside",
        message=what,
        at=Position(str(path), line, column),
        hint="a theme uses its own files only; draw small pictures in the style sheet as data:image/svg+xml",
    )
