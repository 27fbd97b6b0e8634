"""The book as bookshops take it: one product in ONIX for Books 3.1, by reference names.

Source: EDItEUR, ONIX for Books 3.1; the numbers beside codes are those of its code lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publisher.config.isbn import thirteen_digits
from publisher.epub.accessibility import Access, figures
from publisher.epub.resources import clean
from publisher.language.tags import three_letters
from publisher.model import Book, EpubOptions, Heading, Person, SubjectScheme
from publisher.walk import blocks_in

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"

_ROLES = {
    "aut": "A01",
    "aft": "A19",
    "aui": "A24",
    "com": "C01",
    "edt": "B01",
    "ill": "A12",
    "pht": "A13",
    "trl": "B06",
    "wac": "A21",
    "wfw": "A23",
    "win": "A24",
    "wpr": "A15",
}
"""List 17, by MARC relator."""
_OTHER_ROLE = "Z99"

_SCHEMES = {
    SubjectScheme.THEMA: "93",
    SubjectScheme.BISAC: "10",
    SubjectScheme.BIC: "12",
    SubjectScheme.UDC: "09",
    SubjectScheme.DDC: "01",
    SubjectScheme.LCSH: "04",
}
"""List 27."""
_KEYWORDS = "20"

_FEATURES = {
    "ARIA": ("30",),
    "MathML": ("17",),
    "alternativeText": ("14",),
    "displayTransformability": ("10", "36"),
    "pageBreakMarkers": ("19",),
    "pageNavigation": ("41",),
    "readingOrder": ("13",),
    "structuralNavigation": ("29", "32"),
    "tableOfContents": ("11",),
}
"""List 196, by the value of schema:accessibilityFeature. That languages are tagged (22) is always so."""


@dataclass(frozen=True, slots=True)
class _Element:
    """An element under construction; `None` and empty texts make no child."""

    node: etree._Element

    def add(self, name: str, text: str | None = None, **attributes: str) -> "_Element":
        child = etree.SubElement(self.node, f"{{{NAMESPACE}}}{name}", dict(attributes))
        if text is not None:
            child.text = clean(text)
        return _Element(child)

    def add_known(self, name: str, text: str | None, **attributes: str) -> None:
        if text:
            self.add(name, text, **attributes)


def record(book: Book, access: Access, pages: int) -> bytes:
    """Give the ONIX message that announces a book's e-book.

    Args:
        book: It.
        access: How it can be read.
        pages: How many pages its print edition has; 0 if nobody knows.
    """
    message = _Element(etree.Element(f"{{{NAMESPACE}}}ONIXMessage", {"release": "3.1"}, nsmap={None: NAMESPACE}))
    header = message.add("Header")
    data = book.metadata
    header.add("Sender").add("SenderName", _publisher(book))
    header.add("SentDateTime", f"{data.date:%Y%m%d}")
    product = message.add("Product")
    product.add("RecordReference", f"urn:uuid:{data.uuid}")
    product.add("NotificationType", "03")
    _add_identifiers(product, book)
    _add_description(product.add("DescriptiveDetail"), book, access, pages)
    if data.description:
        text = product.add("CollateralDetail").add("TextContent")
        text.add("TextType", "03")
        text.add("ContentAudience", "00")
        text.add("Text", data.description, language=three_letters(data.language))
    _add_publication(product.add("PublishingDetail"), book)
    if book.print_options.isbn:
        related = product.add("RelatedMaterial").add("RelatedProduct")
        related.add("ProductRelationCode", "13")
        _add_identifier(related, "15", thirteen_digits(book.print_options.isbn))
    etree.indent(message.node)
    return bytes(etree.tostring(message.node, encoding="utf-8", xml_declaration=True)) + b"\n"


def _publisher(book: Book) -> str:
    """Name who publishes the book; without a publishing house that is its author, and ONIX asks for some name."""
    data = book.metadata
    return data.publisher or next((person.name for person in data.authors), data.title)


def _add_identifiers(product: _Element, book: Book) -> None:
    _add_identifier(product, "22", f"urn:uuid:{book.metadata.uuid}")
    if book.epub_options.isbn:
        digits = thirteen_digits(book.epub_options.isbn)
        # An ISBN is a number of goods too, and is asked for as both.
        _add_identifier(product, "03", digits)
        _add_identifier(product, "15", digits)


def _add_identifier(parent: _Element, kind: str, value: str) -> None:
    identifier = parent.add("ProductIdentifier")
    identifier.add("ProductIDType", kind)
    identifier.add("IDValue", value)


def _add_description(detail: _Element, book: Book, access: Access, pages: int) -> None:
    data = book.metadata
    detail.add("ProductComposition", "00")
    detail.add("ProductForm", "ED")
    detail.add("ProductFormDetail", "E101")
    detail.add("ProductFormDetail", "E200")
    _add_feature(detail, "15", "101F")
    for code, words in _access_codes(book, access):
        _add_feature(detail, "09", code, words)
    detail.add("PrimaryContentType", "10")
    if "visual" in access.modes:
        detail.add("ProductContentType", "07")
    detail.add("EpubTechnicalProtection", "00")
    _add_series(detail, book)
    _add_title(detail, book)
    for place, person in enumerate(data.authors, 1):
        _add_contributor(detail, place, person)
    if not data.authors:
        detail.add("NoContributor")
    detail.add_known("EditionStatement", data.edition)
    language = detail.add("Language")
    language.add("LanguageRole", "01")
    language.add("LanguageCode", three_letters(data.language))
    if pages:
        extent = detail.add("Extent")
        extent.add("ExtentType", "08")
        extent.add("ExtentValue", str(pages))
        extent.add("ExtentUnit", "03")
    _add_subjects(detail, book)


def _add_feature(detail: _Element, kind: str, value: str, words: str | None = None) -> None:
    feature = detail.add("ProductFormFeature")
    feature.add("ProductFormFeatureType", kind)
    feature.add("ProductFormFeatureValue", value)
    feature.add_known("ProductFormFeatureDescription", words)


def _access_codes(book: Book, access: Access) -> Iterator[tuple[str, str | None]]:
    """Give codes of list 196, each with the words that belong to it."""
    yield "00", access.summary
    codes = {code for feature in access.features for code in _FEATURES.get(feature, ())} | {"22"}
    if "textual" in access.sufficient:
        codes.add("52")
    if "longDescription" in access.features and all(figure.details for figure in figures(book)):
        codes.add("15")
    if _has_deep_headings(book):
        # The code says that contents lead to all levels; ours have two.
        codes.discard("11")
    yield from ((code, None) for code in sorted(codes))
    yield from _claims(book.epub_options)


def _has_deep_headings(book: Book) -> bool:
    blocks = (block for section in book.sections for block in blocks_in(section.blocks))
    return any(isinstance(block, Heading) and block.level > 2 for block in blocks)


def _claims(options: EpubOptions) -> Iterator[tuple[str, str | None]]:
    if options.certified_by:
        yield from (("04", None), ("82", None), ("85", None), ("90", options.certified_by))
        if options.certifier_credential:
            yield "89" if "://" in options.certifier_credential else "88", options.certifier_credential
        if options.certifier_report:
            yield "94", options.certifier_report
    if options.accessibility_contact:
        yield "99", options.accessibility_contact


def _add_series(detail: _Element, book: Book) -> None:
    data = book.metadata
    if not data.series:
        detail.add("NoCollection")
        return
    collection = detail.add("Collection")
    collection.add("CollectionType", "10")
    title = collection.add("TitleDetail")
    title.add("TitleType", "01")
    series = title.add("TitleElement")
    series.add("TitleElementLevel", "02")
    series.add("TitleText", data.series)
    if data.series_number is not None:
        number = title.add("TitleElement")
        number.add("TitleElementLevel", "01")
        number.add("PartNumber", f"{data.series_number:g}")


def _add_title(detail: _Element, book: Book) -> None:
    title = detail.add("TitleDetail")
    title.add("TitleType", "01")
    element = title.add("TitleElement")
    element.add("TitleElementLevel", "01")
    element.add("TitleText", book.metadata.title)
    element.add_known("Subtitle", book.metadata.subtitle)


def _add_contributor(detail: _Element, place: int, person: Person) -> None:
    contributor = detail.add("Contributor")
    contributor.add("SequenceNumber", str(place))
    contributor.add("ContributorRole", _ROLES.get(person.role, _OTHER_ROLE))
    contributor.add("PersonName", person.name)
    contributor.add_known("PersonNameInverted", person.file_as)


def _add_subjects(detail: _Element, book: Book) -> None:
    for place, code in enumerate(dict.fromkeys(book.metadata.subject_codes)):
        subject = detail.add("Subject")
        if place == 0:
            subject.add("MainSubject")
        subject.add("SubjectSchemeIdentifier", _SCHEMES[code.scheme])
        # Headings of libraries have no other code than themselves.
        subject.add("SubjectHeadingText" if code.scheme is SubjectScheme.LCSH else "SubjectCode", code.code)
        if code.scheme is not SubjectScheme.LCSH:
            subject.add("SubjectHeadingText", code.name)
    if book.metadata.subjects:
        keywords = detail.add("Subject")
        keywords.add("SubjectSchemeIdentifier", _KEYWORDS)
        keywords.add("SubjectHeadingText", "; ".join(book.metadata.subjects))


def _add_publication(detail: _Element, book: Book) -> None:
    data = book.metadata
    publisher = detail.add("Publisher")
    publisher.add("PublishingRole", "01")
    publisher.add("PublisherName", _publisher(book))
    detail.add_known("CityOfPublication", data.place)
    detail.add("PublishingStatus", "04")
    date = detail.add("PublishingDate")
    date.add("PublishingDateRole", "01")
    date.add("Date", f"{data.date:%Y%m%d}", dateformat="00")
