"""The running text of a finished document, in which the places of a print edition's pages are counted."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import Any

from lxml import etree

from publisher.epub.trees import INLINE, OPS_TYPE, XHTML_NAMESPACE, classes
from publisher.html.page_starts import SIGN, signs_in

# Stands for a call or a reference, whatever it says.
_OWN = "\ufffc"
_EDGE = "\n"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Scripts without spaces between words: Thai to Burmese, Khmer, and those of East Asia.
_NO_SPACES = "\u0e00-\u109f\u1780-\u18af\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD_BEGINS = re.compile(f"(?<=[\\s\u200b–—])|(?<=[{_NO_SPACES}])|(?=[{_NO_SPACES}])")
# As far as a word reaches back; what is longer is no word.
_REACH = 200


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the text: where it begins, the element that holds it, and as what: `text`, `tail`, or `own`."""

    start: int
    holder: Any
    name: str


class RunningText:
    """The text of a section's element.

    Args:
        section: Its element.
        apart: Its children that are no part of the text.
    """

    def __init__(self, section: Any, apart: Sequence[Any] = ()) -> None:
        self._section = section
        self._apart = set(apart)
        self._parts: list[str] = []
        self._pieces: list[_Piece] = []
        self._length = 0
        self._read(section)
        self._text = "".join(self._parts)
        self._signs = list(compress(range(self._length), signs_in(self._text)))

    @property
    def signs(self) -> int:
        """How many signs it has."""
        return len(self._signs)

    def put(self, elements: Mapping[int, Sequence[Any]]) -> None:
        """Put elements before words.

        Args:
            elements: By the count of signs before their place. Within a word they stand before all of it; behind the
                last sign, at the end of the text.
        """
        places: dict[int, list[Any]] = {}
        for signs, put in sorted(elements.items()):
            place = self._word_begin(self._signs[signs]) if signs < self.signs else self._length
            places.setdefault(place, []).extend(put)
        # From the end, so that the places before are still where they were.
        for place, put in reversed(places.items()):
            self._put(place, put)

    def words_after(self, element: Any, most: int) -> str:
        """Give the text from an element in it on, at most so many characters; calls and references are left out."""
        start = self._tails.get(element, self._length)
        return self._text[start : start + most].replace(_OWN, "")

    @cached_property
    def _tails(self) -> dict[Any, int]:
        return {piece.holder: piece.start for piece in self._pieces if piece.name == "tail"}

    # --- reading -------------------------------------------------------------------------------------------------

    def _read(self, element: Any) -> None:
        self._add(element.text or "", element, "text")
        for child in element:
            self._read_child(child)
            self._add(child.tail or "", child, "tail")

    def _read_child(self, child: Any) -> None:
        kinds = classes(child)
        if child.get(OPS_TYPE) == "noteref" or "reference" in kinds:
            self._add(_OWN if SIGN.search("".join(child.itertext())) else "", child, "own")
        elif "between-notes" in kinds:
            return
        elif child in self._apart or "notes" in kinds:
            self._add(_EDGE, child, "own")
        elif _is_inline(child):
            self._read(child)
        else:
            self._add(_EDGE, child, "own")
            self._read(child)
            self._add(_EDGE, child, "own")

    def _add(self, text: str, holder: Any, name: str) -> None:
        # A tail is a place even where it is empty: that of the element before it.
        if text or name == "tail":
            self._pieces.append(_Piece(self._length, holder, name))
            self._parts.append(text)
            self._length += len(text)

    # --- writing -------------------------------------------------------------------------------------------------

    def _word_begin(self, place: int) -> int:
        for at in range(place, max(0, place - _REACH), -1):
            if _WORD_BEGINS.match(self._text, at):
                return at
        return place

    def _put(self, place: int, elements: Sequence[Any]) -> None:
        if place == self._length:
            _put_at_end(self._section, elements)
            return
        piece = self._pieces[bisect_right(self._pieces, place, key=lambda piece: piece.start) - 1]
        before = place - piece.start
        if piece.name == "own" or (piece.name == "text" and _may_stand_before(piece.holder, before)):
            _put_before(_outermost(piece.holder), elements)
        else:
            _split(piece.holder, piece.name, before, elements)


def _may_stand_before(holder: Any, at: int) -> bool:
    """Say whether what stands at a place in an element's text may as well stand before the element."""
    return _is_entered(holder) and not (holder.text or "")[:at].strip()


def _is_inline(element: Any) -> bool:
    """Say whether words go on in an element; a line of verse is a block of its own."""
    return etree.QName(element).localname in INLINE and "line" not in classes(element)


def _is_entered(element: Any) -> bool:
    """Say whether what begins with an element's text may as well stand before the element."""
    return _is_inline(element) or etree.QName(element).localname in _HEADINGS


def _outermost(element: Any) -> Any:
    """Give the outermost element that begins where an element does."""
    parent = element.getparent()
    while _is_entered(parent) and parent[0] is element and not (parent.text or "").strip():
        element, parent = parent, parent.getparent()
    return element


def _put_at_end(section: Any, elements: Sequence[Any]) -> None:
    """Put elements behind a section's text and before its notes."""
    notes = next((child for child in section if "notes" in classes(child)), None)
    if notes is None:
        section.extend(elements)
    else:
        _put_before(notes, elements)


def _put_before(sibling: Any, elements: Sequence[Any]) -> None:
    for element in elements:
        sibling.addprevious(element)


def _split(holder: Any, name: str, at: int, elements: Sequence[Any]) -> None:
    """Put elements into the text of an element or behind it."""
    text = getattr(holder, name) or ""
    setattr(holder, name, text[:at])
    parent, index = (holder, 0) if name == "text" else (holder.getparent(), holder.getparent().index(holder) + 1)
    for offset, element in enumerate(elements):
        parent.insert(index + offset, element)
    elements[-1].tail = text[at:]


def running_text(root: Any, apart: Sequence[bool] = ()) -> RunningText:
    """Give the running text of a section's document.

    Args:
        root: Of the document.
        apart: Of each figure and table between the blocks of the text, whether it is no part of it.
    """
    section = next(root.iter(XHTML_NAMESPACE + "section"))
    return RunningText(section, tuple(_chosen(section, apart)))


def _chosen(section: Any, apart: Sequence[bool]) -> Iterator[Any]:
    blocks = [child for child in section if etree.QName(child).localname in ("figure", "table")]
    return (block for block, chosen in zip(blocks, apart, strict=True) if chosen)
