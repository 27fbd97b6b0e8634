"""Files to one container: EbookLib writes manifest, spine and archive, our template the metadata.

EbookLib 0.20 can set neither the package's `xml:lang` nor refinements in their place, gives local time as UTC,
and draws a random identifier; so its `<metadata>` gives way to ours before the archive is made anew.
"""

import io
import zipfile
from collections.abc import Sequence

from ebooklib import epub
from lxml import etree

from publisher.epub.repack import repack
from publisher.epub.resources import Resource
from publisher.epub.semantics import runs_left
from publisher.store import Store

PACKAGE = "EPUB/content.opf"
NAV_ID = "nav"
NCX_ID = "ncx"
UNIQUE_ID = "uuid"


RECORD = "onix.xml"


def pack(
    resources: Sequence[Resource], spine: Sequence[str], metadata: str, language: str, record: bytes, store: Store
) -> bytes:
    """Give the bytes of the EPUB.

    Args:
        resources: Every file of the package; the navigation and the NCX have the ids `NAV_ID` and `NCX_ID`.
        spine: Ids of the documents in reading order.
        metadata: The package's `<metadata>` element; its identifier has the id `UNIQUE_ID`.
        language: Of the package's own words, a BCP 47 tag.
        record: What the metadata link to at `RECORD`: no part of the book, and so in no manifest.
        store: Keeps files as they are compressed.
    """
    entries = _contain(resources, spine)
    entries[f"EPUB/{RECORD}"] = record
    entries[PACKAGE] = _amend(entries[PACKAGE], metadata, language)
    return repack(entries, store)


def _contain(resources: Sequence[Resource], spine: Sequence[str]) -> dict[str, bytes]:
    book = epub.EpubBook()
    for resource in resources:
        item = epub.EpubItem(resource.identifier, resource.path, resource.media_type, resource.data)
        item.properties = list(resource.properties)
        book.add_item(item)
    # The contents are reached through the reader's own list, and by the landmark that asks for this place in the spine.
    book.spine = [*spine, (NAV_ID, "no")]
    container = io.BytesIO()
    # Compression is the last archive's business.
    epub.write_epub(container, book, {"raise_exceptions": True, "compresslevel": 0})
    with zipfile.ZipFile(container) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _amend(package: bytes, metadata: str, language: str) -> bytes:
    root = etree.fromstring(package)
    root.attrib.clear()
    root.set("version", "3.0")
    root.set("unique-identifier", UNIQUE_ID)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    ours = etree.fromstring(metadata.encode(), etree.XMLParser(remove_blank_text=True))
    root.replace(root[0], ours)
    if runs_left(language):
        for spine in root.iter("{*}spine"):
            spine.set("page-progression-direction", "rtl")
    etree.cleanup_namespaces(root)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
