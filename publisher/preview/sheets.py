"""The pages of a print edition in memory: drawn as large as a screen wants them, with their words and their places."""

import functools
import io
import threading
import unicodedata
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from publisher.check.comparing.looking import LookNote, joined, notes_of
from publisher.pdf.audit.setting import SetPage, read_page
from publisher.preview.marks import Mark, Marks

# PDFium does one thing at a time.
_PDFIUM = threading.Lock()
# A page at three times the pixels of a small screen.
_WIDEST_PX = 3000
_NARROWEST_PX = 60
_MOST_DRAWN = 60
# Signs shown on either side of words that were sought.
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """One trimmed page: its size in points, its name, and the hashes of all of it and of all but its furniture."""

    number: int
    width: float
    height: float
    label: str
    mark: str
    body: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline."""

    title: str
    page: int
    level: int


class GoneError(Exception):
    """An edition that is closed: there is a newer one."""


class Known:
    """What was drawn and read of pages, by their hashes: the next edition has most of them too."""

    def __init__(self) -> None:
        self.drawn: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self.read: dict[str, SetPage] = {}
        self.marks: dict[str, Mark] = {}

    def keep(self, key: tuple[str, int], png: bytes) -> None:
        """Keep a picture, and forget the one that was of no use for longest."""
        self.drawn[key] = png
        while len(self.drawn) > _MOST_DRAWN:
            self.drawn.popitem(last=False)


class Sheets:
    """A print edition to look at.

    Args:
        data: The PDF.
        known: What is known of its pages already.
    """

    def __init__(self, data: bytes, known: Known) -> None:
        self._known = known
        self._trimmed: set[int] = set()
        self._is_closed = False
        with pikepdf.open(io.BytesIO(data)) as file:
            marks = Marks(file, known.marks)
            self.sheets = tuple(_sheet(page, number, marks) for number, page in enumerate(file.pages, 1))
        with _PDFIUM:
            self._document = pypdfium2.PdfDocument(data)
            self.outline = tuple(_outline(self._document))

    def close(self) -> None:
        """Give its memory back."""
        with _PDFIUM:
            self._is_closed = True
            self._document.close()

    def png(self, number: int, width_px: int) -> bytes:
        """Draw a page (from 1) so many pixels wide, as a PNG file."""
        sheet = self.sheets[number - 1]
        width = max(_NARROWEST_PX, min(width_px, _WIDEST_PX))
        key = (sheet.mark, width)
        if key in self._known.drawn:
            self._known.drawn.move_to_end(key)
            return self._known.drawn[key]
        with _PDFIUM:
            page = self._page(number)
            image = page.render(scale=width / sheet.width).to_pil()
            page.close()
        file = io.BytesIO()
        # Nobody keeps it, so what counts is when it is on the screen.
        image.save(file, "PNG", compress_level=1)
        self._known.keep(key, file.getvalue())
        return file.getvalue()

    def words(self, number: int) -> SetPage:
        """Read the words of a page (from 1) and their places."""
        sheet = self.sheets[number - 1]
        if sheet.mark not in self._known.read:
            with _PDFIUM:
                page = self._page(number)
                self._known.read[sheet.mark] = read_page(page, number)
                page.close()
        return replace(self._known.read[sheet.mark], number=number)

    @cached_property
    def notes(self) -> tuple[LookNote, ...]:
        """All notes, with the pages that they begin on; every page is read for them."""
        return notes_of([self.words(sheet.number) for sheet in self.sheets])

    def find(self, sought: str, most: int) -> list[tuple[int, str]]:
        """Give the first pages that hold some words, whatever their capitals and accents, and what is around."""
        wanted = _folded(" ".join(sought.split()))
        found: list[tuple[int, str]] = []
        for sheet in self.sheets if wanted else ():
            text = joined(word.text for line in self.words(sheet.number).lines for word in line.words)
            at = _folded(text).find(wanted)
            if at >= 0 and len(found) < most:
                found.append((sheet.number, _around(text, at, len(wanted))))
        return found

    def _page(self, number: int) -> Any:
        """Give PDFium's page, without what lies around the trim."""
        if self._is_closed:
            raise GoneError
        page = self._document[number - 1]
        if number not in self._trimmed:
            self._trimmed.add(number)
            raw.FPDFPage_SetCropBox(page.raw, *page.get_trimbox())
            page.close()
            page = self._document[number - 1]
        return page


def _sheet(page: pikepdf.Page, number: int, marks: Marks) -> Sheet:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    label = str(page.label)
    mark = marks.of(page, label)
    return Sheet(number, abs(right - left), abs(top - bottom), label, mark.whole, mark.body)


def _outline(document: Any) -> list[Heading]:
    found = []
    for item in document.get_toc():
        target = item.get_dest()
        page = target.get_index() if target else None
        if page is not None:
            found.append(Heading(item.get_title(), page + 1, item.level))
    return found


def _folded(text: str) -> str:
    """Forget capitals and accents, sign by sign, so that places stay what they were; ı and i are one."""
    return "".join(map(_folded_sign, text))


@functools.cache
def _folded_sign(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign.casefold().replace("ı", "i"))[0]


def _around(text: str, at: int, length: int) -> str:
    """Give some words around a place."""
    first = text.rfind(" ", 0, max(0, at - _AROUND)) + 1
    last = text.find(" ", at + length + _AROUND)
    return text[first : last if last >= 0 else len(text)]
