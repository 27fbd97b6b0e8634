"""The e-book edition: documents, navigation, package, and a container that is the same every time."""

from publisher.epub.edition import Ebook, render

__all__ = ["Ebook", "render"]
