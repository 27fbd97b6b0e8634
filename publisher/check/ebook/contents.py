"""Rules on the contents and the landmarks of an e-book: they lead to all of it, in its order."""

from collections.abc import Iterator
from itertools import pairwise

from publisher.check.ebook.elements import shortened, types, words_in
from publisher.check.ebook.opened import OpenedEbook, ebook_rule, error, warning
from publisher.check.ebook.texts import is_leaf
from publisher.epub.reading import OPF, UnreadableError
from publisher.epub.trees import XHTML_NAMESPACE
from publisher.errors import Diagnostic
from publisher.source import Position

_LINK = f"{XHTML_NAMESPACE}a"


@ebook_rule("contents-missing")
def contents_missing(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find books without contents that a reading system can show."""
    if ebook.is_epub3 and not ebook.listed("toc") and ebook.read.navigation not in ebook.unreadable:
        hint = 'the manifest\'s item with properties="nav" holds a nav with epub:type toc'
        yield error("contents-missing", "the book has no contents", ebook.package_at, hint)


@ebook_rule("contents-lack-section")
def contents_lack_section(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find documents with a heading of the first levels that the contents do not lead to."""
    listed = {target.path for target in ebook.listed("toc")}
    if not listed:
        return
    for page in ebook.texts:
        heading = next(page.elements("h1", "h2"), None)
        if page.linear and heading is not None and page.path not in listed and not is_leaf(page):
            message = f"the contents do not lead to “{shortened(words_in(heading))}”"
            hint = "add it to the nav with epub:type toc; readers reach it by turning pages alone"
            yield error("contents-lack-section", message, page.at(heading), hint)


@ebook_rule("contents-disordered")
def contents_disordered(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find contents that lead backwards or nowhere: a reader's place in the book is then shown wrongly."""
    path = ebook.read.navigation or ""
    targets = ebook.listed("toc")
    placed = []
    for target in targets:
        place = ebook.place_of(target)
        if place is None:
            message = f"the contents' “{shortened(target.label)}” leads to no place of the reading order"
            hint = "let it lead to a document of the spine, and to an id that is there"
            yield error("contents-disordered", message, Position(path, target.line), hint)
        elif target.path != path:
            placed.append((place, target))
    for (before, _), (place, target) in pairwise(placed):
        if place < before:
            message = f"the contents' “{shortened(target.label)}” stands in the book before what is listed before it"
            hint = "list the sections in the order of the spine"
            yield error("contents-disordered", message, Position(path, target.line), hint)


@ebook_rule("landmark-missing")
def landmark_missing(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find books in which readers cannot open the text at its beginning."""
    if ebook.navigation is None or not ebook.is_epub3 or _has_guide_alone(ebook):
        return
    links = [link for nav in ebook.read.lists("landmarks") for link in nav.iter(_LINK)]
    if not any("bodymatter" in types(link) for link in links):
        hint = "add a nav with epub:type landmarks and in it a link with epub:type bodymatter to where the text begins"
        message = "no landmark says where the text begins"
        yield warning("landmark-missing", message, Position(ebook.navigation.path, 1), hint)


@ebook_rule("guide-alone")
def guide_alone(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find books whose landmarks are those of EPUB 2, which readers of EPUB 3 do not look at."""
    if ebook.is_epub3 and _has_guide_alone(ebook):
        hint = "add a nav with epub:type landmarks to the navigation document; the guide may stay for old readers"
        yield warning("guide-alone", "the landmarks stand in the package's guide alone", ebook.package_at, hint)


def _has_guide_alone(ebook: OpenedEbook) -> bool:
    if next(ebook.read.package.iter(f"{OPF}guide"), None) is None:
        return False
    try:
        return next(ebook.read.lists("landmarks"), None) is None
    except UnreadableError:
        return False
