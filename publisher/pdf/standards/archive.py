"""What an archive wants: the standards that it takes, and the manuscript in the file if it is asked for."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import date

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.model import ArchiveStandard, Book
from publisher.pdf.standards.identity import identify, pdf_a, pdf_ua
from publisher.pdf.standards.intents import add_archive_intent
from publisher.slug import slug

_UNIX = 3
_READABLE = 0o100644 << 16
# A zip archive knows no earlier year.
_FIRST_YEAR = 1980


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in the file: its name, its bytes, and what it is, for people."""

    name: str
    data: bytes
    says: str


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive wants of a book.

    Args:
        standard: What it takes.
        manuscript: A zip archive of the folder that the book is made from, if that is to be in the file.
    """

    standard: ArchiveStandard = ArchiveStandard.A3A
    manuscript: Attached | None = None


def archive_of(book: Book) -> Archive:
    """Give what an archive wants of a book."""
    metadata, standard = book.metadata, book.print_options.archive
    if not book.files:
        return Archive(standard)
    name = f"{slug(metadata.title)}-manuscript"
    packed = _packed(name, book, metadata.date)
    return Archive(standard, Attached(f"{name}.zip", packed, f"{metadata.title} (Markdown)"))


def _packed(folder: str, book: Book, day: date) -> bytes:
    """Pack the files of a book into a folder: the same bytes on every machine and at any time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in sorted(book.files.items()):
            info = zipfile.ZipInfo(f"{folder}/{name}", (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0))
            info.create_system, info.external_attr = _UNIX, _READABLE
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=9)
    return packed.getvalue()


def for_archive(book: pikepdf.Pdf, archive: Archive, day: date) -> None:
    """Make a bound book what an archive takes.

    Args:
        book: Complete.
        archive: What it wants.
        day: The book's date.
    """
    add_archive_intent(book, day)
    if archive.manuscript is not None:
        _attach(book, archive.manuscript, day)
    match archive.standard:
        case ArchiveStandard.A2A:
            identify(book, (pdf_a(2, "A"), pdf_ua(1)))
        case ArchiveStandard.A3A:
            identify(book, (pdf_a(3, "A"), pdf_ua(1)))
        case ArchiveStandard.A4:
            # What it told is in the metadata; PDF 2.0 wants it said there alone (ISO 19005-4, 6.1.3).
            del book.trailer["/Info"]
            identify(book, (pdf_a(4, "F" if archive.manuscript else None), pdf_ua(2)))


def _attach(book: pikepdf.Pdf, attached: Attached, day: date) -> None:
    """Put a file into a book as its source (ISO 19005-3, 6.8; ISO 32000-2, 14.13)."""
    moment = String(f"D:{day.strftime('%Y%m%d')}000000Z")
    params = Dictionary(
        Size=len(attached.data),
        CheckSum=String(hashlib.md5(attached.data, usedforsecurity=False).digest()),
        CreationDate=moment,
        ModDate=moment,
    )
    stream = book.make_stream(attached.data, Type=Name.EmbeddedFile, Subtype=Name("/application/zip"), Params=params)
    named = book.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attached.name),
            UF=String(attached.name),
            Desc=String(attached.says),
            AFRelationship=Name.Source,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    book.Root.AF = Array([named])
    book.Root.Names.EmbeddedFiles = Dictionary(Names=Array([String(attached.name), named]))
