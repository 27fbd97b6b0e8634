"""What an edition depends on, as one hash: if it is the same, the edition need not be made again.

Contents count, never times: a file that was touched and not changed is not changed.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from publisher.external.program import program
from publisher.store import Store
from publisher.theme import Theme

PROGRAM = "publish itself, or a library"
OPTIONS = "options of the command"


def inputs(folder: Path, theme: Theme) -> dict[str, str]:
    """Hash, each for itself, all files that an edition is made from, under names that a person understands.

    That is the manuscript, the theme, its fonts, our code and the versions it runs on.

    Args:
        folder: The manuscript. Every file in it counts, hidden ones aside, also those no section names yet.
        theme: Its files and the font files of its faces count.
    """
    fonts = sorted({face.path for face in theme.faces})
    return {
        **{name: _digest(folder / name) for name in _names(folder, _files(folder))},
        **{f"theme {theme.name}: {name}": _digest(theme.root / name) for name in _names(theme.root, theme.files())},
        **{f"font {path.name}, {count}": _digest(path) for count, path in enumerate(fonts, 1)},
        PROGRAM: program(),
    }


def with_options(files: Mapping[str, str], options: Iterable[str]) -> dict[str, str]:
    """Give the hashes of files with that of options, in a fixed order; it takes the place of one that is there."""
    return {**files, OPTIONS: Store.key(*options)}


def fingerprint(parts: Mapping[str, str]) -> str:
    """Give one hash of all inputs."""
    return Store.key(*(text for part in sorted(parts.items()) for text in part))


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


def _names(root: Path, paths: Iterable[Path]) -> Iterator[str]:
    return (path.relative_to(root).as_posix() for path in paths)


def _digest(path: Path) -> str:
    # Opening a pipe would wait for ever.
    content = sha256(path) if path.is_file() else "no file"
    # Where a link leads decides whether it is allowed.
    return f"{path.readlink()} {content}" if path.is_symlink() else content
