"""What was read of the parts of pages before, by their hashes: kept of files alone in which nothing was wrong.

Bodies are kept in groups of pages that follow each other. Where a group begins is decided by the hash of its first
page, so that the groups around a change stay what they were. Furniture is kept in one list.
"""

import contextlib
import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache

import pypdfium2

from publisher.external.program import program
from publisher.pdf.audit.drawings import Drawing
from publisher.pdf.audit.packing import PartRead, pack, unpack
from publisher.pdf.audit.parts import PageParts
from publisher.store import Store

# A group has so many pages on average.
_GROUP = 8
_MOST_FURNITURE = 5000


@cache
def reader() -> str:
    """Hash what decides how pages are read."""
    return Store.key(program(), str(pypdfium2.PYPDFIUM_INFO), str(pypdfium2.PDFIUM_INFO))


class Memory:
    """What was read of a file's pages before.

    Args:
        store: Where it is kept; one that keeps nothing remembers nothing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._bodies: dict[str, PartRead] = {}
        self._furniture: dict[str, PartRead] = {}
        self._known: list[tuple[str, ...]] = []
        self._groups: list[tuple[str, ...]] = []
        self._on_pages: frozenset[str] = frozenset()
        self._is_kept = True
        self._foreseen: dict[str, dict[str, PartRead]] = {}

    def foresee(self) -> None:
        """Take out what was kept of the last file: most of it is in the next one, too."""
        kept = (self._store.get(last_key()) or b"").decode("ascii", "replace")
        for key in (kept[at : at + _KEY_LENGTH] for at in range(0, len(kept), _KEY_LENGTH)):
            if _KEY.fullmatch(key):
                self._foreseen[key] = self._taken_out(key)

    def drawings(self) -> dict[str, Drawing]:
        """Give what streams of the last file write, by their hashes."""
        return {
            name: said for parts in self._foreseen.values() for part in parts.values() for name, said in part.drawings
        }

    def _taken_out(self, key: str) -> dict[str, PartRead]:
        if key in self._foreseen:
            return self._foreseen[key]
        kept = self._store.get(key)
        # Whoever may write to the store may have written anything.
        with contextlib.suppress(KeyError, TypeError, ValueError, zlib.error):
            return unpack(kept) if kept is not None else {}
        return {}

    def recall(self, pages: Sequence[PageParts]) -> None:
        """Take out what is kept of a file's pages."""
        if self._store.folder is None:
            return
        for group in _groups([page.body for page in pages if page.body]):
            bodies = self._taken_out(_key_of(group))
            (self._known if bodies else self._groups).append(group)
            self._bodies |= bodies
        self._on_pages = frozenset(page.furniture for page in pages if page.furniture)
        self._furniture = self._taken_out(furniture_key()) if self._on_pages else {}
        self._is_kept = self._on_pages <= self._furniture.keys()

    def forget(self, pages: Sequence[PageParts]) -> None:
        """Take nothing of what is kept for true, in this build or any later one.

        Args:
            pages: Of the file, their hashes told without anything that was kept.
        """
        for key in [*map(_key_of, self._known), furniture_key()]:
            self._store.put(key, pack({}))
        self._known.clear()
        self._bodies.clear()
        self._furniture.clear()
        self._foreseen.clear()
        self._groups = list(_groups([page.body for page in pages if page.body]))
        self._on_pages = frozenset(page.furniture for page in pages if page.furniture)
        self._is_kept = False

    def of(self, page: PageParts) -> tuple[PartRead, ...]:
        """Give what was read of a page's parts; nothing if that of one is not known."""
        found = [self._bodies.get(page.body)]
        if page.furniture:
            found.append(self._furniture.get(page.furniture))
        parts = tuple(part for part in found if part)
        return parts if len(parts) == len(found) else ()

    def learn(self, page: PageParts, parts: Sequence[PartRead]) -> None:
        """Take down what was read of a page; a body on which known furniture comes out otherwise is not known."""
        body, *furniture = parts
        for part in furniture:
            if self._furniture.setdefault(page.furniture, part) != part:
                return
        self._bodies[page.body] = body

    def keep(self) -> None:
        """Keep what was learned."""
        for group in self._groups:
            if all(key in self._bodies for key in group):
                self._store.put(_key_of(group), pack({key: self._bodies[key] for key in group}))
        if not self._is_kept:
            known = self._furniture
            if len(known) > _MOST_FURNITURE:
                known = {key: part for key, part in known.items() if key in self._on_pages}
            self._store.put(furniture_key(), pack(known))
        self._store.put(last_key(), "".join([furniture_key(), *map(_key_of, (*self._known, *self._groups))]).encode())


@cache
def furniture_key() -> str:
    """Give the key under which what was read of furniture is kept."""
    return Store.key("furniture as read", reader())


@cache
def last_key() -> str:
    """Give the key under which the keys are kept of what the last file was read with."""
    return Store.key("what was taken out for the last file", reader())


_KEY = re.compile("[0-9a-f]{64}")
_KEY_LENGTH = 64


def _key_of(group: Sequence[str]) -> str:
    return Store.key("bodies as read", *group)


def _groups(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    group: list[str] = []
    for key in keys:
        if group and int(key[:8], 16) % _GROUP == 0:
            yield tuple(group)
            group = []
        group.append(key)
    if group:
        yield tuple(group)
