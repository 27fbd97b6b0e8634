"""Start WeasyPrint with our fonts and style sheets, and nothing else."""

import contextlib
import ctypes.util
import io
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from publisher.errors import Diagnostic, Severity, ToolMissingError
from publisher.fonts import Font

PROVEN = "70.0"
_NO_FONTS = Path(__file__).with_name("no-fonts.conf")


def weasyprint() -> Any:
    """Import WeasyPrint with a fontconfig that knows no font of this machine.

    Raises:
        ToolMissingError: `weasyprint-version` or `library-missing`.
    """
    # Fontconfig reads it now, and once for each font map.
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    try:
        with warnings.catch_warnings(), _no_search():
            # "No fonts configured": so it shall be, each document brings its own.
            warnings.simplefilter("ignore")
            import weasyprint
    except OSError as problem:
        raise ToolMissingError(
            Diagnostic(
                code="library-missing",
                message=f"a library that WeasyPrint needs is not there: {problem}",
                hint="`publish doctor` names it and the command that installs it",
            )
        ) from problem
    if weasyprint.__version__ != PROVEN:
        raise ToolMissingError(
            Diagnostic(
                code="weasyprint-version",
                message=f"WeasyPrint {weasyprint.__version__} is installed, {PROVEN} is what our pages were proven on",
                hint=f"pip install weasyprint=={PROVEN}",
            )
        )
    return weasyprint


@contextlib.contextmanager
def _no_search() -> Iterator[None]:
    """Keep ctypes from searching libraries by running compilers, dozens of them, where the loader knows their names.

    cffi has it search for each name that WeasyPrint tries in vain; on Linux the last one it tries is the loader's own.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux" and "weasyprint" not in sys.modules:
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


# WeasyPrint 70, told to break words that overflow, may cut the last inline of an emphasis instead of going back to
# a space: of two notes called side by side, the first within it, the number itself. A call is in one line.
_WHOLE_CALLS_CSS = "\n.noteref { white-space: nowrap !important }\n"


class TypeCase:
    """A theme's fonts and style sheets as WeasyPrint wants them; nothing in it is of one book.

    Args:
        fonts: Those and no others.
        css: The style sheets.
    """

    def __init__(self, fonts: Sequence[Font], css: str) -> None:
        self.weasyprint = weasyprint()
        self.font_config = self.weasyprint.text.fonts.FontConfiguration()
        self._made_of = (tuple(fonts), css)
        self._fonts = {f"font:{number}": font for number, font in enumerate(fonts)}
        self._fetcher = make_fetcher(self.font)
        self._pages: dict[str, Any] = {}
        self.found: list[Diagnostic] = []
        with listening(self.found):
            self._base = self._style(_font_faces(self._fonts) + css + _WHOLE_CALLS_CSS)

    def is_of(self, fonts: Sequence[Font], css: str) -> bool:
        """Say whether this is what would be made of these."""
        return self._made_of == (tuple(fonts), css)

    def font(self, url: str) -> tuple[bytes, str] | None:
        """Give a font and its media type by the URL that the style sheets have for it."""
        return (self._fonts[url].data, "font/ttf") if url in self._fonts else None

    def styles(self, page_css: str) -> list[Any]:
        """Give the style sheets, with `@page` rules laid over them."""
        if page_css not in self._pages:
            self._pages[page_css] = self._style(page_css)
        return [self._base, self._pages[page_css]]

    def _style(self, css: str) -> Any:
        return self.weasyprint.CSS(string=css, font_config=self.font_config, url_fetcher=self._fetcher)


@contextlib.contextmanager
def listening(found: list[Diagnostic]) -> Iterator[None]:
    """Turn WeasyPrint's log lines into findings; none is lost."""
    logger = logging.getLogger("weasyprint")
    handler = _Findings(found)
    before = logger.handlers[:], logger.propagate, logger.level
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before[0], before[1]
        logger.setLevel(before[2])


class _Findings(logging.Handler):
    def __init__(self, found: list[Diagnostic]) -> None:
        super().__init__(logging.WARNING)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        self._found.append(
            Diagnostic(
                code="typesetter-warning",
                message=f"WeasyPrint says: {record.getMessage()}",
                hint="a picture or a style sheet of the theme is the usual cause",
                severity=Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING,
            )
        )


def make_fetcher(resource: Callable[[str], tuple[bytes, str] | None]) -> Any:
    """Give WeasyPrint's way to what stands in a document: bytes and media type of a URL, if there are any."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Gives the book's own fonts and pictures, and refuses everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            # What stands in a style sheet or in a drawing of the book comes from nowhere else.
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            found = resource(url)
            if found is None:
                raise ValueError(f"nothing is fetched from outside the book: {url}")
            data, media_type = found
            return URLFetcherResponse(url, io.BytesIO(data), {"Content-Type": media_type})

    return Fetcher(allowed_protocols=["data"], allow_redirects=False)


def _font_faces(fonts: Mapping[str, Font]) -> str:
    return "".join(
        f'@font-face {{ font-family: "{font.face.family}"; src: url({url}); '
        f"font-weight: {font.face.weight}; font-style: {font.face.style} }}\n"
        for url, font in fonts.items()
    )
