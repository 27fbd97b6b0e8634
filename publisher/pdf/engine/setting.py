"""Start WeasyPrint with our fonts and nothing else, and lay HTML out."""

import contextlib
import ctypes.util
import functools
import io
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from publisher.errors import Diagnostic, Severity, ToolMissingError
from publisher.fonts import Font
from publisher.language import Hyphenator
from publisher.model import Image
from publisher.pdf.breaking import Manner
from publisher.pdf.engine import capitals
from publisher.pdf.engine.dropcaps import put_into_lines
from publisher.pdf.engine.headings import balance
from publisher.pdf.engine.hyphenation import Dictionaries
from publisher.pdf.engine.hyphens import noting_hyphens
from publisher.pdf.engine.notebook import Notebook
from publisher.pdf.engine.paragraphs import OptimumBreaking
from publisher.pdf.engine.tables import mark_crowded
from publisher.roomy import roomy
from publisher.workers import collector_paused

PROVEN = "70.0"
PX_PER_PT = 4 / 3
"""CSS pixels in a point: WeasyPrint counts in pixels, we count in points."""

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


@dataclass(frozen=True)
class LaidOut:
    """What WeasyPrint made of a document: its pages' boxes, and what drawing them needs; `tree` is its HTML."""

    document: Any
    pages: tuple[Any, ...]
    tree: Any


class Typesetter:
    """WeasyPrint with a set of fonts, pictures and style sheets, for many documents.

    Args:
        fonts: Those and no others.
        images: Pictures by their source.
        css: The style sheets.
        word_divisions: As in `Book`.
        manner: How lines are set whose paragraphs are broken as a whole; `None` lets WeasyPrint break line by line.
    """

    def __init__(
        self,
        fonts: Sequence[Font],
        images: Mapping[str, Image],
        css: str,
        word_divisions: Sequence[str] = (),
        manner: Manner | None = None,
    ) -> None:
        self._weasyprint = weasyprint()
        capitals.teach()
        self._images = images
        hyphenator = Hyphenator(word_divisions)
        self._dictionaries = Dictionaries(hyphenator)
        self._breaking = OptimumBreaking(hyphenator, manner) if manner else None
        self._fonts = {f"font:{number}": font for number, font in enumerate(fonts)}
        self._font_config = self._weasyprint.text.fonts.FontConfiguration()
        self._fetcher = _make_fetcher(self._resource)
        self.found: list[Diagnostic] = []
        with self._listening():
            self._base = self._style(_font_faces(self._fonts) + css + _WHOLE_CALLS_CSS)
            self._pages: dict[str, Any] = {}

    def begin(self, known: Notebook) -> None:
        """Begin a text, with what was found in an earlier state of it."""
        if self._breaking:
            self._breaking.begin(known)

    @property
    def noted(self) -> Notebook:
        """What was found since the last text began, for its next state."""
        return self._breaking.noted if self._breaking else Notebook()

    @roomy
    def lay_out(self, html: str, page_css: str, measure_pt: float | None = None) -> LaidOut:
        """Lay out a well-formed document.

        Args:
            html: `<html>…</html>` without a namespace; any element may stand in any, `<a>` in `<a>` too.
            page_css: `@page` rules, laid over the style sheets given at the start.
            measure_pt: The width of its headings, for their lines to be of like length; `None` leaves them as they are.
        """
        if page_css not in self._pages:
            self._pages[page_css] = self._style(page_css)
        tree = _with_list_starts(ElementTree.fromstring(html))
        breaking = self._breaking.at_work() if self._breaking else contextlib.nullcontext()
        with self._listening(), collector_paused(), self._dictionaries.answering(), noting_hyphens(), breaking:
            if measure_pt is not None:
                balance(tree, measure_pt * PX_PER_PT, lambda part: self._render(part, page_css).pages)
            laid_out = self._render(tree, page_css)
            if mark_crowded(laid_out.pages):
                laid_out = self._render(tree, page_css)
        for page in laid_out.pages:
            put_into_lines(page)
        return laid_out

    def _render(self, tree: ElementTree.Element, page_css: str) -> LaidOut:
        styles = [self._base, self._pages[page_css]]
        document = self._source(tree).render(font_config=self._font_config, stylesheets=styles)
        return LaidOut(document, tuple(page._page_box for page in document.pages), tree)

    @functools.cached_property
    def images_from(self) -> Callable[..., Any]:
        """A callable that gives WeasyPrint's picture for a URL, as laying out backgrounds again wants it."""
        from weasyprint.images import get_image_from_uri

        return functools.partial(get_image_from_uri, {}, self._fetcher, self._weasyprint.DEFAULT_OPTIONS)

    def _source(self, root: ElementTree.Element) -> Any:
        # WeasyPrint 70 only takes text and parses it with a slow, forgiving parser that would move nested
        # links apart. Our markup is well-formed, so the tree is handed over as its constructor would do.
        import cssselect2

        source = self._weasyprint.HTML.__new__(self._weasyprint.HTML)
        source.base_url = None
        source.url_fetcher = self._fetcher
        source.media_type = "print"
        source.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        source.etree_element = source.wrapper_element.etree_element
        return source

    def _style(self, css: str) -> Any:
        return self._weasyprint.CSS(string=css, font_config=self._font_config, url_fetcher=self._fetcher)

    def _resource(self, url: str) -> tuple[bytes, str] | None:
        if url in self._fonts:
            return self._fonts[url].data, "font/ttf"
        image = self._images.get(url.removeprefix("image:")) if url.startswith("image:") else None
        return (image.data, image.media_type) if image else None

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        """Turn WeasyPrint's log lines into findings; none is lost."""
        logger = logging.getLogger("weasyprint")
        handler = _Findings(self.found)
        before = logger.handlers[:], logger.propagate, logger.level
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.WARNING)
        try:
            yield
        finally:
            logger.handlers, logger.propagate = before[0], before[1]
            logger.setLevel(before[2])


def _with_list_starts(root: ElementTree.Element) -> ElementTree.Element:
    """Say in CSS where lists begin to count: WeasyPrint reads `start` only along with HTML's old styling attributes."""
    for numbered in root.iter("ol"):
        if "start" in numbered.attrib:
            numbered.set("style", f"counter-reset: list-item {int(numbered.attrib['start']) - 1}")
    return root


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


def _make_fetcher(resource: Callable[[str], tuple[bytes, str] | None]) -> Any:
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
