"""How links inside the book are written until pages are bound."""

LINK_SCHEME = "xref:"
"""Links inside the book are drawn as URIs of this scheme; binding turns them into destinations."""
