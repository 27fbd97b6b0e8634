"""The files in an EPUB's container, read from bytes that nobody vouches for: bounded, never written anywhere."""

import io
import stat
import zipfile
import zlib
from collections import Counter
from functools import cached_property
from pathlib import PurePosixPath, PureWindowsPath

# The record that ends a ZIP file, its length, and how far a comment may push it from the end.
_END, _END_LENGTH, _MOST_COMMENT = b"PK\x05\x06", 22, 65_535
# Far longer than the list of any book's files, any document, and all text of any book.
_MOST_LISTED = 8_000_000
_MOST_OF_ONE = 16_000_000
_MOST_IN_ALL = 64_000_000
_ENCRYPTED = 0x1
# What a reader sees of a picture before it is decoded.
_MOST_OF_HEAD = 64_000_000
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class UnreadableError(Exception):
    """Bytes that are no EPUB, or one whose parts cannot be read."""


class RefusedError(UnreadableError):
    """A part that nobody should read: longer than any, or written so that it means more than it is long."""


class Archive:
    """A container.

    Args:
        data: Its bytes.

    Raises:
        UnreadableError: They are no ZIP file, or one with more files than any book.
    """

    def __init__(self, data: bytes) -> None:
        at = data.rfind(_END, max(0, len(data) - _END_LENGTH - _MOST_COMMENT))
        if at < 0 or len(data) < at + _END_LENGTH:
            raise UnreadableError("it is no ZIP file, or its end is missing")
        # Checked before all of them are read: each takes far more memory than it has bytes.
        if int.from_bytes(data[at + 12 : at + 16], "little") > _MOST_LISTED:
            raise UnreadableError("it lists more files than any book has")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._infos = {info.filename: info for info in self._archive.infolist()}
        # A name in an unknown code page, a header that leads out of the file.
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as problem:
            raise UnreadableError(f"it is a damaged ZIP file: {problem}") from problem
        self._left = _MOST_IN_ALL

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of its files, in their order, a name that stands twice once."""
        return tuple(name for name in self._infos if not name.endswith("/"))

    @cached_property
    def doubled(self) -> tuple[str, ...]:
        """Names that several files have, where capitals make no difference."""
        counts = Counter(info.filename.casefold() for info in self._archive.infolist())
        return tuple(sorted(name for name, count in counts.items() if count > 1))

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """Names by which a careless program would write outside the folder that it unpacks to; links as well."""
        return tuple(name for name, info in self._infos.items() if _leads_out(name) or _is_link(info))

    @cached_property
    def locked(self) -> tuple[str, ...]:
        """Files that need a password."""
        return tuple(name for name, info in self._infos.items() if info.flag_bits & _ENCRYPTED)

    @cached_property
    def unpacked_bytes(self) -> int:
        """The length that its files say they have together."""
        return sum(info.file_size for info in self._archive.infolist())

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Give a document, a style sheet or a font; they count together.

        Raises:
            UnreadableError: It is not there, damaged, or locked.
            RefusedError: It is longer than any, or all read so far are.
        """
        data = self._read(name, _MOST_OF_ONE)
        self._left -= len(data)
        if self._left < 0:
            raise RefusedError(f"{name} is one too many: the files of this book are longer than those of any")
        return data

    def read_picture(self, name: str) -> bytes:
        """Give a picture, which nobody keeps.

        Raises:
            UnreadableError: It is not there, damaged, or locked.
            RefusedError: It is longer than any.
        """
        return self._read(name, _MOST_OF_HEAD)

    def _read(self, name: str, most: int) -> bytes:
        info = self._infos.get(name)
        if info is None:
            raise UnreadableError(f"{name} is missing")
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError(f"{name} is locked by a password")
        if info.file_size > most:
            raise RefusedError(f"{name} is longer than any file of a book ({info.file_size} bytes)")
        # Others are no part of EPUB, and cannot be unpacked by parts.
        if info.compress_type not in _WAYS:
            raise RefusedError(f"{name} is compressed in a way that EPUB does not have")
        try:
            return self._archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as problem:
            raise UnreadableError(f"{name} is damaged: {problem}") from problem


def _leads_out(name: str) -> bool:
    windows = PureWindowsPath(name)
    return ".." in PurePosixPath(name).parts or ".." in windows.parts or bool(windows.drive or windows.root)


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)
