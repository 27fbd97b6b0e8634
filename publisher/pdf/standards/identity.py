"""What a PDF says it conforms to: identifications in its metadata, for several standards at once."""

from dataclasses import dataclass

import pikepdf
from lxml import etree

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a metadata schema: its name, value, and the type that a schema description gives it."""

    name: str
    value: str
    type: str = "Text"


@dataclass(frozen=True, slots=True)
class Identity:
    """A standard that a file names in its metadata.

    Args:
        title: Of the schema, for people.
        prefix: Of its namespace.
        namespace: Its address, which is a name and nothing that is fetched.
        properties: What the file says.
        known: Whether PDF/A 1 to 3 know the schema; others must be described in the file itself.
    """

    title: str
    prefix: str
    namespace: str
    properties: tuple[Property, ...]
    known: bool = False


def pdf_a(part: int, conformance: str | None) -> Identity:
    """Give the identification of PDF/A: part 2 or 3 with a level, part 4 with a revision.

    Source: ISO 19005-2 and -3, 6.6.4; ISO 19005-4, 6.7.3.
    """
    properties = [Property("part", str(part), "Integer")]
    if part == 4:
        properties.append(Property("rev", "2020", "Integer"))
    if conformance:
        properties.append(Property("conformance", conformance))
    return Identity("PDF/A", "pdfaid", "http://www.aiim.org/pdfa/ns/id/", tuple(properties), known=True)


def pdf_ua(part: int) -> Identity:
    """Give the identification of PDF/UA.

    Source: ISO 14289-1 and -2, clause 5.
    """
    properties = [Property("part", str(part), "Integer")]
    if part == 2:
        properties.append(Property("rev", "2024", "Integer"))
    return Identity("PDF/UA", "pdfuaid", "http://www.aiim.org/pdfua/ns/id/", tuple(properties))


def pdf_x4() -> Identity:
    """Give the identification of PDF/X-4.

    Source: ISO 15930-7, 6.4.
    """
    version = (Property("GTS_PDFXVersion", "PDF/X-4"),)
    return Identity("PDF/X", "pdfxid", "http://www.npes.org/pdfx/ns/id/", version)


def untrapped() -> Identity:
    """Give the word that no traps are drawn, which PDF/X wants said and PDF/A does not know.

    Source: ISO 32000-1, 14.11.6.
    """
    return Identity("Adobe PDF", "pdf", "http://ns.adobe.com/pdf/1.3/", (Property("Trapped", "False"),))


def identify(book: pikepdf.Pdf, identities: tuple[Identity, ...]) -> None:
    """Write identifications into a file's metadata, which must be there already.

    Schemas that PDF/A does not know are described wherever a file claims to be PDF/A 2 or 3.
    """
    root = etree.fromstring(book.Root.Metadata.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    rdf = root if root.tag == f"{{{_RDF}}}RDF" else next(root.iter(f"{{{_RDF}}}RDF"))
    for identity in identities:
        rdf.append(_description(identity))
    archive = next((identity for identity in identities if identity.prefix == "pdfaid"), None)
    unknown = [identity for identity in identities if not identity.known]
    if archive is not None and unknown and archive.properties[0].value != "4":
        rdf.append(_extension(unknown))
    body = etree.tostring(root, encoding="utf-8")
    packet = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' + body + b'\n<?xpacket end="w"?>'
    book.Root.Metadata = book.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def _description(identity: Identity) -> etree._Element:
    namespace = identity.namespace
    element = etree.Element(f"{{{_RDF}}}Description", nsmap={"rdf": _RDF, identity.prefix: namespace})
    element.set(f"{{{_RDF}}}about", "")
    for said in identity.properties:
        etree.SubElement(element, f"{{{namespace}}}{said.name}").text = said.value
    return element


def _extension(identities: list[Identity]) -> etree._Element:
    """Describe schemas that PDF/A does not know (ISO 19005-2, 6.6.2.3.3)."""
    names = {"rdf": _RDF, "pdfaExtension": _EXTENSION, "pdfaSchema": _SCHEMA, "pdfaProperty": _PROPERTY}
    element = etree.Element(f"{{{_RDF}}}Description", nsmap=names)
    element.set(f"{{{_RDF}}}about", "")
    bag = etree.SubElement(etree.SubElement(element, f"{{{_EXTENSION}}}schemas"), f"{{{_RDF}}}Bag")
    for identity in identities:
        schema = _resource(bag)
        etree.SubElement(schema, f"{{{_SCHEMA}}}schema").text = identity.title
        etree.SubElement(schema, f"{{{_SCHEMA}}}namespaceURI").text = identity.namespace
        etree.SubElement(schema, f"{{{_SCHEMA}}}prefix").text = identity.prefix
        properties = etree.SubElement(etree.SubElement(schema, f"{{{_SCHEMA}}}property"), f"{{{_RDF}}}Seq")
        for said in identity.properties:
            told = _resource(properties)
            etree.SubElement(told, f"{{{_PROPERTY}}}name").text = said.name
            etree.SubElement(told, f"{{{_PROPERTY}}}valueType").text = said.type
            etree.SubElement(told, f"{{{_PROPERTY}}}category").text = "internal"
            etree.SubElement(told, f"{{{_PROPERTY}}}description").text = f"{identity.title}: {said.name}"
    return element


def _resource(parent: etree._Element) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_RDF}}}li")
    element.set(f"{{{_RDF}}}parseType", "Resource")
    return element
