"""Where the pages of a finished print edition begin, and whether the page list of its e-book says the same."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from publisher.check.printed import PrintEdition, Source
from publisher.epub.names import FOLDER, section_paths
from publisher.epub.page_breaks import apart_in
from publisher.epub.reading import EbookRead, Target
from publisher.epub.running_text import RunningText, running_text
from publisher.errors import AuditError, Diagnostic
from publisher.html.page_starts import SIGN, PageStart, PageStarts, signs_in
from publisher.model import Book
from publisher.pdf.audit.matching import after_alike
from publisher.pdf.audit.stream import Stream
from publisher.pdf.end_notes import END_NOTES_ID
from publisher.pdf.matter import LEAVES
from publisher.source import Position

# Longer than a word and a line.
_SHOWN = 600


def page_starts(edition: PrintEdition) -> tuple[PageStart, ...]:
    """Give where each page begins, as read from the file.

    Args:
        edition: A whole one: held against its book, and nothing of that was missing.
    """
    source = edition.source
    assert source, "pages are known by the words of their book"
    texts = {start.folio: start for start in _texts(edition, source)}
    return tuple(
        texts.get(page.number) or PageStart(page.number, leaf=LEAVES.get(page.number)) for page in edition.file.pages
    )


def _texts(edition: PrintEdition, source: Source) -> Iterator[PageStart]:
    """Give the pages that running text stands on."""
    body, sections = source.expected.body, source.expected.sections
    starts = [section.start for section in sections]
    before = _signs_before(body, sorted({*starts, *(turn for turn, _ in source.traces.turns)}))
    for turn, page in source.traces.turns:
        index = bisect_right(starts, turn) - 1
        section = sections[index].section.identifier
        # Notes after the text stand elsewhere in other editions.
        if section != END_NOTES_ID:
            yield PageStart(page, section, before[turn] - before[starts[index]], _words(edition, turn, page))


def _signs_before(body: Stream, places: Sequence[int]) -> Mapping[int, int]:
    """Count the signs before each of some places, in their order.

    What print writes in its own way is one, and no place is within it.
    """
    counts = bytearray(signs_in(body.text))
    for first, last in body.own:
        counts[first:last] = bytes(last - first)
    for _, last in body.own:
        counts[last - 1] += 1
    between = (sum(counts[first:last]) for first, last in pairwise((0, *places)))
    return dict(zip(places, accumulate(between), strict=True))


def _words(edition: PrintEdition, turn: int, page: int) -> str:
    """Give what a page's first line of running text says, as read, before the first call or reference in it."""
    assert edition.source
    own = edition.source.expected.body.own
    line = next((placed.line.dense for placed in edition.placed.get(page, ()) if placed.of_body), "")
    after = bisect_right(own, (turn, turn))
    words = line[: own[after][0] - turn] if after < len(own) else line
    return "".join(SIGN.findall(words.removesuffix("-")))


def require_page_list(data: bytes, book: Book, starts: PageStarts) -> None:
    """Make sure that an e-book lists every page of its print edition where that begins.

    Raises:
        AuditError: `page-list-wrong`, with all that was found.
    """
    found = check_page_list(data, book, starts)
    if found:
        raise AuditError(*found)


def check_page_list(data: bytes, book: Book, starts: PageStarts) -> tuple[Diagnostic, ...]:
    """Give the pages of a print edition that its e-book does not list, or not where they begin.

    Args:
        data: The e-book; one without a page list is held to none.
        book: Of both.
        starts: Of all pages of the print edition.

    Raises:
        UnreadableError: The e-book cannot be read.
    """
    ebook = EbookRead(data)
    listed = list(ebook.listed("page-list"))
    if not listed:
        return ()
    if [target.label for target in listed] != [str(start.folio) for start in starts]:
        return (_wrong(f"{len(listed)} pages are listed, {len(starts)} are printed, or they are called otherwise"),)
    places = [ebook.place(target) for target in listed]
    if sorted(places) != places:
        return (_wrong("its pages are not listed in the order in which they are read"),)
    reader = _MarkerReader(ebook, book)
    pairs = zip(starts, listed, strict=True)
    return tuple(found for start, target in pairs if start.section for found in reader.misplaced(start, target))


class _MarkerReader:
    """Reads what stands behind the markers of an e-book's pages."""

    def __init__(self, ebook: EbookRead, book: Book) -> None:
        self._ebook = ebook
        self._options = book.print_options
        self._sections = {section.identifier: section for section in book.sections}
        self._paths: dict[str | None, str] = {name: FOLDER + path for name, path in section_paths(book).items()}
        self._texts: dict[str, RunningText] = {}

    def misplaced(self, start: PageStart, target: Target) -> Iterator[Diagnostic]:
        """Find a page of a section whose marker does not stand before the words that it begins with."""
        section, path = self._sections[start.section], self._paths[start.section]
        if path not in self._texts:
            self._texts[path] = running_text(self._ebook.tree(path), apart_in(section, self._options))
        text = self._texts[path]
        # Notes that print sets after its section are no running text.
        if start.signs >= text.signs:
            return
        marker = self._ebook.element(target)
        shown = text.words_after(marker, _SHOWN) if marker is not None and target.path == path else ""
        if not _begins(shown, start.words):
            said = (
                f"page {start.folio} begins with “{start.words}”, and its marker stands before “{shown[:60].strip()}”"
            )
            yield _wrong(said, section.at)


def _begins(shown: str, words: str) -> bool:
    """Say whether a page's words stand behind its marker: at once, or inside the first word there."""
    first = len("".join(SIGN.findall("".join(shown.split()[:1]))))
    signs = "".join(SIGN.findall(shown))
    return any(after_alike(signs, at, words) >= 0 for at in range(first + 1))


def _wrong(message: str, at: Position | None = None) -> Diagnostic:
    hint = "build both editions again; if that does not help, please report it, and use --no-page-list meanwhile"
    return Diagnostic(code="page-list-wrong", message=message, at=at, hint=hint)
