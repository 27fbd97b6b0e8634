"""What the pages of a finished PDF show: a picture of each as one hash, and its words with their places."""

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2

from publisher.check.typography.body import find_furniture, find_look
from publisher.errors import ConfigError, Diagnostic
from publisher.pdf.audit import UnreadableError
from publisher.pdf.audit.setting import SetLine, SetPage, read_page

# No book has more; what is bound to go through all pages of a file of others stops here.
MOST_PAGES = 5_000
# Pages are drawn with one pixel a point; larger ones, posters, with fewer.
_MOST_PIXELS = 4_000_000
# What a line of furniture covers above and below its baseline, in sizes of its letters.
_ABOVE_EM = 1.1
_BELOW_EM = 0.5
# The number that begins a note, as far as a file shows it.
# Where PDFium would join two lines.
_DIVIDED = re.compile("[\x02\ufffe] ?")
_LABEL = re.compile(r"(\d{1,4})[.)]?")


class LookLine(NamedTuple):
    """A line of text that is no furniture: its words, where each begins, and on which height."""

    text: str
    lefts: tuple[float, ...]
    baseline: float
    size: float


class LookNote(NamedTuple):
    """A note as a file shows it: its number, the page that it begins on, and its first words there."""

    label: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class PageLook:
    """What one page shows.

    Args:
        number: From 1.
        label: What readers call it.
        whole: The hash of its picture.
        inner: The same, without folio and running head.
        furniture: The words of these.
        lines: All other text.
        pictures: The tops and feet of what is no text.
    """

    number: int
    label: str
    whole: bytes
    inner: bytes
    furniture: str
    lines: tuple[LookLine, ...]
    pictures: tuple[tuple[float, float], ...]

    @property
    def text(self) -> str:
        """Its words in the order in which they are drawn, folio and running head left out."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class FileLook:
    """What a whole file shows."""

    pages: tuple[PageLook, ...]
    notes: tuple[LookNote, ...]


def look_at(data: bytes) -> FileLook:
    """Look at every page of a finished PDF.

    Raises:
        UnreadableError: It cannot be opened.
        ConfigError: `pdf-too-long`.
    """
    with opened(data) as document:
        if len(document) > MOST_PAGES:
            raise ConfigError(
                Diagnostic(
                    code="pdf-too-long",
                    message=f"it has {len(document)} pages, more than any book",
                    hint=f"files of up to {MOST_PAGES} pages are compared",
                )
            )
        # First all words: which of them are furniture shows in what pages have in common.
        setting = [_set_page(document, index) for index in range(len(document))]
        furniture = _Furniture(setting)
        pages = tuple(_look(document, page, furniture) for page in setting)
        return FileLook(pages, tuple(_notes(setting, furniture)))


def joined(words: Iterable[str]) -> str:
    """Put words together as they are read: those that a line divides are one."""
    return _DIVIDED.sub("", " ".join(words))


def notes_of(pages: Sequence[SetPage]) -> tuple[LookNote, ...]:
    """Give the notes that the pages of a file show."""
    return tuple(_notes(pages, _Furniture(pages)))


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF with PDFium for as long as a block lasts.

    Raises:
        UnreadableError: It cannot be opened.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise UnreadableError(str(problem)) from problem
    try:
        yield document
    finally:
        document.close()


def draw(page: Any, scale: float) -> Any:
    """Draw a page, smaller than asked for if it would be too large: pypdfium2's bitmap in blue, green and red."""
    width, height = page.get_size()
    pixels = max(width * height * scale * scale, 1.0)
    return page.render(scale=scale * min(1.0, math.sqrt(_MOST_PIXELS / pixels)))


class _Furniture:
    """Which lines are folios and running heads."""

    def __init__(self, pages: Sequence[SetPage]) -> None:
        self.look = find_look(pages)
        self._baselines = find_furniture(pages, self.look.size_pt) if self.look else frozenset()

    def holds(self, line: SetLine) -> bool:
        return round(line.baseline) in self._baselines and self.look is not None and line.size <= self.look.size_pt

    def of(self, page: SetPage) -> tuple[SetLine, ...]:
        return tuple(line for line in page.lines if self.holds(line))


def _set_page(document: Any, index: int) -> SetPage:
    page = document[index]
    try:
        return read_page(page, index + 1)
    finally:
        page.close()


def _look(document: Any, page: SetPage, furniture: _Furniture) -> PageLook:
    own = furniture.of(page)
    whole, inner = _hashes(document, page, own)
    return PageLook(
        number=page.number,
        label=document.get_page_label(page.number - 1) or str(page.number),
        whole=whole,
        inner=inner,
        furniture=" ".join(_text(line) for line in own),
        lines=tuple(_line(line) for line in page.lines if line not in own),
        pictures=page.pictures,
    )


def _hashes(document: Any, page: SetPage, furniture: Iterable[SetLine]) -> tuple[bytes, bytes]:
    drawn = document[page.number - 1]
    try:
        bitmap = draw(drawn, 1.0)
        _, _, _, trim_top = drawn.get_trimbox()
        scale = bitmap.height / max(drawn.get_height(), 1.0)
        # The paper's own top, from which a picture counts, lies above that of the trimmed page, from which words do.
        above = drawn.get_cropbox()[3] - trim_top
    finally:
        drawn.close()
    size = f"{bitmap.width} {bitmap.height}".encode()
    pixels = bytearray(bitmap.buffer)
    whole = hashlib.sha256(size + pixels).digest()
    for line in furniture:
        top = max(0, math.floor((line.baseline + above - _ABOVE_EM * line.size) * scale))
        foot = min(bitmap.height, math.ceil((line.baseline + above + _BELOW_EM * line.size) * scale))
        if foot > top:
            pixels[top * bitmap.stride : foot * bitmap.stride] = b"\xff" * ((foot - top) * bitmap.stride)
    return whole, hashlib.sha256(size + pixels).digest()


def _line(line: SetLine) -> LookLine:
    return LookLine(_text(line), tuple(word.left for word in line.words), line.baseline, line.size)


def _text(line: SetLine) -> str:
    return " ".join(word.text for word in line.words)


def _notes(pages: Sequence[SetPage], furniture: _Furniture) -> Iterator[LookNote]:
    """Find notes: what stands in letters of one size, smaller than the text, and begins with the number that is due.

    A row of a table may begin with that number too; notes are what goes on longest.
    """
    body = furniture.look
    by_size: dict[float, list[tuple[int, SetLine]]] = {}
    for page in pages:
        for line in page.lines:
            if body and line.words and line.size < body.size_pt and not furniture.holds(line):
                by_size.setdefault(round(line.size, 1), []).append((page.number, line))
    runs = [tuple(_numbered(lines)) for lines in by_size.values()]
    yield from max(runs, key=len, default=())


def _numbered(lines: Iterable[tuple[int, SetLine]]) -> Iterator[LookNote]:
    """Give what begins with the number that is due, with its words as far as they stand on the same page."""
    label, on = "", 0
    words: list[str] = []
    for number, line in lines:
        begins = _LABEL.fullmatch(line.words[0].text) if len(line.words) > 1 else None
        if begins and _is_due(begins[1], label):
            if label:
                yield LookNote(label, on, joined(words))
            label, on, words = begins[1], number, [word.text for word in line.words[1:]]
        elif label and number == on:
            words += [word.text for word in line.words]
    if label:
        yield LookNote(label, on, joined(words))


def _is_due(label: str, before: str) -> bool:
    return label == "1" or (bool(before) and int(label) == int(before) + 1)
