"""Structure tags: what the text of pages is, for screen readers and for reuse."""

from publisher.pdf.structure.elements import Content, Element, LinkArea, contents
from publisher.pdf.structure.reading import structure
from publisher.pdf.structure.vocabulary import PDF_1_7, PDF_2_0, Vocabulary
from publisher.pdf.structure.writing import TaggedPart, write_structure

__all__ = [
    "PDF_1_7",
    "PDF_2_0",
    "Content",
    "Element",
    "LinkArea",
    "TaggedPart",
    "Vocabulary",
    "contents",
    "structure",
    "write_structure",
]
