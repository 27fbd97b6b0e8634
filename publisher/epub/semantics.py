"""What each part is, in the words of EPUB (`epub:type`) and of DPUB-ARIA (`role`)."""

from markupsafe import Markup

from publisher.model import Division, Role

# DPUB-ARIA 1.1 has a role for each of these; EPUB SSV 1.1 calls them by the model's own names.
_ARIA = {role: f"doc-{role}" for role in Role}

_MATTER = {Division.FRONT: "frontmatter", Division.BODY: "bodymatter", Division.BACK: "backmatter"}


def section_semantics(role: Role) -> Markup:
    """Give the attributes of a section's element."""
    return _attributes(str(role), _ARIA[role])


def matter(role: Role) -> str:
    """Give the `epub:type` of the division that a section stands in."""
    return _MATTER[role.division]


def block_semantics(kind: str) -> Markup:
    """Give the attributes of a kind of block; none where HTML says it already."""
    return _attributes("epigraph", "doc-epigraph") if kind == "epigraph" else Markup("")


def language(tag: str) -> Markup:
    """Give the attributes that state a language, for HTML and for XML."""
    return Markup(' lang="{0}" xml:lang="{0}"').format(tag)


def _attributes(epub_type: str, role: str) -> Markup:
    return Markup(' epub:type="{}" role="{}"').format(epub_type, role)
