"""Rules on an e-book's container: what unpacks into harm, what is locked, what cannot be read at all."""

from collections.abc import Iterator
from typing import Any

from publisher.check.ebook.opened import OpenedEbook, container_rule, error, warning
from publisher.epub.archive import RefusedError, UnreadableError
from publisher.errors import Diagnostic
from publisher.source import Position

MOST_UNPACKED = 1_000_000_000
"""More than any shop takes, in bytes."""
_ENCRYPTION, _RIGHTS = "META-INF/encryption.xml", "META-INF/rights.xml"
_ENC = "{http://www.w3.org/2001/04/xmlenc#}"
# Ways to keep fonts from being taken out of a book; readers undo both.
_OBFUSCATIONS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})

HARMFUL = frozenset({"file-outside-epub", "ebook-too-large", "document-refused", "ebook-locked", "picture-too-large"})
"""Codes of books that are given to no other program."""


@container_rule("file-outside-epub")
def file_outside(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find files that a careless reader would write outside the book's folder."""
    hint = "do not open it with other programs: pack it again from files that you know"
    for name in ebook.read.archive.outside:
        yield error("file-outside-epub", f"the file “{name}” leads out of the container", None, hint)


@container_rule("file-doubled")
def file_doubled(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find names that several files have, so that readers show now one, now the other."""
    for name in ebook.read.archive.doubled:
        hint = "pack the book again with one file of this name; capitals make no difference"
        yield error("file-doubled", f"two files are called “{name}”", None, hint)


@container_rule("ebook-too-large")
def too_large(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find books that unpack into more than any shop takes, or any phone has room for."""
    size = ebook.read.archive.unpacked_bytes
    if size > MOST_UNPACKED:
        hint = "do not unpack it: look for what is so large in it with a program that lists files"
        yield error("ebook-too-large", f"it unpacks into {size / 1e9:.1f} GB", None, hint)


@container_rule("document-unreadable")
def document_unreadable(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find documents that are missing, damaged or no XML; no other rule sees them."""
    for path, why in ebook.unreadable.items():
        if not isinstance(why, RefusedError):
            hint = "mend this file, or make the book again; until then nothing in it is checked"
            yield error("document-unreadable", _told(path, why), Position(path, 1), hint)
    if not ebook.read.spine:
        hint = "the package's spine must name the documents in their order"
        yield error("document-unreadable", "the book has nothing to read", ebook.package_at, hint)


@container_rule("document-refused")
def document_refused(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find documents that are longer than any, or written so that they mean more than they are long."""
    for path, why in ebook.unreadable.items():
        if isinstance(why, RefusedError):
            hint = "write it in UTF-8, without entities of its own, and cut it into chapters; it was not read"
            yield error("document-refused", _told(path, why), Position(path, 1), hint)


def _told(path: str, why: UnreadableError) -> str:
    return f"the document{str(why).removeprefix(path)}"


@container_rule("ebook-locked")
def locked(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find files that only some readers, or some people, can open."""
    hint = "check the book before it is locked"
    archive = ebook.read.archive
    if archive.locked:
        yield error("ebook-locked", f"locked by a password: {len(archive.locked)} files", None, hint)
    if archive.has(_RIGHTS):
        yield error("ebook-locked", "the book has rights management (DRM)", Position(_RIGHTS, 1), hint)
    for way, name in _encrypted(ebook):
        if way not in _OBFUSCATIONS:
            message = f"“{name}” is encrypted by {way or 'a way that is not named'}"
            yield error("ebook-locked", message, Position(_ENCRYPTION, 1), hint)


@container_rule("font-obfuscated")
def font_obfuscated(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find fonts that are made unreadable for other programs, which some readers cannot undo."""
    names = [name for way, name in _encrypted(ebook) if way in _OBFUSCATIONS]
    if names:
        message = f"obfuscated fonts, instead of which some readers show others: {len(names)}"
        hint = "embed fonts as they are, if their licence allows it"
        yield warning("font-obfuscated", message, Position(_ENCRYPTION, 1), hint)


@container_rule("epub-version-old")
def version_old(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find e-books of EPUB 2, which has no pop-up notes, no page list that is read aloud, no accessibility."""
    if not ebook.is_epub3:
        version = ebook.read.package.get("version") or "of no version"
        hint = "make it again as EPUB 3: its rules on contents, landmarks and access are not held to this file"
        yield warning("epub-version-old", f"the book is EPUB {version}", ebook.package_at, hint)


def _encrypted(ebook: OpenedEbook) -> Iterator[tuple[str, str]]:
    """Give each file that is said to be encrypted, behind the way it is."""
    if not ebook.read.archive.has(_ENCRYPTION):
        return
    try:
        root: Any = ebook.read.tree(_ENCRYPTION)
    except UnreadableError as problem:
        yield "", str(problem)
        return
    for data in root.iter(f"{_ENC}EncryptedData"):
        method, reference = data.find(f"{_ENC}EncryptionMethod"), data.find(f".//{_ENC}CipherReference")
        way = "" if method is None else method.get("Algorithm") or ""
        yield way, "" if reference is None else reference.get("URI") or ""
