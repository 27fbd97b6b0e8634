"""Rules on the pages of a printed edition that an e-book lists."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from publisher.check.ebook.elements import shortened, types
from publisher.check.ebook.opened import OpenedEbook, ebook_rule, error, warning
from publisher.errors import Diagnostic
from publisher.source import Position


@ebook_rule("page-list-disordered")
def page_list_disordered(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find pages that are listed in another order than they are read in, or counted backwards."""
    targets = ebook.listed("page-list")
    hint = "list the pages in the order of the book, each by its number"
    places = [ebook.place_of(target) for target in targets]
    for (before, place), (former, target) in zip(pairwise(places), pairwise(targets), strict=True):
        label = shortened(target.label)
        at = Position(ebook.read.navigation or "", target.line)
        if place is not None and before is not None and place < before:
            message = f"page “{label}” is listed behind page “{shortened(former.label)}”, and stands before it"
            yield error("page-list-disordered", message, at, hint)
        elif _number(target.label) is not None and (_number(former.label) or 0) > (_number(target.label) or 0):
            message = f"page “{label}” follows page “{shortened(former.label)}”"
            yield error("page-list-disordered", message, at, hint)


def _number(label: str) -> int | None:
    """Give the number of a page that is counted in digits."""
    return int(label) if label.isascii() and label.isdecimal() and len(label) < 9 else None


@ebook_rule("page-doubled")
def page_doubled(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find pages that are listed more than once, so that nobody knows which is meant."""
    targets = ebook.listed("page-list")
    counts = Counter(target.label for target in targets)
    lines = {target.label: target.line for target in targets}
    for label, count in counts.items():
        if count > 1:
            message = f"page “{shortened(label)}” is listed {count} times"
            where = Position(ebook.read.navigation or "", lines[label])
            yield error("page-doubled", message, where, "list each page once, at its first word")


@ebook_rule("page-unlisted")
def page_unlisted(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find pages that are marked and not listed, or listed and not marked."""
    targets = ebook.listed("page-list")
    if not targets:
        return
    listed = {ebook.element_at(target) for target in targets}
    for page in ebook.texts:
        for element in page.elements():
            if "pagebreak" in types(element) and element not in listed:
                label = element.get("aria-label") or element.get("title") or element.get("id") or ""
                message = f"the marker of page “{shortened(label)}” is not in the page list"
                yield error("page-unlisted", message, page.at(element), "list every page that is marked")
    for target in targets:
        if ebook.place_of(target) is None:
            message = f"page “{shortened(target.label)}” of the page list leads to no place of the book"
            at = Position(ebook.read.navigation or "", target.line)
            yield error("page-unlisted", message, at, "let it lead to the id of its marker")


@ebook_rule("page-source-missing")
def page_source_missing(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find books that list pages and do not say of which printed edition."""
    if ebook.listed("page-list") and not {"pageBreakSource", "dcterms:source"} & set(ebook.metadata):
        hint = 'add <meta property="pageBreakSource"> with the ISBN of the printed edition, or “none”'
        message = "the package does not say of which printed edition the pages are"
        yield warning("page-source-missing", message, ebook.package_at, hint)


@ebook_rule("page-feature-deprecated")
def page_feature_deprecated(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find the old name of what tells that pages are marked."""
    if "printPageNumbers" in ebook.metadata.get("schema:accessibilityFeature", ()):
        message = "the accessibility feature printPageNumbers is deprecated"
        hint = "say pageBreakMarkers where pages are marked, and pageNavigation where they are listed"
        yield warning("page-feature-deprecated", message, ebook.package_at, hint)
