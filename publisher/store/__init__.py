"""Content-addressed bytes on disk: knows keys and bytes, nothing else. Safe to delete at any time."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 500_000_000
"""What a store may take on disk after it was pruned: a hundred states of a book of 500 pages."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries, each named after its key.

    Args:
        folder: Where; `None` keeps nothing.
        gives: Whether what it keeps is given out; a store that only takes makes all that it holds again.
    """

    folder: Path | None
    gives: bool = True

    @staticmethod
    def key(*parts: str | bytes) -> str:
        """Make a key of everything that an entry depends on; the order and the limits of the parts count."""
        written: list[bytes] = []
        for part in parts:
            data = part if isinstance(part, bytes) else part.encode()
            written += (len(data).to_bytes(8, "big"), data)
        return hashlib.sha256(b"".join(written)).hexdigest()

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Give the entry under a key; where there is none, or a damaged one, make it and keep it."""
        kept = self.get(key)
        if kept is not None:
            return kept
        data = make()
        self.put(key, data)
        return data

    def get(self, key: str) -> bytes | None:
        """Give the entry under a key; `None` where there is none, or a damaged one."""
        path = self._path(key)
        if path is None or not self.gives:
            return None
        try:
            entry = path.read_bytes()
            if entry[:32] != _seal(key, entry[32:]):
                return None
            # So that pruning knows what is still of use.
            os.utime(path)
        except OSError:
            return None
        return entry[32:]

    def put(self, key: str, data: bytes) -> None:
        """Keep an entry, if that can be done."""
        path = self._path(key)
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, _seal(key, data) + data)
        except OSError:
            # A store that cannot be written costs time, never an edition.
            return

    def prune(self, most_bytes: int = MOST_BYTES) -> None:
        """Remove the entries that were of no use for longest, until the others take no more than this.

        A build that runs at the same time and misses one makes it again.
        """
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        for _, size, path in entries:
            if total <= most_bytes:
                return
            try:
                path.unlink()
            except OSError:
                continue
            total -= size

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """Give each file, leftovers of killed writes too: when it was last of use, its bytes, its path."""
        for path in self.folder.glob("??/*") if self.folder else ():
            try:
                told = path.lstat()
            except OSError:
                continue
            yield told.st_mtime_ns, told.st_size, path

    def _path(self, key: str) -> Path | None:
        return self.folder / key[:2] / key if self.folder else None


def _seal(key: str, data: bytes) -> bytes:
    """Give what tells a whole entry from a damaged one, and from one that stands under another's key."""
    digest = hashlib.sha256(key.encode())
    digest.update(data)
    return digest.digest()


def code_of(*files: str) -> bytes:
    """Give the source of modules, by their `__file__`: in a key, it keeps an entry from outliving what made it."""
    return b"".join(Path(file).read_bytes() for file in files)


def write_atomically(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Replace a file so that a reader, or a kill at any moment, finds the old bytes or the new ones, never half."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
