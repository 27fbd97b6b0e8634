"""The metadata of a PDF (XMP), as plain names and texts."""

import io
from collections.abc import Iterator, Mapping

import pikepdf
from lxml import etree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MOST_BYTES = 5_000_000


def read_metadata(pdf: pikepdf.Pdf) -> Mapping[str, str]:
    """Give what metadata say, by qualified name: the first text of lists, nothing if they cannot be read."""
    return dict(_said(pdf))


def _said(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.parse(io.BytesIO(stream.read_bytes()[:_MOST_BYTES]), parser).getroot()
    except (etree.XMLSyntaxError, pikepdf.PdfError):
        return
    for description in root.iter(f"{_RDF}Description"):
        yield from ((str(name), str(value)) for name, value in description.attrib.items())
        for element in description:
            words = [text.strip() for text in element.itertext() if text.strip()]
            yield str(element.tag), words[0] if words else ""
