"""Structure tags: what the text of pages is, for screen readers and for reuse."""

from publisher.pdf.structure.elements import Content, Element, LinkArea, contents, moved
from publisher.pdf.structure.reading import structure
from publisher.pdf.structure.writing import TaggedPart, write_structure

__all__ = ["Content", "Element", "LinkArea", "TaggedPart", "contents", "moved", "structure", "write_structure"]
