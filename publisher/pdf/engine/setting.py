"""Lay HTML out."""

import contextlib
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

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
from publisher.pdf.engine.typecase import TypeCase, listening, make_fetcher
from publisher.roomy import roomy
from publisher.workers import collector_paused

PX_PER_PT = 4 / 3
"""CSS pixels in a point: WeasyPrint counts in pixels, we count in points."""


@dataclass(frozen=True)
class LaidOut:
    """What WeasyPrint made of a document: its pages' boxes, and what drawing them needs; `tree` is its HTML."""

    document: Any
    pages: tuple[Any, ...]
    tree: Any


class Typesetter:
    """WeasyPrint at work on one book.

    Args:
        case: Fonts and style sheets; other typesetters may have used it before.
        images: Pictures by their source.
        word_divisions: As in `Book`.
        manner: How lines are set whose paragraphs are broken as a whole; `None` lets WeasyPrint break line by line.
    """

    def __init__(
        self,
        case: TypeCase,
        images: Mapping[str, Image],
        word_divisions: Sequence[str] = (),
        manner: Manner | None = None,
    ) -> None:
        capitals.teach()
        self._case = case
        self._images = images
        hyphenator = Hyphenator(word_divisions)
        self._dictionaries = Dictionaries(hyphenator)
        self._breaking = OptimumBreaking(hyphenator, manner) if manner else None
        self._fetcher = make_fetcher(self._resource)
        self.found = list(case.found)

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
        tree = _with_list_starts(ElementTree.fromstring(html))
        breaking = self._breaking.at_work() if self._breaking else contextlib.nullcontext()
        with listening(self.found), collector_paused(), self._dictionaries.answering(), noting_hyphens(), breaking:
            if measure_pt is not None:
                balance(tree, measure_pt * PX_PER_PT, lambda part: self._render(part, page_css).pages)
            laid_out = self._render(tree, page_css)
            if mark_crowded(laid_out.pages):
                laid_out = self._render(tree, page_css)
        for page in laid_out.pages:
            put_into_lines(page)
        return laid_out

    def _render(self, tree: ElementTree.Element, page_css: str) -> LaidOut:
        document = self._source(tree).render(
            font_config=self._case.font_config, stylesheets=self._case.styles(page_css)
        )
        return LaidOut(document, tuple(page._page_box for page in document.pages), tree)

    @functools.cached_property
    def images_from(self) -> Callable[..., Any]:
        """A callable that gives WeasyPrint's picture for a URL, as laying out backgrounds again wants it."""
        from weasyprint.images import get_image_from_uri

        return functools.partial(get_image_from_uri, {}, self._fetcher, self._case.weasyprint.DEFAULT_OPTIONS)

    def _source(self, root: ElementTree.Element) -> Any:
        # WeasyPrint 70 only takes text and parses it with a slow, forgiving parser that would move nested
        # links apart. Our markup is well-formed, so the tree is handed over as its constructor would do.
        import cssselect2

        source = self._case.weasyprint.HTML.__new__(self._case.weasyprint.HTML)
        source.base_url = None
        source.url_fetcher = self._fetcher
        source.media_type = "print"
        source.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        source.etree_element = source.wrapper_element.etree_element
        return source

    def _resource(self, url: str) -> tuple[bytes, str] | None:
        image = self._images.get(url.removeprefix("image:")) if url.startswith("image:") else None
        return (image.data, image.media_type) if image else self._case.font(url)


def _with_list_starts(root: ElementTree.Element) -> ElementTree.Element:
    """Say in CSS where lists begin to count: WeasyPrint reads `start` only along with HTML's old styling attributes."""
    for numbered in root.iter("ol"):
        if "start" in numbered.attrib:
            numbered.set("style", f"counter-reset: list-item {int(numbered.attrib['start']) - 1}")
    return root
