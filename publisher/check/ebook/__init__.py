"""E-books under examination, whoever made them: rules on what a reader would miss."""

from publisher.check.ebook import (
    access,
    container,
    contents,
    faces,
    languages,
    looks,
    notes,
    page_lists,
    pictures,
    texts,
)
from publisher.check.ebook.container import HARMFUL
from publisher.check.ebook.opened import CONTAINER_RULES, EBOOK_RULES, OpenedEbook
from publisher.check.ebook.running import NEED_BOOK, NOT_WHOLE, examine_ebook

__all__ = [
    "CONTAINER_RULES",
    "EBOOK_RULES",
    "HARMFUL",
    "NEED_BOOK",
    "NOT_WHOLE",
    "OpenedEbook",
    "access",
    "container",
    "contents",
    "examine_ebook",
    "faces",
    "languages",
    "looks",
    "notes",
    "page_lists",
    "pictures",
    "texts",
]
