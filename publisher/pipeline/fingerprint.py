"""What an edition depends on, as one hash: if it is the same, the edition need not be made again.

Contents count, never times: a file that was touched and not changed is not changed.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from publisher.external.program import program
from publisher.store import Store
from publisher.theme import Theme


def fingerprint(folder: Path, theme: Theme, options: Iterable[str]) -> str:
    """Hash the manuscript, the theme, its fonts, the options given, our code and the versions it runs on.

    Args:
        folder: The manuscript. Every file in it counts, hidden ones aside, also those no section names yet.
        theme: Its files and the font files of its faces count.
        options: What else the result depends on, in a fixed order.
    """
    fonts = sorted({face.path for face in theme.faces})
    parts = (
        *options,
        *_digests(folder, _files(folder)),
        *_digests(theme.root, theme.files()),
        *_digests(Path("/"), fonts),
        program(),
    )
    return Store.key(*parts)


def sha256(path: Path) -> str:
    """Give the hash of a file's content; empty if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(place, name)


def _digests(root: Path, paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield path.relative_to(root).as_posix()
        if path.is_symlink():
            # Where it leads decides whether it is allowed.
            yield str(path.readlink())
        # Opening a pipe would wait for ever.
        yield sha256(path) if path.is_file() else "no file"
