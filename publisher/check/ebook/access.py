"""Rules on what an e-book says of its accessibility: that it says it, and that it is so."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from publisher.check.ebook.elements import text_in, types, within
from publisher.check.ebook.opened import OpenedEbook, ebook_rule, error, warning
from publisher.check.ebook.texts import HEADINGS
from publisher.epub.trees import XHTML_NAMESPACE
from publisher.errors import Diagnostic

_FEATURE = "schema:accessibilityFeature"
_MODE = "schema:accessMode"
_NEEDED = (_MODE, _FEATURE, "schema:accessibilityHazard")
_WANTED = ("schema:accessModeSufficient", "schema:accessibilitySummary")
_PICTURES = tuple(XHTML_NAMESPACE + name for name in ("img", "picture", "canvas"))
_SOUNDS = tuple(XHTML_NAMESPACE + name for name in ("audio", "video"))
_SVG = "{http://www.w3.org/2000/svg}svg"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_SUM = "its metadata are what people choose a book by"


@ebook_rule("access-unsaid")
def access_unsaid(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find books that do not say how they can be read: shops and libraries list them as unknown."""
    if not ebook.is_epub3:
        return
    for names, make in ((_NEEDED, error), (_WANTED, warning)):
        missing = [name for name in names if not any(ebook.metadata.get(name, ()))]
        if missing:
            message = f"the package does not say: {', '.join(missing)}"
            hint = "add them as meta elements with these properties, from what is true of the book"
            yield make("access-unsaid", message, ebook.package_at, hint)


@ebook_rule("access-feature-absent")
def access_feature_absent(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find features that a book claims and does not have."""
    if ebook.unreadable:
        # Nobody knows what stands there.
        return
    for name in ebook.metadata.get(_FEATURE, ()):
        absent = _ABSENT.get(name)
        why = absent(ebook) if absent else None
        if why:
            message = f"the package claims {name}, and {why}"
            hint = f"take the claim away, or give the book what it says: {_SUM}"
            yield error("access-feature-absent", message, ebook.package_at, hint)


@ebook_rule("access-mode-wrong")
def access_mode_wrong(ebook: OpenedEbook) -> Iterator[Diagnostic]:
    """Find books that say they are seen, heard or read, and have nothing for it; or that do not say it and have."""
    said = set(ebook.metadata.get(_MODE, ()))
    if not said or ebook.unreadable:
        return
    has = {"visual": _has(ebook, *_PICTURES, _SVG), "auditory": _has(ebook, *_SOUNDS)}
    has["textual"] = any(text_in(page.root).strip() for page in ebook.texts)
    things = {"visual": "picture", "auditory": "sound", "textual": "text"}
    for mode, is_there in has.items():
        if mode in said and not is_there:
            message = f"the package says {_MODE} {mode}, and the book has no {things[mode]}"
            yield error("access-mode-wrong", message, ebook.package_at, f"take it away: {_SUM}")
        # Sound and film may be offered beside a text that is whole without them.
        elif mode == "visual" and is_there and mode not in said and not _has_cover_alone(ebook):
            message = f"the book has pictures, and the package does not say {_MODE} visual"
            yield error("access-mode-wrong", message, ebook.package_at, f"add it: {_SUM}")


def _has(ebook: OpenedEbook, *tags: str) -> bool:
    return any(next(page.root.iter(*tags), None) is not None for page in ebook.texts)


def _has_cover_alone(ebook: OpenedEbook) -> bool:
    """Say whether pictures stand on the cover and the title page alone, which carry no content that is not in words."""
    return all(_is_cover(element) for page in ebook.texts for element in page.root.iter(*_PICTURES, _SVG))


def _is_cover(element: Any) -> bool:
    return any({"cover", "titlepage"} & types(outer) for outer in within(element))


def _without_alt(ebook: OpenedEbook) -> str | None:
    images = [image for page in ebook.pages for image in page.elements("img")]
    missing = sum(image.get("alt") is None for image in images)
    if not images and not _has(ebook, _SVG):
        return "has no picture"
    return f"{missing} of {len(images)} pictures have no alternative text" if missing else None


def _without_list(kind: str, says: str) -> Callable[[OpenedEbook], str | None]:
    return lambda ebook: None if ebook.listed(kind) else says


def _without(says: str, *tags: str) -> Callable[[OpenedEbook], str | None]:
    return lambda ebook: None if _has(ebook, *tags) else says


def _without_markers(ebook: OpenedEbook) -> str | None:
    marked = any("pagebreak" in types(element) for page in ebook.texts for element in page.elements())
    return None if marked else "marks no page"


def _without_overlay(ebook: OpenedEbook) -> str | None:
    has = any(item.media_type == "application/smil+xml" for item in ebook.read.manifest.values())
    return None if has else "has no sound in step with its text"


def _without_index(ebook: OpenedEbook) -> str | None:
    has = any("index" in types(element) for page in ebook.texts for element in page.elements())
    return None if has else "has no index"


_ABSENT: Mapping[str, Callable[[OpenedEbook], str | None]] = {
    "alternativeText": _without_alt,
    "tableOfContents": _without_list("toc", "has no contents"),
    "pageNavigation": _without_list("page-list", "lists no pages"),
    "printPageNumbers": _without_markers,
    "pageBreakMarkers": _without_markers,
    "structuralNavigation": _without("has no heading", *(XHTML_NAMESPACE + name for name in HEADINGS)),
    "MathML": _without("has no formula in MathML", _MATH),
    "captions": _without("has no captions to a film", f"{XHTML_NAMESPACE}track"),
    "rubyAnnotations": _without("has no ruby", f"{XHTML_NAMESPACE}ruby"),
    "synchronizedAudioText": _without_overlay,
    "index": _without_index,
}
