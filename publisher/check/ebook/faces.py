"""Rules on the fonts that an e-book brings: each is used, and has the letters that it is there for."""

import unicodedata
from collections.abc import Iterator

import uharfbuzz as harfbuzz

from publisher.check.ebook.elements import text_in
from publisher.check.ebook.opened import OpenedEbook, ebook_rule, warning
from publisher.check.ebook.styles import values_of
from publisher.epub.reading import UnreadableError
from publisher.errors import Diagnostic
from publisher.source import Position

_FONTS = frozenset(
    {
        *("font/ttf", "font/otf", "font/sfnt", "font/woff", "font/woff2", "application/vnd.ms-opentype"),
        *("application/font-sfnt", "application/font-woff", "application/x-font-ttf", "application/x-font-otf"),
        *("application/x-font-truetype", "application/x-font-opentype"),
    }
)
_TEXT = frozenset({"html", "body", "p", "*", ":root"})
_MOST_TOLD = 12


@ebook_rule("font-undeclared")
def font_undeclared(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find fonts that no style sheet names, and style sheets that name fonts which the package does not."""
    files = {item.path for item in ebook.read.manifest.values() if item.media_type in _FONTS}
    named = {path for face in ebook.styles.faces for path in face.paths}
    for path in sorted(files - named):
        hint = "add an @font-face rule for it, or take it out"
        yield warning("font-undeclared", "no style sheet has an @font-face rule for this font", Position(path, 1), hint)
    declared = {item.path for item in ebook.read.manifest.values()}
    for face in ebook.styles.faces:
        if face.paths and not declared & set(face.paths):
            message = f"the font file {face.paths[0]} is not in the package's manifest"
            yield warning("font-undeclared", message, face.at, "add the file to the book and to its manifest")


@ebook_rule("font-lacks-letters")
def font_lacks_letters(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find letters of the text that no font of the book has: a reader puts those of another font between the others."""
    embedded = _families_of_text(ebook) & {face.family for face in ebook.styles.faces}
    if not embedded:
        return
    known = _characters(ebook)
    if not known:
        return
    for page in ebook.texts:
        lacking = sorted(sign for sign in set(text_in(page.root)) - known if _leaves_ink(sign))
        if lacking:
            shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in lacking[:_MOST_TOLD])
            more = f" and {len(lacking) - _MOST_TOLD} more" if len(lacking) > _MOST_TOLD else ""
            message = f"no font of the book has {shown}{more}"
            hint = "embed a font that has them, or embed the one that you have whole and not cut down"
            yield warning("font-lacks-letters", message, page.at(page.root), hint)


def _families_of_text(ebook: OpenedEbook) -> set[str]:
    """Give the families that running text is asked to be set in."""
    families: set[str] = set()
    for rule in ebook.styles.rules:
        if _TEXT & {part.strip() for part in rule.selector.split(",")}:
            parts = values_of(rule.says.get("font-family", "") or rule.says.get("font", ""))
            families.update(part.value.casefold() for part in parts if part.type in ("string", "ident"))
    return families


def _characters(ebook: OpenedEbook) -> set[str]:
    """Give what the fonts of the book have together; nothing if one of them cannot be looked into."""
    characters: set[str] = set()
    for path in dict.fromkeys(path for face in ebook.styles.faces for path in face.paths):
        try:
            face = harfbuzz.Face(ebook.read.archive.read(path))
        except UnreadableError:
            return set()
        own = {chr(code) for code in face.unicodes}
        # One that is compressed (WOFF) or obfuscated.
        if not own:
            return set()
        characters |= own
    return characters


def _leaves_ink(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "ZC"
