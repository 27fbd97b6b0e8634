"""The structure tree of one unit, from its HTML and from what was drawn for each element of it.

Blocks stand in the order of the HTML, which is the author's: a paragraph that pages cut is one element, a head
that a table repeats is told once. Inside a block the order is that of the drawing. A note stands behind the
block that calls it first, unless it is printed after the text; a float where the author has it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from publisher.pdf.links import LINK_SCHEME
from publisher.pdf.structure.elements import Content, Element, Kid, LinkArea
from publisher.pdf.structure.marks import Html, Mark, Marks
from publisher.pdf.structure.ordering import in_order

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What holds blocks, in the order of the HTML.
_GROUPS = {"section": "Sect", "blockquote": "BlockQuote", "thead": "THead", "tbody": "TBody", "dd": "LBody"}
# What holds a line of text: paragraphs and their like.
_LINES = {"p": "P", "caption": "Caption", "figcaption": "Caption", "dt": "Lbl"}
_DIVISIONS = {"epigraph": "BlockQuote", "entries": "TOC"}
_NUMBERINGS = {"ol": "Decimal", "ul": "Disc"}


def structure(marks: Marks) -> tuple[Element, ...]:
    """Give the elements of a unit, in reading order; none if it was drawn without marks.

    Args:
        marks: What was drawn for which element.
    """
    return tuple(_Reader(marks).document()) if marks.root is not None else ()


class _Reader:
    """Goes through the HTML of one unit."""

    def __init__(self, marks: Marks) -> None:
        self._root = marks.root
        self._parents: dict[Html, Html] = {child: parent for parent in self._root.iter() for child in parent}
        self._drawn: dict[Html, list[Kid | Html]] = {}
        self._markers: dict[Html, list[Kid]] = {}
        self._boxes: dict[Html, tuple[float, float, float, float]] = {}
        self._notes: dict[str, Html] = {}
        self._waiting: list[str] = []
        self._claimed: set[str] = set()
        self._labels: list[Element] = []
        self._levels: list[int] = []
        for kid, element, mark in in_order(marks):
            self._note_kid(kid, element, mark)
        # Floats, by the place of the block before them among those of the text.
        self._floats: dict[int, list[Html]] = {}
        for element in self._root.iter("div"):
            if "data-after" in element.attrib:
                self._floats.setdefault(int(element.get("data-after")), []).append(element)
        for foot in (element for element in self._root.iter("section") if element.get("data-part") == "notes"):
            self._notes.update((note.get("id", ""), note) for note in foot if _is_note(note))

    def _note_kid(self, kid: Kid, element: Html, mark: Mark | None) -> None:
        """Put what was drawn under its element, and that element under those around it."""
        if mark is not None and mark.box_pt is not None:
            self._boxes.setdefault(element, mark.box_pt)
        if mark is not None and mark.pseudo == "marker":
            self._markers.setdefault(element, []).append(kid)
        else:
            self._drawn.setdefault(element, []).append(kid)
        child = element
        while (parent := self._parents.get(child)) is not None:
            kids = self._drawn.setdefault(parent, [])
            if child in kids:
                return
            kids.append(child)
            child = parent

    # --- blocks ----------------------------------------------------------------------------------------------------

    def document(self) -> Iterator[Element]:
        """Give the elements of the unit's body, notes behind the blocks that call them."""
        body = next(self._root.iter("body"))
        for element in self._blocks(body, self._root.get("lang")):
            yield replace(element, language=element.language or self._root.get("lang"))

    def _blocks(self, html: Html, language: str | None) -> Iterator[Element]:
        """Give the blocks inside an element, each followed by the notes that it calls first."""
        floats = self._floats if html.get("data-part") == "text" else {}
        for index, child in enumerate(html):
            yield from self._block(child, language)
            yield from self._called()
            for moved in floats.get(index, ()):
                yield from self._blocks(moved, language)

    def _called(self) -> Iterator[Element]:
        """Give the notes that wait for the end of the block that calls them."""
        waiting, self._waiting = self._waiting, []
        for name in waiting:
            if (html := self._notes.pop(name, None)) is not None:
                yield self._note(html, "Footnote", self._root.get("lang"))

    def _block(self, html: Html, around: str | None) -> Iterator[Element]:
        if not self._is_shown(html) or html.get("data-part") in ("floats", "notes"):
            return
        language = html.get("lang") or around
        makers: dict[str, Callable[[Html, str | None], Element]] = {
            "div": self._division,
            "figure": self._figure,
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "table": self._table,
            "tr": self._row,
            "pre": self._code,
        }
        tag = html.tag
        if tag in makers:
            found = makers[tag](html, language)
        elif tag in _GROUPS:
            found = Element(_GROUPS[tag], tuple(self._blocks(html, language)))
        elif tag in _HEADINGS:
            found = Element(f"H{self._depth(int(tag[1]))}", self._line(html, language))
        else:
            found = Element(self._kind_of_line(html), self._line(html, language))
        if found.kids:
            own = language if language != around else found.language
            yield replace(found, language=own, targets=(*found.targets, *self._claim(html)))

    def _depth(self, level: int) -> int:
        """Give how deep a heading stands under others; a level that the author leaves out counts for nothing."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return len(self._levels)

    def _claim(self, html: Html) -> Iterator[str]:
        """Give the ids in an element that no element inside it has taken."""
        name = html.get("id")
        if name is not None and name not in self._claimed:
            self._claimed.add(name)
            yield name
        for child in html:
            yield from self._claim(child)

    def _is_shown(self, html: Html) -> bool:
        """Say whether anything of an element is drawn; the cells of a table count even if they are empty."""
        return html in self._drawn or html in self._markers or html.tag in ("tr", "thead", "tbody")

    def _kind_of_line(self, html: Html) -> str:
        if html.tag == "p" and "entry" in _classes(html):
            return "TOCI"
        return _LINES.get(html.tag, "P")

    def _division(self, html: Html, language: str | None) -> Element:
        if _is_note(html):
            return self._note(html, "Endnote", language)
        kind = next((_DIVISIONS[name] for name in _classes(html) if name in _DIVISIONS), "Div")
        return Element(kind, tuple(self._blocks(html, language)))

    def _figure(self, html: Html, language: str | None) -> Element:
        kids = tuple(chain.from_iterable(self._picture_or_block(child, language) for child in html))
        # A caption belongs to what it stands in, and divisions count for nothing (ISO 14289-2, 8.2.5.27).
        is_captioned = any(kid.kind == "Caption" for kid in kids)
        return Element("Sect" if is_captioned else "Div", kids)

    def _picture_or_block(self, html: Html, language: str | None) -> Iterator[Element]:
        if html.tag == "img":
            yield from (kid for kid in self._picture(html) if isinstance(kid, Element))
        else:
            yield from self._block(html, language)

    def _code(self, html: Html, language: str | None) -> Element:
        return Element("P", self._line(html, language))

    # --- lists -----------------------------------------------------------------------------------------------------

    def _list(self, html: Html, language: str | None) -> Element:
        items = []
        for item in html:
            spoken = item.get("lang") or language
            label = Element("Lbl", tuple(self._markers.get(item, ())))
            body = Element("LBody", (*self._line(item, spoken, only_own=True), *self._blocks(item, spoken)))
            items.append(Element("LI", tuple(part for part in (label, body) if part.kids)))
        return Element("L", tuple(item for item in items if item.kids), numbering=_NUMBERINGS[html.tag])

    def _definitions(self, html: Html, language: str | None) -> Element:
        items: list[list[Kid]] = []
        for child in html:
            if child.tag == "dt" or not items:
                items.append([])
            # A note of the term stands with its meanings: an item holds nothing else.
            if child.tag == "dt":
                items[-1].append(Element("Lbl", self._line(child, language)))
                continue
            body = Element("LBody", (*self._called(), *self._blocks(child, language)))
            items[-1].append(body)
        return Element("L", tuple(Element("LI", tuple(item)) for item in items), numbering="None")

    # --- tables ----------------------------------------------------------------------------------------------------

    def _table(self, html: Html, language: str | None) -> Element:
        name = html.get("id") or f"table-{list(self._root.iter('table')).index(html) + 1}"
        kids: list[Kid] = []
        heads: list[str] = []
        for child in html:
            if child.tag == "caption":
                kids += self._inside(self._block(child, language))
                continue
            rows = []
            for row in child:
                rows.append(self._row_of(row, language, name, heads))
            kids.append(Element(_GROUPS[child.tag], tuple(rows)))
        return Element("Table", tuple(kids))

    def _row(self, html: Html, language: str | None) -> Element:
        return self._row_of(html, language, "", [])

    def _row_of(self, html: Html, language: str | None, table: str, heads: list[str]) -> Element:
        """Give a row; `heads` takes the ids of its head cells, or says those above its cells."""
        cells = []
        for column, cell in enumerate(html):
            words = (*self._line(cell, language), *self._called())
            if cell.tag == "th":
                heads.append(f"{table}-column-{column + 1}")
                cells.append(Element("TH", words, identifier=heads[-1], scope="Column"))
            else:
                cells.append(Element("TD", words, headers=tuple(heads[column : column + 1])))
        return Element("TR", tuple(cells))

    def _inside(self, blocks: Iterable[Element]) -> Iterator[Element]:
        """Give blocks that no note may follow: theirs stand inside them."""
        for block in blocks:
            yield replace(block, kids=(*block.kids, *self._called()))

    # --- lines -----------------------------------------------------------------------------------------------------

    def _line(self, html: Html, language: str | None, *, only_own: bool = False) -> tuple[Kid, ...]:
        """Give what stands in lines of text, in the order of drawing; `only_own` leaves out what is in elements."""
        found: list[Kid] = []
        for kid in self._drawn.get(html, ()):
            if isinstance(kid, Content | LinkArea):
                found.append(kid)
            elif not only_own:
                found += self._inline(kid, language)
        return tuple(found)

    def _inline(self, html: Html, around: str | None) -> Iterator[Kid]:
        language = html.get("lang") or around
        if html.tag == "img":
            yield from self._picture(html)
            return
        kids = self._line(html, language)
        if html.tag == "a":
            link = self._link(html, kids, language, around)
            if "note-number" in _classes(html):
                self._labels.append(Element("Lbl", (link,)))
                return
            yield replace(link, targets=tuple(self._claim(html)))
        elif html.tag == "code":
            own = language if language != around else None
            yield Element("Code", kids, language=own, targets=tuple(self._claim(html)))
        elif language != around:
            yield Element("Span", kids, language=language, targets=tuple(self._claim(html)))
        else:
            yield from kids

    def _link(self, html: Html, kids: tuple[Kid, ...], language: str | None, around: str | None) -> Element:
        link = Element("Link", kids, language=language if language != around else None)
        target = html.get("href", "").removeprefix(LINK_SCHEME)
        classes = _classes(html)
        if "noteref" in classes:
            self._waiting.append(target)
        if "noteref" in classes or html.get("data-page"):
            return Element("Reference", (link,), leads_to=target)
        return link

    def _picture(self, html: Html) -> Iterator[Kid]:
        kids = self._line(html, None)
        if kids:
            yield Element("Figure", kids, alt=html.get("alt"), box_pt=self._boxes.get(html))

    def _note(self, html: Html, kind: str, language: str | None) -> Element:
        """Give a note: its label, then its blocks."""
        blocks = tuple(self._blocks(html, html.get("lang") or language))
        labels, self._labels = self._labels, []
        name = html.get("id")
        return Element("Note", (*labels, *blocks), identifier=name, targets=tuple(self._claim(html)), note_type=kind)


def _classes(html: Html) -> list[str]:
    return (html.get("class") or "").split()


def _is_note(html: Html) -> bool:
    return html.tag == "div" and "note" in _classes(html)
