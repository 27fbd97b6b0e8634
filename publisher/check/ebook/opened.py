"""An e-book under examination: its documents as trees, and what its rules ask of them."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from publisher.check.ebook.elements import Page, is_external, words_in
from publisher.check.ebook.noted import NotesRead
from publisher.check.ebook.styles import Styles, read_styles
from publisher.check.registry import Examine, Registry
from publisher.epub.reading import OPF, EbookRead, Target, UnreadableError
from publisher.epub.trees import XHTML_NAMESPACE
from publisher.errors import Diagnostic, Severity
from publisher.source import Position

DC = "{http://purl.org/dc/elements/1.1/}"


class OpenedEbook:
    """An e-book under examination.

    Args:
        data: Its bytes.

    Raises:
        UnreadableError: They hold no package.
    """

    def __init__(self, data: bytes) -> None:
        self.read = EbookRead(data)

    @cached_property
    def _opened(self) -> tuple[tuple[Page, ...], Mapping[str, UnreadableError]]:
        pages: list[Page] = []
        unreadable: dict[str, UnreadableError] = {}
        for spot in self.read.spine:
            try:
                pages.append(Page(spot.path, self.read.tree(spot.path), spot.linear))
            except UnreadableError as problem:
                unreadable[spot.path] = problem
        navigation = self.read.navigation
        if navigation:
            try:
                self.read.tree(navigation)
            except UnreadableError as problem:
                unreadable[navigation] = problem
        return tuple(pages), unreadable

    @property
    def pages(self) -> tuple[Page, ...]:
        """The documents of the spine that can be read."""
        return self._opened[0]

    @property
    def unreadable(self) -> Mapping[str, UnreadableError]:
        """Why the others, and the navigation, cannot be read, by their paths."""
        return self._opened[1]

    @cached_property
    def texts(self) -> tuple[Page, ...]:
        """The documents of the spine, the navigation left out."""
        return tuple(page for page in self.pages if page.path != self.read.navigation)

    @cached_property
    def navigation(self) -> Page | None:
        """The navigation document, in the spine or not; `None` if there is none that can be read."""
        path = self.read.navigation
        return None if path is None or path in self.unreadable else Page(path, self.read.tree(path), False)

    @property
    def is_epub3(self) -> bool:
        """Whether it says that it is an EPUB of version 3."""
        return (self.read.package.get("version") or "").startswith("3")

    @cached_property
    def language(self) -> str | None:
        """The first language that its package names."""
        return next((text for element in self.read.package.iter(f"{DC}language") if (text := words_in(element))), None)

    @cached_property
    def metadata(self) -> Mapping[str, tuple[str, ...]]:
        """What its package says by properties, those that refine others left out, in the order of the file."""
        said: dict[str, tuple[str, ...]] = {}
        for meta in self.read.package.iter(f"{OPF}meta"):
            name = meta.get("property") or meta.get("name") or ""
            value = words_in(meta) if meta.get("property") else meta.get("content") or ""
            if name and not meta.get("refines"):
                said[name] = (*said.get(name, ()), value)
        return said

    @property
    def package_at(self) -> Position:
        """The place of what concerns the whole package."""
        return Position(self.read.package_path, 1)

    def listed(self, kind: str) -> tuple[Target, ...]:
        """Give what a list of the navigation leads to; nothing if it cannot be read."""
        return tuple(self.read.listed(kind)) if self.navigation else ()

    @cached_property
    def _paths(self) -> frozenset[str]:
        paths = {page.path for page in self.pages}
        return frozenset(paths | ({self.navigation.path} if self.navigation else set()))

    def target(self, link: Any, page: Page) -> Any | None:
        """Give the element that a link leads to: the root of a document where it names no place; `None` if nothing."""
        if is_external(link.get("href") or ""):
            return None
        target = self.read.target(link, page.path)
        return (
            self.element_at(target)
            if target.fragment or target.path not in self._paths
            else self.read.tree(target.path)
        )

    def element_at(self, target: Target) -> Any | None:
        """Give the element with the id that a target names; `None` if there is none, or its document is unreadable."""
        return self.read.element(target) if target.path in self._paths else None

    def is_hidden(self, link: Any, page: Page) -> bool:
        """Say whether a link leads into a document that cannot be read, so that nobody knows whether it is right."""
        return self.read.target(link, page.path).path in self.unreadable

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {path: number for number, path in enumerate(self.read.reading_order)}

    def place_of(self, target: Target) -> tuple[int, int] | None:
        """Give where a link of the navigation leads, to be compared with others; `None` if to nothing in the spine.

        A document that cannot be read has every id.
        """
        number = self._places.get(target.path)
        if number is None:
            return (-1, -1) if target.path == self.read.navigation else None
        if not target.fragment or target.path in self.unreadable:
            return number, -1
        place = self.read.id_number(target.path, target.fragment)
        return None if place is None else (number, place)

    @cached_property
    def styles(self) -> Styles:
        """What its style sheets say."""
        return read_styles(self.read, self.pages)

    @cached_property
    def named(self) -> frozenset[str]:
        """The names, classes (`.note`) and ids (`#map`) that its elements have, as style sheets name them."""
        found: set[str] = set()
        for page in self.pages:
            for element in page.elements():
                found.add(element.tag.removeprefix(XHTML_NAMESPACE))
                found.update(f".{name}" for name in (element.get("class") or "").split())
                found.add(f"#{element.get('id')}")
        return frozenset(found)

    @cached_property
    def notes(self) -> NotesRead:
        """Its notes and their calls."""
        return NotesRead(self.texts, self.target, self.is_hidden)


CONTAINER_RULES: Registry[OpenedEbook] = Registry()
"""What any container is held to, even if nothing in it can be read."""

EBOOK_RULES: Registry[OpenedEbook] = Registry()
"""What any e-book is held to that can be read."""


def container_rule(code: str) -> Callable[[Examine[OpenedEbook]], Examine[OpenedEbook]]:
    """Register a rule on containers under its code."""
    return CONTAINER_RULES.rule(code, needs_book=False)


def ebook_rule(code: str) -> Callable[[Examine[OpenedEbook]], Examine[OpenedEbook]]:
    """Register a rule on e-books under its code."""
    return EBOOK_RULES.rule(code, needs_book=False)


def error(code: str, message: str, at: Position | None, hint: str) -> Diagnostic:
    """Give what readers lose."""
    return Diagnostic(code=code, message=message, at=at, hint=hint)


def warning(code: str, message: str, at: Position | None, hint: str) -> Diagnostic:
    """Give what readers can live with."""
    return Diagnostic(code=code, message=message, at=at, hint=hint, severity=Severity.WARNING)
