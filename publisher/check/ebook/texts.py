"""Rules on the documents of an e-book: what they are called, their language, their headings, their ids."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from publisher.check.ebook.elements import Page, shortened, text_in, types, words_in
from publisher.check.ebook.opened import DC, OpenedEbook, ebook_rule, error, warning
from publisher.epub.trees import XHTML_NAMESPACE
from publisher.errors import Diagnostic

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FILE_ENDING = re.compile(r"(?i)\.(x?html?|xml|md|markdown|docx?|odt|rtf|txt|tex|indd|epub|pdf)$")
_LIKE_A_FILE = re.compile(r"[\w.-]*[\d_-][\w.-]*")
_MOST_OF_NAME = 200
_PLAIN_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_SHOWING = ("img", "svg", "video", "audio", "object", "math", "table", "hr", "iframe", "canvas")
_SVG = "{http://www.w3.org/2000/svg}svg"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"


@ebook_rule("title-from-file-name")
def title_from_file_name(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find titles that are the name of a file; screen readers read them aloud, and libraries list them."""
    for title in ebook.read.package.iter(f"{DC}title"):
        if _FILE_ENDING.search(words_in(title)):
            message = f"the book's title “{shortened(words_in(title))}” is the name of a file"
            yield warning("title-from-file-name", message, ebook.package_at, "give dc:title the title of the book")
    for page in ebook.pages:
        for title in page.elements("title", *HEADINGS):
            words = words_in(title)
            if _is_file_name(words, page.path):
                message = f"the title “{shortened(words)}” is the name of a file"
                yield warning("title-from-file-name", message, page.at(title), "give it the words of its heading")
    for target in ebook.listed("toc"):
        if _is_file_name(target.label, target.path):
            message = f"the contents call a section “{shortened(target.label)}”, which is the name of a file"
            at = None if ebook.navigation is None else ebook.navigation.at(ebook.navigation.root)
            yield warning("title-from-file-name", message, at, "give it the words of its heading")


def _is_file_name(words: str, path: str) -> bool:
    if len(words) > _MOST_OF_NAME:
        return False
    name = PurePosixPath(path)
    same = words in (name.stem, name.name)
    return bool(_FILE_ENDING.search(words) and " " not in words) or (same and bool(_LIKE_A_FILE.fullmatch(words)))


@ebook_rule("heading-skips")
def heading_skips(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find headings that leave out a level, so that a part seems to be missing."""
    for page in ebook.texts:
        before = 0
        for heading in page.elements(*HEADINGS):
            level = int(heading.tag[-1])
            if before and level > before + 1:
                message = f"a heading of level {level} follows one of level {before}: “{shortened(words_in(heading))}”"
                yield error("heading-skips", message, page.at(heading), f"make it one of level {before + 1}")
            before = level


@ebook_rule("document-empty")
def document_empty(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find documents that show nothing: readers turn to a blank page."""
    for page in ebook.texts:
        body = next(page.elements("body"), page.root)
        if not text_in(body).strip() and not _shows(body):
            hint = "take it out of the spine, or give it its text"
            yield error("document-empty", "the document has no words and no picture", page.at(body), hint)


@ebook_rule("id-not-ascii")
def id_not_ascii(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find ids that links of some readers do not find, since they have other letters than English."""
    for page in ebook.pages:
        for element in page.elements():
            name = element.get("id")
            if name and not _PLAIN_ID.fullmatch(name):
                message = f"the id “{shortened(name)}” has more than letters of English, digits, _ . and -"
                hint = "write it in plain letters, and the links to it too"
                yield warning("id-not-ascii", message, page.at(element), hint)


@ebook_rule("link-empty")
def link_empty(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find links of which nothing can be seen, and nothing is read aloud: words that a program lost."""
    for page in ebook.pages:
        for link in page.elements("a"):
            if link.get("href") and not text_in(link).strip() and not link.get("aria-label") and not _shows(link):
                message = f"the link to “{shortened(link.get('href'))}” has no words"
                yield error("link-empty", message, page.at(link), "give it the words that the text should have here")


def _shows(element: Any) -> bool:
    """Say whether an element holds anything to be seen beside words."""
    shown = (*(XHTML_NAMESPACE + name for name in _SHOWING), _SVG, _MATH)
    return next(element.iter(*shown), None) is not None


def is_leaf(page: Page) -> bool:
    """Say whether a document is no part of the text: a cover, a title page, an imprint, contents."""
    body = next(page.elements("body"), None)
    if body is None:
        return False
    first = next((child for child in body if isinstance(child.tag, str)), None)
    kinds = types(body) | (types(first) if first is not None else frozenset())
    return bool(kinds & _LEAVES)


_LEAVES = frozenset(
    (
        *("cover", "titlepage", "halftitlepage", "halftitle", "copyright-page", "imprint", "imprimatur", "colophon"),
        *("dedication", "epigraph", "frontispiece", "other-credits", "seriespage"),
        *("toc", "landmarks", "loi", "lot", "loa", "lov", "page-list"),
    )
)
