"""Rules on the order of pages and what they carry besides text: labels, folios, running heads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from publisher.check.printed import PrintEdition, Source, finding, print_rule
from publisher.errors import Diagnostic
from publisher.pdf.audit import Line, PageRead
from publisher.pdf.audit.letters import alike, dense
from publisher.pdf.geometry import Layout
from publisher.walk import plain_text

_REPORT = "this is a fault of the program that made the file; if it was publish, please report it"
_PAGES = "a page may be missing or doubled: build the edition again"
_MOST_DIGITS = 4
_SAME_HEIGHT_PT = 1.5

_baseline = attrgetter("baseline")


@print_rule("page-label-wrong", needs_book=False)
def page_label_wrong(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find pages that readers call otherwise than their printed folio does; of a run of them the first."""
    if len(edition.file.pages) == 1:
        # A cover, or another sheet by itself: a number there may be a year.
        return
    before = 0
    for page, folio in _folios(edition.file.pages):
        off = int(folio) - int(page.label) if page.label.isdigit() else None
        if off != before and folio != page.label:
            message = f"page {page.number}: called “{page.label}” by readers, but its folio is {folio}"
            yield finding("page-label-wrong", message, edition.place(page.number), _PAGES)
        before = off if off is not None else before


@print_rule("page-count-wrong")
def page_count_wrong(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find books of an odd number of pages: every leaf has two."""
    count = len(edition.file.pages)
    if count % 2:
        yield finding("page-count-wrong", f"the file has {count} pages, an odd number", None, _PAGES)


@print_rule("section-not-recto")
def section_not_recto(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find sections that begin on a left page."""
    if not edition.source:
        return
    sections = edition.source.book.sections
    for index, page in edition.source.traces.section_pages.items():
        if page % 2 == 0:
            title = plain_text(sections[index].title)
            yield finding("section-not-recto", f"“{title}” begins on page {page}, a verso", sections[index].at, _PAGES)


@print_rule("furniture-wrong")
def furniture_wrong(edition: PrintEdition) -> Iterator[Diagnostic]:
    """Find pages whose running head is another, or that lack their folio, or that should be bare."""
    source = edition.source
    if not source or not source.layout or source.traces.first_page is None:
        return
    for number, head in _expected_heads(source, len(edition.file.pages)):
        lines = source.traces.furniture.get(number, [])
        heads = [line for line in lines if line.baseline < source.layout.top_pt]
        page = edition.file.pages[number - 1]
        has_text = len(page.lines) > len(lines) or _has_picture(page, source.layout)
        wrong = _wrong(heads, [line for line in lines if line not in heads], head if has_text else None, has_text)
        if wrong:
            yield finding("furniture-wrong", f"page {number}: {wrong}", edition.place(number), _REPORT)


def _has_picture(page: PageRead, layout: Layout) -> bool:
    top, bottom = layout.top_pt, layout.top_pt + layout.area.height_pt
    return any(picture_top < bottom and picture_bottom > top for picture_top, picture_bottom in page.pictures)


def _wrong(heads: Sequence[Line], folios: Sequence[Line], head: str | None, has_text: bool) -> str | None:
    if len(folios) != has_text:
        return "its folio is missing" if has_text else "a bare page has a folio"
    printed = " ".join(line.text for line in heads)
    if (head is None) != (not heads):
        return f"its running head “{head}” is missing" if head else f"“{printed}” stands above a page without a head"
    if head and not _is_head(dense(printed), dense(head)):
        return f"its running head is “{printed}” instead of “{head}”"
    return None


def _is_head(printed: str, head: str) -> bool:
    shortened = printed.removesuffix("…")
    return alike(printed, head) or (shortened != printed and alike(shortened, head[: len(shortened)]))


def _expected_heads(source: Source, count: int) -> Iterator[tuple[int, str | None]]:
    """Give the running head of each page from the first section on; `None` for the first page of each."""
    metadata = source.book.metadata
    verso = f"{metadata.series} | {metadata.title}" if metadata.series else metadata.title
    starts = [*source.traces.section_pages.items(), (len(source.book.sections), count + 1)]
    for (index, first), (_, after) in pairwise(starts):
        section = source.book.sections[index]
        recto = section.short_title or plain_text(section.title)
        for number in range(first, after):
            yield number, None if number == first else (recto if number % 2 else verso)


def _folios(pages: Sequence[PageRead]) -> Iterator[tuple[PageRead, str]]:
    """Give pages with their folios: digits that stand alone, at the same height on most pages."""
    found = [(page, line) for page in pages for line in _digits(page)]
    heights = Counter(round(line.baseline) for _, line in found)
    usual = heights.most_common(1)[0][0] if heights else 0
    return ((page, line.dense) for page, line in found if abs(line.baseline - usual) < _SAME_HEIGHT_PT)


def _digits(page: PageRead) -> Iterator[Line]:
    """Give the lines below and above everything else on a page, if they are digits alone."""
    if page.lines:
        ends = {min(page.lines, key=_baseline), max(page.lines, key=_baseline)}
        yield from (line for line in ends if line.dense.isdecimal() and len(line.dense) <= _MOST_DIGITS)
