"""Files of a manuscript folder: inside it, not too large, UTF-8."""

import posixpath
from collections.abc import Iterable
from pathlib import Path

from publisher.errors import Diagnostic
from publisher.source import Position

MOST_TEXT_BYTES = 10_000_000
"""A text of a million words is smaller."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


def inside(folder: Path, name: str) -> Path | None:
    """Give the file that a name means, all symbolic links followed; `None` if it lies outside the folder."""
    try:
        real = (folder / name).resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    return real if real.is_relative_to(folder.resolve()) else None


def read_all(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Read those of some files that are there, inside the folder; their paths in it are what they are known by."""
    found = {}
    for name in names:
        real, path = inside(folder, name), posixpath.normpath(name)
        if real is not None and real.is_file() and not path.startswith(("/", "..")):
            found[path] = real.read_bytes()
    return found


def megabytes(size: float) -> str:
    """Write a size in bytes for people."""
    return f"{size / 1_000_000:.0f} MB"


def read_text(file: Path, path: str) -> tuple[str | None, list[Diagnostic]]:
    """Read a text file, unless it is too large or no text; never more than the limit is read.

    Args:
        file: An existing file.
        path: The file, as messages shall name it.
    """
    if (size := file.stat().st_size) > MOST_TEXT_BYTES:
        return None, [_too_large(size, path)]
    with file.open("rb") as stream:
        data = stream.read(MOST_TEXT_BYTES + 1)
    if len(data) > MOST_TEXT_BYTES:
        return None, [_too_large(len(data), path)]
    return _decoded(data, path)


def _too_large(size: int, path: str) -> Diagnostic:
    return Diagnostic(
        code="file-too-large",
        message=f"this file has {megabytes(size)}; {megabytes(MOST_TEXT_BYTES)} is the most that is read",
        at=Position(path, 1),
        hint="divide it into sections, or see whether it is a text at all",
    )


def _decoded(data: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    if data.startswith(_UTF16):
        hint = "the file is UTF-16: save it as UTF-8"
        return None, [_not_utf8("this file is not UTF-8", Position(path, 1), hint)]
    if (nul := data.find(b"\0")) >= 0:
        return None, [
            Diagnostic(
                code="nul-byte",
                message="this file holds a NUL, so it is no text",
                at=_position(data, nul, path),
                hint="write it again from the program it came from, as plain text in UTF-8",
            )
        ]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        hint = "open the file in an editor and save it as UTF-8"
        return None, [_not_utf8(message, _position(data, error.start, path), hint)]


def _not_utf8(message: str, at: Position, hint: str) -> Diagnostic:
    return Diagnostic(code="encoding-not-utf8", message=message, at=at, hint=hint)


def _position(data: bytes, offset: int, path: str) -> Position:
    """Turn an offset in bytes, before which all is UTF-8 or nearly so, into line and column."""
    before = data[:offset].removeprefix(_BOM).decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Position(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
