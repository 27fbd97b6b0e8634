"""The notes of an e-book as read, and the calls that lead to them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from publisher.check.ebook.elements import Page, is_external, shortened, types, within
from publisher.epub.trees import XHTML_NAMESPACE

_NOTE = frozenset({"footnote", "endnote", "rearnote"})
_GROUP = frozenset({"footnotes", "endnotes", "rearnotes"})
_BLOCKS = frozenset(XHTML_NAMESPACE + name for name in ("p", "li", "td", "th", "dd", "dt", "div", "section", "body"))


@dataclass(frozen=True, slots=True)
class Call:
    """A call: its document, its link, the note that this leads to; if to none, what it does instead."""

    page: Page
    link: Any
    note: Any | None
    fault: str | None = None

    def around(self) -> Iterator[Any]:
        """Give the elements that stand for it: the link, and what holds it, as far as its block."""
        yield self.link
        for element in self.link.iterancestors():
            yield element
            if element.tag in _BLOCKS:
                return


class NotesRead:
    """Notes, calls and links of an e-book.

    Args:
        pages: Its documents.
        target: Gives the element that a link of one leads to.
        is_hidden: Says whether a link leads to where nobody can look.
    """

    def __init__(
        self,
        pages: Sequence[Page],
        target: Callable[[Any, Page], Any | None],
        is_hidden: Callable[[Any, Page], bool],
    ) -> None:
        self._pages = pages
        self._target = target
        self._is_hidden = is_hidden

    @cached_property
    def notes(self) -> tuple[tuple[Page, Any], ...]:
        """Each note, with its document."""
        return tuple((page, element) for page in self._pages for element in page.elements() if _is_note(element))

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Each call."""
        links = ((page, link) for page in self._pages for link in page.elements("a") if "noteref" in types(link))
        return tuple(self._call(page, link) for page, link in links)

    @cached_property
    def linked(self) -> frozenset[Any]:
        """What links outside of notes lead to, with all that this stands in."""
        found: set[Any] = set()
        for page in self._pages:
            for link in page.elements("a"):
                if "#" in (link.get("href") or "") and note_of(link) is None:
                    target = self._target(link, page)
                    found.update(within(target) if target is not None else ())
        return frozenset(found)

    def _call(self, page: Page, link: Any) -> Call:
        href = link.get("href")
        if not href:
            return Call(page, link, None, "is no link")
        if is_external(href):
            return Call(page, link, None, f"leads out of the book, to {shortened(href)}")
        if self._is_hidden(link, page):
            return Call(page, link, None)
        target = self._target(link, page)
        if target is None:
            return Call(page, link, None, f"leads nowhere: there is no “{shortened(href)}”")
        note = note_of(target)
        if note is None and not any(_GROUP & types(element) for element in within(target)):
            return Call(page, link, None, "leads to something that is no note")
        return Call(page, link, target if note is None else note)


def note_of(element: Any) -> Any | None:
    """Give the note that an element is or stands in."""
    return next((outer for outer in within(element) if _is_note(outer)), None)


def _is_note(element: Any) -> bool:
    """Say whether an element is a note; of notes within notes, whether it is the outermost."""
    return bool(_NOTE & types(element)) and not any(_NOTE & types(outer) for outer in element.iterancestors())
