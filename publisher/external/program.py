"""What makes editions, as one hash: our own code, the Python it runs on, and the versions of the libraries."""

import sys
import zlib
from functools import cache
from importlib import metadata
from pathlib import Path

from publisher.external.libraries import libraries
from publisher.store import Store

_PACKAGE = Path(__file__).parent.parent

# Every distribution whose code takes part in making an edition's bytes.
_MAKERS = (
    "anyascii",
    "brotli",
    "cssselect2",
    "ebooklib",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "pikepdf",
    "pillow",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "uharfbuzz",
    "weasyprint",
    "zopfli",
)


@cache
def program() -> str:
    """Hash the source of the package and the versions of everything under it, the system's libraries included."""
    installed = [f"{name} {_version(name)}" for name in _MAKERS]
    system = [f"{library.name} {library.version}" for library in libraries()]
    sources = [part for path in _sources() for part in (path.relative_to(_PACKAGE).as_posix(), path.read_bytes())]
    return Store.key(sys.version, zlib.ZLIB_RUNTIME_VERSION, *installed, *system, *sources)


def _sources() -> list[Path]:
    # The .conf is fontconfig's, the .toml are printers.
    return sorted(path for kind in ("*.py", "*.conf", "*.toml") for path in _PACKAGE.rglob(kind))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
