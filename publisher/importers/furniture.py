"""What the printer added to the author's pages: folios, running heads, addresses left over from links."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from publisher.importers.headings import in_capitals
from publisher.importers.pages import Dropped, Line, Page

_FOLIO = re.compile(r"[-–—|•·\s]*(\d{1,4})[-–—|•·\s]*")
_WITH_FOLIO = re.compile(r"(?:\d{1,4}[\s|•·–—-]+)?(\D.*?)(?:[\s|•·–—-]+\d{1,4})?")
_BAR = re.compile(r"\s[|•·]\s")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# A running head is known by standing at this many page edges, or at two of them beside a folio.
_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Cleared:
    """The pages without their furniture.

    Args:
        pages: What is left; furniture that stood between two empty lines has made two pages of one.
        heads: Texts of the running heads, the most frequent first.
        dropped: The furniture, in the order of its lines.
    """

    pages: tuple[Page, ...]
    heads: tuple[str, ...]
    dropped: tuple[Dropped, ...]


def clear(pages: Sequence[Page]) -> Cleared:
    """Take the furniture off the pages."""
    known = _Known(pages)
    heads: Counter[str] = Counter()
    dropped: list[Dropped] = []
    cleared: list[Page] = []
    for index, page in enumerate(pages):
        furniture = known.furniture_on(page, index)
        urls = _left_over_urls([line for line in page if line.number not in furniture])
        for line in page:
            if reason := furniture.get(line.number) or urls.get(line.number):
                dropped.append(Dropped(line.number, line.text, reason))
                if reason == "running-head":
                    heads[_head(line.text)] += 1
        cleared += _cut(page, furniture.keys(), urls.keys())
    return Cleared(tuple(cleared), tuple(head for head, _ in heads.most_common()), tuple(dropped))


class _Blocks:
    """The runs of printed lines of a page, found by their lines."""

    def __init__(self, page: Iterable[Line]) -> None:
        """Cut a page at its empty lines."""
        blocks: list[list[Line]] = [[]]
        for line in page:
            if line.blank:
                blocks.append([])
            else:
                blocks[-1].append(line)
        self.all = [block for block in blocks if block]
        self._place = {line.number: index for index, block in enumerate(self.all) for line in block}

    def of(self, line: Line) -> list[Line]:
        """Give the block in which a line stands."""
        return self.all[self._place[line.number]]

    def beside(self, line: Line) -> list[list[Line]]:
        """Give the blocks before and after the one in which a line stands."""
        place = self._place[line.number]
        return self.all[max(place - 1, 0) : place] + self.all[place + 1 : place + 2]


class _Known:
    """What all pages together tell of their furniture."""

    def __init__(self, pages: Sequence[Page]) -> None:
        """Count what stands at the edges of pages."""
        edges = [_edges(page) for page in pages]
        self._lines = Counter(text for page in edges for text in {_head(line.text) for line in page})
        self._offsets = Counter(offset for index, page in enumerate(edges) for offset in _offsets(page, index))
        self._titles: set[str] = set()

    def furniture_on(self, page: Page, index: int) -> dict[int, str]:
        """Give the reason for each line of a page that is furniture, by line number."""
        found: dict[int, str] = {}
        blocks = _Blocks(page)
        edge = {line.number for line in _edges(page)}
        for line in page:
            value = _folio(line)
            if value is None or not (len(blocks.of(line)) == 1 or self._offsets[value - index] > 1):
                continue
            head = self._head_beside(line, blocks)
            if line.number in edge or head:
                found[line.number] = "folio"
            if head:
                found[head.number] = "running-head"
        for line in page:
            if line.number in edge and line.number not in found and self._runs(line, blocks):
                found[line.number] = "running-head"
        return found

    def _head_beside(self, folio: Line, blocks: _Blocks) -> Line | None:
        """Give the running head beside a folio: with a bar in it, or standing on another page too."""
        lines = [block[0] for block in blocks.beside(folio) if len(block) == 1]
        lines += [line for line in blocks.of(folio) if abs(line.number - folio.number) == 1]
        for line in lines:
            repeated = self._lines[_head(line.text)] > 1
            if _folio(line) is None and (repeated or (_BAR.search(line.text) and len(blocks.of(line)) == 1)):
                return line
        return None

    def _runs(self, line: Line, blocks: _Blocks) -> bool:
        head = _head(line.text)
        if self._lines[head] < 2 or len(head) < 2 or head.endswith((".", "!", "?", ",", ";", ":")):
            return False
        if in_capitals(head) and head == line.text and self._is_heading(line, blocks):
            return False
        return bool(_BAR.search(line.text)) or self._lines[head] >= _REPEATED or head != line.text

    def _is_heading(self, line: Line, blocks: _Blocks) -> bool:
        """Tell a heading from a running head in capitals: one of several lines, or the first that says this."""
        if any(in_capitals(other.text) for other in blocks.of(line) if other is not line):
            return True
        first = line.text not in self._titles and not _BAR.search(line.text)
        self._titles.add(line.text)
        return first


def _edges(page: Page) -> list[Line]:
    """Give the printed lines at the head and the foot of a page, two at each."""
    printed = [line for line in page if not line.blank]
    return printed if len(printed) < 5 else printed[:2] + printed[-2:]


def _folio(line: Line) -> int | None:
    match = _FOLIO.fullmatch(line.text)
    return int(match.group(1)) if match else None


def _offsets(edges: Sequence[Line], index: int) -> set[int]:
    """Give how far folios at a page's edges are from its place: the same for all pages of a book."""
    return {value - index for line in edges if (value := _folio(line)) is not None}


def _head(text: str) -> str:
    """Give a running head without the folio that may stand on its line."""
    match = _WITH_FOLIO.fullmatch(text)
    return match.group(1) if match else text


def _left_over_urls(page: Sequence[Line]) -> dict[int, str]:
    """Find addresses on lines of their own at the foot of a page that already stand in its text."""
    blocks = _Blocks(page).all
    if len(blocks) < 2 or not all(_URL.fullmatch(line.text) for line in blocks[-1]):
        return {}
    text = "".join("".join(line.text.split()) for block in blocks[:-1] for line in block)
    return {line.number: "repeated-url" for line in blocks[-1] if line.text in text}


def _cut(page: Page, furniture: Container[int], urls: Container[int]) -> Iterator[Page]:
    """Give what is left of a page, in two where furniture stood between lines of text."""
    part: list[Line] = []
    for line in page:
        if line.number in furniture:
            if any(not kept.blank for kept in part):
                yield tuple(part)
                part = []
        elif line.number not in urls:
            part.append(line)
    if any(not line.blank for line in part):
        yield tuple(part)
