"""Finished XHTML documents read as trees and written again."""

from typing import Any

from lxml import etree

XHTML_NAMESPACE = "{http://www.w3.org/1999/xhtml}"
OPS_TYPE = "{http://www.idpf.org/2007/ops}type"

INLINE = frozenset(("a", "abbr", "b", "cite", "code", "em", "i", "img", "q", "small", "span", "strong", "sub", "sup"))
"""Elements in which a word goes on that began outside."""

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'


def read_document(document: str) -> Any:
    """Give the root of an XHTML document."""
    return etree.fromstring(document.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def write_document(root: Any) -> str:
    """Give a tree as an XHTML document."""
    return _HEAD + etree.tostring(root, encoding="unicode") + "\n"


def classes(element: Any) -> set[str]:
    """Give the classes of an element."""
    return set((element.get("class") or "").split())


def take_out(element: Any) -> None:
    """Take an element out of its tree; what stands behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)
