"""Content-addressed bytes on disk: knows keys and bytes, nothing else. Safe to delete at any time."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries, each named after its key; `None` keeps nothing."""

    folder: Path | None

    @staticmethod
    def key(*parts: str | bytes) -> str:
        """Make a key of everything that an entry depends on; the order and the limits of the parts count."""
        digest = hashlib.sha256()
        for part in parts:
            data = part if isinstance(part, bytes) else part.encode()
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
        return digest.hexdigest()

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Give the entry under a key; where there is none, or a damaged one, make it and keep it."""
        kept = self._read(key)
        if kept is not None:
            return kept
        data = make()
        self._write(key, data)
        return data

    def _path(self, key: str) -> Path | None:
        return self.folder / key[:2] / key if self.folder else None

    def _read(self, key: str) -> bytes | None:
        path = self._path(key)
        if path is None:
            return None
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        checksum, data = entry[:32], entry[32:]
        return data if hashlib.sha256(data).digest() == checksum else None

    def _write(self, key: str, data: bytes) -> None:
        path = self._path(key)
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, hashlib.sha256(data).digest() + data)
        except OSError:
            # A store that cannot be written costs time, never an edition.
            return


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
